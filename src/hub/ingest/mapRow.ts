import { createHash } from 'node:crypto'
import { nameKey, type City } from '../../contract/city.ts'
import { isInside, Position } from '../../contract/geo.ts'
import { Id, type IncidentStatus, type Milestones } from '../../contract/incident.ts'
import type { Moment } from '../../contract/time.ts'
import { namesOf } from './cityNames.ts'
import { columnsOf, type Mapping } from './mapping.ts'
import { timeFormat, type TimeProblem } from './timeFormat.ts'

/** What one row says, in the city's own names. */
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
  readonly agency: string | undefined
  readonly position: Position | undefined
}

/** A sentence without any value of the row: it could be a name or an address. */
export interface Refusal {
  readonly reason: string
}

/** Thrown when a file does not have the columns its mapping reads. */
export class MissingColumns extends Error {}

/**
 * A reader of the rows of one file. `header` are the names of its columns, in order.
 * Throws {@link MissingColumns} with a sentence when the mapping reads others.
 */
export function rowMapper(
  mapping: Mapping,
  header: readonly string[],
  city: City
): (cells: readonly string[]) => MappedRow | Refusal {
  const columns = new Map(header.map((name, index) => [name.trim(), index]))
  const missing = columnsOf(mapping).filter((column) => !columns.has(column))
  if (missing.length > 0) {
    throw new MissingColumns(
      `The file has no column ${missing.map((name) => `"${name}"`).join(', ')}, which the mapping "${mapping.name}" reads.`
    )
  }
  const reader = new RowReader(mapping, city, columns)
  return (cells) => {
    if (cells.length !== header.length) {
      return { reason: `has ${cells.length} columns instead of ${header.length}` }
    }
    try {
      return reader.read(cells)
    } catch (error) {
      if (error instanceof RowProblem) return { reason: error.message }
      throw error
    }
  }
}

/** Ends the reading of one row; never leaves this file. */
class RowProblem extends Error {}

type TextRule = NonNullable<Mapping['fields']['category' | 'priority' | 'status']>
type TextField =
  'category' | 'priority' | 'status' | 'channel' | 'district' | 'subdistrict' | 'agency'
type ReadText = (cells: readonly string[]) => string | undefined

class RowReader {
  readonly #mapping: Mapping
  readonly #city: City
  readonly #columns: ReadonlyMap<string, number>
  readonly #formats
  readonly #texts: Readonly<Record<TextField, ReadText>>

