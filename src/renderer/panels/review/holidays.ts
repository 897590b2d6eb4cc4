import type { ReviewPeak } from '../../../contract/review.ts'

/** Days off that belong together, with the weekends between them. */
export interface HolidaySpan {
  readonly from: string
  readonly to: string
  /** Some of them are leave (cuti bersama). */
  readonly leave: boolean
  /** Every one of them is decreed. */
  readonly decreed: boolean
}

const dayMs = 86_400_000

/** Marked days as spans: days next to each other, or with nothing but a weekend between them. */
export function holidaySpans(marked: ReviewPeak['marked']): readonly HolidaySpan[] {
  const spans: HolidaySpan[] = []
  for (const { day, kind, certainty } of marked.toSorted((a, b) => a.day.localeCompare(b.day))) {
    const last = spans.at(-1)
    const leave = kind === 'leave'
    const decreed = certainty === 'decreed'
    if (last === undefined || !onlyWeekendBetween(last.to, day))
      spans.push({ from: day, to: day, leave, decreed })
    else
      spans[spans.length - 1] = {
        from: last.from,
        to: day,
        leave: last.leave || leave,
        decreed: last.decreed && decreed
      }
  }
  return spans
}

function onlyWeekendBetween(from: string, to: string): boolean {
  for (let at = Date.parse(from) + dayMs; at < Date.parse(to); at += dayMs) {
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) return false
  }
  return true
}
