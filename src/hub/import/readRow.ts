import type { City } from '../../contract/city.ts'
import type { RejectionReason } from '../../contract/health.ts'
import type { Moment } from '../../contract/time.ts'
import { problemOf } from '../ingest/csvIncidents.ts'
import { callTopic, incidentTopic } from '../ingest/feed.ts'
import { partMapper } from '../ingest/mapPart.ts'
import { columnsOf, columnsOfPart, type Mapping, type Part } from '../ingest/mapping.ts'
import { foundSentence, MissingColumns, rowMapper, type Refusal } from '../ingest/mapRow.ts'
import { parseMessage } from '../ingest/parseMessage.ts'
import { ImportError } from './importError.ts'
import type { RowBody } from './rowBody.ts'
import type { FileKind, SourceRow } from './sourceFile.ts'

/** A row with the record it belongs to. */
export interface ReadRow {
  readonly key: string | undefined
  readonly ref: string | undefined
  readonly name: string | undefined
  readonly body: RowBody
}

export type RowReader = (row: SourceRow) => ReadRow | Refusal

export interface RowReaderOptions {
  readonly mapping: Mapping
  readonly city: City
  readonly now: Moment
  /** Hears of every detail left out of a row that is kept. */
  readonly leftOut: (what: string) => void
}

/**
 * How the rows of one file are read. Which of the mapping's files it is follows from its columns;
 * `header` is undefined for NDJSON. Throws an ImportError with a sentence when it is none of them.
 */
export function rowReaderFor(
  file: { readonly name: string; readonly kind: FileKind; readonly header: SourceRow | undefined },
  options: RowReaderOptions
): RowReader {
  const { mapping } = options
  if (file.kind === 'ndjson')
    return mapping.ndjson === 'feed' ? feedReader(options) : objectReader(options)
  const header = mapping.csv.columns ?? headerCells(file)
  const part = roleOf(file.name, header, mapping)
  // Cells of a workbook are real dates, or the numbers behind them.
  const moreTimeFormats = file.kind === 'xlsx' ? ['ISO', 'EXCEL'] : []
  return part === 'main'
    ? mainReader(header, { ...options, moreTimeFormats })
    : partReader(part, header, { ...options, moreTimeFormats })
}

function headerCells({
  name,
  header
}: {
  readonly name: string
  readonly header: SourceRow | undefined
}): readonly string[] {
  if (header?.problem === undefined && header !== undefined) return header.cells
  const why = header?.problem === undefined ? 'is not there' : problemOf(header.problem).reason
  throw new ImportError(`The first row of ${name}, which should name the columns, ${why}.`)
}

/** The part whose columns are all there; of several the one that reads most. */
function roleOf(name: string, header: readonly string[], mapping: Mapping): Part | 'main' {
  const found = new Set(header.map((column) => column.trim()))
  const missingOf = (columns: readonly string[]): readonly string[] =>
    columns.filter((column) => !found.has(column))
  const roles = [
    { role: 'main' as const, columns: columnsOf(mapping) },
    ...mapping.parts.map((part) => ({ role: part, columns: columnsOfPart(part) }))
  ]
  const [best] = roles
    .filter(({ columns }) => missingOf(columns).length === 0)
    .sort((a, b) => b.columns.length - a.columns.length)
  if (best !== undefined) return best.role
  const sentences = roles.map(({ role, columns }) => {
    const missing = missingOf(columns).map((column) => `"${column}"`)
    const which =
      roles.length === 1 ? '' : ` as ${role === 'main' ? 'the main file' : `"${role.name}"`}`
    return `${which === '' ? 'It' : `Read${which}, it`} lacks ${missing.join(', ')}.`
  })
  throw new ImportError(
    `${name} does not fit the mapping "${mapping.name}". ${sentences.join(' ')} ${foundSentence(header)}`
  )
}

type TableOptions = RowReaderOptions & { readonly moreTimeFormats: readonly string[] }

function mainReader(header: readonly string[], options: TableOptions): RowReader {
  const { mapping, city } = options
  const map = mapRows(() => rowMapper(mapping, header, city, options))
  return (row) => {
    if (row.problem !== undefined) return problemOf(row.problem)
    const mapped = map(row.cells)
    if ('reason' in mapped) return mapped
    return 'incident' in mapped
      ? record('i', mapped.incident.id, mapped)
      : record('c', mapped.call.id, mapped)
  }
}

