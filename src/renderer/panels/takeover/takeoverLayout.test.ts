import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gridColumns, gridRows } from '../../../contract/scene.ts'
import { layTakeover, pictureShare, pushedByRails } from './takeoverLayout.ts'

/** A cell of the grid in rem, less edge and last line. */
const inside = (columns: number, rows: number): { width: number; height: number } => ({
  width: (columns * 37.28) / gridColumns - 0.86,
  height: (rows * 19.44) / gridRows - 1.13
})

it('the middle of a wall shows all four pictures in two columns beside the map', () => {
  expect(layTakeover(inside(24, 16), 4)).toEqual({
    head: 'above',
    body: 'row',
    large: true,
    headWidth: inside(24, 16).width,
    columns: 2,
    cameras: 4
  })
})

it('the smallest region still shows the nearest camera', () => {
  expect(layTakeover(inside(12, 8), 4)).toMatchObject({ cameras: 1, large: false })
})

it('a tall region puts the map above the pictures, a flat one what happened beside both', () => {
  expect(layTakeover(inside(12, 24), 4)).toMatchObject({ head: 'above', body: 'column' })
  expect(layTakeover(inside(48, 8), 4)).toMatchObject({ head: 'beside', body: 'row', cameras: 4 })
})

it('no picture is smaller than can be made out, and none is shown that was not wanted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: 48 }),
      fc.integer({ min: 6, max: 24 }),
      fc.integer({ min: 0, max: 4 }),
      (columns, rows, wanted) => {
        const { width } = inside(columns, rows)
        const layout = layTakeover(inside(columns, rows), wanted)
        expect(layout.cameras).toBeLessThanOrEqual(wanted)
        expect(layout.columns).toBeGreaterThan(0)
        if (layout.cameras === 0) return
        const room = layout.body === 'row' ? width * pictureShare : width
        expect(room / layout.columns).toBeGreaterThanOrEqual(2.6)
      }
    )
  )
})

it('what lay between the rails lies between them at every scale, in the same order', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.85, max: 1.4, noNaN: true }), (scale) => {
      const edges = Array.from(
        { length: gridColumns + 1 },
        (_, column) => (column * 37.28) / gridColumns + pushedByRails(column) * (scale - 1)
      )
      expect(edges).toEqual(edges.toSorted((a, b) => a - b))
      expect(edges[0]).toBe(0)
      expect(edges[11]).toBeGreaterThan(8.2 * scale)
      expect(edges[36]).toBeLessThan(37.28 - 9 * scale)
    })
  )
})
