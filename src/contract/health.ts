import { z } from 'zod'
import { FileProblem } from './arrangement.ts'
import { DisplaysShown } from './displays.ts'
import { ShownCount } from './shownCount.ts'
import { second } from './time.ts'

/** Ages are milliseconds of real time at the moment of sending; a window adds its own waiting. */
const Age = z.number().nonnegative()
const Count = z.number().int().nonnegative()

export const BrokerState = z.enum(['connecting', 'connected', 'lost'])
export type BrokerState = z.infer<typeof BrokerState>

/** Why something did not get in, or lost a part on the way in. */
export const RejectionReason = z.enum([
  'tooLarge',
  'tooDeep',
  'notJson',
  'forbiddenKey',
  'unknownTopic',
  'wrongTopicId',
  'wrongCity',
  'missingField',
  'wrongType',
  'implausibleTime',
  'timeInFuture',
  'unknownCategory',
  'unknownDistrict',
  'unknownSubdistrict',
  'unknownAgency',
  'outsideCity',
  'unorderedTimes',
  'sameRevisionOtherContent'
])
export type RejectionReason = z.infer<typeof RejectionReason>

/**
 * One refusal. `message`: the whole message was refused, so a count may be short by one.
 * `field`: the message was taken without that field. Never holds the refused value: it could be
 * a name or an address.
 */
export const Rejected = z.strictObject({
  at: z.number().int(),
  scope: z.enum(['message', 'field']),
  reason: RejectionReason,
  /** Kind of topic, `incident`, `call`, `duty`, `heartbeat` or `other`. */
  topic: z.enum(['incident', 'call', 'duty', 'heartbeat', 'other']),
  /** Path of the offending key, for instance `assignments.0.arrivedAt`. */
  key: z.string().max(120).optional(),
  bytes: Count
})
export type Rejected = z.infer<typeof Rejected>

export const SourceHealth = z.strictObject({
  source: z.string(),
  /** Age of its last message of any kind. */
  ageMs: Age,
  /** It sends heartbeats, so silence means something. */
  heartbeat: z.boolean(),
  /** Numbers of this source that never came. */
  missing: ShownCount,
  /** How long the oldest gap has been open. */
  missingForMs: Age.optional()
})
export type SourceHealth = z.infer<typeof SourceHealth>

/** Why the store cannot write. */
export const StoreFailure = z.enum(['diskFull', 'readOnly', 'locked', 'corrupt', 'other'])
export type StoreFailure = z.infer<typeof StoreFailure>

/** A wall needs no more to send somebody to the files. */
export const mostFilesTold = 8

/** The state of everything the figures depend on; sent with every heartbeat. */
export const Health = z.strictObject({
  broker: z.strictObject({
    state: BrokerState,
    /** Scheme, host and port only. */
    url: z.string(),
    protocol: z.enum(['5', '3.1.1']).optional(),
    /** How long it has been in this state. */
    forMs: Age,
    /** Attempts to connect since it was lost. */
    attempt: Count
  }),
  /** Age of the last message that came through the broker, own loop-back heartbeat included. */
  pathAgeMs: Age.optional(),
  /** Age of the last message from a source, heartbeats included. */
  messageAgeMs: Age.optional(),
  /** Messages from sources since the start of the hub. */
  messages: ShownCount,
  /** Messages in each of the last 60 seconds, oldest first. */
  pulse: z.array(Count),
  sources: z.array(SourceHealth),
  store: z.strictObject({
    state: z.enum(['ok', 'failing']),
    /** Incidents on disk. */
    incidents: ShownCount,
    /** When failing. */
    reason: StoreFailure.optional(),
    freeBytes: z.number().nonnegative().optional()
  }),
  /** Since the store was made. `message` ones may make counts short. */
  rejected: z.strictObject({
    messages: ShownCount,
    fields: ShownCount,
    incidentsToday: ShownCount,
    latest: z.array(Rejected).max(20)
  }),
  cameras: z.strictObject({ configured: Count, live: Count }),
  /** Files of the room that cannot be used; absent when there are none. */
  files: z.array(FileProblem).max(mostFilesTold).optional(),
  /** As told by whoever opens the windows; absent while nobody does, or without a layout. */
  displays: DisplaysShown.optional(),
  /** The store holds simulated incidents or calls. */
  simulated: z.boolean()
})
export type Health = z.infer<typeof Health>

/** Live up to 5 s, stale up to 30 s, then lost. From the design's data-age rule. */
export const Freshness = z.enum(['live', 'stale', 'lost'])
export type Freshness = z.infer<typeof Freshness>

export const staleAfterMs = 5 * second
export const lostAfterMs = 30 * second

export function freshnessOf(ageMs: number | undefined): Freshness {
  if (ageMs === undefined || ageMs > lostAfterMs) return 'lost'
  return ageMs > staleAfterMs ? 'stale' : 'live'
}
