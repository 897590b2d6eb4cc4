import { z } from 'zod'
import { CallClass } from './call.ts'
import { Id } from './incident.ts'
import { CalendarDay, Certainty } from './peaks.ts'
import { Moment } from './time.ts'

const Count = z.number().int().nonnegative()

/** The most days one question may span: a leap year and the month before it. */
export const longestPeriodDays = 397

/** Local days of the city, both included. */
export const DayRange = z
  .strictObject({ from: CalendarDay, to: CalendarDay })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before its first day' })
  .refine(({ from, to }) => daysIn({ from, to }) <= longestPeriodDays, {
    path: ['to'],
    message: `is more than ${longestPeriodDays} days after its first day`
  })
export type DayRange = z.infer<typeof DayRange>

/** How many local days a range holds; a calendar day has no zone, so each counts as 24 h. */
export function daysIn({ from, to }: { readonly from: string; readonly to: string }): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

/** Where no district is known: a row of its own, so that parts always sum to the whole. */
export const unknownDistrict = 'unknown'

/**
 * What the analyst has chosen. Each list holds alternatives, and all lists must hold together. An
 * incident is an agency's when it has an assignment of it.
 */
export const Selection = z.strictObject({
  categories: z.array(Id).nonempty().max(64).optional(),
  districts: z.array(z.string().min(1).max(16)).nonempty().max(64).optional(),
  agencies: z.array(Id).nonempty().max(64).optional(),
  /** Days inside the period. Of the compared period the days with the same distance to its H. */
  days: DayRange.optional(),
  /** 0 = Monday … 6 = Sunday. */
  weekdays: z.array(z.number().int().min(0).max(6)).nonempty().max(7).optional(),
  /** Local hours of the day, 0–23. */
  hours: z.array(z.number().int().min(0).max(23)).nonempty().max(24).optional()
})
export type Selection = z.infer<typeof Selection>

/** A period, and the day H in it from which its days are counted. */
export const AnchoredPeriod = z.strictObject({
  period: DayRange,
  anchor: CalendarDay.optional()
})
export type AnchoredPeriod = z.infer<typeof AnchoredPeriod>

/** Everything the scene Puncak shows hangs on this, so that a view can be sent to a colleague. */
export const ReviewQuestion = z.strictObject({
  ...AnchoredPeriod.shape,
  /** The same days round an earlier H. Days are paired by distance to H, else by order. */
  compare: AnchoredPeriod.optional(),
  /** A stretch without anything special; its days are what "hari biasa" means. */
  normal: DayRange.optional(),
  selection: Selection
})
export type ReviewQuestion = z.infer<typeof ReviewQuestion>

/**
 * `more` and `fewer` are beyond chance; `within` is "dalam batas wajar" and gets no arrow;
 * `tooFew` cannot be said. See docs/statistics.md.
 */
export const Verdict = z.enum(['more', 'fewer', 'within', 'tooFew'])
export type Verdict = z.infer<typeof Verdict>

/** How a rate per day differs, with its uncertainty. */
export const RateChange = z.strictObject({
  verdict: Verdict,
  /** New over old, 1 = no change; absent where the old is 0. With its 95 % interval. */
  ratio: z.number().nonnegative().optional(),
  low: z.number().nonnegative().optional(),
  high: z.number().nonnegative().optional()
})
export type RateChange = z.infer<typeof RateChange>

/** Incidents of one category, one district, or of all, in the three periods. */
export const Rate = z.strictObject({
  count: Count,
  /** Absent where the store covers no chosen day: then the count is no zero but unknown. */
  perDay: z.number().nonnegative().optional(),
  /** Absent where the store does not cover that period. */
  normalPerDay: z.number().nonnegative().optional(),
  comparePerDay: z.number().nonnegative().optional(),
  /** Against the normal period. */
  change: RateChange.optional(),
  /** Against the compared period. */
  compareChange: RateChange.optional()
})
export type Rate = z.infer<typeof Rate>

/** Response against one target. `n` incidents have a known time. */
export const Response = z.strictObject({
  n: Count,
  medianMs: z.number().nonnegative().optional(),
  p90Ms: z.number().nonnegative().optional(),
  met: Count,
  breached: Count,
  running: Count,
  unknown: Count
})
export type Response = z.infer<typeof Response>

/** How the share within target differs. `points` = percentage points, with their 95 % interval. */
export const ShareChange = z.strictObject({
  verdict: Verdict,
  points: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional()
})
export type ShareChange = z.infer<typeof ShareChange>

export const ComparedResponse = z.strictObject({
  ...Response.shape,
  normal: Response.optional(),
  compare: Response.optional(),
  /** Against the normal period. */
  change: ShareChange.optional(),
  compareChange: ShareChange.optional()
})
export type ComparedResponse = z.infer<typeof ComparedResponse>

export const ReviewDay = z.strictObject({
  day: CalendarDay,
  /** Days after H; absent without an anchor. */
  offset: z.number().int().optional(),
  /** Absent on a day that the store does not cover or that has not begun. */
  count: Count.optional(),
  /** The day is not over, so its count will rise. */
  running: z.boolean(),
  compareDay: CalendarDay.optional(),
  compareCount: Count.optional(),
  /** Against single days of the normal period; absent without one, and while the day runs. */
  verdict: Verdict.optional()
})
export type ReviewDay = z.infer<typeof ReviewDay>

