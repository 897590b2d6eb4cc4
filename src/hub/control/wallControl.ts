import type { Actor, Control, ControlAction, HubAction, Refusal } from '../../contract/control.ts'
import {
  controlAfterRestart,
  controlInRoom,
  firstControl,
  nextDue,
  reduceControl,
  settleControl,
  type WallRoom
} from '../../contract/reduceControl.ts'
import { minute, second, type Moment } from '../../contract/time.ts'
import type { AuditEvent } from '../audit/auditEntry.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { Log } from '../log.ts'

/** Often enough for a return that is told to the second. */
const dueEveryMs = 250
const recordAgainEveryMs = 2 * second
/** Refusals that wait for a full disk; more than that say nothing new. */
const mostUnrecorded = 200

/** What the playlist shows is written together, this often and before every other line. */
const playedEveryMs = 10 * minute

/** What others put on record: an export, a hand-over, a remote. */
export type Announcement = Extract<
  AuditEvent,
  { event: 'export' | 'handover' | 'remote' | 'scene' }
>

/** How an export ended; a remote that may steer no longer. */
export type Ending = Extract<AuditEvent, { event: 'exportEnd' | 'remote' }>

/** Events that may be written after they happened. */
type Late = Extract<AuditEvent, { doneAt?: unknown }>

/** The state that the windows of the wall share, and the only place where it changes. */
export interface WallControl {
  current(): Control
  /** Done, recorded and told to `onChange` when it gives undefined; else why it was not done. */
  act(action: ControlAction | HubAction, actor: Actor): Refusal | undefined
  /** Whether it is on record; what is not must not happen. */
  announce(event: Announcement): boolean
  /** It has happened: on record as soon as it can be. */
  ended(event: Ending): void
  /** The room is arranged otherwise: what is no longer there cannot be shown. */
  rearranged(): void
  /** Called at every change, in the order of asking. */
  onChange(listener: (control: Control) => void): void
  stop(): void
}

export interface WallControlOptions {
  readonly audit: AuditLog
  /** As it is arranged now. */
  readonly room: () => WallRoom
  /** Real time: a replayed or stopped clock must not keep operations open. */
  readonly now: () => Moment
  readonly version: string
  readonly log: Log
}

