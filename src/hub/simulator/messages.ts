import type { City } from '../../contract/city.ts'
import type { Moment } from '../../contract/time.ts'
import { callPayload, callTopic, incidentPayload, incidentTopic } from '../ingest/feed.ts'
import type { SimulatedDay } from './generateDay.ts'
import { changesOf, incidentAt } from './lifecycle.ts'
import { addDays, localDateOf, momentIn, type LocalDate } from './localDate.ts'

export interface Message {
  readonly topic: string
  readonly payload: string
}

/** One change at its time; its number is given when it is sent. */
export interface LiveChange {
  readonly at: Moment
  readonly topic: string
  readonly payloadWith: (seq: number) => string
}

/**
 * A day as it stands at `at`: each incident once, in its last state by then, and each call. With
 * `since`, only what changed after that moment. Nothing is numbered.
 */
export function pastOfDay(
  cityId: string,
  day: SimulatedDay,
  at: Moment,
  since = -Infinity
): readonly Message[] {
  const incidents = day.incidents.flatMap((incident) => {
    if (!changesOf(incident).some((change) => change > since && change <= at)) return []
    const state = incidentAt(incident, at)
    if (state === undefined) return []
    return { topic: incidentTopic(cityId, state.id), payload: incidentPayload(state) }
  })
  const calls = day.calls
    .filter(({ receivedAt }) => receivedAt > since && receivedAt <= at)
    .map((call) => ({ topic: callTopic(cityId, call.id), payload: callPayload(call) }))
  return [...incidents, ...calls]
}

/** Every change of a day's incidents and every call, in the order in which they happen. */
export function changesOfDay(cityId: string, day: SimulatedDay): readonly LiveChange[] {
  const incidents = day.incidents.flatMap((incident) =>
    changesOf(incident).flatMap((at): LiveChange[] => {
      const state = incidentAt(incident, at)
      if (state === undefined) return []
      const topic = incidentTopic(cityId, state.id)
      return [{ at, topic, payloadWith: (seq) => incidentPayload({ ...state, seq }) }]
    })
  )
  const calls = day.calls.map((call): LiveChange => {
    const topic = callTopic(cityId, call.id)
    return {
      at: call.receivedAt,
      topic,
      payloadWith: (seq) => callPayload({ ...call, seq })
    }
  })
  return [...incidents, ...calls].sort((a, b) => a.at - b.at)
}

export interface LiveChanges {
  /** The changes after the last call's moment (at first: the start) up to and including `now`. */
  until(now: Moment): readonly LiveChange[]
}

/** Changes as time goes on; days are made as they come. A clock that steps back brings nothing. */
export function liveChanges(
  city: Pick<City, 'id' | 'timeZone'>,
  generate: (date: LocalDate) => SimulatedDay,
  start: Moment
): LiveChanges {
  const load = (date: LocalDate): readonly LiveChange[] =>
    changesOfDay(city.id, generate(date)).filter(({ at }) => at > start)
  const firstDay = localDateOf(start, city.timeZone)
  let loaded = firstDay
  // Yesterday's incidents may still be open.
  let ahead = inOrder([...load(addDays(firstDay, -1)), ...load(firstDay)])
  return {
    until(now) {
      for (
        let next = addDays(loaded, 1);
        momentIn(city.timeZone, next, 0) <= now;
        next = addDays(next, 1)
      ) {
        ahead = inOrder([...ahead, ...load(next)])
        loaded = next
      }
      const due = ahead.findIndex(({ at }) => at > now)
      const changes = due === -1 ? ahead : ahead.slice(0, due)
      ahead = due === -1 ? [] : ahead.slice(due)
      return changes
    }
  }
}

function inOrder(changes: readonly LiveChange[]): readonly LiveChange[] {
  return changes.toSorted((a, b) => a.at - b.at)
}
