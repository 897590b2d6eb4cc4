import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import type { Place } from '../ingest/csvPieces.ts'
import { meaningOf } from '../store/storeError.ts'
import { ImportError } from './importError.ts'
import type { FileIdentity } from './sourceFile.ts'

/** How far one file was read, and how to tell that it is still the same one. */
export interface FileProgress {
  readonly path: string
  readonly identity: FileIdentity
  readonly place: Place | undefined
  /** Digest of what lies before `place`. */
  readonly before: string | undefined
  readonly done: boolean
}

/** Everything an interrupted import needs to go on. */
export interface Progress {
  /** Tells one import (files, mapping, city) from another. */
  readonly job: string
  readonly files: readonly FileProgress[]
  /** Data rows read so far. */
  readonly read: number
  /** Details left out of rows that were kept, by what they were. */
  readonly leftOut: Readonly<Record<string, number>>
  /** Key of the last record that was stored; undefined while files are being read. */
  readonly storedUpTo: string | undefined
  readonly counts: Counts
}

/** Records by what became of them. Rows are counted once, whatever number of records they touch. */
export interface Counts {
  readonly new: number
  readonly updated: number
  readonly unchanged: number
  /** Rows that became part of another row's record. */
  readonly merged: number
}

export interface StagedRow {
  /** `i` or `c` and the id of the record; undefined for a row that names a row of another file. */
  readonly key: string | undefined
  /** The row of another file that says which record it is. */
  readonly ref: string | undefined
  /** What other files call this row. */
  readonly name: string | undefined
  readonly file: number
  readonly line: number
  /** JSON of what the row says. */
  readonly body: string
}

export interface RefusedRow {
  readonly file: number
  readonly line: number
  readonly reason: string
}

export interface Batch {
  readonly rows: readonly StagedRow[]
  readonly refused: readonly RefusedRow[]
  readonly progress: Progress
}

/**
 * Rows between the file and the store. All rows of all files come here first, so that a record is
 * made of all its rows wherever they stand, nothing is stored of a file that cannot be read to its
 * end, and memory does not grow with the file. Kept on disk in the data folder until the import is
 * finished: that is what it goes on from.
 */
export interface Staging {
  readonly job: string
  /** What an earlier start of the same job left; undefined for a fresh one. */
  readonly left: Progress | undefined
  /** Rows, refusals and progress, all or nothing. Throws an ImportError. */
  add(batch: Batch): void
  /** After the last file: finds the records of rows that name a row of another file. */
  join(): void
  /** After the last row: puts records in order. */
  sort(): void
  /** How many rows have a record. */
  readonly staged: number
  /** Rows in order of key from a key on, those of one record together. */
  rows(after: string | undefined): Iterable<StagedRow>
  /** In order of file and line. */
  refused(): Iterable<RefusedRow>
  refusedCount(): number
  close(): void
  /** The import is over: nothing is kept. */
  remove(): void
}

const schema = `
  CREATE TABLE IF NOT EXISTS row (
    n INTEGER PRIMARY KEY, key TEXT, ref TEXT, file INTEGER, line INTEGER, body TEXT) STRICT;
  CREATE TABLE IF NOT EXISTS name (name TEXT PRIMARY KEY, key TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS refused (file INTEGER, line INTEGER, reason TEXT) STRICT;
  CREATE TABLE IF NOT EXISTS progress (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT) STRICT;`

const fileName = 'import.sqlite'

export interface StagingOptions {
  readonly folder: string
  /** An unfinished import of another job is thrown away. */
  readonly job: string
  /** Pages of 4 kB it may grow to; a test's small disk. */
  readonly maxPages?: number
}

