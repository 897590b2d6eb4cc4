import type { Refusal } from '../ingest/mapRow.ts'
import { stopIfAsked } from './importError.ts'
import type { ImportOptions } from './importFiles.ts'
import type { ReadRow, RowReader } from './readRow.ts'
import { packBody } from './rowBody.ts'
import type { SourceFile, SourceRow } from './sourceFile.ts'
import type { FileProgress, Progress, RefusedRow, StagedRow, Staging } from './staging.ts'

/** A file with how its rows are read. */
export interface OpenFile {
  readonly source: SourceFile
  readonly read: RowReader
  readonly hasHeader: boolean
  /** What its reader has left out since this was last emptied. */
  readonly leftOut: Record<string, number>
}

/** Rows that are put on disk at once: a stop or a crash costs at most so many. */
const rowsPerBatch = 5_000

type Options = Pick<ImportOptions, 'mapping' | 'signal' | 'onProgress'> & {
  readonly files: readonly OpenFile[]
  readonly staging: Staging
}

/** Reads what is not yet read of every file into the staging. Resolves with where the import is. */
export async function readFiles(options: Options): Promise<Progress> {
  const { files, staging } = options
  let progress = staging.left ?? (await begin(options))
  if (progress.storedUpTo !== undefined) return progress
  for (const [index, file] of files.entries())
    if (progress.files[index]?.done !== true)
      progress = await readFile(index, file, progress, options)
  if (options.mapping.parts.length > 0) staging.join()
  staging.sort()
  return progress
}

async function begin({ files, staging }: Options): Promise<Progress> {
  const progress: Progress = {
    job: staging.job,
    files: files.map(({ source: { path, identity } }) => ({
      ...{ path, identity },
      ...{ place: undefined, before: undefined, done: false }
    })),
    read: 0,
    leftOut: {},
    storedUpTo: undefined,
    counts: { new: 0, updated: 0, unchanged: 0, merged: 0 }
  }
  staging.add({ rows: [], refused: [], progress })
  return progress
}

async function readFile(
  index: number,
  file: OpenFile,
  start: Progress,
  options: Options
): Promise<Progress> {
  const { mapping, signal, staging } = options
  const { source } = file
  let progress = start
  let rows: StagedRow[] = []
  let refused: RefusedRow[] = []
  let read = 0
  let place = start.files[index]?.place
  let headerAhead = file.hasHeader && place === undefined

  async function save(done: boolean): Promise<void> {
    const before = place === undefined ? undefined : await source.digestBefore(place.offset)
    const own: Partial<FileProgress> = { place, before, done }
    progress = {
      ...progress,
      files: progress.files.map((one, at) => (at === index ? { ...one, ...own } : one)),
      read: progress.read + read,
      leftOut: summed(progress.leftOut, file.leftOut)
    }
    staging.add({ rows, refused, progress })
    for (const what of Object.keys(file.leftOut)) Reflect.deleteProperty(file.leftOut, what)
    rows = []
    refused = []
    read = 0
    tell()
  }

  function tell(): void {
    const sizes = options.files.map(({ source: { identity } }) => identity.size)
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const earlier = sizes.slice(0, index).reduce((sum, size) => sum + size, 0)
    // A place in a workbook is a row, which says nothing of how much is left.
    const here = source.kind === 'xlsx' ? 0 : (place?.offset ?? 0)
    options.onProgress({
      phase: 'reading',
      share: Math.min(1, (earlier + here) / total),
      rows: progress.read + read
    })
  }

  function take(row: SourceRow, result: ReadRow | Refusal): void {
    read += 1
    if ('reason' in result) refused.push({ file: index, line: row.line, reason: result.reason })
    else
      rows.push({
        ...{ key: result.key, ref: result.ref, name: result.name },
        ...{ file: index, line: row.line, body: packBody(result.body) }
      })
  }

  for await (const piece of source.pieces(mapping.csv.delimiter, place)) {
    for (const row of piece.rows) {
      if (headerAhead) headerAhead = false
      else take(row, file.read(row))
    }
    place = piece.next
    if (rows.length + refused.length >= rowsPerBatch) await save(false)
    if (signal.aborted) await save(false)
    stopIfAsked(signal)
    tell()
  }
  await save(true)
  return progress
}

function summed(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>
): Record<string, number> {
  const sums = { ...a }
  for (const [what, count] of Object.entries(b)) sums[what] = (sums[what] ?? 0) + count
  return sums
}
