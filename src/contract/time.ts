import { z } from 'zod'

/** A moment: milliseconds since 1970-01-01T00:00:00Z, whole. */
export const Moment = z.number().int()
export type Moment = number

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/**
 * The clock of the hub. Windows follow it, so that two wall PCs agree and a replay can run in its
 * own time. `speed` is hub milliseconds per real millisecond: 1 in a real room, 0 when frozen.
 */
export const HubClock = z.strictObject({
  now: Moment,
  speed: z.number().nonnegative(),
  /** true when `now` is not the real time: the wall must say so. */
  simulated: z.boolean()
})
export type HubClock = z.infer<typeof HubClock>

export interface LocalTime {
  readonly year: number
  /** 1–12 */
  readonly month: number
  /** 1–31 */
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** 0 = Sunday … 6 = Saturday */
  readonly weekday: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The offset of a zone at a moment, in milliseconds to add to UTC. Exact to the second. */
export function zoneOffset(at: Moment, timeZone: string): number {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric'
    })
    formats.set(timeZone, format)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value)
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0
  )
  return local - Math.floor(at / second) * second
}

/** The wall-clock reading in a zone. */
export function localTime(at: Moment, timeZone: string): LocalTime {
  const shifted = new Date(at + zoneOffset(at, timeZone))
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: shifted.getUTCDay()
  }
}

/**
 * The moment of a wall-clock reading in a zone; days and months may overflow (month 13, day 0).
 * A reading inside a DST gap gives the moment as far after the gap as it was past its start.
 */
export function momentOf(
  timeZone: string,
  year: number,
  month: number,
  dayOfMonth: number,
  hours = 0,
  minutes = 0,
  seconds = 0
): Moment {
  const wanted = Date.UTC(year, month - 1, dayOfMonth, hours, minutes, seconds)
  const first = wanted - zoneOffset(wanted, timeZone)
  return wanted - zoneOffset(first, timeZone)
}

/** Midnight that begins the local day of `at`, or of `days` later. */
export function startOfDay(at: Moment, timeZone: string, days = 0): Moment {
  const { year, month, day: dayOfMonth } = localTime(at, timeZone)
  return momentOf(timeZone, year, month, dayOfMonth + days)
}

/** Midnight that begins the local month of `at`, or of `months` later. */
export function startOfMonth(at: Moment, timeZone: string, months = 0): Moment {
  const { year, month } = localTime(at, timeZone)
  return momentOf(timeZone, year, month + months, 1)
}

/** The full hour at or before `at` in the zone (all zones here are offset by whole quarter hours). */
export function startOfHour(at: Moment, timeZone: string): Moment {
  const offset = zoneOffset(at, timeZone)
  return Math.floor((at + offset) / hour) * hour - offset
}
