import type { City } from '../../contract/city.ts'
import type { IncidentStatus, Milestones } from '../../contract/incident.ts'
import { CellReader, RowProblem, statusNamed, type Cells } from './cellReader.ts'
import {
  agencyReader,
  cellReaderOptions,
  placesOf,
  refusing,
  type MapOptions,
  type Refusal
} from './mapRow.ts'
import type { IdRule, Mapping, Part } from './mapping.ts'

/** What a row of another file says of agencies' parts of an incident. */
export interface MappedPart {
  /** The incident, or undefined where `ref` names a row of another part. */
  readonly id: string | undefined
  readonly ref: string | undefined
  /** What other parts call this row. */
  readonly key: string | undefined
  readonly agencies: readonly string[]
  readonly status: IncidentStatus | undefined
  readonly milestones: Milestones
  /** A line of a log: it says one moment, and nothing about the end. */
  readonly isEvent: boolean
}

/** A reader of the rows of a part's file, which has all columns of the part. */
export function partMapper(
  mapping: Mapping,
  part: Part,
  header: readonly string[],
  city: City,
  options: MapOptions
): (cells: Cells) => MappedPart | Refusal {
  const cell = new CellReader(cellReaderOptions(mapping, placesOf(header), city, options))
  const named = (columns: IdRule['columns']): ((cells: Cells) => string) =>
    cell.id({ columns, digest: false, prefix: '' })
  const read = {
    id: part.id && cell.id(part.id),
    ref: part.belongsTo && named(part.belongsTo.columns),
    key: part.key && named(part.key.columns),
    agencies: agencyReader(cell, part.fields.agency, city, options.leftOut ?? (() => undefined)),
    status: cell.text(part.fields.status, statusNamed),
    at: cell.time(part.fields.at),
    milestones: cell.milestones(part.fields)
  }
  return refusing(header.length, (cells) => {
    const status = read.status(cells)
    const milestones = read.milestones(cells)
    const at = read.at(cells)
    const reached = milestoneOf(status)
    if (at !== undefined && reached !== undefined) milestones[reached] ??= at
    if (part.fields.at !== undefined && at === undefined)
      throw new RowProblem(`${part.fields.at.column}: is empty`)
    return {
      id: read.id?.(cells),
      ref: read.ref?.(cells),
      key: read.key?.(cells),
      agencies: read.agencies(cells),
      status,
      milestones,
      isEvent: part.fields.at !== undefined
    }
  })
}

function milestoneOf(status: IncidentStatus | undefined): keyof Milestones | undefined {
  switch (status) {
    case 'dispatched':
      return 'dispatchedAt'
    case 'enRoute':
      return 'departedAt'
    case 'onScene':
      return 'arrivedAt'
    case 'closed':
      return 'closedAt'
    case 'received':
    case undefined:
      return undefined
  }
}
