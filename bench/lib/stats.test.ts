import fc from 'fast-check'
import { expect, it } from 'vitest'
import { median, percentile } from './stats.ts'

it('values are ranked as numbers, not as text', () => {
  expect(median([9, 10, 100])).toBe(10)
  expect(percentile([100, 9, 10, 8], 1)).toBe(100)
})

it('the p99 of a hundred values is the second largest', () => {
  const values = Array.from({ length: 100 }, (_, i) => i + 1)
  expect([0, 0.5, 0.95, 0.99, 1].map((p) => percentile(values, p))).toEqual([1, 50, 95, 99, 100])
})

it('at least a share p of the values is no larger, and fewer are smaller', () => {
  const values = fc.array(fc.integer(), { minLength: 1 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (list, percent) => {
      const found = percentile(list, percent / 100)
      const share = (percent / 100) * list.length
      expect(list.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share - 1e-9)
      expect(list.filter((value) => value < found).length).toBeLessThan(share + 1e-9)
    })
  )
})

it('nothing measured is an error, not a zero', () => {
  expect(() => percentile([], 0.5)).toThrow('Nothing was measured.')
})
