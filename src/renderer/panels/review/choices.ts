import type {
  DayRange,
  ReviewChoices,
  ReviewPeak,
  ReviewQuestion
} from '../../../contract/review.ts'
import { localTime } from '../../../contract/time.ts'

const dayMs = 86_400_000

/** Days later, as a calendar day. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}

export function peakOf(
  { peaks }: ReviewChoices,
  anchor: string | undefined
): ReviewPeak | undefined {
  return peaks.find((peak) => peak.anchor === anchor)
}

/**
 * Another peak: compared with the one before it, on the same days round H, and with the ordinary
 * month before it unless somebody has chosen another one; nothing narrowed.
 */
export function questionAbout(
  peak: ReviewPeak,
  choices: ReviewChoices,
  asked: Pick<ReviewQuestion, 'anchor' | 'normal'>
): ReviewQuestion {
  const usual = (peakOf(choices, asked.anchor) ?? choices.first)?.normal
  const isOwn = asked.normal?.from !== usual?.from || asked.normal?.to !== usual?.to
  const normal = isOwn ? asked.normal : peak.normal
  const earlier = earlierPeaks(choices, peak)[0]
  const question: ReviewQuestion = {
    period: peak.shown,
    anchor: peak.anchor,
    ...(normal && { normal }),
    selection: {}
  }
  return earlier ? comparedWith(question, earlier.anchor) : question
}

/** The same feast of earlier years, newest first. */
export function earlierPeaks(
  { peaks }: ReviewChoices,
  { peak, anchor }: ReviewPeak
): readonly ReviewPeak[] {
  return peaks
    .filter((other) => other.peak === peak && other.anchor < anchor)
    .toSorted((a, b) => b.anchor.localeCompare(a.anchor))
}

/** The same days round another H, or none. */
export function comparedWith(question: ReviewQuestion, anchor: string | undefined): ReviewQuestion {
  const rest = { ...question }
  delete rest.compare
  if (anchor === undefined || question.anchor === undefined) return rest
  const shift = Math.round((Date.parse(anchor) - Date.parse(question.anchor)) / dayMs)
  const period = {
    from: dayAfter(question.period.from, shift),
    to: dayAfter(question.period.to, shift)
  }
  return { ...rest, compare: { period, anchor } }
}

/**
 * Whole months that can stand for a usual day: stored in full, and without a day of any peak that
 * is known; the twelve nearest to the period, newest first. The one in use is always among them.
 */
export function normalMonths(
  { peaks, since, newest }: ReviewChoices,
  { period, normal }: ReviewQuestion,
  timeZone: string
): readonly DayRange[] {
  const inUse = normal === undefined ? [] : [normal]
  if (since === undefined || newest === undefined) return inUse
  const first = dayOf(since, timeZone)
  const last = dayOf(newest, timeZone)
  const months = Array.from({ length: 60 }, (_, index) => monthBefore(last, index)).filter(
    ({ from, to }) =>
      from > first &&
      to < last &&
      !peaks.some(({ shown }) => shown.from <= to && shown.to >= from) &&
      (period.from > to || period.to < from)
  )
  const distance = ({ from }: DayRange): number =>
    Math.abs(Date.parse(from) - Date.parse(period.from))
  const nearest = months.toSorted((a, b) => distance(a) - distance(b)).slice(0, 12)
  const others = nearest.filter(({ from, to }) => from !== normal?.from || to !== normal.to)
  return [...inUse, ...others].toSorted((a, b) => b.from.localeCompare(a.from))
}

export function dayOf(at: number, timeZone: string): string {
  const { year, month, day } = localTime(at, timeZone)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function monthBefore(day: string, months: number): DayRange {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const at = (monthIndex: number, date: number): string =>
    new Date(Date.UTC(year, monthIndex, date)).toISOString().slice(0, 10)
  return { from: at(month - 1 - months, 1), to: at(month - months, 0) }
}
