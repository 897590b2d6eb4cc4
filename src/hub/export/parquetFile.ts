import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { Assignment, WallIncident } from '../../contract/incident.ts'
import { incidentColumns, isoWriter, type IncidentColumn } from './incidentColumns.ts'

type Page = readonly WallIncident[]

/** Rows written together; so many are in memory at once. */
const groupRows = 2048

const types = {
  text: 'STRING',
  whole: 'INT32',
  decimal: 'DOUBLE',
  yesNo: 'BOOLEAN',
  moment: 'TIMESTAMP'
} as const satisfies Record<IncidentColumn['type'], string>

/**
 * The same columns as the CSV, moments as UTC timestamps, and every agency's own times as JSON in
 * `assignments`. Text stands as it came: nothing calculates it here.
 */
export async function* parquetFile(
  pages: AsyncIterable<Page>,
  timeZone: string
): AsyncGenerator<Uint8Array> {
  const columnsOf = columnsReader(timeZone)
  const bytes = new ByteWriter()
  const file = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({
      columnData: columnsOf([]).map((column) => ({ ...column, type: typeOf(column.name) }))
    }),
    createdBy: 'Siaga'
  })
  let group: WallIncident[] = []
  for await (const page of pages) {
    group.push(...page)
    if (group.length < groupRows) continue
    await file.write({ columnData: columnsOf(group), rowGroupSize: groupRows * 2 })
    group = []
    yield taken(bytes)
  }
  if (group.length > 0)
    await file.write({ columnData: columnsOf(group), rowGroupSize: groupRows * 2 })
  await file.finish()
  yield taken(bytes)
}

function columnsReader(timeZone: string) {
  const iso = isoWriter(timeZone)
  // Moments of an agency as text, everything else as it is.
  const readable = (assignment: Assignment) =>
    Object.fromEntries(
      Object.entries(assignment).map(([key, value]) => [
        key,
        typeof value === 'number' ? iso(value) : value
      ])
    )
  return (group: Page): { name: string; data: unknown[] }[] => [
    ...incidentColumns.map(({ name, type, of }) => ({
      name,
      data: group.map((incident) => {
        const value = of(incident)
        return type === 'moment' && value !== undefined ? new Date(Number(value)) : value
      })
    })),
    { name: 'assignments', data: group.map(({ assignments }) => assignments.map(readable)) }
  ]
}

function typeOf(name: string) {
  const column = incidentColumns.find((each) => each.name === name)
  return column === undefined ? ('JSON' as const) : types[column.type]
}

/** What was written since the last time; the writer goes on counting its offset. */
function taken(bytes: ByteWriter): Uint8Array {
  const written = bytes.getBytes().slice()
  bytes.index = 0
  return written
}