  constructor(mapping: Mapping, city: City, columns: ReadonlyMap<string, number>) {
    this.#mapping = mapping
    this.#city = city
    this.#columns = columns
    this.#formats = mapping.timeFormats.flatMap((format) => timeFormat(format) ?? [])
    const { fields } = mapping
    this.#texts = {
      category: this.#textReader(fields.category),
      priority: this.#textReader(fields.priority),
      status: this.#textReader(fields.status),
      channel: this.#textReader(fields.channel),
      district: this.#textReader(fields.district),
      subdistrict: this.#textReader(fields.subdistrict),
      agency: this.#textReader(fields.agency)
    }
  }

  read(cells: readonly string[]): MappedRow {
    const { fields } = this.#mapping
    const text = this.#texts
    const names = namesOf(this.#city)
    const receivedAt = this.#time(cells, fields.receivedAt)
    if (receivedAt === undefined) throw new RowProblem('receivedAt: is empty')
    const category = names.category(text.category(cells) ?? '') ?? names.other
    const priority = text.priority(cells)
    const district = names.district(text.district(cells) ?? '')
    const subdistrict = names.subdistrict(text.subdistrict(cells) ?? '', district)
    return {
      id: this.#id(cells),
      receivedAt,
      milestones: this.#milestones(cells),
      category: category.id,
      priority: priority === undefined ? category.priority : this.#priority(priority),
      // Only statuses pass the schema of the mapping; other text of a file names none.
      status: statusOf(text.status(cells)),
      channel: names.channel(text.channel(cells) ?? ''),
      district: district?.code,
      subdistrict: subdistrict?.code,
      agency: names.agency(text.agency(cells) ?? '')?.id,
      position: this.#position(cells)
    }
  }

  #cell(cells: readonly string[], column: string): string {
    return cells[this.#columns.get(column) ?? -1]?.trim() ?? ''
  }

  /** Gives undefined where the cell is empty or the pattern finds nothing. */
  #textReader(rule: TextRule | undefined): ReadText {
    if (rule === undefined) return () => undefined
    if ('constant' in rule) {
      const constant = String(rule.constant)
      return () => constant
    }
    const pattern = rule.pattern === undefined ? undefined : new RegExp(rule.pattern, 'u')
    const values = new Map(
      Object.entries(rule.values ?? {}).map(([name, value]) => [nameKey(name), String(value)])
    )
    const otherwise = rule.otherwise === undefined ? undefined : String(rule.otherwise)
    return (cells) => {
      const cell = this.#cell(cells, rule.column)
      const found = pattern === undefined ? cell : pattern.exec(cell)?.[1]
      if (found === undefined || found === '') return undefined
      return values.get(nameKey(found)) ?? otherwise ?? found
    }
  }

  #time(cells: readonly string[], rule: { readonly column: string }): Moment | undefined {
    const cell = this.#cell(cells, rule.column)
    if (cell === '') return undefined
    let problem: TimeProblem = 'unreadable'
    for (const read of this.#formats) {
      const result = read(cell, this.#mapping.timeZone)
      if (typeof result === 'number') return result
      if (result !== 'unreadable') problem = result
    }
    throw new RowProblem(`${rule.column}: ${sentences[problem]}`)
  }

  #milestones(cells: readonly string[]): Milestones {
    const milestones: Milestones = {}
    for (const key of ['dispatchedAt', 'departedAt', 'arrivedAt', 'closedAt'] as const) {
      const rule = this.#mapping.fields[key]
      const at = rule === undefined ? undefined : this.#time(cells, rule)
      if (at !== undefined) milestones[key] = at
    }
    return milestones
  }

  #priority(text: string): number {
    const value = Number(text)
    if (!Number.isInteger(value) || value < 1 || value > 5) {
      throw new RowProblem('priority: is not a whole number from 1 to 5')
    }
    return value
  }

  #id(cells: readonly string[]): string {
    const { columns, digest, prefix } = this.#mapping.id
    const parts = columns.map((column) => this.#cell(cells, column))
    if (parts.every((part) => part === '')) throw new RowProblem('id: is empty')
    const id = digest
      ? createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 20)
      : parts.join('-')
    if (!Id.safeParse(prefix + id).success) {
      throw new RowProblem('id: has signs other than letters, digits and . : @ / + - _')
    }
    return prefix + id
  }

  #position(cells: readonly string[]): Position | undefined {
    const rule = this.#mapping.fields.position
    if (rule === undefined) return undefined
    const text =
      'column' in rule
        ? this.#cell(cells, rule.column)
        : `${this.#cell(cells, rule.latitude)} ${this.#cell(cells, rule.longitude)}`
    if (text.trim() === '') return undefined
    const [first, second, ...more] = text.match(/-?\d+(?:\.\d+)?/gu) ?? []
    if (first === undefined || second === undefined || more.length > 0) {
      throw new RowProblem('position: is not two numbers')
    }
    const isLonLat = 'order' in rule && rule.order === 'lonLat'
    const [lon, lat] = isLonLat ? [first, second] : [second, first]
    const position: [number, number] = [Number(lon), Number(lat)]
    const { bounds } = namesOf(this.#city)
    // Checked before the range: 110 as a latitude is a swap too, and the better sentence.
    if (!isInside(position, bounds) && isInside([position[1], position[0]], bounds)) {
      throw new RowProblem('position: latitude and longitude look swapped')
    }
    const parsed = Position.safeParse(position)
    if (!parsed.success) throw new RowProblem('position: is not on Earth')
    // Outside the city: kept as an incident without a place, as the feed does.
    return isInside(parsed.data, bounds) ? parsed.data : undefined
  }
}

const sentences: Readonly<Record<TimeProblem, string>> = {
  unreadable: 'is in none of the time formats',
  noSuchDate: 'is a day that does not exist',
  skippedHour: 'is in the hour that was skipped when clocks were put forward'
}

function statusOf(text: string | undefined): IncidentStatus | undefined {
  switch (text) {
    case 'received':
    case 'dispatched':
    case 'enRoute':
    case 'onScene':
    case 'closed':
      return text
    default:
      return undefined
  }
}
