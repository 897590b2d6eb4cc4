import { createHash } from 'node:crypto'
import { nameKey } from '../../contract/city.ts'
import { isInside, type Bounds, type Position } from '../../contract/geo.ts'
import type { IncidentStatus, Milestones } from '../../contract/incident.ts'
import type { Moment } from '../../contract/time.ts'
import type { IdRule, Mapping, TextRule } from './mapping.ts'
import { timeFormat, type TimeProblem } from './timeFormat.ts'

export type Cells = readonly string[]

/** Ends the reading of one row with a reason that holds no value of it; never leaves `ingest`. */
export class RowProblem extends Error {}

/** Different texts of one column that are remembered with what they mean. */
const remembered = 4_096

export interface CellReaderOptions {
  /** Column name → place in the row. */
  readonly columns: ReadonlyMap<string, number>
  readonly timeFormats: readonly string[]
  readonly timeZone: string
  readonly bounds: Bounds
}

/**
 * Makes readers of single fields of a row. Each throws a {@link RowProblem} for what makes the row
 * useless, and gives undefined for an empty cell.
 */
export class CellReader {
  readonly #columns: ReadonlyMap<string, number>
  readonly #timeZone: string
  readonly #bounds: Bounds
  readonly #formats

  constructor({ columns, timeFormats, timeZone, bounds }: CellReaderOptions) {
    this.#columns = columns
    this.#timeZone = timeZone
    this.#bounds = bounds
    this.#formats = timeFormats.flatMap((format) => timeFormat(format) ?? [])
  }

  cell(column: string): (cells: Cells) => string {
    const index = this.#columns.get(column) ?? -1
    return (cells) => cellText(cells[index] ?? '')
  }

  /** What `meaning` makes of the text of a rule; undefined for an empty cell. */
  text<T>(
    rule: TextRule | undefined,
    meaning: (text: string) => T
  ): (cells: Cells) => T | undefined {
    if (rule === undefined) return () => undefined
    if ('constant' in rule) {
      const constant = meaning(String(rule.constant))
      return () => constant
    }
    const read = this.cell(rule.column)
    const translate = translator(rule)
    const known = new Map<string, T | undefined>()
    return (cells) => {
      const cell = read(cells)
      if (cell === '') return undefined
      if (known.has(cell)) return known.get(cell)
      const text = translate(cell)
      const meant = text === undefined ? undefined : meaning(text)
      if (known.size >= remembered) known.clear()
      known.set(cell, meant)
      return meant
    }
  }

  time(rule: { readonly column: string } | undefined): (cells: Cells) => Moment | undefined {
    if (rule === undefined) return () => undefined
    const read = this.cell(rule.column)
    return (cells) => {
      const cell = read(cells)
      if (cell === '') return undefined
      let problem: TimeProblem = 'unreadable'
      for (const format of this.#formats) {
        const result = format(cell, this.#timeZone)
        if (typeof result === 'number') return result
        if (result !== 'unreadable') problem = result
      }
      throw new RowProblem(`${rule.column}: ${timeSentences[problem]}`)
    }
  }

  milestones(rules: MilestoneRules): (cells: Cells) => Milestones {
    const readers = milestoneKeys.flatMap((key) =>
      rules[key] === undefined ? [] : [[key, this.time(rules[key])] as const]
    )
    return (cells) => {
      const milestones: Milestones = {}
      for (const [key, read] of readers) {
        const at = read(cells)
        if (at !== undefined) milestones[key] = at
      }
      return milestones
    }
  }

  id({ columns, digest, prefix }: IdRule): (cells: Cells) => string {
    const readers = columns.map((column) => this.cell(column))
    return (cells) => {
      const parts = readers.map((read) => read(cells))
      if (parts.every((part) => part === '')) throw new RowProblem('id: is empty')
      if (digest)
        return prefix + createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 20)
      const id = prefix + parts.join('-')
      // Different numbers become the same text when a spreadsheet shortens them.
      if (parts.some((part) => /^\d(?:[.,]\d+)?E\+\d+$/iu.test(part)))
        throw new RowProblem('id: was shortened by a spreadsheet (like 1.7E+08)')
      if (!idPattern.test(id))
        throw new RowProblem('id: has signs other than letters, digits and . : @ / + - _')
      return id
    }
  }

