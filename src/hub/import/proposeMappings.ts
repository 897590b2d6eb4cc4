import { basename } from 'node:path'
import type { City } from '../../contract/city.ts'
import type { ImportProposal, MappingOffer, PreviewRow } from '../../contract/importJob.ts'
import type { Moment } from '../../contract/time.ts'
import type { Mapping } from '../ingest/mapping.ts'
import { columnsOf } from '../ingest/mapping.ts'
import type { Refusal } from '../ingest/mapRow.ts'
import { ImportError } from './importError.ts'
import { rowReaderFor, type ReadRow } from './readRow.ts'
import { openSourceFile, type SourceFile, type SourceRow } from './sourceFile.ts'

interface ProposeOptions {
  readonly mappings: readonly Mapping[]
  readonly city: City
  readonly now: Moment
}

/** Rows looked at to tell whether a mapping fits, and how many of them are shown. */
const rowsTried = 50
const rowsShown = 5

/** Which mappings read these files, the one that reads most first, with the first rows as read. */
export async function proposeMappings(
  paths: readonly string[],
  { mappings, city, now }: ProposeOptions
): Promise<ImportProposal> {
  const files: SourceFile[] = []
  const offers: (MappingOffer & { readonly worth: number })[] = []
  const misfits: ImportProposal['misfits'] = []
  try {
    for (const path of paths) files.push(await openSourceFile(path))
    for (const mapping of mappings) {
      try {
        offers.push(await offerOf(mapping, files, city, now))
      } catch (error) {
        if (!(error instanceof ImportError)) throw error
        misfits.push({ mapping: mapping.name, why: error.message })
      }
    }
  } finally {
    for (const file of files) await file.close()
  }
  offers.sort((a, b) => b.worth - a.worth)
  return {
    offers: offers.map(({ mapping, description, files: own }) => ({
      mapping,
      description,
      files: own
    })),
    misfits
  }
}

async function offerOf(
  mapping: Mapping,
  files: readonly SourceFile[],
  city: City,
  now: Moment
): Promise<MappingOffer & { readonly worth: number }> {
  let [tried, kept] = [0, 0]
  const shown: MappingOffer['files'] = []
  for (const file of files) {
    const name = basename(file.path)
    const rows = await firstRows(file, mapping, { city, now })
    const read = rows.filter(({ refused }) => refused === undefined).length
    // Of NDJSON no header tells what it is: a mapping that reads none of it is another one's.
    if (rows.length > 0 && read === 0)
      throw new ImportError(
        `None of the first ${rows.length} rows of ${name} can be read: ${rows[0]?.refused ?? ''}.`
      )
    tried += rows.length
    kept += read
    shown.push({ name, rows: rows.slice(0, rowsShown) })
  }
  const share = tried === 0 ? 0 : kept / tried
  // Where several read everything, the one that reads more columns.
  const worth = share + columnsOf(mapping).length / 1_000
  return { mapping: mapping.name, description: mapping.description, files: shown, worth }
}

async function firstRows(
  file: SourceFile,
  mapping: Mapping,
  { city, now }: Pick<ProposeOptions, 'city' | 'now'>
): Promise<readonly PreviewRow[]> {
  const { delimiter, columns } = mapping.csv
  const header = await file.header(delimiter)
  const read = rowReaderFor(
    { name: basename(file.path), kind: file.kind, header },
    { mapping, city, now, leftOut: () => undefined }
  )
  const rows: SourceRow[] = []
  const hasHeader = file.kind !== 'ndjson' && columns === undefined
  for await (const piece of file.pieces(delimiter, undefined)) {
    rows.push(...piece.rows)
    if (rows.length > rowsTried) break
  }
  return rows
    .slice(hasHeader ? 1 : 0)
    .slice(0, rowsTried)
    .map((row) => previewOf(row.line, read(row)))
}

/** Only fields of the schema that say nothing of a person; not even the id, which a mapping may get wrong. */
function previewOf(line: number, read: ReadRow | Refusal): PreviewRow {
  if ('reason' in read) return { line, refused: read.reason }
  const { body } = read
  if ('call' in body) return { line, receivedAt: body.call.receivedAt, callClass: body.call.class }
  if ('feedCall' in body)
    return { line, receivedAt: body.feedCall.receivedAt, callClass: body.feedCall.class }
  if ('part' in body) {
    const { agencies, status } = body.part
    return { line, agencies: [...agencies], ...(status === undefined ? {} : { status }) }
  }
  const incident = 'incident' in body ? body.incident : body.feedIncident
  const agencies =
    'incident' in body
      ? body.incident.agencies
      : body.feedIncident.assignments.map(({ agency }) => agency)
  return {
    line,
    receivedAt: incident.receivedAt,
    category: incident.category,
    ...(incident.status === undefined ? {} : { status: incident.status }),
    ...(incident.district === undefined ? {} : { district: incident.district }),
    agencies: [...agencies],
    hasPosition: incident.position !== undefined
  }
}
