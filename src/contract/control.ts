import { z } from 'zod'
import { DensityWindow } from './aggregates.ts'
import { CameraId } from './camera.ts'
import { FiguresCode } from './export.ts'
import { GridPlace, SceneId } from './scene.ts'
import { StepsId } from './steps.ts'
import { Id, Priority } from './incident.ts'
import { oneLine } from './oneLine.ts'
import { minute, Moment, second } from './time.ts'

/**
 * How much a wall may show, from the most to the least: Operasi, Briefing, Kunjungan. The hub sends
 * windows no more than that; docs/modes.md says what each one leaves out.
 */
export const Mode = z.enum(['operations', 'briefing', 'guests'])
export type Mode = z.infer<typeof Mode>

/** Whether `a` shows less than `b`. */
export function isNarrower(a: Mode, b: Mode): boolean {
  return Mode.options.indexOf(a) > Mode.options.indexOf(b)
}

export const ActorName = oneLine(40)
export const Reason = oneLine(120)
export type Reason = z.infer<typeof Reason>

/**
 * Who changed something. `wall` and `remote` are people; `rule` and `playlist` are data; `program` is
 * another program with the token; `system` is the hub itself.
 */
export const Actor = z.strictObject({
  kind: z.enum(['wall', 'remote', 'rule', 'playlist', 'program', 'system']),
  /** As given, never checked. */
  name: ActorName.optional()
})
export type Actor = z.infer<typeof Actor>

export function isPerson({ kind }: Actor): boolean {
  return kind === 'wall' || kind === 'remote'
}

/** What a person has set only a person changes, or the hub itself. */
export function mayReplace(
  actor: Actor,
  ...set: readonly ({ readonly by: Actor } | undefined)[]
): boolean {
  if (isPerson(actor) || actor.kind === 'system') return true
  return set.every((one) => one === undefined || !isPerson(one.by))
}

const IncidentId = z.string().min(1).max(128)

export const FocusTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('incident'), id: IncidentId }),
  z.strictObject({ kind: z.literal('camera'), id: CameraId })
])
export type FocusTarget = z.infer<typeof FocusTarget>

/** Since when and by whom. All moments in `Control` are real time, whatever the hub's clock shows. */
const changed = { since: Moment, by: Actor }

/** More criticals than these at once are a flood, and then nothing takes over. */
export const mostTakeoversWaiting = 16

/** What a rule wants a region of the wall for. */
const wanted = {
  incident: IncidentId,
  /** Says whether a camera may be shown beside it. */
  category: Id,
  /** The nearest live ones, nearest first; none where a camera would tell the place. */
  cameras: z.array(CameraId).max(4),
  region: GridPlace,
  why: Reason,
  priority: Priority,
  /** Its rule asks for a signal. */
  sound: z.literal(true).optional(),
  ...changed
}

const SceneNow = z.strictObject({
  id: SceneId,
  ...changed,
  why: Reason.optional(),
  /** A person chose it: nothing but a person changes it until it is released. */
  held: z.boolean(),
  /** Then, or when it is released, the wall goes back to `returnsTo`. */
  returnsAt: Moment.optional(),
  returnsTo: SceneId.optional(),
  /** The window that counts and heat are shown over; absent: what the window itself is set to. */
  range: DensityWindow.optional()
})
const FocusNow = z.strictObject({ on: FocusTarget, ...changed })
const FrozenBriefing = z.strictObject({ code: FiguresCode, ...changed })

/** Everything the windows of one wall share. */
export const Control = z.strictObject({
  mode: z.strictObject({
    mode: Mode,
    ...changed,
    reason: Reason.optional(),
    /** Then it falls back to `briefing`. */
    until: Moment.optional()
  }),
  curtain: z.strictObject({ drawn: z.boolean(), ...changed }),
  scene: SceneNow,
  /** A new incident has a region of the wall for itself, over the scene. */
  takeover: z.strictObject({ ...wanted, returnsAt: Moment }).optional(),
  /**
   * Others that a rule wants it for: the gravest first, of equal ones the oldest. Each waits `until`
   * then at most, and also while a person holds the scene. Absent: none.
   */
  takeoversWaiting: z
    .array(z.strictObject({ ...wanted, forS: z.number().int().min(1).max(3600), until: Moment }))
    .max(mostTakeoversWaiting)
    .optional(),
  /** More comes in than a room can attend to: the feed groups, and nothing takes over. */
  flood: z
    .strictObject({
      since: Moment,
      /** New demands for attention in the last ten minutes. */
      demands: z.number().int().nonnegative()
    })
    .optional(),
  /**
   * Absent where the room has none. `since` and `by`: who paused or resumed it last. `nextAt` and
   * `next`: what it does next, unless it is paused or waits.
   */
  playlist: z
    .strictObject({
      paused: z.boolean(),
      ...changed,
      /** Name of the day part. */
      part: z.string().max(40).optional(),
      nextAt: Moment.optional(),
      next: SceneId.optional(),
      /** It does nothing meanwhile: a person holds the wall, or an incident has just come. */
      waitsFor: z.enum(['person', 'scene', 'takeover', 'incident']).optional()
    })
    .optional(),
  /** A prepared briefing is walked through; `at` counts from 0. */
  steps: z
    .strictObject({
      id: StepsId,
      at: z.number().int().nonnegative(),
      /** By which the step is found again in a file that was edited meanwhile. */
      title: z.string().max(60).optional(),
      ...changed,
      /** What the wall showed before and goes back to at the end; not told to guests. */
      before: z
        .strictObject({
          scene: SceneNow,
          focus: FocusNow.optional(),
          briefing: FrozenBriefing.optional()
        })
        .optional()
    })
    .optional(),
  /** Every display shows its name until then. */
  identify: z.strictObject({ until: Moment, ...changed }).optional(),
  /** Who has the wall in hand from a remote; with `returnsAt`, they have left and it goes back then. */
  steering: z.strictObject({ returnsAt: Moment.optional(), ...changed }).optional(),
  focus: FocusNow.optional(),
  mute: z.strictObject({ until: Moment, ...changed }).optional(),
  /** The scene Briefing shows the figures under this code, not the present. */
  briefing: FrozenBriefing.optional(),
  /** `failing`: the audit log cannot be written, so nothing is done but drawing the curtain. */
  recording: z.enum(['ok', 'failing'])
})
export type Control = z.infer<typeof Control>

