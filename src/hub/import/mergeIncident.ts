import { isDeepStrictEqual } from 'node:util'
import type { Call } from '../../contract/call.ts'
import type { Assignment, Incident } from '../../contract/incident.ts'
import { furthest } from '../ingest/foldRows.ts'

/**
 * What an incident is after an import: what the file says counts, what it does not say stays, and
 * nothing that is closed is opened again. The same object as `stored` when nothing is new, else with
 * the next revision.
 */
export function mergeIncident(stored: Incident, read: Incident): Incident {
  const merged: Incident = {
    ...stored,
    ...read,
    revision: stored.revision,
    status: furthest(stored.status, read.status),
    assignments: mergeAssignments(stored.assignments, read.assignments),
    calls: Math.max(stored.calls, read.calls),
    exercise: stored.exercise || read.exercise
  }
  if (stored.source === undefined) delete merged.source
  else merged.source = stored.source
  if (isDeepStrictEqual(merged, stored)) return stored
  return { ...merged, revision: stored.revision + 1 }
}

export function mergeCall(stored: Call, read: Call): Call {
  const merged: Call = { ...stored, ...read, revision: stored.revision }
  if (stored.source === undefined) delete merged.source
  else merged.source = stored.source
  return isDeepStrictEqual(merged, stored) ? stored : { ...merged, revision: stored.revision + 1 }
}

/** In the order they were stored, new ones after; none is lost. */
export function mergeAssignments(
  stored: readonly Assignment[],
  read: readonly Assignment[]
): Assignment[] {
  const byAgency = new Map(stored.map((one) => [one.agency, one]))
  for (const one of read) {
    const known = byAgency.get(one.agency)
    if (known === undefined) byAgency.set(one.agency, one)
    else byAgency.set(one.agency, { ...known, ...one, ...statusOfBoth(known, one) })
  }
  return [...byAgency.values()].slice(0, 64)
}

function statusOfBoth(a: Assignment, b: Assignment): Pick<Assignment, 'status'> {
  if (a.status === undefined || b.status === undefined) return {}
  return { status: furthest(a.status, b.status) }
}
