import { day, localTime, momentOf, startOfDay, type Moment } from '../../contract/time.ts'

/** A calendar day of a city, `YYYY-MM-DD`. */
export type LocalDate = string

export interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

export function dateParts(date: LocalDate): DateParts {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  return { year, month, day: dayOfMonth }
}

export function localDateOf(at: Moment, timeZone: string): LocalDate {
  return isoOf(localTime(at, timeZone))
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return iso(Date.parse(date) + days * day)
}

/** Whole days from `a` to `b`; negative when b is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / day)
}

/** 0 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(date).getUTCDay()
}

export function monthOf(date: LocalDate): string {
  return date.slice(0, 7)
}

export function daysOfMonth(month: string): readonly LocalDate[] {
  const first = `${month}-01`
  const { year, month: number } = dateParts(first)
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return Array.from({ length }, (_, index) => addDays(first, index))
}

export function momentIn(timeZone: string, date: LocalDate, msOfDay: number): Moment {
  const { year, month, day: dayOfMonth } = dateParts(date)
  const midnight = momentOf(timeZone, year, month, dayOfMonth)
  // Days are not all 24 hours long everywhere; what would spill over stays in the day.
  return Math.min(midnight + msOfDay, startOfDay(midnight, timeZone, 1) - 1)
}

function isoOf({ year, month, day: dayOfMonth }: DateParts): LocalDate {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`
}

function iso(utcMidnight: number): LocalDate {
  return new Date(utcMidnight).toISOString().slice(0, 10)
}
