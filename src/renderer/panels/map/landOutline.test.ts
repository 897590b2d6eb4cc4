import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bounds, Position } from '../../../contract/geo.ts'
import { landOutline } from './landOutline.ts'
import { isWithin, type Line } from './mapShapes.ts'

const bounds: Bounds = [110, -7.2, 110.4, -7]
const square = (west: number, south: number, east: number, north: number): Line => [
  [west, south],
  [east, south],
  [east, north],
  [west, north]
]

test('neighbours become one piece, with a crack or an overlap between them or without', () => {
  for (const crack of [0, 0.0001, -0.002])
    expect(
      landOutline(
        [[square(110, -7.2, 110.2, -7)], [square(110.2 + crack, -7.2, 110.4, -7)]],
        bounds
      )
    ).toHaveLength(1)
})

test('an island is a piece of its own, and what lies between is no land', () => {
  const enclave = square(110.05, -7.15, 110.1, -7.1)
  const outline = landOutline(
    [[square(110, -7.2, 110.2, -7), enclave], [square(110.3, -7.1, 110.4, -7)]],
    bounds
  )
  expect(outline).toHaveLength(3)
  expect(isWithin(outline, [110.07, -7.12])).toBe(false)
  expect(isWithin(outline, [110.25, -7.05])).toBe(false)
})

test('what is well inside a district is land and what is well outside is not', () => {
  const triangle: Line = [
    [110.05, -7.18],
    [110.38, -7.12],
    [110.12, -7.02]
  ]
  const outline = landOutline([[triangle]], bounds)
  const place = fc.tuple(
    fc.double({ min: 110, max: 110.4, noNaN: true }),
    fc.double({ min: -7.2, max: -7, noNaN: true })
  )
  const distance = ([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number =>
    Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / Math.hypot(bx - ax, by - ay)
  fc.assert(
    fc.property(place, (at) => {
      const near = triangle.some((a, i) => distance(at, a, triangle[(i + 1) % 3] ?? a) < 0.001)
      if (!near) expect(isWithin(outline, at)).toBe(isWithin([triangle], at))
    })
  )
})
