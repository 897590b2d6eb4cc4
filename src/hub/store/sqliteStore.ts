import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { minute } from '../../contract/time.ts'
import type { Log } from '../log.ts'
import {
  callColumns,
  callOf,
  dutyColumns,
  dutyOf,
  incidentColumns,
  incidentOf,
  rejectionColumns,
  rejectionOf,
  type Row
} from './rows.ts'
import { openSequences } from './sequences.ts'
import type { SourceGap, Store } from './store.ts'
import { meaningOf, StoreError } from './storeError.ts'
import { startWriter } from './writerThread.ts'

export interface StoreOptions {
  /** Made when it is not there. */
  readonly folder: string
  readonly log: Log
}

/**
 * Opens the store in a folder. One hub at a time: the lock is held by the operating system, so it
 * is gone when its holder is, however that ended.
 *
 * Rejects with a StoreError (one sentence) when the folder cannot be written, another hub has it,
 * or the database is damaged.
 */
export async function openSqliteStore({ folder, log }: StoreOptions): Promise<Store> {
  makeFolder(folder)
  const unlock = lockFolder(folder)
  try {
    const file = join(folder, 'siaga.sqlite')
    const writer = await startWriter({ file, log })
    const reader = openReader(file)
    return {
      ...reader,
      commit: writer.commit,
      async close() {
        reader.close()
        await writer.close()
        unlock()
      }
    }
  } catch (error) {
    unlock()
    throw error
  }
}

export function makeFolder(folder: string): void {
  try {
    makeWithParents(resolve(folder))
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StoreError(`The data folder ${folder} cannot be written: ${meaningOf(error)}.`)
  }
}

/** Node's own `recursive` never ends below a folder in which nothing can be made, as /proc. */
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return
  makeWithParents(dirname(folder))
  mkdirSync(folder)
}

/**
 * Holds a lock of the operating system (through SQLite, which knows how on each) until released.
 * `busy` is the sentence when another program has it.
 */
export function lockFolder(
  folder: string,
  busy = `Another hub is using the data folder ${folder}. Stop it, or give this one another folder (--data).`
): () => void {
  let lock: DatabaseSync | undefined
  try {
    // A hub that was killed a moment ago may still be going.
    lock = new DatabaseSync(join(folder, 'siaga.lock'), { timeout: 1_000 })
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    const isBusy = error instanceof Error && 'errcode' in error && error.errcode === 5
    throw new StoreError(
      isBusy ? busy : `The data folder ${folder} cannot be used: ${meaningOf(error)}.`
    )
  }
  return () => lock.close()
}

type Reader = Omit<Store, 'commit' | 'close'> & { close(): void }

function openReader(file: string): Reader {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  const incidents = `SELECT row, ${incidentColumns.join()} FROM incident`
  const calls = `SELECT row, ${callColumns.join()} FROM call`
  const statements = {
    incident: rowsOf(db, `SELECT ${incidentColumns.join()} FROM incident WHERE row = ?`),
    duty: rowsOf(db, `SELECT ${dutyColumns.join()} FROM duty`),
    rejections: rowsOf(
      db,
      `SELECT ${rejectionColumns.join()} FROM rejection ORDER BY id DESC LIMIT ?`
    ),
    totals: rowsOf(
      db,
      `SELECT (SELECT n FROM rejectionTotal WHERE scope = 'message'),
              (SELECT n FROM rejectionTotal WHERE scope = 'field')`
    ),
    rejectedIncidents: rowsOf(
      db,
      'SELECT coalesce(sum(n), 0) FROM rejectedIncident WHERE minute >= ?'
    )
  }
  const { gaps } = openSequences(db)
  const [identity] = first(rowsOf(db, 'SELECT id FROM identity')()) ?? []

  return {
    identity: String(identity),
    *incidents() {
      // A statement of its own: two readers at once must not share one cursor.
      for (const row of rowsOf(db, `${incidents} ORDER BY row`)())
        yield { row: row[0] as number, incident: incidentOf(row, 1) }
    },
    *calls() {
      for (const row of rowsOf(db, `${calls} ORDER BY row`)())
        yield { row: row[0] as number, call: callOf(row, 1) }
    },
    incident(row) {
      const found = first(statements.incident(row))
      return found === undefined ? undefined : incidentOf(found)
    },
    duty() {
      const found = first(statements.duty())
      return found === undefined ? undefined : dutyOf(found)
    },
    gaps: (): readonly SourceGap[] => gaps(),
    rejections: (limit) => [...statements.rejections(limit)].map((row) => rejectionOf(row)),
    rejectionCounts() {
      const [messages, fields] = first(statements.totals()) ?? []
      return { messages: Number(messages ?? 0), fields: Number(fields ?? 0) }
    },
    rejectedIncidentsSince: (since) =>
      Number(first(statements.rejectedIncidents(Math.ceil(since / minute)))?.[0] ?? 0),
    close: () => db.close()
  }
}

/** A prepared query that yields rows as arrays, which is twice as fast as objects. */
function rowsOf(db: DatabaseSync, sql: string): (...values: SQLInputValue[]) => Iterable<Row> {
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  return (...values) => ({
    // True after setReturnArrays(true), which the types do not follow.
    [Symbol.iterator]: () => statement.iterate(...values) as unknown as Iterator<Row>
  })
}

function first(rows: Iterable<Row>): Row | undefined {
  for (const row of rows) return row
  return undefined
}
