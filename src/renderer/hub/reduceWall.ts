import type { AggregateTopic, WallAggregates } from '../../contract/aggregates.ts'
import type { Health } from '../../contract/health.ts'
import type { Change, HubMessage, Snapshot } from '../../contract/hubMessages.ts'
import type { WallIncident } from '../../contract/incident.ts'
import type { Connection, WallState } from './wallState.ts'

/** A change as the connection lets it through: its aggregate has been checked against its schema. */
export type CheckedChange =
  | Exclude<Change, { kind: 'aggregate' }>
  | {
      readonly [T in AggregateTopic]: {
        readonly kind: 'aggregate'
        readonly topic: T
        readonly value: WallAggregates[T]
      }
    }[AggregateTopic]

export type CheckedMessage =
  | Snapshot
  | Extract<HubMessage, { type: 'heartbeat' | 'refused' }>
  | (Omit<Extract<HubMessage, { type: 'changes' }>, 'changes'> & {
      readonly changes: readonly CheckedChange[]
    })

/** `at` is `performance.now()`. */
export type WallAction =
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'heard'; readonly at: number; readonly message: CheckedMessage }
  | { readonly type: 'unreadable'; readonly where: string }

export const initialWall: WallState = {
  connection: { state: 'connecting', attempt: 0 },
  heardAt: undefined,
  clock: undefined,
  runId: undefined,
  seq: 0,
  control: undefined,
  refused: undefined,
  city: undefined,
  wall: undefined,
  scenes: [],
  displays: undefined,
  steps: [],
  remote: undefined,
  peaks: [],
  incidents: new Map(),
  notSent: 0,
  aggregates: {},
  health: undefined,
  storeFailingAt: undefined,
  unreadable: { count: 0 }
}

/**
 * What a window knows after one more action. Changes that do not follow on what it knows change
 * nothing: the connection asks for a snapshot then.
 */
export function reduceWall(state: WallState, action: WallAction): WallState {
  switch (action.type) {
    case 'connection':
      return { ...state, connection: action.connection }
    case 'unreadable':
      return {
        ...state,
        unreadable: { count: state.unreadable.count + 1, latest: action.where }
      }
    case 'heard':
      return hear(state, action.message, action.at)
  }
}

/** Whether changes continue exactly where the window stands. */
export function follows(
  state: Pick<WallState, 'runId' | 'seq'>,
  message: { readonly runId: string; readonly after: number }
): boolean {
  return message.runId === state.runId && message.after === state.seq
}

const open: Connection = { state: 'open' }

function failingAt(state: WallState, health: Health, at: number): number | undefined {
  return health.store.state === 'failing' ? (state.storeFailingAt ?? at) : undefined
}

function hear(state: WallState, message: CheckedMessage, heardAt: number): WallState {
  switch (message.type) {
    case 'snapshot':
      return {
        connection: open,
        heardAt,
        clock: message.clock,
        runId: message.runId,
        seq: message.seq,
        control: message.control,
        refused: state.refused,
        city: message.city,
        wall: message.wall,
        scenes: message.scenes,
        displays: message.displays,
        steps: message.steps ?? [],
        remote: message.remote,
        peaks: message.peaks ?? [],
        incidents: new Map(message.incidents.map((incident) => [incident.id, incident])),
        notSent: message.notSent,
        // Absent topics are absent in parsed data, never present as undefined.
        aggregates: message.aggregates as Partial<WallAggregates>,
        health: message.health,
        storeFailingAt: failingAt(state, message.health, heardAt),
        unreadable: state.unreadable
      }
    case 'changes':
      if (!follows(state, message)) return state
      return {
        ...applyChanges(state, message.changes),
        connection: open,
        heardAt,
        clock: message.clock,
        seq: message.seq
      }
    case 'heartbeat':
      // Of another run: the figures on screen are not that hub's, so it must not make them look live.
      if (message.runId !== state.runId) return state
      return {
        ...state,
        connection: open,
        heardAt,
        clock: message.clock,
        health: message.health,
        storeFailingAt: failingAt(state, message.health, heardAt)
      }
    case 'refused':
      return { ...state, refused: { refusal: message.refusal, at: heardAt } }
  }
}

function applyChanges(state: WallState, changes: readonly CheckedChange[]): WallState {
  if (changes.length === 0) return state
  let { notSent, aggregates, control, remote } = state
  // The same map as before when no incident changed: then nothing that shows them is drawn again.
  let incidents: Map<string, WallIncident> | undefined
  for (const change of changes) {
    switch (change.kind) {
      case 'incident':
        incidents ??= new Map(state.incidents)
        incidents.set(change.incident.id, change.incident)
        break
      case 'incidentGone':
        incidents ??= new Map(state.incidents)
        incidents.delete(change.id)
        break
      case 'notSent':
        notSent = change.count
        break
      case 'aggregate':
        aggregates = { ...aggregates, [change.topic]: change.value }
        break
      case 'control':
        control = change.control
        break
      case 'remote':
        remote = change.remote
    }
  }
  return { ...state, incidents: incidents ?? state.incidents, notSent, aggregates, control, remote }
}
