import { z } from 'zod'
import { DensityWindow } from './aggregates.ts'
import { CameraId } from './camera.ts'
import { FiguresCode } from './export.ts'
import { GridPlace, SceneId } from './scene.ts'
import { StepsId, type BriefingSteps } from './steps.ts'
import { Priority } from './incident.ts'
import { minute, Moment, second } from './time.ts'
import { without } from './without.ts'

/**
 * How much a wall may show, from the most to the least: Operasi, Briefing, Kunjungan. The hub sends
 * windows no more than that; docs/modes.md says what each one leaves out.
 */
export const Mode = z.enum(['operations', 'briefing', 'guests'])
export type Mode = z.infer<typeof Mode>

/** What somebody typed: one line, no control characters. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u)

export const ActorName = line(40)
export const Reason = line(120)
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

const IncidentId = z.string().min(1).max(128)

export const FocusTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('incident'), id: IncidentId }),
  z.strictObject({ kind: z.literal('camera'), id: CameraId })
])
export type FocusTarget = z.infer<typeof FocusTarget>

/** Since when and by whom. All moments in `Control` are real time, whatever the hub's clock shows. */
const changed = { since: Moment, by: Actor }

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
  scene: z.strictObject({
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
  }),
  /** A new incident has a region of the wall for itself, over the scene. */
  takeover: z
    .strictObject({
      incident: IncidentId,
      /** The nearest ones, nearest first. */
      cameras: z.array(CameraId).max(4),
      region: GridPlace,
      why: Reason,
      priority: Priority,
      /** Its rule asks for a signal. */
      sound: z.literal(true).optional(),
      returnsAt: Moment,
      ...changed
    })
    .optional(),
  /** More comes in than a room can attend to: the feed groups, and nothing takes over. */
  flood: z
    .strictObject({
      since: Moment,
      /** New demands for attention in the last ten minutes. */
      demands: z.number().int().nonnegative()
    })
    .optional(),
  /** Absent where the room has none. `nextAt` and `next`: what it does next, unless paused or held. */
  playlist: z
    .strictObject({
      paused: z.boolean(),
      ...changed,
      /** Name of the day part. */
      part: z.string().max(40).optional(),
      nextAt: Moment.optional(),
      next: SceneId.optional()
    })
    .optional(),
  /** A prepared briefing is walked through; `at` counts from 0. */
  steps: z.strictObject({ id: StepsId, at: z.number().int().nonnegative(), ...changed }).optional(),
  /** Every display shows its name until then. */
  identify: z.strictObject({ until: Moment, ...changed }).optional(),
  /** Who has the wall in hand from a remote; with `returnsAt`, they have left and it goes back then. */
  steering: z.strictObject({ returnsAt: Moment.optional(), ...changed }).optional(),
  focus: z.strictObject({ on: FocusTarget, ...changed }).optional(),
  mute: z.strictObject({ until: Moment, ...changed }).optional(),
  /** The scene Briefing shows the figures under this code, not the present. */
  briefing: z.strictObject({ code: FiguresCode, ...changed }).optional(),
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

/** What the hub alone does: rules, the playlist, its counting of demands, its watch over remotes. */
export type HubAction =
  | {
      readonly type: 'takeOver'
      readonly incident: string
      readonly cameras: readonly CameraId[]
      readonly region: GridPlace
      readonly why: Reason
      readonly priority: Priority
      readonly sound?: true
      readonly forS: number
    }
  /** Undefined: it is over. */
  | { readonly type: 'setFlood'; readonly demands: number | undefined }
  /** Undefined: the room has no playlist. */
  | {
      readonly type: 'tellPlaylist'
      readonly part?: string
      readonly nextAt?: Moment
      readonly next?: string
    }
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
  notAllowed: 'This remote may not do that.',
  notRecorded: 'The audit log cannot be written, so nothing is done.'
}

/** Operations that were entered with a name and a reason last this long. */
export const operationsMs = 30 * minute
/** Long enough to walk along the wall once. */
export const identifyMs = 15 * second

/** What the reducer must know of the wall. */
export interface WallRoom {
  /** Ids of the scenes in their order; never empty. */
  readonly scenes: readonly string[]
  /** Only staff see this wall: operations is its default, and asks for nothing. */
  readonly staffOnly: boolean
  /** Prepared briefings by id. */
  readonly steps?: Readonly<Record<string, BriefingSteps>>
}

export interface Act {
  readonly action: ControlAction | HubAction
  readonly actor: Actor
  readonly now: Moment
}

export interface Acted {
  /** The very same as before when nothing changed. */
  readonly state: Control
  readonly refused?: Refusal
}

const system: Actor = { kind: 'system' }

/** The state of a wall that was never started before. */
export function firstControl(now: Moment, room: WallRoom): Control {
  return {
    mode: { mode: defaultMode(room), since: now, by: system },
    curtain: { drawn: false, since: now, by: system },
    scene: { id: room.scenes[0] ?? 'operasi', since: now, by: system, held: false },
    recording: 'ok'
  }
}

