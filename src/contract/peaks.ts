import { z } from 'zod'
import { Id } from './incident.ts'
import { day, localTime, type Moment } from './time.ts'

/** A calendar day, `YYYY-MM-DD`, that exists. */
export const CalendarDay = z.iso.date()
export type CalendarDay = string

/**
 * How sure a date is: `decreed` by the government; `expected`, announced but the decision (isbat) is
 * still to come; `estimated`, computed by somebody.
 */
export const Certainty = z.enum(['decreed', 'expected', 'estimated'])
export type Certainty = z.infer<typeof Certainty>

const DatedDay = z.strictObject({
  day: CalendarDay,
  certainty: Certainty,
  source: z.string().min(1)
})

/** One anchor day H of a peak, with the days off round it. */
export const PeakDay = z.strictObject({
  ...DatedDay.shape,
  /** Public holidays of the feast, H itself included. */
  holidays: z.array(CalendarDay),
  /** Cuti bersama; undefined where it is not decreed. */
  leave: z.array(CalendarDay).optional(),
  /** The first day of the fast before it. */
  ramadan: DatedDay.extend({ note: z.string().optional() }).optional(),
  /** Others who held the feast on another day: then there are two peaks. */
  also: z
    .array(z.strictObject({ day: CalendarDay, by: z.string().min(1), source: z.string().min(1) }))
    .optional()
})
export type PeakDay = z.infer<typeof PeakDay>

/** Days counted from H, both included: `{ from: -30, to: 15 }` is H−30…H+15. */
export const DayWindow = z
  .strictObject({ from: z.number().int().min(-180), to: z.number().int().max(180) })
  .refine(({ from, to }) => from <= 0 && to >= 0, { message: 'must hold the day H, which is 0' })
export type DayWindow = z.infer<typeof DayWindow>

/** Something that comes again and lifts the load: an anchor day H and the days round it. */
export const Peak = z
  .strictObject({
    id: Id,
    /** As the wall says it after "H−6". */
    name: z.string().min(1).max(40),
    nameEn: z.string().min(1).max(40).optional(),
    window: DayWindow,
    /** What is drawn unless somebody asks for more. */
    shown: DayWindow,
    days: z.array(PeakDay).nonempty()
  })
  .refine(({ window, shown }) => shown.from >= window.from && shown.to <= window.to, {
    path: ['shown'],
    message: 'must lie inside the window'
  })
export type Peak = z.infer<typeof Peak>

/** A police operation or other period with a first and a last day, both included. */
export const PeakRange = z
  .strictObject({
    peak: Id,
    name: z.string().min(1),
    from: CalendarDay,
    to: CalendarDay,
    /** Where these dates held, where the source says so. */
    area: z.string().min(1).optional(),
    note: z.string().min(1).optional(),
    source: z.string().min(1)
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before its first day' })
export type PeakRange = z.infer<typeof PeakRange>

/** `resources/peaks.json`, and `peaks.json` of the data folder for a city's own periods. */
export const Peaks = z
  .strictObject({ peaks: z.array(Peak), ranges: z.array(PeakRange).default([]) })
  .refine(({ peaks }) => new Set(peaks.map(({ id }) => id)).size === peaks.length, {
    path: ['peaks'],
    message: 'has two peaks with the same id'
  })
export type Peaks = z.infer<typeof Peaks>

/** What a window needs to say "H−6 Idulfitri": one anchor day of one peak. */
export const WallPeak = z.strictObject({
  id: Id,
  name: z.string(),
  nameEn: z.string().optional(),
  day: CalendarDay,
  certainty: Certainty,
  window: DayWindow
})
export type WallPeak = z.infer<typeof WallPeak>

export function wallPeaksOf({ peaks }: Peaks): WallPeak[] {
  return peaks.flatMap(({ id, name, nameEn, window, days }) =>
    days.map((one) => ({
      ...{ id, name, ...(nameEn === undefined ? {} : { nameEn }) },
      ...{ day: one.day, certainty: one.certainty, window }
    }))
  )
}

export interface HDay {
  readonly peak: WallPeak
  /** Days after H; −6 is H−6. */
  readonly offset: number
}

/**
 * Which day of a peak it is in the zone; undefined outside every window. Of two peaks the nearer
 * anchor wins, then the earlier in the list.
 */
export function hDay(at: Moment, peaks: readonly WallPeak[], timeZone: string): HDay | undefined {
  const { year, month, day: dayOfMonth } = localTime(at, timeZone)
  const today = Date.UTC(year, month - 1, dayOfMonth)
  let nearest: HDay | undefined
  for (const peak of peaks) {
    // A date without a time is read as UTC midnight, so days are exactly 24 h apart.
    const offset = (today - Date.parse(peak.day)) / day
    if (offset < peak.window.from || offset > peak.window.to) continue
    if (nearest === undefined || Math.abs(offset) < Math.abs(nearest.offset))
      nearest = { peak, offset }
  }
  return nearest
}

/** `H−6`, `H`, `H+3`, with a true minus sign. */
export function hLabel(offset: number): string {
  if (offset === 0) return 'H'
  return offset < 0 ? `H\u2212${-offset}` : `H+${offset}`
}