function mapRows<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw error instanceof MissingColumns ? new ImportError(error.message) : error
  }
}

function record(kind: 'i' | 'c', id: string, body: RowBody): ReadRow {
  return { key: kind + id, ref: undefined, name: undefined, body }
}

function partReader(part: Part, header: readonly string[], options: TableOptions): RowReader {
  const map = partMapper(options.mapping, part, header, options.city, options)
  const named = (name: string | undefined, row: string | undefined): string | undefined =>
    name === undefined || row === undefined ? undefined : `${name}\u0000${row}`
  return (row) => {
    if (row.problem !== undefined) return problemOf(row.problem)
    const mapped = map(row.cells)
    if ('reason' in mapped) return mapped
    return {
      key: mapped.id === undefined ? undefined : `i${mapped.id}`,
      ref: named(part.belongsTo?.part, mapped.ref),
      name: named(part.name, mapped.key),
      body: { part: mapped }
    }
  }
}

/** Flat objects: keys are columns. */
function objectReader(options: RowReaderOptions): RowReader {
  const columns = columnsOf(options.mapping)
  const read = mainReader(columns, { ...options, moreTimeFormats: [] })
  return (row) => {
    if (row.problem !== undefined) return problemOf(row.problem)
    const value = objectIn(row.cells[0] ?? '')
    if (value === undefined) return notJson
    const cells = columns.map((column) => {
      const cell = Object.hasOwn(value, column) ? value[column] : undefined
      return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
        ? String(cell)
        : ''
    })
    return read({ ...row, cells })
  }
}

const notJson: Refusal = { reason: 'is not a JSON object' }

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    // An object that is no array has string keys.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}

/** Messages of the feed as docs/feed.md has them, one per line; one with a `class` is a call. */
function feedReader({ city, now, leftOut }: RowReaderOptions): RowReader {
  return (row) => {
    if (row.problem !== undefined) return problemOf(row.problem)
    const text = row.cells[0] ?? ''
    const value = objectIn(text)
    if (value === undefined) return notJson
    const id = typeof value['id'] === 'string' ? value['id'] : String(value['ticket'] ?? '')
    const topic = 'class' in value ? callTopic(city.id, id) : incidentTopic(city.id, id)
    const { event, rejected } = parseMessage(topic, Buffer.from(text), { city, now })
    const refused = rejected.find(({ scope }) => scope === 'message')
    if (refused !== undefined)
      return { reason: `${refused.key ?? 'line'}: ${says[refused.reason]}` }
    for (const { key, reason } of rejected)
      leftOut(`${(key ?? '').replace(/\.\d+\./u, '.')}: ${says[reason]}`)
    // A number in the stream of a source belongs to the live feed; here it would look like a gap.
    if (event?.kind === 'incident')
      return record('i', event.incident.id, { feedIncident: withoutSeq(event.incident) })
    if (event?.kind === 'call')
      return record('c', event.call.id, { feedCall: withoutSeq(event.call) })
    return { reason: 'is neither an incident nor a call' }
  }
}

function withoutSeq<T extends { seq?: unknown }>(value: T): T {
  const copy = { ...value }
  delete copy.seq
  return copy
}

const says: Readonly<Record<RejectionReason, string>> = {
  tooLarge: 'is too large',
  tooDeep: 'is nested too deep',
  notJson: 'is not JSON',
  forbiddenKey: 'is a forbidden key',
  unknownTopic: 'has no id',
  wrongTopicId: 'has no id',
  wrongCity: 'is of another city',
  missingField: 'is missing',
  wrongType: 'is of the wrong type',
  implausibleTime: 'is before the year 2000',
  timeInFuture: 'lies in the future',
  unknownCategory: 'is a category that the city does not know',
  unknownDistrict: 'is a district that the city does not know',
  unknownSubdistrict: 'is a subdistrict that the city does not know',
  unknownAgency: 'is an agency that the city does not know',
  outsideCity: 'is outside the city',
  unorderedTimes: 'is before receivedAt',
  sameRevisionOtherContent: 'has other content under the same number'
}
