import type { FileHandle } from 'node:fs/promises'
import { streamXlsxRows } from 'hucre/xlsx'
import type { CsvRow, Place } from '../ingest/csvPieces.ts'
import { ImportError } from './importError.ts'
import type { SourcePiece } from './sourceFile.ts'

const rowsPerPiece = 1_000
const maxBytes = 256 * 1024 * 1024

/**
 * The rows of a workbook's first sheet, from a row on. The packed file is held in memory (a sheet
 * has a million rows at most), the unpacked sheet is not. Throws an ImportError for a file that is
 * no workbook.
 */
export async function* xlsxPieces(
  file: FileHandle,
  from: Place | undefined,
  name: string
): AsyncGenerator<SourcePiece> {
  const skipped = from?.offset ?? 0
  let rows: CsvRow[] = []
  let read = 0
  let width = 0
  let line = 1
  try {
    for await (const { index, values } of streamXlsxRows(await bytesOf(file))) {
      line = index + 1
      const cells = values.map(cellText)
      // Empty cells at the end of a row are not in the file.
      width = Math.max(width, cells.length)
      while (cells.length < width) cells.push('')
      read += 1
      if (read <= skipped || cells.every((cell) => cell === '')) continue
      rows.push({ line, cells, problem: undefined })
      if (rows.length < rowsPerPiece) continue
      yield { rows, next: { offset: read, line: line + 1 } }
      rows = []
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ImportError(`${name} cannot be read as an Excel workbook (line ${line}): ${why}`)
  }
  if (rows.length > 0) yield { rows, next: { offset: read, line: line + 1 } }
}

async function bytesOf(file: FileHandle): Promise<Uint8Array> {
  const { size } = await file.stat()
  if (size > maxBytes) throw new Error('it is larger than 256 MB; save it as CSV UTF-8')
  const bytes = Buffer.alloc(size)
  await file.read(bytes, 0, size, 0)
  return bytes
}

/** A date of a workbook has no zone: it is written as ISO without an offset. */
function cellText(value: unknown): string {
  if (value === undefined || value === null) return ''
  // Days are kept as fractions: a second may come out a hair too early.
  if (value instanceof Date)
    return new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString().slice(0, 19)
  return String(value)
}