function defaultMode({ staffOnly }: WallRoom): Mode {
  return staffOnly ? 'operations' : 'briefing'
}

/**
 * The state after a restart of the hub. The mode is the default one, or a narrower one that somebody
 * chose: a hub that comes back while guests are in the room must not show them more. Curtain and
 * scene stay, for a crash must not rearrange the wall under people's eyes; a scene called for a time
 * goes back, because whoever called it may be gone. A frozen briefing stays frozen.
 */
export function controlAfterRestart(last: Control, now: Moment, room: WallRoom): Control {
  const normal = firstControl(now, room)
  const { mode, curtain, mute, briefing } = last
  const scene = returned(last.scene, now)
  const narrower = isNarrower(mode.mode, normal.mode.mode) && mode.by.kind !== 'system'
  return {
    ...normal,
    mode: narrower ? mode : normal.mode,
    curtain,
    scene: room.scenes.includes(scene.id) ? scene : normal.scene,
    ...(mute !== undefined && mute.until > now && { mute }),
    ...(briefing !== undefined && { briefing })
  }
}

/** The state without what the room no longer has; the very same where nothing is missing. */
export function controlInRoom(before: Control, now: Moment, room: WallRoom): Control {
  const { scene, steps } = before
  const has = (id: string | undefined): boolean => id === undefined || room.scenes.includes(id)
  let state = before
  if (!has(scene.id)) state = { ...state, scene: firstControl(now, room).scene }
  else if (!has(scene.returnsTo))
    state = { ...state, scene: { ...scene, returnsTo: firstControl(now, room).scene.id } }
  if (steps !== undefined) {
    const known = room.steps?.[steps.id]
    if (known === undefined || steps.at >= known.steps.length) state = without(state, 'steps')
  }
  return state
}

/** Whether `a` shows less than `b`. */
export function isNarrower(a: Mode, b: Mode): boolean {
  return Mode.options.indexOf(a) > Mode.options.indexOf(b)
}

/**
 * The state after an action; pure in all its arguments. What a person has set only a person changes,
 * except towards less being shown: anyone may draw the curtain or narrow the mode.
 */
export function reduceControl(before: Control, { action, actor, now }: Act, room: WallRoom): Acted {
  const state = settleControl(before, now)
  const by = { since: now, by: actor }
  const refuse = (refused: Refusal): Acted => ({ state, refused })
  const mayReplace = (set: { readonly by: Actor } | undefined): boolean =>
    set === undefined || isPerson(actor) || actor.kind === 'system' || !isPerson(set.by)

  switch (action.type) {
    case 'setMode':
      return setMode(state, { action, actor, now }, room, mayReplace(state.mode))
    case 'drawCurtain':
      return { state: state.curtain.drawn ? state : { ...state, curtain: { drawn: true, ...by } } }
    case 'openCurtain':
      if (!state.curtain.drawn) return { state }
      if (!mayReplace(state.curtain)) return refuse('setByPerson')
      return { state: { ...state, curtain: { drawn: false, ...by } } }
    case 'callScene':
      return callScene(state, { action, actor, now }, room)
    case 'nextScene':
    case 'previousScene': {
      const step = action.type === 'nextScene' ? 1 : room.scenes.length - 1
      const at = (room.scenes.indexOf(state.scene.id) + step) % room.scenes.length
      const scene = room.scenes[at] ?? state.scene.id
      return callScene(state, { action: { type: 'callScene', scene }, actor, now }, room)
    }
    case 'hold': {
      if (state.scene.held && !mayReplace(state.scene)) return refuse('sceneHeld')
      return {
        state: { ...state, scene: { ...without(state.scene, 'returnsAt'), ...by, held: true } }
      }
    }
    case 'release':
      if (!state.scene.held) return { state }
      if (!mayReplace(state.scene)) return refuse('sceneHeld')
      return {
        state: { ...state, scene: { ...returned(state.scene, now), ...by, held: false } }
      }
    case 'focus':
      if (!mayReplace(state.focus)) return refuse('setByPerson')
      return { state: { ...state, focus: { on: action.on, ...by } } }
    case 'unfocus': {
      if (state.focus === undefined) return { state }
      if (!mayReplace(state.focus)) return refuse('setByPerson')
      return { state: without(state, 'focus') }
    }
    case 'mute':
      if (!mayReplace(state.mute)) return refuse('setByPerson')
      return {
        state: { ...state, mute: { until: now + action.minutes * minute, ...by } }
      }
    case 'unmute':
      if (state.mute === undefined) return { state }
      if (!mayReplace(state.mute)) return refuse('setByPerson')
      return { state: without(state, 'mute') }
    case 'freezeBriefing':
      if (state.briefing?.code === action.code) return { state }
      if (!mayReplace(state.briefing)) return refuse('setByPerson')
      return { state: { ...state, briefing: { code: action.code, ...by } } }
    case 'releaseBriefing':
      if (state.briefing === undefined) return { state }
      if (!mayReplace(state.briefing)) return refuse('setByPerson')
      return { state: without(state, 'briefing') }
    case 'takeOver': {
      if (state.flood !== undefined) return refuse('flood')
      if (state.scene.held) return refuse('sceneHeld')
      const { incident, cameras, region, why, priority, sound, forS } = action
      const returnsAt = now + forS * second
      const takeover = {
        ...{ incident, cameras: [...cameras], region, why, priority, returnsAt },
        ...(sound && { sound }),
        ...by
      }
      return { state: { ...state, takeover } }
    }
    case 'dismissTakeover':
      return { state: without(state, 'takeover') }
    case 'pausePlaylist':
    case 'resumePlaylist': {
      if (state.playlist === undefined) return { state }
      const paused = action.type === 'pausePlaylist'
      return { state: { ...state, playlist: { ...state.playlist, paused, ...by } } }
    }
    case 'startSteps':
    case 'nextStep':
    case 'previousStep':
      return refuse('unknownSteps')
    case 'endSteps':
      return { state: without(state, 'steps') }
    case 'identify':
      return { state: { ...state, identify: { until: now + identifyMs, ...by } } }
    case 'setFlood': {
      const { demands } = action
      if (demands === undefined) return { state: without(state, 'flood') }
      const since = state.flood?.since ?? now
      return { state: { ...without(state, 'takeover'), flood: { since, demands } } }
    }
    case 'tellPlaylist': {
      const { part, nextAt, next } = action
      const playlist = {
        paused: state.playlist?.paused ?? false,
        ...by,
        ...(part !== undefined && { part }),
        ...(nextAt !== undefined && { nextAt }),
        ...(next !== undefined && { next })
      }
      return { state: { ...state, playlist } }
    }
    case 'tellSteering':
      return action.steering === undefined
        ? { state: without(state, 'steering') }
        : { state: { ...state, steering: { ...action.steering, ...by } } }
  }
}

