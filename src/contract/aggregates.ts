import { z } from 'zod'
import { CallClass } from './call.ts'
import { Duty } from './duty.ts'
import { ShownCount } from './shownCount.ts'
import { Moment } from './time.ts'

const Count = z.number().int().nonnegative()

/** A range that holds 80 % of comparable past values, both ends included. */
export const Range = z.strictObject({ low: z.number(), high: z.number() })
export type Range = z.infer<typeof Range>

/** Open incidents right now; exercises are never counted. */
export const OpenCounts = z.strictObject({
  open: Count,
  /** Open and past the target that is running. */
  late: Count,
  /** Open, with every awaited milestone reached ("tiba"). */
  arrived: Count,
  exercises: Count,
  /** Open and late per agency id, agencies with none left out. */
  byAgency: z.record(z.string(), z.strictObject({ open: Count, late: Count }))
})
export type OpenCounts = z.infer<typeof OpenCounts>

/** One hour of incidents, by priority 1–5. */
export const HourVolume = z.strictObject({
  start: Moment,
  byPriority: z.tuple([Count, Count, Count, Count, Count]),
  /** Usual range for this hour of the week, once there is enough history. */
  usual: Range.optional()
})
export type HourVolume = z.infer<typeof HourVolume>

/** How many incidents (not calls), by receivedAt, in the city's days and months. */
export const Volume = z.strictObject({
  /** All incidents ever stored, exercises excluded. */
  total: Count,
  /** receivedAt of the oldest, or undefined in an empty store. */
  since: Moment.optional(),
  today: z.strictObject({
    start: Moment,
    count: Count,
    /** Usual count by this time of a comparable day; needs 28 days of history. */
    usual: Range.optional(),
    /** How many past days the range comes from. */
    usualDays: Count
  }),
  month: z.strictObject({
    start: Moment,
    count: Count,
    /** Whole previous month; undefined when the store does not cover it from its first day. */
    last: Count.optional(),
    /** Month-end forecast with its 80 % interval; needs 14 days of history. */
    forecast: z.strictObject({ value: z.number(), ...Range.shape }).optional()
  }),
  /** The last 24 hours, oldest first; the last one is the running hour. */
  hours: z.array(HourVolume),
  /** The next 6 hours; empty until there is enough history. */
  forecast: z.array(z.strictObject({ start: Moment, median: z.number(), ...Range.shape }))
})
export type Volume = z.infer<typeof Volume>

/** Response against the city's headline target and against each incident's own targets. */
export const ResponseTimes = z.strictObject({
  /** Today's incidents whose headline time is known. */
  today: z.strictObject({
    target: z.string(),
    n: Count,
    medianMs: z.number().optional(),
    p90Ms: z.number().optional()
  }),
  /** Today's incidents by verdict over all their targets. */
  within: z.strictObject({ met: Count, breached: Count, running: Count, unknown: Count })
})
export type ResponseTimes = z.infer<typeof ResponseTimes>

/** The last 30 days of each agency's own assignments, against the headline target. */
export const AgencyBoard = z.strictObject({
  days: z.number().int().positive(),
  target: z.string(),
  rows: z.array(
    z.strictObject({
      agency: z.string(),
      n: Count,
      medianMs: z.number().optional(),
      p90Ms: z.number().optional(),
      met: Count,
      breached: Count
    })
  )
})
export type AgencyBoard = z.infer<typeof AgencyBoard>

/** Today's calls by class; `undefined` where the feed has never sent a call. */
export const CallCounts = z.strictObject({
  everSeen: z.boolean(),
  today: z.record(CallClass, Count)
})
export type CallCounts = z.infer<typeof CallCounts>

/** Today's incidents by district code; those without a known district separately. */
export const DistrictCounts = z.strictObject({
  today: z.record(z.string(), Count),
  unknown: Count
})
export type DistrictCounts = z.infer<typeof DistrictCounts>

export const DensityWindow = z.enum(['1h', '24h', '7d', '30d'])
export type DensityWindow = z.infer<typeof DensityWindow>

/** H3 resolution of the counts: cells of about 0.105 km². */
export const densityResolution = 9

/** Incidents per H3 cell. */
export const DensityCells = z.array(z.tuple([z.string(), Count]))

/** Incidents with a position per H3 cell in the window; private categories are left out. */
export const Density = z.strictObject({
  window: DensityWindow,
  cells: DensityCells,
  /** Incidents in the window that have no point on the map, private ones included. */
  withoutPosition: Count
})
export type Density = z.infer<typeof Density>

export const DutyNow = z.strictObject({ duty: Duty.optional() })
export type DutyNow = z.infer<typeof DutyNow>

/** Every aggregate by topic; the hub sends a window only the topics its panels need. */
export const aggregateSchemas = {
  openCounts: OpenCounts,
  volume: Volume,
  responseTimes: ResponseTimes,
  agencyBoard: AgencyBoard,
  callCounts: CallCounts,
  districtCounts: DistrictCounts,
  duty: DutyNow,
  'density:1h': Density,
  'density:24h': Density,
  'density:7d': Density,
  'density:30d': Density
} as const

export const AggregateTopic = z.enum(
  Object.keys(aggregateSchemas) as [keyof typeof aggregateSchemas]
)
export type AggregateTopic = keyof typeof aggregateSchemas
export type Aggregates = {
  readonly [T in AggregateTopic]: z.infer<(typeof aggregateSchemas)[T]>
}

/**
 * The figures as windows are told them. In guests' mode a count is `<5` where it is small, and what
 * would let one be worked out is absent (docs/modes.md); otherwise they are the figures themselves.
 */
export const wallAggregateSchemas = {
  ...aggregateSchemas,
  openCounts: OpenCounts.extend({
    open: ShownCount,
    late: ShownCount.optional(),
    arrived: ShownCount.optional(),
    exercises: ShownCount.optional(),
    byAgency: z.record(
      z.string(),
      z.strictObject({ open: ShownCount, late: ShownCount.optional() })
    )
  }),
  volume: Volume.extend({
    total: ShownCount,
    today: Volume.shape.today.extend({ count: ShownCount }),
    month: Volume.shape.month.extend({ count: ShownCount, last: ShownCount.optional() })
  }),
  responseTimes: z.strictObject({
    today: ResponseTimes.shape.today.extend({ n: ShownCount }),
    within: z.strictObject({
      met: ShownCount.optional(),
      breached: ShownCount.optional(),
      running: ShownCount.optional(),
      unknown: ShownCount.optional()
    })
  }),
  agencyBoard: AgencyBoard.extend({
    rows: z.array(
      AgencyBoard.shape.rows.element.extend({
        n: ShownCount,
        met: ShownCount.optional(),
        breached: ShownCount.optional()
      })
    )
  }),
  callCounts: CallCounts.extend({ today: z.record(CallClass, ShownCount) }),
  districtCounts: z.strictObject({
    today: z.record(z.string(), ShownCount),
    unknown: ShownCount.optional()
  })
} as const

export type WallAggregates = {
  readonly [T in AggregateTopic]: z.infer<(typeof wallAggregateSchemas)[T]>
}
