import { join } from 'node:path'
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Call } from '../../contract/call.ts'
import type { Incident } from '../../contract/incident.ts'
import type { Moment } from '../../contract/time.ts'
import { openBatchWriter } from './batchWriter.ts'
import { callColumns, callOf, incidentColumns, incidentOf, type Row } from './rows.ts'
import { lockFolder, makeFolder } from './sqliteStore.ts'
import type { CommitResult, Entry } from './store.ts'
import { meaningOf, StoreError } from './storeError.ts'
import { openForWriting } from './storeWriter.ts'

/** What an import needs of a store: to look a record up by its id, and to write. */
export interface ImportStore {
  incident(id: string): Incident | undefined
  call(id: string): Call | undefined
  /** Whether any record of the kind has an id from `first` to `last`, in the order of bytes. */
  hasAny(kind: 'incident' | 'call', first: string, last: string): boolean
  /** As {@link Store.commit}: all of it is on disk, or none. Rejects with a StoreError. */
  commit(entries: readonly Entry[], now: Moment): Promise<CommitResult>
  close(): void
}

/**
 * Opens the store of a data folder for an import, in this thread: nobody waits for it meanwhile, and
 * records need not be copied to another one. Holds the folder's lock, as a hub does.
 *
 * Throws a StoreError (one sentence) when a hub has the folder, or it cannot be used.
 */
export function openImportStore(folder: string): ImportStore {
  makeFolder(folder)
  const unlock = lockFolder(
    folder,
    `A hub (or another import) is using the data folder ${folder}. Stop it, import, and start it again.`
  )
  const file = join(folder, 'siaga.sqlite')
  let db: DatabaseSync
  try {
    db = openForWriting(file)
    // Records come in order of id, so few pages are in use at a time.
    db.exec('PRAGMA cache_size = -16384')
  } catch (error) {
    unlock()
    throw new StoreError(`The data in ${file} cannot be used: ${meaningOf(error)}.`)
  }
  const write = openBatchWriter(db)
  const findIncident = finder(db, 'incident', incidentColumns)
  const between = (table: 'incident' | 'call'): StatementSync =>
    db.prepare(`SELECT 1 FROM ${table} WHERE id BETWEEN ? AND ? LIMIT 1`)
  const anyIn = { incident: between('incident'), call: between('call') }
  const findCall = finder(db, 'call', callColumns)
  return {
    incident(id) {
      const row = findIncident(id)
      return row === undefined ? undefined : incidentOf(row)
    },
    call(id) {
      const row = findCall(id)
      return row === undefined ? undefined : callOf(row)
    },
    hasAny: (kind, first, last) => anyIn[kind].get(first, last) !== undefined,
    async commit(entries, now) {
      try {
        return write(entries, now)
      } catch (error) {
        throw new StoreError(`Nothing can be stored: ${meaningOf(error)}.`)
      }
    },
    close() {
      db.close()
      unlock()
    }
  }
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