type Doing<T extends (ControlAction | HubAction)['type']> = Act & {
  readonly action: Extract<ControlAction | HubAction, { type: T }>
}

function setMode(
  state: Control,
  { action, actor, now }: Doing<'setMode'>,
  { staffOnly }: WallRoom,
  mayWiden: boolean
): Acted {
  const { mode } = action
  const name = action.name ?? actor.name
  const reason = action.reason
  if (!isNarrower(mode, state.mode.mode) && !mayWiden) return { state, refused: 'setByPerson' }
  const open = mode === 'operations' && !staffOnly
  if (open && (name === undefined || reason === undefined))
    return { state, refused: 'nameAndReasonNeeded' }
  return {
    state: {
      ...state,
      mode: {
        mode,
        since: now,
        by: { kind: actor.kind, ...(name !== undefined && { name }) },
        ...(reason !== undefined && { reason }),
        ...(open && { until: now + operationsMs })
      }
    }
  }
}

function callScene(
  state: Control,
  { action, actor, now }: Doing<'callScene'>,
  { scenes }: WallRoom
): Acted {
  const { scene: id, why, forS, range } = action
  const { scene: current } = state
  if (!scenes.includes(id)) return { state, refused: 'unknownScene' }
  if (current.held && !isPerson(actor) && actor.kind !== 'system')
    return { state, refused: 'sceneHeld' }
  return {
    state: {
      ...state,
      scene: {
        id,
        since: now,
        by: actor,
        ...(why !== undefined && { why }),
        held: isPerson(actor),
        ...(range !== undefined && { range }),
        // A takeover of a takeover still goes back to where the first began.
        ...(forS !== undefined && {
          returnsAt: now + forS * second,
          returnsTo: current.returnsTo ?? current.id
        })
      }
    }
  }
}

/** The state with what has fallen due: operations, mute and a scene called for a time end. */
export function settleControl(before: Control, now: Moment): Control {
  let state = before
  // A clock that was set back to before it began cannot say when it ends.
  const { until, since } = state.mode
  if (until !== undefined && (until <= now || now < since))
    state = { ...state, mode: { mode: 'briefing', since: now, by: system } }
  if (state.mute !== undefined && state.mute.until <= now) state = without(state, 'mute')
  if (state.scene.returnsAt !== undefined && state.scene.returnsAt <= now)
    state = { ...state, scene: returned(state.scene, now) }
  if (state.takeover !== undefined && state.takeover.returnsAt <= now)
    state = without(state, 'takeover')
  if (state.identify !== undefined && state.identify.until <= now)
    state = without(state, 'identify')
  return state
}

/** When `settleControl` next has something to do. */
export function nextDue({ mode, mute, scene, takeover, identify }: Control): Moment | undefined {
  const due = [
    mode.until,
    mute?.until,
    scene.returnsAt,
    takeover?.returnsAt,
    identify?.until
  ].filter((at) => at !== undefined)
  return due.length === 0 ? undefined : Math.min(...due)
}

/** Back from a scene called for a time; any other stays as it is. */
function returned(scene: Control['scene'], now: Moment): Control['scene'] {
  return scene.returnsTo === undefined
    ? scene
    : { id: scene.returnsTo, since: now, by: system, held: false }
}
