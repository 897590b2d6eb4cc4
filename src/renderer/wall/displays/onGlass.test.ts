import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DisplayLayout } from '../../../contract/displays.ts'
import { glassAt, shiftsOntoGlass, type RowItem, type Span } from './onGlass.ts'
import { partOf } from './partOf.ts'

const glass: readonly Span[] = [
  { left: 0, right: 100 },
  { left: 110, right: 210 }
]
const item = (left: number, right: number, atEnd = false): RowItem => ({ left, right, atEnd })

it('what a bezel would cut moves to the next display, and what follows keeps its distance', () => {
  const row = [item(10, 40), item(60, 105), item(110, 130), item(190, 205, true)]
  expect(shiftsOntoGlass(row, glass)).toEqual([0, 50, 50, 0])
})

it('what stands at the end of a row moves to the left', () => {
  const row = [item(10, 40), item(95, 115, true), item(120, 200, true)]
  expect(shiftsOntoGlass(row, glass)).toEqual([0, -15, 0])
  // No display hangs in the upper right corner: the clock is not shown by nobody.
  expect(shiftsOntoGlass([item(10, 40), item(150, 200, true)], glass.slice(0, 1))).toEqual([
    0, -100
  ])
})

it('what no display has room for stays where it is', () => {
  expect(shiftsOntoGlass([item(0, 150), item(160, 180)], glass)).toEqual([0, 0])
})

it('a row without room for that is left to lose something first', () => {
  expect(shiftsOntoGlass([item(0, 90), item(95, 190)], glass)).toEqual([0, 15])
  expect(shiftsOntoGlass([item(0, 90), item(95, 195), item(200, 210)], glass)).toBeUndefined()
  expect(shiftsOntoGlass([item(80, 150), item(160, 200, true)], glass)).toBeUndefined()
})

it('whatever has room is cut by no bezel, and nothing changes its order', () => {
  const widths = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 99 }))
  )
  fc.assert(
    fc.property(widths, widths, (before, after) => {
      const row = [...inRow(before, 0, false), ...inRow(after, 400, true)]
      const panes = Array.from({ length: 9 }, (_, at) => ({
        left: at * 110,
        right: at * 110 + 100
      }))
      const shifts = shiftsOntoGlass(row, panes)
      if (shifts === undefined) return
      const moved = row.map(({ left, right }, at) => ({
        left: left + (shifts[at] ?? 0),
        right: right + (shifts[at] ?? 0)
      }))
      for (const { left, right } of moved)
        expect(panes.some((pane) => pane.left <= left && right <= pane.right)).toBe(true)
      for (const [at, { left }] of moved.entries())
        expect(left).toBeGreaterThanOrEqual(moved[at - 1]?.right ?? 0)
    }),
    { numRuns: 200 }
  )
})

function inRow(
  gapsAndWidths: readonly (readonly [number, number])[],
  from: number,
  atEnd: boolean
): readonly RowItem[] {
  let at = from
  return gapsAndWidths.slice(0, 4).map(([gap, width]) => {
    const left = at + gap
    at = left + width
    return item(left, at, atEnd)
  })
}

it('the glass of a row is that of the displays that hang at its height', () => {
  const layout = DisplayLayout.parse({
    cellWidthMm: 1200,
    cellHeightMm: 675,
    bezelMm: 10,
    displays: [
      { id: 'B1', row: 2, column: 1 },
      { id: 'B2', row: 2, column: 2 },
      { id: 'A1', row: 1, column: 1 }
    ]
  })
  const part = partOf(layout, 'B2', { width: 1200, height: 675 })
  expect(part && glassAt(part, 20)).toEqual([{ left: 0, right: 1200 }])
  expect(part && glassAt(part, 1300)).toEqual([
    { left: 0, right: 1200 },
    { left: 1210, right: 2410 }
  ])
})
