import { performance } from 'node:perf_hooks'

/** Time for everything in this folder, so that tests can turn it by hand. */
export interface Timers {
  /** Milliseconds from an arbitrary origin; never jumps. */
  readonly now: () => number
  /** Runs once; returns its own undoing. */
  readonly after: (ms: number, run: () => void) => () => void
}

export const realTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
}
