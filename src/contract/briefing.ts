import { z } from 'zod'
import { DensityCells, Range } from './aggregates.ts'
import { ActorName } from './control.ts'
import { FiguresCode } from './export.ts'
import { Id, IncidentStatus, Priority } from './incident.ts'
import { CalendarDay } from './peaks.ts'
import { RateChange, Verdict } from './review.ts'
import { TargetEvent } from './responseTarget.ts'
import { ShownCount } from './shownCount.ts'
import { Moment } from './time.ts'

const Count = z.number().int().nonnegative()
const Ms = z.number().nonnegative()

export const BriefingDay = z.strictObject({
  day: CalendarDay,
  /** Absent on a day that the store does not cover, that has not begun, or that guests are not told. */
  count: Count.optional(),
  /** Of the `n` incidents whose headline time is known. */
  medianMs: Ms.optional(),
  n: Count.optional()
})
export type BriefingDay = z.infer<typeof BriefingDay>

/** Response against the city's headline target. */
export const BriefingResponse = z.strictObject({
  /** Incidents whose headline time is known. */
  n: ShownCount,
  medianMs: Ms.optional(),
  met: ShownCount.optional(),
  breached: ShownCount.optional(),
  running: ShownCount.optional(),
  unknown: ShownCount.optional()
})
export type BriefingResponse = z.infer<typeof BriefingResponse>

export const BriefingMonth = z.strictObject({
  /** Every day of the calendar month. */
  days: z.array(BriefingDay).nonempty(),
  count: ShownCount,
  response: BriefingResponse
})
export type BriefingMonth = z.infer<typeof BriefingMonth>

/** Where a median surely lies to its target: with its whole 95 % interval, else `around`. */
export const Standing = z.enum(['below', 'above', 'around', 'tooFew'])
export type Standing = z.infer<typeof Standing>

/** One of the gravest open incidents, with the clock as it stood at `asOf`. */
export const BriefingEvent = z.strictObject({
  category: Id,
  priority: Priority,
  district: z.string().optional(),
  /** Only in operations. */
  subdistrict: z.string().optional(),
  /** Only in operations. */
  crews: z.array(z.strictObject({ agency: Id, status: IncidentStatus.optional() })).optional(),
  clock: z.strictObject({
    state: z.enum(['running', 'late', 'stopped']),
    elapsedMs: Ms.optional(),
    targetMs: Ms.optional(),
    /** What is or was waited for. */
    to: TargetEvent.optional(),
    breached: z.boolean()
  })
})
export type BriefingEvent = z.infer<typeof BriefingEvent>

/** Everything that the scene Briefing shows, complete in itself, so that it can be frozen. */
export const Briefing = z.strictObject({
  /** The hub's clock when it counted. */
  asOf: Moment,
  simulated: z.boolean(),
  /** receivedAt of the oldest incident stored; absent in an empty store. */
  since: Moment.optional(),
  /** Incidents ever stored, to tell later how many came since. */
  total: ShownCount,
  today: CalendarDay,
  month: BriefingMonth,
  /** The month before; absent where the store does not cover it from its first day. */
  last: BriefingMonth.optional(),
  /** Of the whole month, with its 80 % interval. */
  forecast: z.strictObject({ value: z.number(), ...Range.shape }).optional(),
  /** Reports a day of this month against the last. */
  change: RateChange.optional(),
  /** Id of the headline target. */
  target: z.string(),
  response: z.strictObject({
    today: BriefingResponse,
    todayStanding: Standing,
    monthStanding: Standing,
    /** The median of this month against the last; `more` = longer. */
    change: Verdict
  }),
  /** Reports of this month. Most first; in the order of the city where guests are not told numbers. */
  districts: z.array(z.strictObject({ district: z.string(), count: ShownCount })),
  /** Heat of this month; not told to guests. */
  cells: DensityCells.optional(),
  /** Open real incidents, and the gravest three of them. */
  open: ShownCount,
  events: z.array(BriefingEvent).max(3)
})
export type Briefing = z.infer<typeof Briefing>

/** A briefing that was frozen, for good, under its code. */
export const FrozenBriefing = z.strictObject({
  code: FiguresCode,
  city: Id,
  briefing: Briefing
})
export type FrozenBriefing = z.infer<typeof FrozenBriefing>

/** GET: the figures of now, as the wall's mode allows. */
export const briefingPath = '/api/briefing'
/** GET `?code=`: frozen figures, as the wall's mode allows. */
export const frozenBriefingPath = '/api/briefing/frozen'
/** POST: every window shows the figures of now, or those under a code, until they are released. */
export const freezeBriefingPath = '/api/briefing/freeze'
export const FreezeBriefing = z.strictObject({ code: z.string().max(32).optional() })
/** POST `{}`: every window shows the present again. */
export const releaseBriefingPath = '/api/briefing/release'

/** Longer texts are no notes. */
export const longestNote = 500

const timeOrDate =
  /(?<!\p{Nd})(?:(?:[01]?\d|2[0-4])[.:][0-5]\d|[0-3]?\d[./-][01]?\d[./-]20\d\d)(?!\p{Nd})/gu
/** Eight digits or more, however they are grouped: a telephone or an identity number. */
const longNumber = /(?:\p{Nd}[\s()+._·\-–—]{0,3}){8}/u

/** Whether a text holds what looks like somebody's number; times and dates do not. */
export function holdsLongNumber(text: string): boolean {
  return longNumber.test(text.replaceAll(timeOrDate, ' x '))
}

/** What one shift leaves to the next: free text, so only for the mode operations. */
export const NoteText = z
  .string()
  .trim()
  .max(longestNote)
  .regex(/^(?:\P{Cc}|\n)*$/u)
  .refine((text) => !holdsLongNumber(text), {
    message: 'holds what looks like a telephone or identity number'
  })

/** Moments of hand-overs are real time, whatever the hub's clock shows. */
export const ShiftNote = z.strictObject({ at: Moment, text: NoteText })
export type ShiftNote = z.infer<typeof ShiftNote>

/** That a shift took over, the name somebody gave, and what the shift before had left to it. */
export const Handover = z.strictObject({
  at: Moment,
  name: ActorName,
  note: ShiftNote.optional()
})
export type Handover = z.infer<typeof Handover>

/** GET: the last ones and the note; POST a name: on record before it is answered. */
export const handoverPath = '/api/briefing/handover'
export const TakeOver = z.strictObject({ name: ActorName })
/** POST: the note for the next shift, on disk before it is answered; an empty one removes it. */
export const handoverNotePath = '/api/briefing/handover/note'
export const LeaveNote = z.strictObject({ text: NoteText })

export const HandoverTold = z.strictObject({
  last: Handover.optional(),
  /** Before the last one, newest first. */
  earlier: z.array(Handover).optional(),
  /** For the shift that comes. */
  note: ShiftNote.optional(),
  /** There are notes, which the mode does not let out. */
  notesHeldBack: z.literal(true).optional()
})
export type HandoverTold = z.infer<typeof HandoverTold>
