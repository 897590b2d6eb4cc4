import { localTime, momentOf, startOfDay, type Moment } from '../../../../contract/time.ts'

/** The shift that a moment lies in. */
export interface Shift {
  /** 1 for the first of the day. */
  readonly number: number
  readonly of: number
  readonly since: Moment
  readonly until: Moment
}

/** @param hours local hours at which shifts change, as configured */
export function shiftOf(
  hours: readonly number[],
  now: Moment,
  timeZone: string
): Shift | undefined {
  const rising = [...new Set(hours)].sort((a, b) => a - b)
  const on = (days: number): readonly Moment[] => {
    const { year, month, day } = localTime(startOfDay(now, timeZone, days), timeZone)
    return rising.map((hour) => momentOf(timeZone, year, month, day, hour))
  }
  const changes = [...on(-1), ...on(0), ...on(1)]
  const at = changes.findLastIndex((change) => change <= now)
  const since = changes[at]
  const until = changes[at + 1]
  if (since === undefined || until === undefined) return undefined
  return { number: (at % rising.length) + 1, of: rising.length, since, until }
}
