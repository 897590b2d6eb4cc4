import type { CalendarDay } from '../../contract/peaks.ts'
import type { DayRange } from '../../contract/review.ts'
import { day } from '../../contract/time.ts'

/** Local days as numbers, as `CityCalendar` counts them; both included. */
export interface Days {
  readonly first: number
  readonly last: number
}

export function dayNumber(calendarDay: CalendarDay): number {
  return Math.round(Date.parse(calendarDay) / day)
}

export function calendarDay(localDay: number): CalendarDay {
  return new Date(localDay * day).toISOString().slice(0, 10)
}

export function daysOf({ from, to }: DayRange): Days {
  return { first: dayNumber(from), last: dayNumber(to) }
}

export function rangeOf({ first, last }: Days): DayRange {
  return { from: calendarDay(first), to: calendarDay(last) }
}

export function lengthOf({ first, last }: Days): number {
  return Math.max(0, last - first + 1)
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayFromMonday(localDay: number): number {
  return (((localDay + 3) % 7) + 7) % 7
}