export function openStaging({ folder, job, maxPages }: StagingOptions): Staging {
  const path = join(folder, fileName)
  // Where large sorts spill to: /tmp may be small, or memory.
  process.env['SQLITE_TMPDIR'] = folder
  let db = guarded(path, () => open(path, maxPages))
  let left = progressIn(db)
  if (left !== undefined && left.job !== job) {
    db.close()
    removeFiles(path)
    db = guarded(path, () => open(path, maxPages))
    left = undefined
  }
  const insert = db.prepare('INSERT INTO row (key, ref, file, line, body) VALUES (?, ?, ?, ?, ?)')
  const insertName = db.prepare('INSERT OR IGNORE INTO name VALUES (?, ?)')
  const insertRefused = db.prepare('INSERT INTO refused VALUES (?, ?, ?)')
  const putProgress = db.prepare('INSERT OR REPLACE INTO progress VALUES (1, ?)')
  const one = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0])

  function transaction(work: () => void): void {
    guarded(path, () => {
      db.exec('BEGIN')
      try {
        work()
        db.exec('COMMIT')
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    })
  }

  return {
    job,
    left,
    add({ rows, refused, progress }) {
      transaction(() => {
        for (const { key, ref, name, file, line, body } of rows) {
          insert.run(key ?? null, ref ?? null, file, line, body)
          if (name !== undefined && key !== undefined) insertName.run(name, key)
        }
        for (const { file, line, reason } of refused) insertRefused.run(file, line, reason)
        putProgress.run(JSON.stringify(progress))
      })
    },
    join() {
      transaction(() => {
        db.exec(
          `UPDATE row SET key = (SELECT key FROM name WHERE name.name = row.ref)
           WHERE ref IS NOT NULL AND key IS NULL;
           INSERT INTO refused SELECT file, line, 'names a row that is in none of the files'
             FROM row WHERE key IS NULL;
           DELETE FROM row WHERE key IS NULL;`
        )
      })
    },
    sort() {
      // Sorts the keys alone; sorting whole rows takes ten times the memory and disk.
      guarded(path, () => db.exec('CREATE INDEX IF NOT EXISTS byKey ON row (key, n)'))
    },
    get staged() {
      return one('SELECT count(*) FROM row')
    },
    *rows(after) {
      const statement = db.prepare(
        'SELECT key, file, line, body FROM row INDEXED BY byKey WHERE key > ? ORDER BY key, n'
      )
      statement.setReturnArrays(true)
      // True after setReturnArrays(true), which the types do not follow.
      const found = statement.iterate(after ?? '') as unknown as Iterator<SQLOutputValue[]>
      for (;;) {
        const { done, value } = guarded(path, () => found.next())
        if (done) return
        const [key, file, line, body] = value
        yield {
          key: String(key),
          ref: undefined,
          name: undefined,
          file: Number(file),
          line: Number(line),
          body: String(body)
        }
      }
    },
    *refused() {
      const statement = db.prepare('SELECT file, line, reason FROM refused ORDER BY file, line')
      for (const { file, line, reason } of statement.iterate())
        yield { file: Number(file), line: Number(line), reason: String(reason) }
    },
    refusedCount: () => one('SELECT count(*) FROM refused'),
    close: () => db.close(),
    remove() {
      db.close()
      removeFiles(path)
    }
  }
}

function open(path: string, maxPages: number | undefined): DatabaseSync {
  const db = new DatabaseSync(path)
  // Rows are only appended, so the rollback journal stays small and each is written once.
  db.exec('PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL')
  db.exec('PRAGMA cache_size = -16384; PRAGMA temp_store = FILE')
  db.exec(schema)
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`)
  return db
}

function progressIn(db: DatabaseSync): Progress | undefined {
  const row = db.prepare('SELECT json FROM progress').get()
  // Only this file writes it.
  return row === undefined ? undefined : (JSON.parse(String(row['json'])) as Progress)
}

function removeFiles(path: string): void {
  for (const file of [path, `${path}-journal`]) if (existsSync(file)) rmSync(file)
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new ImportError(
      `What is read of the files cannot be kept in ${path}: ${meaningOf(error)}. Mend that and run the same command again: it goes on where it was.`
    )
  }
}
