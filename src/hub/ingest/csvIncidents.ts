import type { City } from '../../contract/city.ts'
import type { Incident } from '../../contract/incident.ts'
import { csvRows, type CsvRow } from './csvRows.ts'
import { groupRows } from './groupRows.ts'
import type { Mapping } from './mapping.ts'
import { rowMapper, type MappedRow, type Refusal } from './mapRow.ts'

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
    const mapped = row.problem === undefined ? map(row.cells) : problemOf(row.problem)
    if ('reason' in mapped) refused.push({ line: row.line, reason: mapped.reason })
    else kept.push(mapped)
  }
  const incidents = groupRows(kept, source, mapping.rows === 'unit')
  return {
    incidents,
    rows: kept.length + refused.length,
    merged: kept.length - incidents.length,
    refused
  }
}

function problemOf(problem: NonNullable<CsvRow['problem']>): Refusal {
  return problem === 'quotes'
    ? { reason: 'has a quotation mark that is not closed or stands in the wrong place' }
    : { reason: 'is not UTF-8' }
}
