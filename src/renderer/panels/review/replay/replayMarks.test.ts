import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hour } from '../../../../contract/time.ts'
import { marksAtMost, replayMarks } from './replayMarks.ts'
import { replayWindowMs, rowsBetween } from './replayWindow.ts'
import { makeTestReplay, testFrom, type TestPoint } from './testReplay.ts'

const at = testFrom + 6 * hour
const marksOf = (points: readonly TestPoint[]): ReturnType<typeof replayMarks> => {
  const replay = makeTestReplay(points)
  const rows = rowsBetween(replay, at - replayWindowMs, at)
  return replayMarks(replay, rows, at, replayWindowMs)
}

describe('the marks of a window', () => {
  it('stand severe above mild and new above old', () => {
    const marks = marksOf([
      { at: 4 * 3_600, priority: 1 },
      { at: 3 * 3_600, priority: 3 },
      { at: 5 * 3_600, priority: 3 },
      { at: 5 * 3_600 + 1, priority: 5 }
    ])
    expect(marks.map(({ severity }) => severity)).toEqual(['low', 'medium', 'medium', 'critical'])
    expect(marks.map(({ index }) => index)).toEqual([3, 0, 2, 1])
  })

  it('fade from when they happened until they leave, and never vanish before', () => {
    const [old, young] = marksOf([{ at: 3 * 3_600 }, { at: 6 * 3_600 - 1 }])
    expect(young?.opacity).toBeCloseTo(1, 2)
    expect(old?.opacity).toBeCloseTo(0.16, 2)
  })

  it('of too many are the severest, then the newest, and never more than there is room for', () => {
    const point = fc.record({
      at: fc.integer({ min: 3 * 3_600, max: 6 * 3_600 - 1 }),
      priority: fc.integer({ min: 1, max: 4 })
    })
    const crowds = fc.array(point, { minLength: marksAtMost + 1, maxLength: 400 })
    fc.assert(
      fc.property(crowds, (points) => {
        const sorted = points.toSorted((a, b) => a.at - b.at)
        const marks = marksOf(sorted)
        expect(marks).toHaveLength(marksAtMost)
        const kept = new Set(marks.map(({ index }) => index))
        const worst = Math.max(...marks.map(({ index }) => sorted[index]?.priority ?? 0))
        for (const [index, { priority }] of sorted.entries())
          if (priority < worst) expect(kept.has(index)).toBe(true)
      }),
      { numRuns: 20 }
    )
  })
})
