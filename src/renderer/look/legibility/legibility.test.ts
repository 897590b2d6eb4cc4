import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DisplayLayout } from '../../../contract/displays.ts'
import {
  capShare,
  leastMinutes,
  minutesOfArc,
  neededMm,
  remMm,
  seenFrom,
  seenTexts,
  tooSmall
} from './legibility.ts'

const room = seenFrom({ widthMm: 3600, farM: 8 }, undefined)

test('in the reference room a letter must be 37.2 mm high', () => {
  expect(neededMm(8)).toBeCloseTo(37.23, 2)
  expect(remMm(room)).toBeCloseTo(93.75, 6)
  // The fourth of the ten sizes misses it by a hair, the fifth holds it.
  expect(0.56 * remMm(room) * capShare).toBeLessThan(neededMm(8))
  expect(0.72 * remMm(room) * capShare).toBeGreaterThan(neededMm(8))
})

test('what is needed for an angle is seen under that angle, from anywhere', () => {
  const metres = fc.double({ min: 1, max: 100, noNaN: true })
  const minutes = fc.double({ min: 1, max: 300, noNaN: true })
  fc.assert(
    fc.property(metres, minutes, (far, angle) => {
      expect(minutesOfArc(neededMm(far, angle), far)).toBeCloseTo(angle, 6)
    })
  )
})

test('the wall file tells how large the picture is and where the farthest seat stands', () => {
  const displays = DisplayLayout.parse({
    cellWidthMm: 1210,
    cellHeightMm: 680,
    bezelMm: 4,
    farM: 11,
    displays: [1, 2, 3].map((column) => ({ id: `A${column}`, row: 1, column }))
  })
  expect(seenFrom({ widthMm: 3600, farM: 8 }, displays)).toEqual({
    widthMm: 3 * 1210 + 2 * 4,
    heightMm: 680,
    farM: 11
  })
})

test('texts of one size in one panel are told together, the smallest first', () => {
  const seen = seenTexts(
    [
      { panel: 'map', text: 'Tugu', rem: 0.34 },
      { panel: 'todayCounter', text: '31', rem: 1.9 },
      { panel: 'map', text: 'Mijen', rem: 0.340_000_1 },
      { panel: 'map', text: 'Tugu', rem: 0.34 },
      { panel: 'duty', text: 'Operator', rem: 0.28 }
    ],
    room
  )
  expect(seen.map(({ panel, texts }) => [panel, texts])).toEqual([
    ['duty', ['Operator']],
    ['map', ['Tugu', 'Mijen']],
    ['todayCounter', ['31']]
  ])
  expect(tooSmall(seen).map(({ panel }) => panel)).toEqual(['duty', 'map'])
  for (const { capMm, minutes } of seen)
    expect(minutes < leastMinutes).toBe(capMm < neededMm(room.farM))
})
