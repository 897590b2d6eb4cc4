import {
  identifyMs,
  isNarrower,
  isPerson,
  mayReplace,
  operationsMs,
  type Actor,
  type Control,
  type ControlAction,
  type HubAction,
  type Mode,
  type Refusal
} from './control.ts'
import type { BriefingSteps } from './steps.ts'
import { minute, second, type Moment } from './time.ts'
import { arrangeTakeovers, correctTakeover, endTakeover, takeOver } from './takeovers.ts'
import { endSteps, startSteps, stepsInRoom, walk } from './walkSteps.ts'
import { without } from './without.ts'

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

/** Such an act of one type. */
export type Doing<T extends Act['action']['type']> = Act & {
  readonly action: Extract<Act['action'], { type: T }>
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
 * goes back, because whoever called it may be gone. A frozen briefing stays frozen, a prepared one at
 * its step, a paused playlist paused. What the hub counts or hears anew is forgotten: takeovers,
 * flood, who steers.
 */
export function controlAfterRestart(before: Control, now: Moment, room: WallRoom): Control {
  const normal = firstControl(now, room)
  const last = stepsInRoom(before, now, room)
  const { mode, curtain, mute, briefing, focus, playlist, steps } = last
  const scene = steps === undefined ? returned(last.scene, now) : last.scene
  const narrower = isNarrower(mode.mode, normal.mode.mode) && mode.by.kind !== 'system'
  return {
    ...normal,
    mode: narrower ? mode : normal.mode,
    curtain,
    scene: room.scenes.includes(scene.id) ? scene : normal.scene,
    ...(mute !== undefined && !isOver(mute.since, mute.until, now) && { mute }),
    ...(briefing !== undefined && { briefing }),
    ...(steps && { steps, ...(focus && { focus }) }),
    ...(playlist?.paused && {
      playlist: { paused: true, since: playlist.since, by: playlist.by }
    })
  }
}

/** The state without what the room no longer has; the very same where nothing is missing. */
export function controlInRoom(before: Control, now: Moment, room: WallRoom): Control {
  const state = stepsInRoom(before, now, room)
  const { scene } = state
  const has = (id: string | undefined): boolean => id === undefined || room.scenes.includes(id)
  if (!has(scene.id)) return { ...state, scene: firstControl(now, room).scene }
  if (!has(scene.returnsTo))
    return { ...state, scene: { ...scene, returnsTo: firstControl(now, room).scene.id } }
  return state
}

/**
 * The state after an action; pure in all its arguments. What a person has set only a person changes,
 * except towards less being shown: anyone may draw the curtain or narrow the mode.
 */
export function reduceControl(before: Control, act: Act, room: WallRoom): Acted {
  const acted = reduce(settleControl(before, act.now), act, room)
  return { ...acted, state: settleControl(acted.state, act.now) }
}

function reduce(state: Control, { action, actor, now }: Act, room: WallRoom): Acted {
  const by = { since: now, by: actor }
  const refuse = (refused: Refusal): Acted => ({ state, refused })

  switch (action.type) {
    case 'setMode':
      return setMode(state, { action, actor, now }, room, mayReplace(actor, state.mode))
    case 'drawCurtain':
      return { state: state.curtain.drawn ? state : { ...state, curtain: { drawn: true, ...by } } }
    case 'openCurtain':
      if (!state.curtain.drawn) return { state }
      if (!mayReplace(actor, state.curtain)) return refuse('setByPerson')
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
      if (state.scene.held && !mayReplace(actor, state.scene)) return refuse('sceneHeld')
      return {
        state: { ...state, scene: { ...without(state.scene, 'returnsAt'), ...by, held: true } }
      }
    }
    case 'release': {
      if (!state.scene.held) return { state }
      if (!mayReplace(actor, state.scene)) return refuse('sceneHeld')
      const back = controlInRoom(endSteps(state), now, room)
      return { state: { ...back, scene: { ...returned(back.scene, now), ...by, held: false } } }
    }
    case 'focus':
      if (!mayReplace(actor, state.focus)) return refuse('setByPerson')
      return { state: { ...state, focus: { on: action.on, ...by } } }
    case 'unfocus': {
      if (state.focus === undefined) return { state }
      if (!mayReplace(actor, state.focus)) return refuse('setByPerson')
      return { state: without(state, 'focus') }
    }
    case 'mute':
      if (!mayReplace(actor, state.mute)) return refuse('setByPerson')
      return {
        state: { ...state, mute: { until: now + action.minutes * minute, ...by } }
      }
    case 'unmute':
      if (state.mute === undefined) return { state }
      if (!mayReplace(actor, state.mute)) return refuse('setByPerson')
      return { state: without(state, 'mute') }
    case 'freezeBriefing':
      if (state.briefing?.code === action.code) return { state }
      if (!mayReplace(actor, state.briefing)) return refuse('setByPerson')
      return { state: { ...state, briefing: { code: action.code, ...by } } }
    case 'releaseBriefing':
      if (state.briefing === undefined) return { state }
      if (!mayReplace(actor, state.briefing)) return refuse('setByPerson')
      return { state: without(state, 'briefing') }
    case 'takeOver':
      return takeOver(state, { action, actor, now })
    case 'correctTakeover':
      return { state: correctTakeover(state, action) }
    case 'endTakeover':
      return { state: endTakeover(state, action.incident) }
    case 'dismissTakeover':
      return { state: state.takeover === undefined ? state : without(state, 'takeover') }
    case 'pausePlaylist':
    case 'resumePlaylist': {
      const { playlist } = state
      const paused = action.type === 'pausePlaylist'
      if (playlist === undefined || playlist.paused === paused) return { state }
      if (!mayReplace(actor, playlist)) return refuse('setByPerson')
      return { state: { ...state, playlist: { ...playlist, paused, ...by } } }
    }
    case 'startSteps':
      return startSteps(state, { action, actor, now }, room)
    case 'nextStep':
      return walk(state, { actor, now }, room, 1)
    case 'previousStep':
      return walk(state, { actor, now }, room, -1)
    case 'endSteps':
      if (state.steps === undefined) return { state }
      if (!mayReplace(actor, state.steps)) return refuse('setByPerson')
      return { state: controlInRoom(endSteps(state), now, room) }
    case 'identify':
      return { state: { ...state, identify: { until: now + identifyMs, ...by } } }
    case 'setFlood': {
      const { demands } = action
      if (demands === undefined)
        return { state: state.flood === undefined ? state : without(state, 'flood') }
      const since = state.flood?.since ?? now
      return { state: { ...state, flood: { since, demands } } }
    }
    case 'tellPlaylist': {
      if (action.playlist === undefined)
        return { state: state.playlist === undefined ? state : without(state, 'playlist') }
      const { paused, since, by: last } = state.playlist ?? { paused: false, ...by }
      return { state: { ...state, playlist: { paused, since, by: last, ...action.playlist } } }
    }
    case 'tellSteering':
      if (action.steering === undefined)
        return { state: state.steering === undefined ? state : without(state, 'steering') }
      return { state: { ...state, steering: { ...action.steering, ...by } } }
  }
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
        // A scene called for a time over another such still goes back to where the first began.
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
  const { mode, mute, scene, identify } = before
  if (isOver(mode.since, mode.until, now))
    state = { ...state, mode: { mode: 'briefing', since: now, by: system } }
  if (mute !== undefined && isOver(mute.since, mute.until, now)) state = without(state, 'mute')
  if (isOver(scene.since, scene.returnsAt, now)) state = { ...state, scene: returned(scene, now) }
  if (identify !== undefined && isOver(identify.since, identify.until, now))
    state = without(state, 'identify')
  return arrangeTakeovers(state, now)
}

/** A clock that was set back to before something began cannot say when it ends. */
function isOver(since: Moment, until: Moment | undefined, now: Moment): boolean {
  return until !== undefined && (until <= now || now < since)
}

/** When `settleControl` next has something to do. */
export function nextDue(state: Control): Moment | undefined {
  const { mode, mute, scene, takeover, takeoversWaiting = [], identify } = state
  const due = [
    mode.until,
    mute?.until,
    scene.returnsAt,
    takeover?.returnsAt,
    ...takeoversWaiting.map(({ until }) => until),
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
