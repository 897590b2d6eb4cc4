import { CallClass } from '../../contract/call.ts'
import type { City } from '../../contract/city.ts'
import type { Position } from '../../contract/geo.ts'
import type { IncidentStatus, Milestones } from '../../contract/incident.ts'
import { hour, minute, type Moment } from '../../contract/time.ts'
import {
  CellReader,
  milestoneKeys,
  RowProblem,
  statusNamed,
  type Cells,
  type CellReaderOptions
} from './cellReader.ts'
import { namesOf } from './cityNames.ts'
import { columnsOf, type Mapping } from './mapping.ts'

/** What one row says of an incident, in the city's own names. */
export interface MappedRow {
  readonly id: string
  readonly receivedAt: Moment
  readonly milestones: Milestones
  readonly category: string
  readonly priority: number
  readonly status: IncidentStatus | undefined
  readonly channel: string | undefined
  readonly district: string | undefined
  readonly subdistrict: string | undefined
  readonly agencies: readonly string[]
  readonly position: Position | undefined
  /** undefined where the mapping does not count. */
  readonly calls: number | undefined
  readonly exercise: boolean
}

/** What one row says of a call. */
export interface MappedCall {
  readonly id: string
  readonly class: CallClass
  readonly receivedAt: Moment
  readonly channel: string | undefined
  readonly incident: string | undefined
}

/** A sentence without any value of the row: it could be a name or an address. */
export interface Refusal {
  readonly reason: string
}

export type Mapped = { readonly incident: MappedRow } | { readonly call: MappedCall } | Refusal

/** Thrown when a file does not have the columns its mapping reads. */
export class MissingColumns extends Error {}

export interface MapOptions {
  /** Times after this moment are refused; the wall clock of whoever reads. */
  readonly now?: Moment
  /** Hears of every detail that was left out of a row that is kept. */
  readonly leftOut?: (what: string) => void
  /** Formats tried after those of the mapping. */
  readonly moreTimeFormats?: readonly string[]
}

/**
 * A reader of the rows of one file. `header` are the names of its columns, in order.
 * Throws {@link MissingColumns} with a sentence when the mapping reads others.
 */
export function rowMapper(
  mapping: Mapping,
  header: readonly string[],
  city: City,
  options: MapOptions = {}
): (cells: Cells) => Mapped {
  const columns = placesOf(header)
  const missing = columnsOf(mapping).filter((column) => !columns.has(column))
  if (missing.length > 0) throw new MissingColumns(missingSentence(missing, mapping.name, header))
  const read = reader(mapping, city, cellReaderOptions(mapping, columns, city, options), options)
  return refusing(header.length, read)
}

/** The cells of a whole row, or why it is refused. */
export function refusing<T>(
  width: number,
  read: (cells: Cells) => T
): (cells: Cells) => T | Refusal {
  return (cells) => {
    if (cells.length !== width) return { reason: `has ${cells.length} columns instead of ${width}` }
    try {
      return read(cells)
    } catch (error) {
      if (error instanceof RowProblem) return { reason: error.message }
      throw error
    }
  }
}

export function placesOf(header: readonly string[]): ReadonlyMap<string, number> {
  return new Map(header.map((name, index) => [name.trim(), index]))
}

export function cellReaderOptions(
  mapping: Mapping,
  columns: ReadonlyMap<string, number>,
  city: City,
  { moreTimeFormats = [] }: MapOptions
): CellReaderOptions {
  return {
    columns,
    timeFormats: [...mapping.timeFormats, ...moreTimeFormats],
    timeZone: mapping.timeZone ?? city.timeZone,
    bounds: namesOf(city).bounds
  }
}

