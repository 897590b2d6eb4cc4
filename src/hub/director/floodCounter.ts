import { minute, type Moment } from '../../contract/time.ts'

/**
 * ANSI/ISA-18.2 calls it an alarm flood when more than ten alarms come in ten minutes, and says it
 * lasts until fewer than five come in ten minutes.
 */
export const floodWindowMs = 10 * minute
export const floodBeginsAbove = 10
export const floodEndsBelow = 5

/** Counts demands for attention over the last ten minutes. */
export interface FloodCounter {
  /** A demand came at `at`; those of a moment yet to come are not counted. */
  add(at: Moment): void
  /** How many came in the ten minutes up to `now`, and whether that is a flood. */
  read(now: Moment): { readonly demands: number; readonly flood: boolean }
}

export function floodCounter(): FloodCounter {
  /** In the order in which they came; those before `first` have left the window. */
  let times: Moment[] = []
  let first = 0
  let flood = false

  function forgetBefore(now: Moment): void {
    const oldest = now - floodWindowMs
    for (let at = times[first]; at !== undefined && at <= oldest; at = times[first]) first += 1
    if (first > times.length / 2) {
      times = times.slice(first)
      first = 0
    }
  }

  return {
    add(at) {
      const last = times.at(-1)
      times.push(at)
      if (last === undefined || at >= last) return
      times = times.slice(first).sort((a, b) => a - b)
      first = 0
    },
    read(now) {
      // What lies ahead was counted before the clock was set back.
      while ((times.at(-1) ?? now) > now) times.pop()
      forgetBefore(now)
      const demands = times.length - first
      flood = flood ? demands >= floodEndsBelow : demands > floodBeginsAbove
      return { demands, flood }
    }
  }
}
