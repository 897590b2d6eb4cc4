import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import Papa from 'papaparse'

/** Where a row begins: bytes from the start of the file, and the line, from 1. */
export interface Place {
  readonly offset: number
  readonly line: number
}

/** One row: its cells, or why it has none. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly problem: 'quotes' | 'encoding' | 'tooLong' | undefined
}

/** Rows that were read together, and where the next one begins. */
export interface CsvPiece {
  readonly rows: readonly CsvRow[]
  readonly next: Place
}

export interface Dialect {
  readonly delimiter: string
  /** `\r` is what some programs for Macs write. */
  readonly newline: '\n' | '\r'
  /** After a byte order mark and Excel's line `sep=;`. */
  readonly start: Place
}

const readBytes = 256 * 1024
/** A row that is longer is no row: a quotation mark was opened and never closed. */
const maxRowBytes = 256 * 1024
const quote = 0x22

/** How a file is written, from its first bytes. `delimiter` undefined: guessed. */
export async function dialectOf(file: FileHandle, delimiter?: string): Promise<Dialect> {
  const head = Buffer.alloc(64 * 1024)
  const { bytesRead } = await file.read(head, 0, head.length, 0)
  const bytes = head.subarray(0, bytesRead)
  const bom = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0
  const newline = bytes.includes(0x0a) || !bytes.includes(0x0d) ? '\n' : '\r'
  const text = bytes.subarray(bom).toString('latin1')
  const [said = '', separator] = /^"?sep=([,;|\t])"?\r?[\n\r]/iu.exec(text) ?? []
  return {
    delimiter: delimiter ?? separator ?? guessDelimiter(text, newline),
    newline,
    start: { offset: bom + said.length, line: said === '' ? 1 : 2 }
  }
}

function guessDelimiter(text: string, newline: Dialect['newline']): string {
  const delimitersToGuess = [',', ';', '\t', '|']
  const { meta } = Papa.parse<string[]>(text, { newline, preview: 20, delimitersToGuess })
  return delimitersToGuess.includes(meta.delimiter) ? meta.delimiter : ','
}

/**
 * The rows of a CSV file of any size from a place on, in pieces; memory does not grow with the
 * file. Empty lines are passed over. A row with a quotation mark out of place costs its own line.
 */
export async function* csvPieces(
  file: FileHandle,
  dialect: Dialect,
  from: Place = dialect.start
): AsyncGenerator<CsvPiece> {
  // One buffer for the whole file: new ones for every piece keep the garbage collector busy.
  const buffer = Buffer.allocUnsafeSlow(readBytes + maxRowBytes)
  let kept = 0
  let place = from
  for (let ended = false; !ended;) {
    const { bytesRead } = await file.read(buffer, kept, readBytes, place.offset + kept)
    ended = bytesRead === 0
    const bytes = buffer.subarray(0, kept + bytesRead)
    const { rows, used, lines } = cutRows(bytes, dialect, place.line, ended)
    place = { offset: place.offset + used, line: place.line + lines }
    kept = bytes.length - used
    buffer.copyWithin(0, used, bytes.length)
    if (used > 0) yield { rows, next: place }
  }
}

interface Cut {
  readonly rows: CsvRow[]
  readonly used: number
  /** Lines that were used. */
  readonly lines: number
}

/** One record between two line ends outside of quotation marks. */
interface Span {
  readonly start: number
  readonly end: number
  readonly lines: number
  readonly tooLong?: true
}

function cutRows(bytes: Buffer, dialect: Dialect, line: number, ended: boolean): Cut {
  const spans: Span[] = []
  let used = 0
  let lines = 0
  while (used < bytes.length) {
    const span = nextSpan(bytes, used, dialect, ended)
    if (span === undefined) break
    spans.push(span)
    used = span.end
    lines += span.lines
  }
  const together = parseTogether(bytes.subarray(0, used), spans, dialect)
  const rows: CsvRow[] = []
  let at = line
  let width: number | undefined
  for (const [index, span] of spans.entries()) {
    const cells = together?.[index]
    const own = cells === undefined ? ownRow(bytes, span, at, dialect) : rowWith(cells, at)
    if (own !== undefined) {
      if (own.problem === undefined) width ??= own.cells.length
      const swallowed = span.lines > 1 && (own.problem === 'quotes' || own.cells.length !== width)
      // A quotation mark out of place may have swallowed good lines: each gets its own chance.
      if (swallowed && own.problem !== 'encoding')
        rows.push(...lineByLine(textOf(bytes, span) ?? '', at, dialect))
      else rows.push(own)
    }
    at += span.lines
  }
  return { rows, used, lines }
}

