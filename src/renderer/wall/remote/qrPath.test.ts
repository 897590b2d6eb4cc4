import fc from 'fast-check'
import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { qrPath } from './qrPath.ts'

/** The cells that a path of runs covers, as rows again. */
function cellsOf(path: string, columns: number, rows: number): boolean[][] {
  const cells = Array.from({ length: rows }, () => Array<boolean>(columns).fill(false))
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/gu))
    cells[Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
  return cells
}

it('the path covers the dark modules and no other', () => {
  const matrix = fc.integer({ min: 1, max: 40 }).chain((columns) =>
    fc.array(fc.array(fc.boolean(), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 40
    })
  )
  fc.assert(
    fc.property(matrix, (rows) => {
      expect(cellsOf(qrPath(rows), rows[0]?.length ?? 0, rows.length)).toEqual(rows)
    }),
    { numRuns: 50 }
  )
})

it('an address in the network is a code of 37 modules at most, large enough from 3 m', () => {
  const address = `https://192.168.100.200:65535/#pair=${'s'.repeat(22)}`
  expect(encode(address, { ecc: 'M', border: 0 }).size).toBeLessThanOrEqual(37)
})
