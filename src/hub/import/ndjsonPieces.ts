import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import type { CsvRow, Place } from '../ingest/csvPieces.ts'
import type { SourcePiece } from './sourceFile.ts'

const readBytes = 256 * 1024
/** The feed takes no message above 256 kB either. */
const maxLineBytes = 256 * 1024
const newline = 0x0a

/** The lines of an NDJSON file from a place on; each row has one cell, its text. */
export async function* ndjsonPieces(
  file: FileHandle,
  from: Place = { offset: 0, line: 1 }
): AsyncGenerator<SourcePiece> {
  const buffer = Buffer.allocUnsafeSlow(readBytes + maxLineBytes)
  let kept = 0
  let place = from
  for (let ended = false; !ended;) {
    const { bytesRead } = await file.read(buffer, kept, readBytes, place.offset + kept)
    ended = bytesRead === 0
    const bytes = buffer.subarray(0, kept + bytesRead)
    const rows: CsvRow[] = []
    let used = 0
    let line = place.line
    while (used < bytes.length) {
      const found = bytes.indexOf(newline, used)
      const tooLong = found === -1 && bytes.length - used >= maxLineBytes
      if (found === -1 && !ended && !tooLong) break
      const end = found === -1 ? bytes.length : found
      const row = rowOf(bytes.subarray(used, end), line, tooLong)
      if (row !== undefined) rows.push(row)
      used = found === -1 ? end : end + 1
      if (found !== -1) line += 1
    }
    place = { offset: place.offset + used, line }
    kept = bytes.length - used
    buffer.copyWithin(0, used, bytes.length)
    if (used > 0) yield { rows, next: place }
  }
}

function rowOf(bytes: Buffer, line: number, tooLong: boolean): CsvRow | undefined {
  if (tooLong) return { line, cells: [], problem: 'tooLong' }
  if (!isUtf8(bytes)) return { line, cells: [], problem: 'encoding' }
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .trim()
  return text === '' ? undefined : { line, cells: [text], problem: undefined }
}