/** Something done to the wall, from a window, a remote, a rule or a program. */
export const ControlAction = z.discriminatedUnion('type', [
  /** `name` and `reason` are needed for `operations` unless the wall is for staff only. */
  z.strictObject({
    type: z.literal('setMode'),
    mode: Mode,
    name: ActorName.optional(),
    reason: Reason.optional()
  }),
  z.strictObject({ type: z.literal('drawCurtain') }),
  z.strictObject({ type: z.literal('openCurtain') }),
  z.strictObject({
    type: z.literal('callScene'),
    scene: SceneId,
    why: Reason.optional(),
    /** Afterwards the wall goes back to where it was. */
    forS: z.number().int().min(1).max(86_400).optional(),
    range: DensityWindow.optional()
  }),
  z.strictObject({ type: z.literal('nextScene') }),
  z.strictObject({ type: z.literal('previousScene') }),
  /** The present scene stays until `release`. */
  z.strictObject({ type: z.literal('hold') }),
  /** Rules and the playlist go on; a scene called for a time goes back at once. */
  z.strictObject({ type: z.literal('release') }),
  z.strictObject({ type: z.literal('dismissTakeover') }),
  z.strictObject({ type: z.literal('pausePlaylist') }),
  z.strictObject({ type: z.literal('resumePlaylist') }),
  z.strictObject({ type: z.literal('startSteps'), id: StepsId }),
  z.strictObject({ type: z.literal('nextStep') }),
  z.strictObject({ type: z.literal('previousStep') }),
  z.strictObject({ type: z.literal('endSteps') }),
  z.strictObject({ type: z.literal('identify') }),
  z.strictObject({ type: z.literal('focus'), on: FocusTarget }),
  z.strictObject({ type: z.literal('unfocus') }),
  z.strictObject({ type: z.literal('mute'), minutes: z.number().int().min(1).max(240) }),
  z.strictObject({ type: z.literal('unmute') }),
  z.strictObject({ type: z.literal('freezeBriefing'), code: FiguresCode }),
  z.strictObject({ type: z.literal('releaseBriefing') })
])
export type ControlAction = z.infer<typeof ControlAction>

/** What is told of the playlist beside whether it is paused. */
export type PlaylistNow = Omit<NonNullable<Control['playlist']>, 'paused' | 'since' | 'by'>

/** What the hub alone does: rules, the playlist, its counting of demands, its watch over remotes. */
export type HubAction =
  | {
      readonly type: 'takeOver'
      readonly incident: string
      readonly category: string
      readonly cameras: readonly CameraId[]
      readonly region: GridPlace
      readonly why: Reason
      readonly priority: Priority
      readonly sound?: true
      readonly forS: number
    }
  /** What the incident is, or where, is otherwise: what is shown beside it follows. */
  | {
      readonly type: 'correctTakeover'
      readonly incident: string
      readonly category: string
      readonly cameras: readonly CameraId[]
      readonly priority: Priority
    }
  /** The incident is closed, or no rule is about it: nothing of it is wanted any more. */
  | { readonly type: 'endTakeover'; readonly incident: string }
  /** Undefined: it is over. */
  | { readonly type: 'setFlood'; readonly demands: number | undefined }
  /** Undefined: the room has no playlist. */
  | { readonly type: 'tellPlaylist'; readonly playlist: PlaylistNow | undefined }
  /** By the actor of the act. With `returnsAt` they have left; undefined: nobody steers. */
  | {
      readonly type: 'tellSteering'
      readonly steering: { readonly returnsAt?: Moment } | undefined
    }

/** Why an action was not done. */
export const Refusal = z.enum([
  'nameAndReasonNeeded',
  'setByPerson',
  'sceneHeld',
  'unknownScene',
  'unknownSteps',
  'flood',
  'notAllowed',
  'notRecorded'
])
export type Refusal = z.infer<typeof Refusal>

/** For programs and the audit log; the wall has its own words. */
export const refusalSentences: Readonly<Record<Refusal, string>> = {
  nameAndReasonNeeded: 'Operations needs a name and a reason.',
  setByPerson: 'A person has set this; only a person changes it.',
  sceneHeld: 'The scene is held by a person; it has to be released first.',
  unknownScene: 'There is no scene of that name.',
  unknownSteps: 'There is no prepared briefing of that name, or it has no such step.',
  flood: 'More comes in than can be attended to: nothing takes over.',
  notAllowed: 'Whoever asks for it may not do that.',
  notRecorded: 'The audit log cannot be written, so nothing is done.'
}

/** Operations that were entered with a name and a reason last this long. */
export const operationsMs = 30 * minute
/** Long enough to walk along the wall once. */
export const identifyMs = 15 * second
