import { mostTakeoversWaiting, type Control } from './control.ts'
import type { Acted, Doing } from './reduceControl.ts'
import { second, type Moment } from './time.ts'
import { without } from './without.ts'

type Running = NonNullable<Control['takeover']>
type Waiting = NonNullable<Control['takeoversWaiting']>[number]

/** A rule wants the region for an incident, which waits for its turn. Rules alone take over. */
export function takeOver(state: Control, { action, actor, now }: Doing<'takeOver'>): Acted {
  if (actor.kind !== 'rule') return { state, refused: 'notAllowed' }
  if (state.flood !== undefined) return { state, refused: 'flood' }
  const { takeover, takeoversWaiting = [] } = state
  if ([takeover, ...takeoversWaiting].some((one) => one?.incident === action.incident))
    return { state }
  const until = now + action.forS * second
  const wanted: Waiting = {
    ...without(action, 'type'),
    cameras: [...action.cameras],
    since: now,
    by: actor,
    until
  }
  return { state: withWaiting(state, [...takeoversWaiting, wanted]) }
}

/** The incident was reclassified, or lies elsewhere, while it is shown or waits. */
export function correctTakeover(
  state: Control,
  { incident, category, priority, cameras }: Doing<'correctTakeover'>['action']
): Control {
  const { takeover, takeoversWaiting = [] } = state
  const correct = <T extends Running | Waiting>(one: T): T =>
    one.incident === incident ? { ...one, category, priority, cameras: [...cameras] } : one
  if (takeover?.incident === incident) return { ...state, takeover: correct(takeover) }
  return takeoversWaiting.some((one) => one.incident === incident)
    ? withWaiting(state, takeoversWaiting.map(correct))
    : state
}

/** Of this incident nothing is wanted any more. */
export function endTakeover(state: Control, incident: string): Control {
  const { takeover, takeoversWaiting = [] } = state
  const others = takeoversWaiting.filter((one) => one.incident !== incident)
  const left = takeover?.incident === incident ? without(state, 'takeover') : state
  return others.length === takeoversWaiting.length ? left : withWaiting(left, others)
}

/**
 * Who has the region now: the gravest, of equal ones the oldest. A graver one takes it from the one
 * that has it, which waits for what is left of its time. While the scene is held nobody has it, and
 * in a flood nobody waits either. The very same state where nothing is otherwise.
 */
export function arrangeTakeovers(state: Control, now: Moment): Control {
  const { takeover, takeoversWaiting, scene, flood } = state
  if (takeover === undefined && takeoversWaiting === undefined) return state
  if (flood !== undefined) return without(state, 'takeover', 'takeoversWaiting')

  // A clock that was set back to before it began cannot say when it ends.
  const timely = (since: Moment, end: Moment): boolean => since <= now && now < end
  const running =
    takeover !== undefined && !scene.held && timely(takeover.since, takeover.returnsAt)
      ? takeover
      : undefined
  const waiting = (takeoversWaiting ?? []).filter(({ since, until }) => timely(since, until))
  const first = scene.held ? undefined : waiting[0]
  if (first !== undefined && (running === undefined || first.priority < running.priority)) {
    const others = waiting.slice(1)
    return withWaiting(
      { ...state, takeover: begin(first, now) },
      running === undefined ? others : [...others, waitAgain(running, now)]
    )
  }
  const same = waiting.length === (takeoversWaiting ?? []).length
  const left = running === takeover ? state : without(state, 'takeover')
  return same ? left : withWaiting(left, waiting)
}

function begin(waiting: Waiting, now: Moment): Running {
  const returnsAt = now + waiting.forS * second
  return { ...without(waiting, 'forS', 'until'), since: now, returnsAt }
}

function waitAgain({ returnsAt, ...wanted }: Running, now: Moment): Waiting {
  return { ...wanted, forS: Math.ceil((returnsAt - now) / second), until: returnsAt }
}

/** In their order; where they are too many the least grave and newest are not waited for. */
function withWaiting(state: Control, waiting: readonly Waiting[]): Control {
  const [first, ...others] = waiting
    .toSorted((a, b) => a.priority - b.priority || a.since - b.since)
    .slice(0, mostTakeoversWaiting)
  return first === undefined
    ? without(state, 'takeoversWaiting')
    : { ...state, takeoversWaiting: [first, ...others] }
}
