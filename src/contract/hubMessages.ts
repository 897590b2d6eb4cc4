import { z } from 'zod'
import { AggregateTopic, wallAggregateSchemas } from './aggregates.ts'
import { WallCity } from './city.ts'
import { Control, ControlAction, Refusal } from './control.ts'
import { DisplayLayout } from './displays.ts'
import { Health } from './health.ts'
import { WallIncident } from './incident.ts'
import { WallPeak } from './peaks.ts'
import { RemoteTold } from './remote.ts'
import { Scene } from './scene.ts'
import { WallSteps } from './steps.ts'
import { HubClock } from './time.ts'
import { WallSettings } from './wall.ts'

/** WebSocket subprotocol; a second one, `token.<token>`, carries the authorisation. */
export const subprotocol = 'siaga.v1'

/**
 * With this code the hub closes a window that brought no valid token. It lets the handshake through
 * first, because a page cannot tell a refused handshake from a hub that is away.
 */
export const refusedCloseCode = 4401

/** `incidents` and the aggregates; health, clock and control go to every window. */
export const Topic = z.union([z.literal('incidents'), AggregateTopic])
export type Topic = z.infer<typeof Topic>

/** One thing that is now otherwise. Every change carries the whole new value. */
export const Change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('incident'), incident: WallIncident }),
  z.strictObject({ kind: z.literal('incidentGone'), id: z.string() }),
  /** Incidents that are open but not sent, because a wall cannot show that many. */
  z.strictObject({ kind: z.literal('notSent'), count: z.number().int().nonnegative() }),
  z.strictObject({ kind: z.literal('aggregate'), topic: AggregateTopic, value: z.unknown() }),
  z.strictObject({ kind: z.literal('control'), control: Control }),
  z.strictObject({ kind: z.literal('remote'), remote: RemoteTold })
])
export type Change = z.infer<typeof Change>

/** Everything a window needs to draw, complete in itself. */
export const Snapshot = z.strictObject({
  type: z.literal('snapshot'),
  /** Fresh at every start of the hub and at every change of mode: compare it before `seq`. */
  runId: z.string(),
  seq: z.number().int().nonnegative(),
  clock: HubClock,
  /** Mode, curtain and scene of the whole wall; the rest is what its mode allows. */
  control: Control,
  /** What it was asked for: only with these topics may a window resume from it. */
  topics: z.array(Topic),
  city: WallCity,
  wall: WallSettings,
  scenes: z.array(Scene),
  /** How the displays hang; absent: every display shows the whole picture. */
  displays: DisplayLayout.optional(),
  /** Prepared briefings, without their notes. */
  steps: z.array(WallSteps).optional(),
  /** Absent where no remote can be switched on. */
  remote: RemoteTold.optional(),
  /** Anchor days of Lebaran and other peaks, all years; absent from a hub without any. */
  peaks: z.array(WallPeak).optional(),
  /** Open incidents and the most recently closed ones. */
  incidents: z.array(WallIncident),
  notSent: z.number().int().nonnegative(),
  aggregates: z.strictObject(wallAggregateSchemas).partial(),
  health: Health
})
export type Snapshot = z.infer<typeof Snapshot>

/** What happened after `after` up to and including `seq`; at most ten a second. */
export const Changes = z.strictObject({
  type: z.literal('changes'),
  runId: z.string(),
  after: z.number().int().nonnegative(),
  seq: z.number().int().nonnegative(),
  clock: HubClock,
  changes: z.array(Change)
})
export type Changes = z.infer<typeof Changes>

/** Once a second, also when nothing happens. */
export const Heartbeat = z.strictObject({
  type: z.literal('heartbeat'),
  runId: z.string(),
  seq: z.number().int().nonnegative(),
  clock: HubClock,
  health: Health
})
export type Heartbeat = z.infer<typeof Heartbeat>

/** What this window wanted done was not; what is done comes to all windows as a change. */
export const Refused = z.strictObject({ type: z.literal('refused'), refusal: Refusal })

/** Hub → window. */
export const HubMessage = z.discriminatedUnion('type', [Snapshot, Changes, Heartbeat, Refused])
export type HubMessage = z.infer<typeof HubMessage>

/** Window → hub. The first message is `hello`, with `resume` when it has seen this hub before. */
export const WindowMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    topics: z.array(Topic).max(32),
    resume: z
      .strictObject({ runId: z.string().max(64), seq: z.number().int().nonnegative() })
      .optional()
  }),
  /** Replaces the topics; answered by a snapshot. */
  z.strictObject({ type: z.literal('subscribe'), topics: z.array(Topic).max(32) }),
  /** Somebody at this window does something to the whole wall; the hub alone decides. */
  z.strictObject({ type: z.literal('act'), action: ControlAction })
])
export type WindowMessage = z.infer<typeof WindowMessage>
