import { expect, it } from 'vitest'
import { DisplayLayout } from '../../../contract/displays.ts'
import { partOf } from './partOf.ts'

const layout = DisplayLayout.parse({
  cellWidthMm: 1200,
  cellHeightMm: 675,
  bezelMm: 10,
  displays: [
    { id: 'A1', row: 1, column: 1 },
    { id: 'A2', row: 1, column: 2 },
    { id: 'B1', row: 2, column: 1 },
    { id: 'B2', row: 2, column: 2 }
  ]
})
const hd = { width: 1920, height: 1080 }

it('a display is a window into one picture, beyond the bezels of its neighbours', () => {
  expect(partOf(layout, 'B2', hd)).toMatchObject({
    picture: { width: 3856, height: 2176 },
    x: 1936,
    y: 1096,
    width: 1920,
    height: 1080,
    left: 0,
    top: 0
  })
  expect(partOf(layout, 'A1', hd)).toMatchObject({ x: 0, y: 0 })
})

it('a window that is no display of the layout shows the whole picture', () => {
  for (const id of [undefined, '', 'Z9']) expect(partOf(layout, id, hd)).toBeUndefined()
  expect(partOf(undefined, 'A1', hd)).toBeUndefined()
})

it('on an output of another shape the part is centred, and nothing of it is cut off', () => {
  expect(partOf(layout, 'A2', { width: 1920, height: 1200 })).toMatchObject({
    width: 1920,
    height: 1080,
    left: 0,
    top: 60
  })
  expect(partOf(layout, 'A2', { width: 2560, height: 1080 })).toMatchObject({ left: 320, top: 0 })
})

it('what belongs to one display is as large on it as on a wall of one', () => {
  expect(partOf(layout, 'A1', hd)?.own).toBeCloseTo(1080 / 2176)
})
