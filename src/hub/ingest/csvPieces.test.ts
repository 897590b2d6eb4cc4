import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvPieces, dialectOf, type CsvRow, type Place } from './csvPieces.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-pieces-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
async function withFile<T>(
  content: string | Buffer,
  work: (file: FileHandle) => Promise<T>
): Promise<T> {
  const path = join(folder, `${(files += 1)}.csv`)
  writeFileSync(path, content)
  const file = await open(path)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

async function rowsFrom(file: FileHandle, from?: Place): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = []
  for await (const piece of csvPieces(file, await dialectOf(file), from)) rows.push(...piece.rows)
  return rows
}

test('a whole file has the rows that papaparse finds in it', async () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-zé ]{1,8}$/u),
    fc.constantFrom('a,b', 'say "no"', 'two\nlines', 'two\r\nlines', '', '"')
  )
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, newline) => {
      const text = Papa.unparse([['x', 'y', 'z'], ...rows], { newline, quotes: true })
      const read = await withFile(text, (file) => rowsFrom(file))
      const expected = Papa.parse<string[]>(text, { newline }).data
      expect(read.map(({ cells }) => cells)).toEqual(expected)
    }),
    { numRuns: 60 }
  )
})

test('reading on from the end of any piece gives the rows that are left', async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) =>
    index % 7 === 0 ? `${index},"é, two\nlines",${'x'.repeat(index % 50)}` : `${index},é,plain`
  )
  await withFile(`\uFEFF${lines.join('\r\n')}\r\n`, async (file) => {
    const whole: CsvRow[] = []
    const places: { readonly place: Place; readonly rows: number }[] = []
    for await (const { rows, next } of csvPieces(file, await dialectOf(file))) {
      whole.push(...rows)
      places.push({ place: next, rows: whole.length })
    }
    expect(whole).toHaveLength(30_000)
    expect(places.length).toBeGreaterThan(2)
    for (const { place, rows } of places)
      expect(await rowsFrom(file, place)).toEqual(whole.slice(rows))
  })
})

describe('lines are counted as an editor counts them', () => {
  test('with breaks inside quotation marks, empty lines and a sep= line', async () => {
    const text = 'sep=;\r\na;b\r\n"1\r\n1";2\r\n\r\n3;4'
    const rows = await withFile(text, (file) => rowsFrom(file))
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [2, ['a', 'b']],
      [3, ['1\r\n1', '2']],
      [6, ['3', '4']]
    ])
  })
})

test('a line of megabytes is refused, and what follows it is read', async () => {
  const text = `a,b\n1,${'x'.repeat(2_000_000)}\n2,3\n`
  const rows = await withFile(text, (file) => rowsFrom(file))
  expect(rows[0]?.cells).toEqual(['a', 'b'])
  expect(rows.some(({ problem }) => problem === 'tooLong')).toBe(true)
  expect(rows.at(-1)?.cells).toEqual(['2', '3'])
})
