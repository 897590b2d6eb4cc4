import type { Timers } from './timers.ts'

/** Lets one start through after another, never two within `spacingMs`; nobody waits for a result. */
export interface StartGate {
  /** Runs when it is its turn; returns how to give the place up. */
  readonly enter: (start: () => void) => () => void
}

/**
 * Thirty-five cameras that return at once connect one by one, a breath apart. It spaces starts and
 * does not limit how many are under way: a camera that hangs holds nobody up.
 */
export function makeStartGate(spacingMs: number, timers: Timers): StartGate {
  let nextAt = -Infinity
  return {
    enter: (start) => {
      const at = Math.max(timers.now(), nextAt)
      nextAt = at + spacingMs
      return timers.after(Math.max(0, at - timers.now()), start)
    }
  }
}
