import { describe, expect, test } from 'vitest'
import { logNormal, seededRandom } from '../simulator/random.ts'
import {
  changeOfShare,
  changeOfTime,
  clusteringOf,
  quantileRange,
  shareWithin
} from './responseChanges.ts'

test("a share has Wilson's interval", () => {
  // By hand: z² = 3.8415; (0.9 + 3.8415/200) ÷ (1 + 3.8415/100) = 0.8852, ± 0.0596.
  const { share, low, high } = shareWithin({ met: 90, of: 100 }) ?? { share: 0, low: 0, high: 0 }
  expect(share).toBe(0.9)
  expect(low).toBeCloseTo(0.8256, 3)
  expect(high).toBeCloseTo(0.9448, 3)
  expect(shareWithin({ met: 0, of: 0 })).toBeUndefined()
  expect(shareWithin({ met: 20, of: 20 })?.high).toBe(1)
})

describe('a change of the share within target', () => {
  test("is Newcombe's: 56 of 70 against 48 of 80", () => {
    const change = changeOfShare({ met: 56, of: 70 }, { met: 48, of: 80 })
    expect(change?.difference).toBeCloseTo(0.2, 10)
    expect(change?.low).toBeCloseTo(0.0524, 3)
    expect(change?.high).toBeCloseTo(0.3339, 3)
    expect(change?.verdict).toBe('more')
  })

  test('of a few cases says nothing', () => {
    expect(changeOfShare({ met: 9, of: 9 }, { met: 50, of: 100 })?.verdict).toBe('tooFew')
    expect(changeOfShare({ met: 0, of: 0 }, { met: 50, of: 100 })).toBeUndefined()
  })

  test('where nothing changed sounds in at most one board of twenty', () => {
    const random = seededRandom('shares')
    const draw = (of: number) => ({
      met: Array.from({ length: of }, () => random.next()).filter((each) => each < 0.89).length,
      of
    })
    const agencies = [420, 260, 120, 60, 60, 30, 20]
    const runs = 400
    let alarms = 0
    for (let run = 0; run < runs; run += 1) {
      const verdicts = agencies.map(
        (of) => changeOfShare(draw(of), draw(of), 1, agencies.length)?.verdict
      )
      if (verdicts.some((verdict) => verdict !== 'within')) alarms += 1
    }
    expect(alarms / runs).toBeLessThanOrEqual(0.05)
  })
})

test('days whose cases stand or fall together widen the interval', () => {
  const rainy = Array.from({ length: 28 }, (_, index) => ({
    met: index % 4 === 0 ? 20 : 44,
    of: 47
  }))
  const clustering = clusteringOf(rainy)
  expect(clustering).toBeGreaterThan(5)
  const now = { met: 1100, of: 1363 }
  const before = { met: 1064, of: 1316 }
  const plain = changeOfShare(now, before)
  const careful = changeOfShare(now, before, clustering)
  expect((careful?.high ?? 0) - (careful?.low ?? 0)).toBeGreaterThan(
    2 * ((plain?.high ?? 0) - (plain?.low ?? 0))
  )
  expect(clusteringOf([])).toBe(1)
})

describe('times', () => {
  const random = seededRandom('times')
  const draw = (count: number, median: number): number[] =>
    Array.from({ length: count }, () => logNormal(random, median, 0.3)).sort((a, b) => a - b)

  test('have the range of the order statistics: 100 times, ranks 40 and 61', () => {
    const times = Array.from({ length: 100 }, (_, index) => index + 1)
    expect(quantileRange(times, 0.5)).toEqual({ value: 50.5, low: 40, high: 61 })
    expect(quantileRange(times.slice(0, 9), 0.5)).toBeUndefined()
  })

  test.each([0.5, 0.9])(
    'that are no slower are called so in at most one of twenty: P%f',
    (share) => {
      const runs = 400
      let alarms = 0
      for (let run = 0; run < runs; run += 1) {
        const now = quantileRange(draw(300, 8.3), share)
        const before = quantileRange(draw(280, 8.3), share)
        if (changeOfTime(now, before)?.verdict !== 'within') alarms += 1
      }
      expect(alarms / runs).toBeLessThanOrEqual(0.05)
    }
  )

  test('that are a minute longer are called so', () => {
    const change = changeOfTime(
      quantileRange(draw(300, 9.3), 0.5),
      quantileRange(draw(280, 8.3), 0.5)
    )
    expect(change?.verdict).toBe('more')
    expect(changeOfTime(undefined, quantileRange(draw(280, 8.3), 0.5))).toBeUndefined()
  })
})
