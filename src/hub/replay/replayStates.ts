import type { Incident } from '../../contract/incident.ts'
import type { Moment } from '../../contract/time.ts'
import { statusOf } from '../ingest/foldRows.ts'
import { changesOf, incidentAt } from '../simulator/lifecycle.ts'

/** One message of a replay: the incident as it was known at a moment. */
export interface ReplayState {
  readonly at: Moment
  readonly incident: Incident
}

/**
 * The states an incident of the past went through, each at its own time, revisions from 1. A record
 * whose end is unknown closes `openMs` after its last known moment; no time is written for that.
 */
export function replayStates(incident: Incident, openMs: number): readonly ReplayState[] {
  const { receivedAt } = incident
  const past = {
    final: { ...incident, status: statusOf(incident) },
    // How the calls of a merged record came in is unknown: they count from the start.
    callsAt: Array.from({ length: Math.max(1, incident.calls) }, () => receivedAt)
  }
  const changes = changesOf(past).filter((at) => at >= receivedAt)
  const states = changes.flatMap((at, index): ReplayState[] => {
    const state = incidentAt(past, at)
    return state === undefined ? [] : [{ at, incident: { ...state, revision: index + 1 } }]
  })
  const last = states.at(-1)
  if (last === undefined || incident.status !== 'closed' || incident.closedAt !== undefined) {
    return states
  }
  const closed: Incident = { ...incident, revision: states.length + 1 }
  return [...states, { at: last.at + openMs, incident: closed }]
}
