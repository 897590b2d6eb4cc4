import type { Incident } from '../../contract/incident.ts'
import { IncidentFold } from './foldRows.ts'
import type { MappedRow } from './mapRow.ts'

/**
 * The incidents that rows tell of, in order of receivedAt: rows with one id are one incident.
 * Revisions are left at 0 for whoever publishes them. All in memory.
 */
export function groupRows(rows: Iterable<MappedRow>, source: string, isUnits: boolean): Incident[] {
  const groups = new Map<string, IncidentFold>()
  for (const row of rows) {
    let group = groups.get(row.id)
    if (group === undefined) groups.set(row.id, (group = new IncidentFold({ source, isUnits })))
    group.add(row)
  }
  return [...groups.values()]
    .flatMap((group) => group.incident() ?? [])
    .sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1))
}
