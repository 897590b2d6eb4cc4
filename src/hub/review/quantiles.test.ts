import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, GroupedTimes } from './quantiles.ts'

test('quantiles found by counting are those of the sorted times, however they lie', () => {
  const anyMs = fc.oneof(
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 3_600_000 }),
    fc.integer({ min: 0, max: 2 ** 31 - 1 })
  )
  const anyTimes = fc.array(fc.record({ group: fc.integer({ min: 0, max: 2 }), ms: anyMs }))
  fc.assert(
    fc.property(anyTimes, (times) => {
      const grouped = new GroupedTimes()
      grouped.begin(3)
      grouped.reserve(times.length)
      for (const { group, ms } of times) {
        grouped.ms[grouped.size] = ms
        grouped.group[grouped.size] = group
        grouped.size += 1
        grouped.counts[bucketOf(group, ms)] = (grouped.counts[bucketOf(group, ms)] ?? 0) + 1
      }
      expect(grouped.quantiles([0, 0.5, 0.9, 1])).toEqual(
        [0, 1, 2].map((wanted) => {
          const sorted = times
            .filter(({ group }) => group === wanted)
            .map(({ ms }) => ms)
            .sort((a, b) => a - b)
          return { n: sorted.length, values: [0, 0.5, 0.9, 1].map((p) => quantile(sorted, p)) }
        })
      )
    }),
    { numRuns: 100 }
  )
})

function quantile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1)
  const below = sorted[Math.floor(rank)] ?? Number.NaN
  const above = sorted[Math.ceil(rank)] ?? Number.NaN
  return below + (above - below) * (rank - Math.floor(rank))
}
