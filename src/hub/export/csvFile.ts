import type { WallIncident } from '../../contract/incident.ts'
import { incidentColumns, isoWriter } from './incidentColumns.ts'

type Page = readonly WallIncident[]

/** RFC 4180: UTF-8, commas, CRLF, a header. Excel needs the mark at its beginning to see UTF-8. */
export async function* csvFile(
  pages: AsyncIterable<Page>,
  timeZone: string
): AsyncGenerator<string> {
  const row = csvRow(timeZone)
  yield `\uFEFF${incidentColumns.map(({ name }) => name).join()}\r\n`
  for await (const page of pages) if (page.length > 0) yield page.map(row).join('')
}

function csvRow(timeZone: string): (incident: WallIncident) => string {
  const iso = isoWriter(timeZone)
  return (incident) => {
    const cells = incidentColumns.map(({ type, of }) => {
      const value = of(incident)
      if (value === undefined) return ''
      if (type === 'moment') return iso(Number(value))
      return typeof value === 'string' ? textCell(value) : String(value)
    })
    return `${cells.join()}\r\n`
  }
}

/**
 * Ids come from outside. A spreadsheet calculates what begins with = + - @, also behind blanks and
 * in the writing of East Asia; an apostrophe before it makes it text. Numbers are no formulas.
 */
export function textCell(value: string): string {
  const harmless = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
