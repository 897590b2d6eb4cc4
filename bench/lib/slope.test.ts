import fc from 'fast-check'
import { expect, it } from 'vitest'
import { slopeOf } from './slope.ts'

it('a straight line has its own slope, whatever it begins at', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -999, max: 999 }), (start, slope) => {
      const line = [0, 10, 25, 30].map((steps) => [steps, start + slope * steps] as const)
      expect(slopeOf(line)).toBeCloseTo(slope)
    })
  )
})

it('one odd reading in six does not bend it', () => {
  const values = [100, 102, 104, 900, 108, 110]
  expect(slopeOf(values.map((value, step) => [step, value]))).toBe(2)
})

it('one reading tells no slope', () => {
  expect(() => slopeOf([[1, 1]])).toThrow('Nothing was measured.')
})