/** All cells at once, which is fast; undefined unless the file is as clean as most are. */
function parseTogether(
  bytes: Buffer,
  spans: readonly Span[],
  dialect: Dialect
): readonly string[][] | undefined {
  if (spans.some(({ tooLong }) => tooLong) || !isUtf8(bytes)) return undefined
  const text = bytes.toString('utf8')
  const whole = text.endsWith(dialect.newline) ? text.slice(0, -1) : text
  const { data, errors } = parseText(whole, dialect)
  return errors || data.length !== spans.length ? undefined : data
}

function parseText(
  text: string,
  { delimiter, newline }: Dialect
): { readonly data: readonly string[][]; readonly errors: boolean } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline })
  return { data, errors: errors.some(({ type }) => type === 'Quotes') }
}

/** The record that begins at `start`, its line end included; undefined when more bytes are needed. */
function nextSpan(
  bytes: Buffer,
  start: number,
  { delimiter, newline }: Dialect,
  ended: boolean
): Span | undefined {
  const lineEnd = newline.charCodeAt(0)
  const separator = delimiter.charCodeAt(0)
  const firstEnd = bytes.indexOf(lineEnd, start)
  const firstQuote = quoteBefore(bytes, start, firstEnd)
  if (firstEnd !== -1 && firstQuote === -1) return { start, end: firstEnd + 1, lines: 1 }
  let inQuotes = false
  let fieldStarts = true
  let lines = 0
  const limit = Math.min(bytes.length, start + maxRowBytes)
  for (let at = start; at < limit; at += 1) {
    const byte = bytes[at]
    if (byte === lineEnd) {
      lines += 1
      if (!inQuotes) return { start, end: at + 1, lines }
    }
    if (inQuotes) {
      if (byte === quote) {
        if (bytes[at + 1] === quote) at += 1
        else inQuotes = false
      }
    } else if (byte === quote && fieldStarts) inQuotes = true
    fieldStarts = !inQuotes && byte === separator
  }
  if (bytes.length - start >= maxRowBytes) {
    if (firstEnd === -1) return { start, end: limit, lines: 0, tooLong: true }
    return { start, end: firstEnd + 1, lines: 1 }
  }
  if (!ended) return undefined
  // The last record, without a line end; an open quotation may have swallowed lines before it.
  return { start, end: bytes.length, lines: lines + 1 }
}

function quoteBefore(bytes: Buffer, start: number, end: number): number {
  const at = bytes.subarray(start, end === -1 ? bytes.length : end).indexOf(quote)
  return at === -1 ? -1 : start + at
}

function ownRow(bytes: Buffer, span: Span, line: number, dialect: Dialect): CsvRow | undefined {
  if (span.tooLong) return { line, cells: [], problem: 'tooLong' }
  const text = textOf(bytes, span)
  return text === undefined ? { line, cells: [], problem: 'encoding' } : rowOf(text, line, dialect)
}

/** undefined where it is not UTF-8. */
function textOf(bytes: Buffer, { start, end }: Span): string | undefined {
  const own = bytes.subarray(start, end)
  return isUtf8(own) ? own.toString('utf8') : undefined
}

function rowOf(text: string, line: number, dialect: Dialect): CsvRow | undefined {
  const { data, errors } = parseText(text.replace(/[\r\n]+$/u, ''), dialect)
  return errors || data.length > 1
    ? { line, cells: [], problem: 'quotes' }
    : rowWith(data[0] ?? [], line)
}

/** undefined for an empty line. */
function rowWith(cells: string[], line: number): CsvRow | undefined {
  const last = cells.at(-1)
  // Lines are cut at \n; files of Windows have a \r before it.
  if (last?.endsWith('\r') === true) cells[cells.length - 1] = last.slice(0, -1)
  const isEmpty = cells.length === 0 || (cells.length === 1 && cells[0]?.trim() === '')
  return isEmpty ? undefined : { line, cells, problem: undefined }
}

function lineByLine(text: string, line: number, dialect: Dialect): CsvRow[] {
  return text
    .split(dialect.newline)
    .flatMap((one, index) => rowOf(one, line + index, dialect) ?? [])
}
