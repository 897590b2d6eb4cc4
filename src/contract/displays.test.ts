import { expect, it } from 'vitest'
import { DisplayLayout, placeDisplays, viewingRoom } from './displays.ts'

const wall = (displays: readonly object[], bezelMm = 10): DisplayLayout =>
  DisplayLayout.parse({ cellWidthMm: 1200, cellHeightMm: 675, bezelMm, displays })

it('what lies behind the bezels belongs to the picture and to no display', () => {
  const { widthMm, heightMm, parts } = placeDisplays(
    wall([
      { id: 'A1', row: 1, column: 1 },
      { id: 'A2', row: 1, column: 2 },
      { id: 'B1', row: 2, column: 1 },
      { id: 'B2', row: 2, column: 2 }
    ])
  )
  expect([widthMm, heightMm]).toEqual([2410, 1360])
  expect(parts.get('A1')).toEqual({ x: 0, y: 0, width: 1200, height: 675 })
  expect(parts.get('B2')).toEqual({ x: 1210, y: 685, width: 1200, height: 675 })
})

it('a large display covers the bezels between its cells, a small one is centred in its cell', () => {
  const { widthMm, parts } = placeDisplays(
    wall([
      { id: 'L', row: 1, column: 1, rows: 2, columns: 2 },
      { id: 'S', row: 1, column: 3, widthMm: 1000, heightMm: 563 }
    ])
  )
  expect(parts.get('L')).toEqual({ x: 0, y: 0, width: 2410, height: 1360 })
  expect(parts.get('S')).toEqual({ x: 2520, y: 56, width: 1000, height: 563 })
  expect(widthMm).toBe(3520)
})

it('the picture begins where the first display begins, wherever rows are counted from', () => {
  const { widthMm, parts } = placeDisplays(wall([{ id: 'A', row: 3, column: 4 }]))
  expect([widthMm, parts.get('A')]).toEqual([1200, { x: 0, y: 0, width: 1200, height: 675 }])
})

it('two displays in one cell, and one id twice, are no layout', () => {
  const place = { row: 1, column: 1 }
  for (const second of [
    { id: 'B', ...place },
    { id: 'A', row: 2, column: 2 }
  ])
    expect(() => wall([{ id: 'A', ...place, columns: 2 }, second])).toThrow(/A/u)
})

it('type is as large as the shorter side of the wall allows', () => {
  const row = [1, 2, 3].map((column) => ({ id: `A${column}`, row: 1, column }))
  expect(viewingRoom(wall(row, 0))).toEqual({ widthMm: 1200, farM: 8 })
  const square = wall(
    [1, 2, 3].flatMap((r) => [1, 2, 3].map((column) => ({ id: `${r}${column}`, row: r, column }))),
    0
  )
  expect(viewingRoom(square).widthMm).toBeCloseTo(3600)
})