  /** A whole number, with or without dots or commas between thousands. */
  count(rule: { readonly column: string } | undefined): (cells: Cells) => number | undefined {
    if (rule === undefined) return () => undefined
    const read = this.cell(rule.column)
    return (cells) => {
      const cell = read(cells)
      if (cell === '') return undefined
      const count = Number(
        /^\d{1,3}(?:[.,]\d{3})+$/u.test(cell) ? cell.replace(/[.,]/gu, '') : cell
      )
      if (!Number.isSafeInteger(count) || count < 0)
        throw new RowProblem(`${rule.column}: is not a whole number`)
      return count
    }
  }

  /** Gives `outside` for a position that is not in the city. */
  position(
    rule: Mapping['fields']['position']
  ): (cells: Cells) => Position | 'outside' | undefined {
    if (rule === undefined) return () => undefined
    const pair = 'column' in rule ? this.#oneColumn(rule.column) : this.#twoColumns(rule)
    const isLonLat = 'order' in rule && rule.order === 'lonLat'
    return (cells) => {
      const numbers = pair(cells)
      if (numbers === undefined) return undefined
      const position: Position = isLonLat ? numbers : [numbers[1], numbers[0]]
      // Checked before the range: 110 as a latitude is a swap too, and the better sentence.
      if (!isInside(position, this.#bounds) && isInside([position[1], position[0]], this.#bounds))
        throw new RowProblem('position: latitude and longitude look swapped')
      if (Math.abs(position[0]) > 180 || Math.abs(position[1]) > 90)
        throw new RowProblem('position: is not on Earth')
      return isInside(position, this.#bounds) ? position : 'outside'
    }
  }

  #oneColumn(column: string): (cells: Cells) => [number, number] | undefined {
    const read = this.cell(column)
    return (cells) => {
      const text = read(cells)
      if (text === '') return undefined
      const [first, second, ...more] = text.match(/-?\d+(?:\.\d+)?/gu) ?? []
      if (first === undefined || second === undefined || more.length > 0)
        throw new RowProblem('position: is not two numbers')
      return [Number(first), Number(second)]
    }
  }

  #twoColumns(rule: {
    readonly latitude: string
    readonly longitude: string
  }): (cells: Cells) => [number, number] | undefined {
    const latitude = this.cell(rule.latitude)
    const longitude = this.cell(rule.longitude)
    return (cells) => {
      const texts = [latitude(cells), longitude(cells)] as const
      if (texts[0] === '' && texts[1] === '') return undefined
      return [degrees(texts[0]), degrees(texts[1])]
    }
  }
}

export const milestoneKeys = ['dispatchedAt', 'departedAt', 'arrivedAt', 'closedAt'] as const

type MilestoneRules = {
  readonly [K in (typeof milestoneKeys)[number]]?: { readonly column: string } | undefined
}

/** As `Id` of the contract; asking zod for every row of a large file takes a third of the time. */
const idPattern = /^[\w.:@/+-]{1,64}$/u

/** Excel keeps numbers as text by writing `="0812"`. */
function cellText(cell: string): string {
  const text = cell.trim()
  return text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1).trim() : text
}

/** Degrees with a decimal point or a decimal comma. */
function degrees(text: string): number {
  const number = /^[+-]?\d{1,3}(?:[.,]\d+)?$/u.test(text) ? Number(text.replace(',', '.')) : NaN
  if (Number.isNaN(number)) {
    const grouped = /^[+-]?\d{1,3}(?:[.,]\d{3}){2,}$/u.test(text)
    throw new RowProblem(
      grouped
        ? 'position: was written with signs between thousands by a spreadsheet'
        : 'position: is not two numbers'
    )
  }
  return number
}

function translator(rule: Exclude<TextRule, { constant: unknown }>) {
  const pattern = rule.pattern === undefined ? undefined : new RegExp(rule.pattern, 'u')
  const values = new Map(
    Object.entries(rule.values ?? {}).map(([name, value]) => [nameKey(name), String(value)])
  )
  const otherwise = rule.otherwise === undefined ? undefined : String(rule.otherwise)
  return (cell: string): string | undefined => {
    const found = pattern === undefined ? cell : pattern.exec(cell)?.[1]
    if (found === undefined || found === '') return undefined
    return values.get(nameKey(found)) ?? otherwise ?? found
  }
}

const timeSentences: Readonly<Record<TimeProblem, string>> = {
  unreadable: 'is in none of the time formats',
  noSuchDate: 'is a day that does not exist',
  skippedHour: 'is in the hour that was skipped when clocks were put forward'
}

/** Only statuses pass the schema of the mapping; other text of a file names none. */
export function statusNamed(text: string): IncidentStatus | undefined {
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
