import type { Assignment, Incident, IncidentStatus, Milestones } from '../../contract/incident.ts'
import type { MappedRow } from './mapRow.ts'

/**
 * The incidents that rows tell of, in order of receivedAt: rows with one id are one incident. Of
 * several times the earliest counts, of several ends the latest; what only one row knows is kept.
 * Revisions are left at 0 for whoever publishes them.
 */
export function groupRows(rows: Iterable<MappedRow>, source: string, isUnits: boolean): Incident[] {
  const groups = new Map<string, MappedRow[]>()
  for (const row of rows) {
    const group = groups.get(row.id)
    if (group === undefined) groups.set(row.id, [row])
    else group.push(row)
  }
  return [...groups.values()]
    .map((group) => incidentOf(group, source, isUnits))
    .sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1))
}

function incidentOf(rows: readonly MappedRow[], source: string, isUnits: boolean): Incident {
  const receivedAt = Math.min(...rows.map((row) => row.receivedAt))
  const milestones = mergeMilestones(rows)
  const first = <Key extends keyof MappedRow>(key: Key): MappedRow[Key] | undefined =>
    rows.find((row) => row[key] !== undefined)?.[key]
  const channel = first('channel')
  const district = first('district')
  const subdistrict = first('subdistrict')
  const position = first('position')
  return {
    id: rows[0]?.id ?? '',
    revision: 0,
    source,
    category: first('category') ?? '',
    // The most urgent of several.
    priority: Math.min(...rows.map((row) => row.priority)),
    status: first('status') ?? statusOf(milestones),
    ...(channel === undefined ? {} : { channel }),
    receivedAt,
    ...milestones,
    ...(position === undefined ? {} : { position }),
    ...(district === undefined ? {} : { district }),
    ...(subdistrict === undefined ? {} : { subdistrict }),
    assignments: assignmentsOf(rows),
    // Rows of one incident are its units, or else reports of the same thing.
    calls: isUnits ? 1 : rows.length,
    exercise: false,
    simulated: false
  }
}

function assignmentsOf(rows: readonly MappedRow[]): Assignment[] {
  const agencies = new Set(rows.flatMap(({ agency }) => agency ?? []))
  return [...agencies].map((agency) => {
    const own = rows.filter((row) => row.agency === agency)
    const milestones = mergeMilestones(own)
    const status = own.find((row) => row.status !== undefined)?.status ?? statusOf(milestones)
    return { agency, status, ...milestones }
  })
}

/** Ends only count when every row has one: while one crew is out it is not over. */
function mergeMilestones(rows: readonly MappedRow[]): Milestones {
  const merged: Milestones = {}
  for (const key of ['dispatchedAt', 'departedAt', 'arrivedAt'] as const) {
    const times = rows.flatMap(({ milestones }) => milestones[key] ?? [])
    if (times.length > 0) merged[key] = Math.min(...times)
  }
  const ends = rows.flatMap(({ milestones }) => milestones.closedAt ?? [])
  if (ends.length > 0 && ends.length === rows.length) merged.closedAt = Math.max(...ends)
  return merged
}

export function statusOf(milestones: Milestones): IncidentStatus {
  if (milestones.closedAt !== undefined) return 'closed'
  if (milestones.arrivedAt !== undefined) return 'onScene'
  if (milestones.departedAt !== undefined) return 'enRoute'
  return milestones.dispatchedAt === undefined ? 'received' : 'dispatched'
}
