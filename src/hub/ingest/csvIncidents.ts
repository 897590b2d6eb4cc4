import type { City } from '../../contract/city.ts'
import type { Incident } from '../../contract/incident.ts'
import type { CsvRow } from './csvPieces.ts'
import { csvRows } from './csvRows.ts'
import { groupRows } from './groupRows.ts'
import type { Mapping } from './mapping.ts'
import { rowMapper, type Mapped, type MappedRow, type Refusal } from './mapRow.ts'

export interface RefusedRow extends Refusal {
  /** Where the row begins in the file, from 1, the header counted. */
  readonly line: number
}

/** `rows` = incidents + merged + refused. */
export interface CsvIncidents {
  readonly incidents: readonly Incident[]
  /** Data rows read. */
  readonly rows: number
  /** Rows that became part of another row's incident. */
  readonly merged: number
  readonly refused: readonly RefusedRow[]
}

/**
 * Every incident a CSV file tells of, in order of receivedAt, all in memory. Throws a sentence
 * when columns are missing, and the file system's error when the file cannot be read.
 */
export async function readCsvIncidents(
  file: string,
  mapping: Mapping,
  city: City,
  source: string
): Promise<CsvIncidents> {
  const kept: MappedRow[] = []
  const refused: RefusedRow[] = []
  let map = mapping.csv.columns && rowMapper(mapping, mapping.csv.columns, city)
  for await (const row of csvRows(file, { delimiter: mapping.csv.delimiter })) {
    if (map === undefined) {
      map = rowMapper(mapping, row.cells, city)
      continue
    }
    const mapped: Mapped = row.problem === undefined ? map(row.cells) : problemOf(row.problem)
    if ('incident' in mapped) kept.push(mapped.incident)
    else refused.push({ line: row.line, reason: 'call' in mapped ? isCall : mapped.reason })
  }
  const incidents = groupRows(kept, source, mapping.rows === 'unit')
  return {
    incidents,
    rows: kept.length + refused.length,
    merged: kept.length - incidents.length,
    refused
  }
}

/** Calls are not replayed. */
const isCall = 'is a call and no incident'

/** Why a row that could not be taken apart is refused. */
export function problemOf(problem: NonNullable<CsvRow['problem']>): Refusal {
  switch (problem) {
    case 'quotes':
      return { reason: 'has a quotation mark that is not closed or stands in the wrong place' }
    case 'encoding':
      return { reason: 'is not UTF-8' }
    case 'tooLong':
      return { reason: 'is longer than any row could be' }
  }
}
