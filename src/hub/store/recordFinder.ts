import { join } from 'node:path'
import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync
} from 'node:sqlite'
import type { Call } from '../../contract/call.ts'
import type { Incident } from '../../contract/incident.ts'
import { callColumns, callOf, incidentColumns, incidentOf, type Row } from './rows.ts'

/** Looks records up by their id. */
export interface RecordFinder {
  incident(id: string): Incident | undefined
  call(id: string): Call | undefined
  /** Whether any record of the kind has an id from `first` to `last`, in the order of bytes. */
  hasAny(kind: 'incident' | 'call', first: string, last: string): boolean
}

export function recordFinder(db: DatabaseSync): RecordFinder {
  const findIncident = finder(db, 'incident', incidentColumns)
  const findCall = finder(db, 'call', callColumns)
  const between = (table: 'incident' | 'call'): StatementSync =>
    db.prepare(`SELECT 1 FROM ${table} WHERE id BETWEEN ? AND ? LIMIT 1`)
  const anyIn = { incident: between('incident'), call: between('call') }
  return {
    incident(id) {
      const row = findIncident(id)
      return row === undefined ? undefined : incidentOf(row)
    },
    call(id) {
      const row = findCall(id)
      return row === undefined ? undefined : callOf(row)
    },
    hasAny: (kind, first, last) => anyIn[kind].get(first, last) !== undefined
  }
}

/** Reads beside the hub that writes. */
export function openRecordFinder(folder: string): RecordFinder & { close(): void } {
  const db = new DatabaseSync(join(folder, 'siaga.sqlite'), { readOnly: true, timeout: 5_000 })
  return { ...recordFinder(db), close: () => db.close() }
}

function finder(
  db: DatabaseSync,
  table: 'incident' | 'call',
  columns: readonly string[]
): (id: SQLInputValue) => Row | undefined {
  const statement = db.prepare(`SELECT ${columns.join()} FROM ${table} WHERE id = ?`)
  statement.setReturnArrays(true)
  // True after setReturnArrays(true), which the types do not follow.
  return (id) => statement.get(id) as unknown as SQLOutputValue[] | undefined
}
