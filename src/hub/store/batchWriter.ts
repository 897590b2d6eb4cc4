import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import type { Duty } from '../../contract/duty.ts'
import type { Rejected } from '../../contract/health.ts'
import { minute, type Moment } from '../../contract/time.ts'
import {
  callColumns,
  callOf,
  callValues,
  dutyColumns,
  dutyValues,
  incidentColumns,
  incidentOf,
  incidentValues,
  rejectionColumns,
  rejectionValues,
  type Row
} from './rows.ts'
import { openSequences } from './sequences.ts'
import type { CommitResult, Entry, Outcome } from './store.ts'

/** How many refusals can be looked up; the totals count all that ever were. */
const keptRejections = 10_000

export type BatchWriter = (entries: readonly Entry[], now: Moment) => CommitResult

/** Writes batches, each in one transaction: all of it is on disk when the writer returns, or none. */
export function openBatchWriter(db: DatabaseSync): BatchWriter {
  const sequences = openSequences(db)
  const reject = openRejections(db)
  const putDuty = db.prepare(
    `INSERT INTO duty (one, ${dutyColumns.join()}) VALUES (1, ${marks(dutyColumns)})
     ON CONFLICT DO UPDATE SET ${updates(dutyColumns)} WHERE excluded.at > at`
  )
  const incidents = openRecords(db, 'incident', incidentColumns)
  const calls = openRecords(db, 'call', callColumns)

  function write(entry: Entry, now: Moment): Outcome {
    reject(entry.rejected)
    const { event } = entry
    switch (event?.kind) {
      case undefined:
      case 'heartbeat':
        return { kind: 'none' }
      case 'incident': {
        const { incident } = event
        const put = incidents.put(incidentValues(incident), (stored) =>
          sameContent(incidentOf(stored), incident)
        )
        if (put.contradicts) reject([contradiction('incident', now)])
        return { kind: 'incident', row: put.row, result: put.result }
      }
      case 'call': {
        const { call } = event
        const put = calls.put(callValues(call), (stored) => sameContent(callOf(stored), call))
        if (put.contradicts) reject([contradiction('call', now)])
        return { kind: 'call', row: put.row, result: put.result }
      }
      case 'duty':
        return { kind: 'duty', result: replaceDuty(event.duty) }
    }
  }

  function replaceDuty(duty: Duty): 'updated' | 'unchanged' {
    return putDuty.run(...dutyValues(duty)).changes > 0 ? 'updated' : 'unchanged'
  }

  function note(entry: Entry, outcome: Outcome, now: Moment): boolean {
    const number = numberOf(entry)
    if (number === undefined) return false
    const isNews = 'result' in outcome && outcome.result !== 'unchanged'
    return sequences.note(number.source, number.seq, isNews, now)
  }

  return (entries, now) => {
    if (!entries.some(leavesTrace)) {
      return { outcomes: entries.map(() => ({ kind: 'none' })), gaps: undefined }
    }
    db.exec('BEGIN IMMEDIATE')
    try {
      let gapsChanged = false
      const outcomes = entries.map((entry) => {
        const outcome = write(entry, now)
        gapsChanged = note(entry, outcome, now) || gapsChanged
        return outcome
      })
      const gaps = gapsChanged ? sequences.gaps() : undefined
      db.exec('COMMIT')
      return { outcomes, gaps }
    } catch (error) {
      // A failed write may have rolled back already.
      if (db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }
}

/**
 * Heartbeats leave nothing to keep, and a quiet night need not cost an fsync every two seconds. A
 * batch without a trace is never written, so it says nothing about the disk.
 */
export function leavesTrace({ event, rejected, numbered }: Entry): boolean {
  return (
    (event !== undefined && event.kind !== 'heartbeat') ||
    rejected.length > 0 ||
    numbered !== undefined
  )
}

interface Put {
  readonly row: number
  readonly result: 'new' | 'updated' | 'unchanged'
  /** The stored record has the same revision and other content, and nobody has said so yet. */
  readonly contradicts: boolean
}

function openRecords(
  db: DatabaseSync,
  table: 'incident' | 'call',
  columns: readonly string[]
): { put(values: SQLInputValue[], isSame: (stored: Row) => boolean): Put } {
  const upsert = db.prepare(
    `INSERT INTO ${table} (${columns.join()}) VALUES (${marks(columns)})
     ON CONFLICT (id) DO UPDATE SET ${updates(columns)}, disputed = NULL
     WHERE excluded.revision > revision
     RETURNING row`
  )
  const find = db.prepare(`SELECT row, disputed, ${columns.join()} FROM ${table} WHERE id = ?`)
  const dispute = db.prepare(`UPDATE ${table} SET disputed = revision WHERE row = ?`)
  const count = db.prepare(`SELECT coalesce(max(row), 0) FROM ${table}`)
  for (const statement of [upsert, find, count]) statement.setReturnArrays(true)

  return {
    put(values, isSame) {
      const rows = Number(arrayOf(count)?.[0])
      const written = arrayOf(upsert, ...values)
      if (written !== undefined) {
        const row = Number(written[0])
        return { row, result: row > rows ? 'new' : 'updated', contradicts: false }
      }
      const [id, revision] = values
      const stored = arrayOf(find, id ?? null) ?? []
      const row = Number(stored[0])
      const record = stored.slice(2)
      const contradicts = record[1] === revision && stored[1] === null && !isSame(record)
      if (contradicts) dispute.run(row)
      return { row, result: 'unchanged', contradicts }
    }
  }
}

function openRejections(db: DatabaseSync): (rejected: readonly Rejected[]) => void {
  const insert = db.prepare(
    `INSERT INTO rejection (${rejectionColumns.join()}) VALUES (${marks(rejectionColumns)})`
  )
  const trim = db.prepare('DELETE FROM rejection WHERE id <= ?')
  const count = db.prepare('UPDATE rejectionTotal SET n = n + 1 WHERE scope = ?')
  const countIncident = db.prepare(
    'INSERT INTO rejectedIncident VALUES (?, 1) ON CONFLICT DO UPDATE SET n = n + 1'
  )
  return (list) => {
    for (const rejected of list) {
      const { lastInsertRowid } = insert.run(...rejectionValues(rejected))
      trim.run(Number(lastInsertRowid) - keptRejections)
      count.run(rejected.scope)
      if (rejected.scope === 'message' && rejected.topic === 'incident')
        countIncident.run(Math.floor(rejected.at / minute))
    }
  }
}

function contradiction(topic: 'incident' | 'call', at: Moment): Rejected {
  return {
    at,
    scope: 'field',
    reason: 'sameRevisionOtherContent',
    topic,
    key: 'revision',
    bytes: 0
  }
}

/** The number of the message within its source tells nothing about the record. */
function sameContent<T extends { source?: unknown; seq?: unknown }>(a: T, b: T): boolean {
  const unnumbered = { source: undefined, seq: undefined }
  return isDeepStrictEqual({ ...a, ...unnumbered }, { ...b, ...unnumbered })
}

function numberOf({ event, numbered }: Entry): Entry['numbered'] {
  const record =
    event?.kind === 'incident' ? event.incident : event?.kind === 'call' ? event.call : undefined
  if (record?.source === undefined || record.seq === undefined) return numbered
  return { source: record.source, seq: record.seq }
}

function arrayOf(statement: StatementSync, ...values: SQLInputValue[]): Row | undefined {
  // True after setReturnArrays(true), which the types do not follow.
  return statement.get(...values) as unknown as SQLOutputValue[] | undefined
}

const marks = (columns: readonly string[]): string => columns.map(() => '?').join()
const updates = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = excluded.${column}`).join()
