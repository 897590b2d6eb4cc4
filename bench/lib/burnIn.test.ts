import { expect, test } from 'vitest'
import { shiftAt, shiftEveryMs, shiftSide } from '../../src/renderer/wall/care/pixelShift.ts'
import { burnInOf } from './burnIn.ts'

const [width, height] = [60, 40]
const shifts = Array.from({ length: shiftSide ** 2 }, (_, i) => shiftAt(i * shiftEveryMs))
const region = { name: 'all', left: 0, top: 0, right: width, bottom: height }

/** Upright strokes in the middle of a dark picture. */
function strokes(columns: readonly number[], value: number): Float32Array {
  const picture = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1) for (const x of columns) picture[y * width + x] = value
  return picture
}

const week = (luminance: Float32Array, places = shifts) =>
  burnInOf({
    width,
    height,
    regions: [region],
    shifts: places,
    frames: [{ share: 1, luminance }]
  })[0]

test('a still picture is lit all the time where it is lit at all', () => {
  expect(week(strokes([30], 0.5), [{ x: 0, y: 0 }])).toEqual({
    ...{ name: 'all', pixels: width * height, always: height },
    ...{ longest: 1, brightest: 0.5 }
  })
})

test('a stroke three pixels wide is nowhere longer than a third of the time', () => {
  const lit = week(strokes([30, 31, 32], 0.9))
  expect(lit?.always).toBe(0)
  expect(lit?.longest).toBeCloseTo(3 / shiftSide)
  expect(lit?.brightest).toBeCloseTo(0.3)
})

test('what is wider than the square stays lit in its middle, and night makes it darker', () => {
  const columns = Array.from({ length: 11 }, (_, i) => 25 + i)
  expect(week(strokes(columns, 0.9))?.always).toBe(3 * height)
  const [lit] = burnInOf({
    ...{ width, height, regions: [region], shifts },
    frames: [
      { share: 0.75, luminance: strokes(columns, 0.8) },
      { share: 0.25, luminance: strokes(columns, 0.4) }
    ]
  })
  expect(lit?.brightest).toBeCloseTo(0.7)
})
