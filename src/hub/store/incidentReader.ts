import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Incident } from '../../contract/incident.ts'
import type { Moment } from '../../contract/time.ts'
import { incidentColumns, incidentOf, type Row } from './rows.ts'

/** The store as it was when this was opened, whatever is committed meanwhile. */
export interface IncidentReader {
  /** Incidents received in [from, to) in row order, in pages that may be empty: pause between them. */
  pages(from: Moment, to: Moment): Iterable<readonly Incident[]>
  close(): void
}

/** Rows looked at in one go: a few milliseconds. */
const pageRows = 512

/**
 * A connection of its own: a long read on the one that the figures use would show them an old store.
 * Throws SQLite's error when the database cannot be opened.
 */
export function openIncidentReader(folder: string): IncidentReader {
  const db = new DatabaseSync(join(folder, 'siaga.sqlite'), { readOnly: true, timeout: 5_000 })
  db.exec('BEGIN')
  const last = Number(db.prepare('SELECT max(row) AS last FROM incident').get()?.['last'] ?? 0)
  const page = db.prepare(
    `SELECT ${incidentColumns.join()} FROM incident
     WHERE row > ? AND row <= ? AND receivedAt >= ? AND receivedAt < ? ORDER BY row`
  )
  page.setReturnArrays(true)
  return {
    *pages(from, to) {
      for (let row = 0; row < last; row += pageRows) {
        const rows = page.all(row, row + pageRows, from, to) as unknown as Row[] // arrays are set
        yield rows.map((found) => incidentOf(found))
      }
    },
    close: () => db.close()
  }
}