export function startWallControl(options: WallControlOptions): WallControl {
  const { audit, room, now, version, log } = options
  const listeners: ((control: Control) => void)[] = []
  const unrecorded: { readonly what: AuditEvent; readonly control: Control }[] = []
  const played: Extract<AuditEvent, { event: 'playlist' }>['scenes'] = []
  const last = audit.last?.control
  let state =
    last === undefined ? firstControl(now(), room()) : controlAfterRestart(last, now(), room())

  function set(next: Control): void {
    if (next === state) return
    state = next
    for (const listener of listeners) listener(state)
  }

  /** What waits is written first, so that the log stays in order; throws when the disk is full. */
  function recordWaiting(): void {
    if (played.length > 0) {
      audit.append({ event: 'playlist', scenes: played }, { ...state, recording: 'ok' })
      played.length = 0
    }
    for (let first = unrecorded[0]; first !== undefined; first = unrecorded[0]) {
      audit.append(first.what, first.control)
      unrecorded.shift()
    }
  }

  /** false when the disk takes nothing. */
  function record(what: AuditEvent | undefined, control: Control = state): boolean {
    try {
      recordWaiting()
      if (what !== undefined) audit.append(what, { ...control, recording: 'ok' })
      return true
    } catch (error) {
      if (state.recording === 'ok') log('audit.failed', { error: String(error) })
      return false
    }
  }

  /** It is known that the log can, or cannot, be written. */
  function tellRecording(ok: boolean): void {
    const recording = ok ? 'ok' : 'failing'
    if (state.recording !== recording) set({ ...state, recording })
  }

  /** For what happens whether or not it can be written: it is written as soon as it can be. */
  function recordLater(what: Late): void {
    const recorded = record(what)
    if (!recorded && isWaitedFor(what))
      unrecorded.push({ what: { ...what, doneAt: now() }, control: state })
    tellRecording(recorded)
  }

  /** One that asks again and again must not take the room of a curtain that was drawn. */
  function isWaitedFor(what: Late): boolean {
    if (what.event !== 'refused') return true
    const same = unrecorded.some((one) => isSameRefusal(one.what, what))
    return !same && unrecorded.length < mostUnrecorded
  }

  function settle(): void {
    const due = nextDue(state)
    if (due !== undefined) {
      const next = settleControl(state, now())
      if (next !== state) {
        set(next)
        recordLater({ event: 'due' })
      }
    }
  }

  recordLater({ event: 'start', version })
  const dueTimer = setInterval(settle, dueEveryMs)
  const recordTimer = setInterval(() => {
    const [first] = played
    // Of a clock that was set back far, too.
    const due = first !== undefined && Math.abs(now() - first.at) >= playedEveryMs
    if (due || unrecorded.length > 0) tellRecording(record(undefined))
  }, recordAgainEveryMs)

  return {
    current: () => state,
    onChange: (listener) => listeners.push(listener),

    act(action, actor) {
      settle()
      const done = reduceControl(state, { action, actor, now: now() }, room())
      const by = { action: action.type, by: actor }
      if (done.refused !== undefined) {
        recordLater({ event: 'refused', ...by, refusal: done.refused })
        return done.refused
      }
      if (done.state === state) return undefined
      if (isTelling(action, state)) {
        set(done.state)
        return undefined
      }
      if (action.type === 'callScene' && actor.kind === 'playlist') {
        if (state.recording === 'failing') return 'notRecorded'
        const { id: scene, since: at, range } = done.state.scene
        played.push({ at, scene, ...(range && { range }) })
        set(done.state)
        return undefined
      }
      if (isDoneFirst(action)) {
        set(done.state)
        recordLater({ event: 'act', ...by })
        return undefined
      }
      if (!record({ event: 'act', ...by }, done.state)) {
        recordLater({ event: 'refused', ...by, refusal: 'notRecorded' })
        return 'notRecorded'
      }
      set({ ...done.state, recording: 'ok' })
      return undefined
    },

    announce(event) {
      const recorded = record(event)
      if (recorded) tellRecording(true)
      // Its line is tried again, by which it is known when there is room.
      else
        recordLater({ event: 'refused', action: event.event, by: event.by, refusal: 'notRecorded' })
      return recorded
    },

    ended: recordLater,

    rearranged() {
      const next = controlInRoom(state, now(), room())
      if (next === state) return
      set(next)
      recordLater({ event: 'due' })
    },

    stop() {
      clearInterval(dueTimer)
      clearInterval(recordTimer)
      record({ event: 'stop', version })
      audit.close()
    }
  }
}

/**
 * Done first and recorded afterwards: nothing may keep the curtain from falling, nobody is shown to
 * steer who does not, and no more is shown of an incident than what it has become.
 */
function isDoneFirst({ type }: ControlAction | HubAction): boolean {
  return ['drawCurtain', 'tellSteering', 'correctTakeover', 'endTakeover'].includes(type)
}

function isSameRefusal(a: AuditEvent, b: Late): boolean {
  if (a.event !== 'refused' || b.event !== 'refused') return false
  const { action, by, refusal } = b
  return (
    a.action === action && a.refusal === refusal && a.by.kind === by.kind && a.by.name === by.name
  )
}

/** It only tells how something now stands that is on record, or that follows from what is. */
function isTelling(action: ControlAction | HubAction, { flood, playlist }: Control): boolean {
  if (action.type === 'setFlood') return flood !== undefined && action.demands !== undefined
  if (action.type === 'tellPlaylist') return playlist !== undefined && action.playlist !== undefined
  return false
}