function reader(
  mapping: Mapping,
  city: City,
  cellOptions: CellReaderOptions,
  { now = Infinity, leftOut = () => undefined }: MapOptions
): (cells: Cells) => Mapped {
  const { fields } = mapping
  const names = namesOf(city)
  const cell = new CellReader(cellOptions)
  const read = {
    id: cell.id(mapping.id),
    receivedAt: cell.time(fields.receivedAt),
    milestones: cell.milestones(fields),
    category: cell.text(fields.category, (text) => names.category(text) ?? 'unknown'),
    priority: cell.text(fields.priority, priorityNamed),
    status: cell.text(fields.status, statusNamed),
    channel: cell.text(fields.channel, (text) => names.channel(text)),
    district: cell.text(fields.district, (text) => names.district(text) ?? 'unknown'),
    subdistrict: cell.text(fields.subdistrict, (text) => text),
    agencies: agencyReader(cell, fields.agency, city, leftOut),
    position: cell.position(fields.position),
    calls: cell.count(fields.calls),
    exercise: cell.text(fields.exercise, (text) => text === 'true'),
    class: cell.text(fields.class, classNamed),
    incident: cell.text(fields.incident, (text) => (fields.incident?.prefix ?? '') + text)
  }

  function known<T extends object>(value: T | 'unknown' | undefined, what: string): T | undefined {
    if (value === 'unknown') leftOut(what)
    return value === 'unknown' ? undefined : value
  }

  function received(cells: Cells): Moment {
    const at = read.receivedAt(cells)
    if (at === undefined) throw new RowProblem('receivedAt: is empty')
    if (at < earliest) throw new RowProblem('receivedAt: is before the year 2000')
    if (at > now + hour) throw new RowProblem('receivedAt: lies in the future')
    return at
  }

  function callOf(cells: Cells, callClass: CallClass): MappedCall {
    return {
      id: read.id(cells),
      class: callClass,
      receivedAt: received(cells),
      channel: read.channel(cells),
      incident: read.incident(cells)
    }
  }

  function plausible(milestones: Milestones, receivedAt: Moment): Milestones {
    const kept: Milestones = {}
    for (const key of milestoneKeys) {
      const at = milestones[key]
      if (at === undefined) continue
      if (at < receivedAt - skew) leftOut(`${key} before receivedAt`)
      else if (at > now + hour) leftOut(`${key} in the future`)
      else kept[key] = at
    }
    return kept
  }

  function incidentOf(cells: Cells): MappedRow {
    const receivedAt = received(cells)
    const category =
      known(read.category(cells), 'category that the city does not know') ?? names.other
    const district = known(read.district(cells), 'district that the city does not know')
    const subdistrictName = read.subdistrict(cells)
    const subdistrict =
      subdistrictName === undefined ? undefined : names.subdistrict(subdistrictName, district)
    if (subdistrictName !== undefined && subdistrict === undefined)
      leftOut('subdistrict that the city does not know')
    const position = read.position(cells)
    if (position === 'outside') leftOut('position outside the city')
    return {
      id: read.id(cells),
      receivedAt,
      milestones: plausible(read.milestones(cells), receivedAt),
      category: category.id,
      priority: read.priority(cells) ?? category.priority,
      status: read.status(cells),
      channel: read.channel(cells),
      district: (district ?? subdistrict?.district)?.code,
      subdistrict: subdistrict?.code,
      agencies: read.agencies(cells),
      position: position === 'outside' ? undefined : position,
      calls: read.calls(cells),
      exercise: read.exercise(cells) ?? false
    }
  }

  return (cells) => {
    const callClass = read.class(cells)
    if (mapping.rows === 'call') {
      if (callClass === undefined) throw new RowProblem('class: is empty')
      return { call: callOf(cells, callClass) }
    }
    return callClass === undefined || callClass === 'emergency'
      ? { incident: incidentOf(cells) }
      : { call: callOf(cells, callClass) }
  }
}

/** As at the feed's door: no 112 centre had begun, so an older time is a clock that was never set. */
const earliest: Moment = Date.UTC(2000, 0, 1)

/** A milestone may come before `receivedAt` by this much: clocks of dispatch and crews differ. */
const skew = minute

/** Reads the agencies of a cell; those the city does not know are left out. */
export function agencyReader(
  cell: CellReader,
  rule: Mapping['fields']['agency'],
  city: City,
  leftOut: (what: string) => void
): (cells: Cells) => readonly string[] {
  const names = namesOf(city)
  const separator = rule !== undefined && 'separator' in rule ? rule.separator : undefined
  const read = cell.text(rule, (text) => {
    const parts = separator === undefined ? [text] : text.split(separator)
    const found = parts.flatMap((part) => names.agency(part)?.id ?? [])
    const unknown = parts.filter((part) => part.trim() !== '').length - found.length
    return { agencies: [...new Set(found)], unknown }
  })
  return (cells) => {
    const found = read(cells)
    if (found === undefined) return none
    for (let i = 0; i < found.unknown; i += 1) leftOut('agency that the city does not know')
    return found.agencies
  }
}

const none: readonly string[] = []

function priorityNamed(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 5)
    throw new RowProblem('priority: is not a whole number from 1 to 5')
  return value
}

/** A class the mapping does not translate makes a call of nobody knows what: refuse it. */
function classNamed(text: string): CallClass {
  const parsed = CallClass.safeParse(text)
  if (!parsed.success) throw new RowProblem('class: is none the mapping knows')
  return parsed.data
}

/** Says what is missing and what is there; a first row that is no header is not repeated. */
export function missingSentence(
  missing: readonly string[],
  mapping: string,
  header: readonly string[]
): string {
  const columns = missing.map((name) => `"${name}"`).join(', ')
  return `The file has no column ${columns}, which the mapping "${mapping}" reads. ${foundSentence(header)}`
}

/** The names of the columns that were found; nothing of a row that looks like data. */
export function foundSentence(header: readonly string[]): string {
  const names = header.map((name) => name.trim())
  const looksLikeData = names.some(
    (name) => name === '' || /\d{3}|[@{]/u.test(name) || name.length > 60
  )
  return looksLikeData
    ? `Its first row does not look like names of columns (there are ${header.length} cells).`
    : `It has ${names.map((name) => `"${name}"`).join(', ')}.`
}
