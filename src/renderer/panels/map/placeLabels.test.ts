import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxAround, contains, overlaps, type Box } from './box.ts'
import { placeLabels, spotsBeside, spotsNear, type LabelWish } from './placeLabels.ts'

const room: Box = { x: 0, y: 0, width: 900, height: 700 }
const spot = fc.record({
  x: fc.double({ min: -50, max: 950, noNaN: true }),
  y: fc.double({ min: -50, max: 750, noNaN: true })
})
const size = fc.record({
  width: fc.double({ min: 4, max: 220, noNaN: true }),
  height: fc.double({ min: 4, max: 60, noNaN: true })
})

test('no label ever overlaps a mark, a corner or another label, or leaves the map', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(spot, size, fc.integer({ min: 6, max: 64 })), { maxLength: 60 }),
      fc.array(fc.tuple(spot, size), { maxLength: 4 }),
      (wanted, corners) => {
        const obstacles = [
          ...wanted.map(([at, , radius]) => boxAround(at, 2 * radius, 2 * radius)),
          ...corners.map(([at, { width, height }]) => boxAround(at, width, height))
        ]
        const wishes = wanted.map(([at, own, radius], i): LabelWish => ({
          id: String(i),
          ...own,
          spots: i % 2 === 0 ? spotsBeside(at, radius, own, 6) : spotsNear(at, 20, 12, 3)
        }))
        const placed = [...placeLabels(wishes, { bounds: room, obstacles }).values()]
        for (const [i, box] of placed.entries()) {
          expect(contains(room, box)).toBe(true)
          expect(obstacles.some((other) => overlaps(box, other))).toBe(false)
          expect(placed.some((other, j) => j !== i && overlaps(box, other))).toBe(false)
        }
      }
    )
  )
})

test('the first of two labels for the same spot gets it, the other one is dropped', () => {
  const at = { x: 100, y: 100 }
  const wish = (id: string): LabelWish => ({ id, width: 60, height: 20, spots: [at] })
  const placed = placeLabels([wish('lead'), wish('district')], { bounds: room, obstacles: [] })
  expect([...placed]).toEqual([['lead', { x: 70, y: 90, width: 60, height: 20 }]])
})

test('a label moves to the next side of its mark when the first one is taken', () => {
  const at = { x: 100, y: 100 }
  const own = { width: 60, height: 20 }
  const wall: Box = { x: 125, y: 0, width: 10, height: 300 }
  const mark = boxAround(at, 40, 40)
  const placed = placeLabels([{ id: 'a', ...own, spots: spotsBeside(at, 20, own, 5) }], {
    bounds: room,
    obstacles: [mark, wall]
  })
  expect(placed.get('a')).toEqual({ x: 15, y: 90, width: 60, height: 20 })
})
