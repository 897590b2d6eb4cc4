import type { Peak, PeakDay, Peaks } from '../../contract/peaks.ts'
import type {
  DayRange,
  MarkedDay,
  ReviewChoices,
  ReviewPeak,
  ReviewQuestion
} from '../../contract/review.ts'
import type { CityCalendar } from '../aggregates/cityCalendar.ts'
import type { Coverage } from './coverage.ts'
import { dayNumber, rangeOf, type Days } from './localDays.ts'

/** Without any peak: so many days up to the newest one. */
const plainDays = 28
/** How far back an ordinary month is looked for. */
const monthsBack = 12

/** One anchor day with everything about its peak. */
interface Anchored {
  readonly peak: Peak
  readonly day: PeakDay
  readonly h: number
  readonly window: Days
  readonly shown: Days
}

/** Which periods there are to ask for, and what is asked first. */
export function choicesOf(
  peaks: Peaks,
  coverage: Coverage,
  calendar: Pick<CityCalendar, 'monthFirst'>
): ReviewChoices {
  const all = anchoredOf(peaks)
  const { since, newest, today, stretches } = coverage
  const coming = all.findLast(({ shown }) => shown.first > today)
  const offered = all.filter(
    (one) => one === coming || stretches.some((stretch) => overlap(one.shown, stretch))
  )
  const normalBefore = (day: number): { readonly normal?: DayRange } => {
    const month = ordinaryMonth(day, all, coverage, calendar)
    return month === undefined ? {} : { normal: month }
  }
  const first = firstQuestion(all, coverage, normalBefore)
  return {
    peaks: offered.map((one) => ({
      ...reviewPeak(one, all, peaks),
      ...normalBefore(one.window.first)
    })),
    ...(since === undefined ? {} : { since }),
    ...(newest === undefined ? {} : { newest }),
    ...(first === undefined ? {} : { first })
  }
}

/** Newest first. */
function anchoredOf({ peaks }: Peaks): Anchored[] {
  return peaks
    .flatMap((peak) =>
      peak.days.map((day) => {
        const h = dayNumber(day.day)
        const around = ({ from, to }: { readonly from: number; readonly to: number }): Days => ({
          first: h + from,
          last: h + to
        })
        return { peak, day, h, window: around(peak.window), shown: around(peak.shown) }
      })
    )
    .sort((a, b) => b.h - a.h)
}

function reviewPeak(
  { peak, day, shown }: Anchored,
  all: readonly Anchored[],
  peaks: Peaks
): ReviewPeak {
  const { from, to } = rangeOf(shown)
  return {
    peak: peak.id,
    name: peak.name,
    ...(peak.nameEn === undefined ? {} : { nameEn: peak.nameEn }),
    anchor: day.day,
    certainty: day.certainty,
    shown: { from, to },
    marked: markedIn(shown, all),
    ranges: peaks.ranges
      .filter((range) => range.peak === peak.id && range.from <= to && range.to >= from)
      .map((range) => ({ name: range.name, from: range.from, to: range.to })),
    also: (day.also ?? []).map((other) => ({ day: other.day, by: other.by }))
  }
}

/** Holidays and leave of every peak, in order; a day that is both is a holiday. */
function markedIn(shown: Days, all: readonly Anchored[]): MarkedDay[] {
  const marked = new Map<string, MarkedDay>()
  for (const kind of ['leave', 'holiday'] as const)
    for (const { day: peakDay } of all)
      for (const day of (kind === 'leave' ? peakDay.leave : peakDay.holidays) ?? [])
        marked.set(day, { day, kind, certainty: peakDay.certainty })
  return [...marked.values()]
    .filter(({ day }) => dayNumber(day) >= shown.first && dayNumber(day) <= shown.last)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The newest peak that has begun, beside the one before it and an ordinary month. */
function firstQuestion(
  all: readonly Anchored[],
  coverage: Coverage,
  normalBefore: (day: number) => { readonly normal?: DayRange }
): ReviewQuestion | undefined {
  const newest = coverage.stretches.at(-1)
  if (newest === undefined) return undefined
  const begun = all.find(({ shown }) =>
    coverage.stretches.some((stretch) => overlap(shown, stretch))
  )
  if (begun === undefined) {
    const plain = { first: Math.max(newest.first, newest.last - plainDays + 1), last: newest.last }
    return { period: rangeOf(plain), ...normalBefore(plain.first), selection: {} }
  }
  const before = all.find(({ peak, h }) => peak === begun.peak && h < begun.h)
  const isKnown =
    before !== undefined && coverage.stretches.some((stretch) => overlap(before.shown, stretch))
  return {
    period: rangeOf(begun.shown),
    anchor: begun.day.day,
    ...(isKnown ? { compare: { period: rangeOf(before.shown), anchor: before.day.day } } : {}),
    ...normalBefore(begun.window.first),
    selection: {}
  }
}

/** The last whole calendar month before a day that the store covers and no peak touches. */
function ordinaryMonth(
  before: number,
  all: readonly Anchored[],
  coverage: Coverage,
  calendar: Pick<CityCalendar, 'monthFirst'>
): DayRange | undefined {
  for (let back = 1; back <= monthsBack; back += 1) {
    const month = {
      first: calendar.monthFirst(before, -back),
      last: calendar.monthFirst(before, 1 - back) - 1
    }
    const isFree = all.every(({ window }) => !overlap(window, month))
    const isCovered = coverage.stretches.some(
      ({ first, last }) => first <= month.first && last >= month.last
    )
    if (isFree && isCovered) return rangeOf(month)
  }
  return undefined
}

function overlap(a: Days, b: Days): boolean {
  return a.first <= b.last && b.first <= a.last
}
