import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { City } from '../../contract/city.ts'
import type { Moment } from '../../contract/time.ts'
import type { Mapping } from '../ingest/mapping.ts'
import type { ImportStore } from '../store/importStore.ts'
import { FileChanged } from './importError.ts'
import { readFiles, type OpenFile } from './readFiles.ts'
import { rowReaderFor } from './readRow.ts'
import { openSourceFile, type SourceFile } from './sourceFile.ts'
import {
  openStaging,
  type Counts,
  type Progress,
  type RefusedRow,
  type Staging
} from './staging.ts'
import { storeRecords } from './storeRecords.ts'

export interface ImportOptions {
  readonly files: readonly string[]
  readonly mapping: Mapping
  readonly city: City
  readonly store: ImportStore
  /** Data folder; what an interrupted import needs to go on is kept there. */
  readonly folder: string
  /** Wall clock: later times are refused. */
  readonly now: Moment
  readonly signal: AbortSignal
  readonly onProgress: (progress: ImportProgress) => void
  /** Told once, when an interrupted import goes on, or cannot. */
  readonly onResume: (how: 'goesOn' | 'filesChanged') => void
  /** Writes the list of refused rows, before the import forgets them. */
  readonly writeRefused: (refused: Iterable<RefusedRow>) => void
  /** Records in one transaction; fewer where others wait for the same store. */
  readonly recordsPerBatch?: number
  /** Pages of 4 kB that may lie between files and store; for tests of a full disk. */
  readonly maxPages?: number
}

export interface ImportProgress {
  readonly phase: 'reading' | 'storing'
  /** 0–1 of the phase. */
  readonly share: number
  /** Rows read, or rows of records that are stored. */
  readonly rows: number
}

/** `read` = new + updated + unchanged + merged + refused. */
export interface ImportResult extends Counts {
  readonly read: number
  readonly refused: number
  /** Details left out of rows that were kept: what → how often. */
  readonly leftOut: Readonly<Record<string, number>>
}

/**
 * Imports files in two steps: all rows of all files are read into a staging file, then records are
 * made of them and stored in order of id. Either step goes on where it was stopped, and doing it
 * again changes nothing.
 *
 * Throws an ImportError or StoreError with a sentence, and an ImportStopped after the signal; then
 * what is stored is whole records, and the same call finishes the job.
 */
export async function importFiles(options: ImportOptions): Promise<ImportResult> {
  const files = await openAll(options)
  try {
    const staging = await resumableStaging(options, files)
    try {
      const read = await readFiles({ ...options, files, staging })
      await assertUnchanged(files)
      const progress = await storeRecords({ ...options, staging, progress: read })
      const refused = staging.refusedCount()
      options.writeRefused(staging.refused())
      staging.remove()
      return { ...progress.counts, read: progress.read, leftOut: progress.leftOut, refused }
    } catch (error) {
      // What was read of a file that is another one now is of no use.
      if (error instanceof FileChanged) staging.remove()
      else staging.close()
      throw error
    }
  } finally {
    for (const { source } of files) await source.close()
  }
}

async function openAll(options: ImportOptions): Promise<OpenFile[]> {
  const sources: SourceFile[] = []
  try {
    for (const path of options.files) sources.push(await openSourceFile(path))
    return await Promise.all(sources.map((source) => withReader(source, options)))
  } catch (error) {
    for (const source of sources) await source.close()
    throw error
  }
}

async function withReader(
  source: SourceFile,
  { mapping, city, now }: ImportOptions
): Promise<OpenFile> {
  const leftOut: Record<string, number> = {}
  const header = await source.header(mapping.csv.delimiter)
  const read = rowReaderFor(
    { name: basename(source.path), kind: source.kind, header },
    { mapping, city, now, leftOut: (what) => (leftOut[what] = (leftOut[what] ?? 0) + 1) }
  )
  const hasHeader = source.kind !== 'ndjson' && mapping.csv.columns === undefined
  return { source, leftOut, read, hasHeader }
}

async function resumableStaging(
  options: ImportOptions,
  files: readonly OpenFile[]
): Promise<Staging> {
  const { folder, mapping, city, maxPages, onResume } = options
  const job = createHash('sha256')
    .update(JSON.stringify([options.files, mapping, city.id]))
    .digest('hex')
  const open = (): Staging =>
    openStaging({ folder, job, ...(maxPages === undefined ? {} : { maxPages }) })
  const staging = open()
  if (staging.left === undefined) return staging
  if (await areTheSame(staging.left, files)) {
    onResume('goesOn')
    return staging
  }
  onResume('filesChanged')
  staging.remove()
  return open()
}

/** The files are the ones that were being read, up to where each was read. */
async function areTheSame(left: Progress, files: readonly OpenFile[]): Promise<boolean> {
  for (const [index, { source }] of files.entries()) {
    const known = left.files[index]
    if (known === undefined) return false
    if (JSON.stringify(known.identity) !== JSON.stringify(source.identity)) return false
    if (known.place === undefined || source.kind === 'xlsx') continue
    if ((await source.digestBefore(known.place.offset)) !== known.before) return false
  }
  return true
}

async function assertUnchanged(files: readonly OpenFile[]): Promise<void> {
  for (const { source } of files) await source.assertUnchanged()
}
