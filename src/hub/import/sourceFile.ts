import { createHash } from 'node:crypto'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { csvPieces, dialectOf, type CsvRow, type Place } from '../ingest/csvPieces.ts'
import { FileChanged, ImportError } from './importError.ts'
import { ndjsonPieces } from './ndjsonPieces.ts'
import { xlsxPieces } from './xlsxPieces.ts'

/** What a file is, by its content and not by its name. */
export type FileKind = 'csv' | 'ndjson' | 'xlsx'

/** Enough to notice that a file is another one now. */
export interface FileIdentity {
  readonly size: number
  readonly modifiedMs: number
  readonly inode: number
  /** Digest of its first 64 kB. */
  readonly head: string
}

/** One row: the cells of a table, or one line of NDJSON as it stands. */
export type SourceRow = CsvRow

export interface SourcePiece {
  readonly rows: readonly SourceRow[]
  /** Where the next piece begins: bytes for CSV and NDJSON, rows for a workbook. */
  readonly next: Place
}

/** An open file to import. */
export interface SourceFile {
  readonly path: string
  readonly kind: FileKind
  readonly identity: FileIdentity
  /** The first row of a table; undefined for an empty file and for NDJSON. */
  header(delimiter: string | undefined): Promise<SourceRow | undefined>
  /** From the start, a header row included, or from a place on. */
  pieces(delimiter: string | undefined, from: Place | undefined): AsyncIterable<SourcePiece>
  /** Digest of up to 64 kB before a place. */
  digestBefore(offset: number): Promise<string>
  /** Throws an ImportError when the file is not what it was when it was opened. */
  assertUnchanged(): Promise<void>
  close(): Promise<void>
}

const headBytes = 64 * 1024

/** Throws an ImportError for a file that cannot be read or is of no kind that can be imported. */
export async function openSourceFile(path: string): Promise<SourceFile> {
  const name = basename(path)
  const file = await openForReading(path, name)
  try {
    const identity = await identityOf(file)
    const kind = await kindOf(file, name)
    const piecesOf = (delimiter: string | undefined, from?: Place): AsyncIterable<SourcePiece> =>
      readPieces(file, kind, delimiter, from, name)
    return {
      path,
      kind,
      identity,
      pieces: piecesOf,
      async header(delimiter) {
        if (kind === 'ndjson') return undefined
        for await (const { rows } of piecesOf(delimiter)) if (rows[0] !== undefined) return rows[0]
        return undefined
      },
      digestBefore: (offset) => digest(file, Math.max(0, offset - headBytes), offset),
      async assertUnchanged() {
        const now = await stat(path).catch(() => undefined)
        const same =
          now !== undefined &&
          now.size === identity.size &&
          now.mtimeMs === identity.modifiedMs &&
          now.ino === identity.inode
        if (!same)
          throw new FileChanged(
            `${name} changed while it was being read. Nothing of this import was stored; import it again when nobody writes to it.`
          )
      },
      close: () => file.close()
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function openForReading(path: string, name: string): Promise<FileHandle> {
  try {
    const file = await open(path)
    const { size } = await file.stat()
    if ((await file.stat()).isFile()) {
      if (size > 0) return file
      await file.close()
      throw new ImportError(`${name} is empty.`)
    }
    await file.close()
    throw new ImportError(`${path} is not a file.`)
  } catch (error) {
    if (error instanceof ImportError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new ImportError(`${path} cannot be read: ${why}.`)
  }
}

async function identityOf(file: FileHandle): Promise<FileIdentity> {
  const { size, mtimeMs, ino } = await file.stat()
  return { size, modifiedMs: mtimeMs, inode: ino, head: await digest(file, 0, headBytes) }
}

async function digest(file: FileHandle, from: number, to: number): Promise<string> {
  const bytes = Buffer.alloc(to - from)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
  return createHash('sha256').update(bytes.subarray(0, bytesRead)).digest('hex')
}

async function kindOf(file: FileHandle, name: string): Promise<FileKind> {
  const bytes = Buffer.alloc(512)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
  const head = bytes.subarray(0, bytesRead)
  const begins = (hex: string): boolean => head.toString('hex', 0, hex.length / 2) === hex
  if (begins('504b0304')) return 'xlsx'
  if (begins('d0cf11e0'))
    throw new ImportError(`${name} is an old Excel file (.xls). Save it as .xlsx or as CSV UTF-8.`)
  if (begins('fffe') || begins('feff'))
    throw new ImportError(`${name} is in UTF-16. Save it as "CSV UTF-8".`)
  if (begins('1f8b')) throw new ImportError(`${name} is compressed (gzip). Unpack it first.`)
  if (head.includes(0)) throw new ImportError(`${name} is neither CSV, NDJSON nor .xlsx.`)
  return /^\uFEFF?\s*\{/u.test(head.toString('utf8')) ? 'ndjson' : 'csv'
}

async function* readPieces(
  file: FileHandle,
  kind: FileKind,
  delimiter: string | undefined,
  from: Place | undefined,
  name: string
): AsyncGenerator<SourcePiece> {
  switch (kind) {
    case 'csv':
      yield* csvPieces(file, await dialectOf(file, delimiter), from)
      return
    case 'ndjson':
      yield* ndjsonPieces(file, from)
      return
    case 'xlsx':
      yield* xlsxPieces(file, from, name)
  }
}
