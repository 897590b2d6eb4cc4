import { day, hour, zoneOffset, type Moment } from '../../contract/time.ts'

/**
 * Hours, days and months of one zone, fast enough for a million rows. A local day is a number:
 * days since 1970-01-01 on the zone's calendar, so that neighbours differ by one.
 */
export interface CityCalendar {
  hourStart(at: Moment): Moment
  /** Local hour 0–23. */
  hourOfDay(at: Moment): number
  dayOf(at: Moment): number
  /** Midnight that begins a local day. */
  dayStart(localDay: number): Moment
  /** First local day of the month of `localDay`, or of `months` later. */
  monthFirst(localDay: number, months?: number): number
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(localDay: number): number {
  return (((localDay + 4) % 7) + 7) % 7
}

export function cityCalendar(timeZone: string): CityCalendar {
  // One entry per UTC day: its offset, or undefined where the offset changes within the day.
  const offsets = new Map<number, number | undefined>()

  function offsetAt(at: Moment): number {
    const utcDay = Math.floor(at / day)
    if (!offsets.has(utcDay)) {
      const first = zoneOffset(utcDay * day, timeZone)
      const last = zoneOffset((utcDay + 1) * day, timeZone)
      offsets.set(utcDay, first === last ? first : undefined)
    }
    return offsets.get(utcDay) ?? zoneOffset(at, timeZone)
  }

  function dayStart(localDay: number): Moment {
    const wanted = localDay * day
    const first = wanted - offsetAt(wanted)
    return wanted - offsetAt(first)
  }

  return {
    hourStart: (at) => {
      const offset = offsetAt(at)
      return Math.floor((at + offset) / hour) * hour - offset
    },
    hourOfDay: (at) => {
      const local = at + offsetAt(at)
      return Math.floor((local - Math.floor(local / day) * day) / hour)
    },
    dayOf: (at) => Math.floor((at + offsetAt(at)) / day),
    dayStart,
    monthFirst: (localDay, months = 0) => {
      const date = new Date(localDay * day)
      return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / day)
    }
  }
}
