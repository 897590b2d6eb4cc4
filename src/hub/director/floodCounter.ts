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
  let times: Moment[] = []
  let flood = false
  return {
    add: (at) => void times.push(at),
    read(now) {
      // What lies ahead was counted before the clock was set back.
      times = times.filter((at) => at > now - floodWindowMs && at <= now)
      const demands = times.length
      flood = flood ? demands >= floodEndsBelow : demands > floodBeginsAbove
      return { demands, flood }
    }
  }
}
