import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SortedList } from './sortedList.ts'

test('pairs stay in order through any adding and removing', () => {
  const anyPair = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 2000 }))
  fc.assert(
    fc.property(fc.array(anyPair, { maxLength: 3000, size: 'max' }), (pairs) => {
      const list = new SortedList()
      const kept = new Map<string, readonly [number, number]>()
      for (const [key, id] of pairs) {
        const name = `${key} ${id}`
        if (kept.delete(name)) expect(list.delete(key, id)).toBe(true)
        else {
          list.add(key, id)
          kept.set(name, [key, id])
        }
      }
      const expected = [...kept.values()].toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
      expect(list.size).toBe(expected.length)
      expect(list.firstIds(5000)).toEqual(expected.map(([, id]) => id))
      expect(expected.map((_, rank) => list.keyAt(rank))).toEqual(expected.map(([key]) => key))
      expect(list.last()).toEqual(
        expected.length === 0 ? undefined : { key: expected.at(-1)?.[0], id: expected.at(-1)?.[1] }
      )
      expect(list.delete(51, 1)).toBe(false)
    }),
    { numRuns: 20 }
  )
})

test('quantiles lie between neighbours in proportion', () => {
  const list = new SortedList()
  expect(list.quantile(0.5)).toBeUndefined()
  for (const key of [10, 20, 30, 40]) list.add(key, key)
  expect([0, 0.5, 0.9, 1].map((share) => list.quantile(share))).toEqual([10, 25, 37, 40])
})
