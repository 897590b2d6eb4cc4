import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRows } from './csvRows.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-rows-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function rowsOf(text: string): Promise<{ line: number; cells: readonly string[] }[]> {
  const file = join(folder, 'rows.csv')
  writeFileSync(file, text)
  const rows = []
  for await (const { line, cells } of csvRows(file, { delimiter: ',' })) rows.push({ line, cells })
  return rows
}

test('what was written as CSV is read as it was, with the line it begins on', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '7') })
  const row = fc.tuple(cell, cell, fc.constant('end'))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1 }), async (table) => {
      const quoted = table.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`))
      const texts = quoted.map((cells) => cells.join(','))
      const expected: { line: number; cells: readonly string[] }[] = []
      let line = 1
      table.forEach((cells, index) => {
        expected.push({ line, cells })
        line += (texts[index] ?? '').split('\n').length
      })
      expect(await rowsOf(texts.join('\n'))).toEqual(expected)
    })
  )
})

test('lines are counted over the pieces in which a long file is read', async () => {
  const count = 20_000
  const rows = await rowsOf(
    Array.from({ length: count }, (_, index) => `${index + 1},äöü,"a\nb"`).join('\n')
  )
  expect(rows).toHaveLength(count)
  expect(rows.at(-1)).toEqual({ line: 2 * count - 1, cells: [String(count), 'äöü', 'a\nb'] })
})

test('whoever stops taking rows stops the reading', async () => {
  const file = join(folder, 'long.csv')
  writeFileSync(file, 'a,b\n'.repeat(500_000))
  let taken = 0
  for await (const row of csvRows(file, { delimiter: ',' })) {
    taken = row.line
    if (taken === 3) break
  }
  expect(taken).toBe(3)
})

test('a file that is not there is an error', async () => {
  const rows = csvRows(join(folder, 'none.csv'), { delimiter: ',' })
  await expect(rows.next()).rejects.toThrow(/ENOENT/u)
})
