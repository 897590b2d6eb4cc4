import { hLabel } from '../../../contract/peaks.ts'
import type { DayRange } from '../../../contract/review.ts'
import { useLanguage, type Language } from '../../look/words.ts'

/** Calendar days as words; they have no zone, so neither has this. */
export interface DayText {
  /** `5 Apr` */
  readonly short: (day: string) => string
  /** `5 April` */
  readonly long: (day: string) => string
  /** `Sabtu 5 April 2025` */
  readonly full: (day: string) => string
  /** `Apr`; of a January `Jan 2025`. */
  readonly monthShort: (day: string) => string
  /** `Februari 2025` for a whole month, else `3–9 Feb 2025`. */
  readonly period: (range: DayRange) => string
  /** `5 Apr`, `5–7 Apr`, `28 Mar–7 Apr` */
  readonly range: (range: DayRange) => string
  /** 0 = Monday: `Sen` and `Senin`. */
  readonly weekday: (weekday: number) => string
  readonly weekdayLong: (weekday: number) => string
}

const texts = new Map<Language, DayText>()

export function dayText(language: Language): DayText {
  const known = texts.get(language)
  if (known !== undefined) return known
  const made = makeDayText(language)
  texts.set(language, made)
  return made
}

export function useDayText(): DayText {
  return dayText(useLanguage())
}

/** `H−2`, or the date where the period has no day H. */
export function offsetText(day: { readonly offset?: number | undefined }, date: string): string {
  return day.offset === undefined ? date : hLabel(day.offset)
}

function makeDayText(language: Language): DayText {
  const tongue = language === 'id' ? 'id-ID' : 'en-GB'
  const by = (options: Intl.DateTimeFormatOptions): ((day: string) => string) => {
    const format = new Intl.DateTimeFormat(tongue, { timeZone: 'UTC', ...options })
    return (day) => format.format(Date.parse(day))
  }
  const short = by({ day: 'numeric', month: 'short' })
  const shortMonth = by({ month: 'short' })
  const year = by({ year: 'numeric' })
  const long = by({ day: 'numeric', month: 'long' })
  const month = by({ month: 'long' })
  const weekdayShort = by({ weekday: 'short' })
  const weekdayLong = by({ weekday: 'long' })
  /** 1 January 2024 was a Monday. */
  const monday = (weekday: number): string => `2024-01-0${weekday + 1}`
  const dayOf = (day: string): string => String(Number(day.slice(8)))

  const range = ({ from, to }: DayRange): string => {
    if (from === to) return short(from)
    const sameMonth = from.slice(0, 7) === to.slice(0, 7)
    return sameMonth
      ? `${dayOf(from)}–${dayOf(to)} ${shortMonth(to)}`
      : `${short(from)}–${short(to)}`
  }
  return {
    short,
    long,
    full: (day) => `${weekdayLong(day)} ${long(day)} ${year(day)}`,
    monthShort: (day) =>
      day.slice(5, 7) === '01' ? `${shortMonth(day)} ${year(day)}` : shortMonth(day),
    range,
    period: ({ from, to }) =>
      isWholeMonth({ from, to })
        ? `${month(from)} ${year(from)}`
        : `${range({ from, to })} ${year(to)}`,
    weekday: (weekday) => weekdayShort(monday(weekday)),
    weekdayLong: (weekday) => weekdayLong(monday(weekday))
  }
}

function isWholeMonth({ from, to }: DayRange): boolean {
  const after = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10)
  return from.endsWith('-01') && after.endsWith('-01') && daysApart(from, to) < 32
}

function daysApart(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