/** What is usual on one day of the normal period. */
export const NormalDay = z.strictObject({
  mean: z.number().nonnegative(),
  /** 95 % interval of the mean. */
  meanLow: z.number().nonnegative(),
  meanHigh: z.number().nonnegative(),
  /** A single usual day, of any weekday, lies inside 95 times of 100. */
  dayLow: z.number().nonnegative(),
  dayHigh: z.number().nonnegative(),
  days: Count,
  /** Variance over mean; 1 = pure chance. */
  dispersion: z.number().positive()
})
export type NormalDay = z.infer<typeof NormalDay>

/** The heaviest day before or after H, where it is beyond what a usual day brings. */
export const PeakDayFound = z.strictObject({
  day: CalendarDay,
  offset: z.number().int(),
  count: Count
})
export type PeakDayFound = z.infer<typeof PeakDayFound>

const Classes = z.record(CallClass, Count)

/** Everything about one period that is one number; for the period, the compared and the normal. */
export const PeriodTotal = z.strictObject({
  period: DayRange,
  /** Whole or running days that the store covers and the selection keeps: what rates divide by. */
  days: z.number().nonnegative(),
  incidents: Count,
  /** Calls of the same days. They have no place or kind, so only the chosen days narrow them. */
  calls: Classes.optional()
})
export type PeriodTotal = z.infer<typeof PeriodTotal>

/**
 * The figures of one review. Every chart is narrowed by all choices but its own, so that a chosen
 * bar stays beside its fellows. Exercises are never counted.
 */
export const ReviewAnswer = z.strictObject({
  /** The hub's clock when it counted, and the newest thing it counted. */
  asOf: Moment,
  newest: Moment.optional(),
  /** The store holds simulated incidents or calls in one of the periods. */
  simulated: z.boolean(),
  /** receivedAt of the oldest incident stored. */
  since: Moment.optional(),
  total: z.strictObject({
    ...Rate.shape,
    period: PeriodTotal,
    compare: PeriodTotal.optional(),
    normal: PeriodTotal.optional()
  }),
  /** Every day of the period in order. */
  days: z.array(ReviewDay),
  normalDay: NormalDay.optional(),
  /** Puncak mudik and puncak balik, for a peak with an anchor. */
  peakBefore: PeakDayFound.optional(),
  peakAfter: PeakDayFound.optional(),
  /** `counts[weekday][hour]`, Monday first, and over how many days of each weekday. */
  hours: z.strictObject({
    counts: z.array(z.array(Count).length(24)).length(7),
    days: z.array(z.number().nonnegative()).length(7),
    normalCounts: z.array(z.array(Count).length(24)).length(7).optional(),
    normalDays: z.array(z.number().nonnegative()).length(7).optional()
  }),
  /** Most first. Every category of the city. */
  categories: z.array(z.strictObject({ category: Id, ...Rate.shape })),
  /** Most first. Every district of the city, and `unknown`. */
  districts: z.array(z.strictObject({ district: z.string(), ...Rate.shape })),
  /** Id of the target the response figures are against. */
  target: z.string(),
  /** Every incident by its own way to the headline target. */
  response: ComparedResponse,
  /** Each agency's own assignments, as on the agency board. Those with any, most first. */
  agencies: z.array(z.strictObject({ agency: Id, assignments: Count, ...ComparedResponse.shape })),
  /** Calls by class and day of the period, in the order of `days`; absent if never a call came. */
  calls: z.array(Classes).optional()
})
export type ReviewAnswer = z.infer<typeof ReviewAnswer>

/** Where the hub answers a `ReviewQuestion`: POST, JSON, with the window's token. */
export const reviewPath = '/api/review'

/** A holiday or leave day inside a period, for marking it. */
export const MarkedDay = z.strictObject({
  day: CalendarDay,
  kind: z.enum(['holiday', 'leave']),
  certainty: Certainty
})
export type MarkedDay = z.infer<typeof MarkedDay>

/** One anchor day that can be chosen, with what is drawn round it by default. */
export const ReviewPeak = z.strictObject({
  peak: Id,
  name: z.string(),
  nameEn: z.string().optional(),
  anchor: CalendarDay,
  certainty: Certainty,
  /** First to last day drawn unless somebody asks for more. */
  shown: DayRange,
  /** The last whole month before it that the store covers and no peak touches. */
  normal: DayRange.optional(),
  marked: z.array(MarkedDay),
  /** Named ranges that overlap it: police operations, Ramadan. */
  ranges: z.array(z.strictObject({ name: z.string(), from: CalendarDay, to: CalendarDay })),
  /** The feast on another day, by others: there are two peaks. */
  also: z.array(z.strictObject({ day: CalendarDay, by: z.string() }))
})
export type ReviewPeak = z.infer<typeof ReviewPeak>

/** What the scene needs before the first question: which periods there are. GET with the token. */
export const ReviewChoices = z.strictObject({
  /** Newest first; those the store covers at all, and the next one to come. */
  peaks: z.array(ReviewPeak),
  since: Moment.optional(),
  newest: Moment.optional(),
  /** What the scene asks first. Absent in an empty store. */
  first: ReviewQuestion.optional()
})
export type ReviewChoices = z.infer<typeof ReviewChoices>
export const reviewChoicesPath = '/api/review/choices'
