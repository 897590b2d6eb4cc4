import { expect, test } from 'vitest'
import { DisplayLayout } from '../../contract/displays.ts'
import { pictureOf, sceneAspect, seamsOf } from './pictureOf.ts'

const wall = (columns: number, rows: number) =>
  DisplayLayout.parse({
    cellWidthMm: 1600,
    cellHeightMm: 900,
    bezelMm: 10,
    displays: Array.from({ length: columns * rows }, (_, index) => ({
      id: `A${index}`,
      column: (index % columns) + 1,
      row: Math.floor(index / columns) + 1
    }))
  })

test('the seams between displays are where they cross the scene', () => {
  const four = seamsOf(wall(2, 2))
  expect(four.across).toHaveLength(1)
  expect(four.across[0]).toBeCloseTo(0.5, 6)
  // The top bar is higher than the status line: the middle of the wall is above that of the scene.
  expect(four.down).toHaveLength(1)
  expect(four.down[0]).toBeCloseTo((21.6 / 2 - 1.36) / (21.6 - 2.16), 3)
  expect(seamsOf(wall(3, 1)).across).toHaveLength(2)
  expect(seamsOf(undefined)).toEqual({ across: [], down: [] })
})

test('the stage has the shape of the wall, whatever the screen at which somebody edits', () => {
  expect(pictureOf(undefined, 1)).toEqual({ aspect: 16 / 9, scale: 1 })
  const wide = pictureOf(wall(4, 1), 1.2)
  expect(wide.aspect).toBeCloseTo(6430 / 900, 6)
  expect(sceneAspect(wide)).toBeGreaterThan(sceneAspect(pictureOf(undefined, 1)))
})
