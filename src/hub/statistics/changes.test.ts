import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overdispersed, seededRandom, type Random } from '../simulator/random.ts'
import { changeBetween, changesBetween, type Comparison } from './changes.ts'
import { dispersionOf, type Dispersion } from './dispersion.ts'

/** Known to be Poisson, so that figures can be those of the binomial itself. */
const poisson: Dispersion = { value: 1, degrees: 1e9, days: 1e9 }

/** Reports a day by category and by district as a city of 47 a day has them. */
const categories = [16.2, 11.3, 7, 5, 1.2, 1.2, 0.8, 0.6, 0.5, 0.2, 0.1]
const districts = Array.from({ length: 16 }, () => 47 / 16)
const weekdayFactors = [1.1, 1, 0.95, 0.95, 0.97, 1, 1.03]

function drawDays(random: Random, days: number, mean: number, dispersion: number): number[] {
  return Array.from({ length: days }, (_, index) =>
    overdispersed(random, mean * (weekdayFactors[index % 7] ?? 1), dispersion)
  )
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

/** A chart of H−14…H+14 against so many normal days; `factor` is what truly changed. */
function drawChart(
  random: Random,
  means: readonly number[],
  { dispersion, normalDays, factor = 1 }: Drawn
): Comparison[] {
  return means.map((mean) => {
    const normal = drawDays(random, normalDays, mean, dispersion)
    return {
      now: { count: sum(drawDays(random, 29, mean * factor, dispersion)), days: 29 },
      before: { count: sum(normal), days: normalDays },
      dispersion: dispersionOf(
        normal,
        normal.map((_, index) => index % 7)
      )
    }
  })
}

interface Drawn {
  readonly dispersion: number
  readonly normalDays: number
  readonly factor?: number
}

describe('where nothing changed', () => {
  const charts = [
    { name: 'categories', means: categories },
    { name: 'districts', means: districts }
  ]
  const worlds = charts.flatMap((chart) =>
    [1, 1.3, 2].map((dispersion) => ({ ...chart, dispersion }))
  )

  test.each(worlds)(
    'at most one chart of twenty sounds a false alarm: $name, dispersion $dispersion',
    ({ name, means, dispersion }) => {
      const random = seededRandom('no change', name, dispersion)
      const runs = 300
      let alarms = 0
      for (let run = 0; run < runs; run += 1) {
        const chart = drawChart(random, means, { dispersion, normalDays: run % 2 === 0 ? 28 : 56 })
        const marked = changesBetween(chart).some(
          ({ verdict }) => verdict === 'more' || verdict === 'fewer'
        )
        if (marked) alarms += 1
      }
      expect(alarms / runs).toBeLessThanOrEqual(0.05)
    }
  )

  test('counts taken for Poisson would sound three times as many', () => {
    const random = seededRandom('no change', 'naive')
    const runs = 150
    let alarms = 0
    for (let run = 0; run < runs; run += 1) {
      const chart = drawChart(random, districts, { dispersion: 2, normalDays: 28 })
      const naive = chart.map((comparison) => ({ ...comparison, dispersion: poisson }))
      if (changesBetween(naive).some(({ verdict }) => verdict !== 'within')) alarms += 1
    }
    expect(alarms / runs).toBeGreaterThan(0.15)
  })
})

describe('what is really more is found', () => {
  test.each([
    { mean: 9, factor: 2, atLeast: 0.98 },
    { mean: 9, factor: 1.5, atLeast: 0.65 },
    { mean: 5, factor: 2, atLeast: 0.93 }
  ])('$mean a day, times $factor, alone among ten categories', ({ mean, factor, atLeast }) => {
    const random = seededRandom('power', mean, factor)
    const runs = 150
    let found = 0
    for (let run = 0; run < runs; run += 1) {
      const world = { dispersion: 1.6, normalDays: 28 }
      const chart = [
        ...drawChart(random, [mean], { ...world, factor }),
        ...drawChart(random, categories.slice(0, 9), world)
      ]
      if (changesBetween(chart)[0]?.verdict === 'more') found += 1
    }
    expect(found / runs).toBeGreaterThanOrEqual(atLeast)
  })

  test('where half of a chart changed, at most one mark of twenty is false', () => {
    const random = seededRandom('half changed')
    let marks = 0
    let wrong = 0
    for (let run = 0; run < 150; run += 1) {
      const world = { dispersion: 1.6, normalDays: 28 }
      const chart = [
        ...drawChart(random, districts.slice(0, 8), { ...world, factor: 1.8 }),
        ...drawChart(random, districts.slice(0, 8), world)
      ]
      changesBetween(chart).forEach(({ verdict }, index) => {
        if (verdict !== 'more' && verdict !== 'fewer') return
        marks += 1
        if (index >= 8) wrong += 1
      })
    }
    expect(marks).toBeGreaterThan(150 * 8 * 0.6)
    expect(wrong / marks).toBeLessThanOrEqual(0.05)
  })
})

describe('small counts', () => {
  /** The same by adding up binomial probabilities and halving an interval fifty times. */
  function boundsBySums(now: number, before: number): { low: number; high: number } {
    const n = now + before
    const probability = (k: number, share: number): number => {
      let ways = 1
      for (let i = 1; i <= k; i += 1) ways *= (n - k + i) / i
      return ways * share ** k * (1 - share) ** (n - k)
    }
    const midTail = (share: number, from: number, to: number): number => {
      let tail = probability(now, share) / 2
      for (let k = from; k < to; k += 1) tail += probability(k, share)
      return tail
    }
    const odds = (rises: boolean, tail: (share: number) => number): number => {
      let [low, high] = [0, 1]
      for (let turn = 0; turn < 60; turn += 1) {
        const middle = (low + high) / 2
        if (tail(middle) < 0.025 === rises) low = middle
        else high = middle
      }
      return low / (1 - low)
    }
    return {
      low: odds(true, (share) => midTail(share, now + 1, n + 1)),
      high: odds(false, (share) => midTail(share, 0, now))
    }
  }

  test.each([
    [1, 3],
    [1, 10],
    [3, 3],
    [3, 12],
    [10, 1],
    [17, 4]
  ])('%i against %i has the exact mid-p interval', (now, before) => {
    const change = changeBetween({ count: now, days: 7 }, { count: before, days: 7 }, poisson)
    const exact = boundsBySums(now, before)
    expect(change.ratio).toBeCloseTo(now / before, 10)
    expect(change.low / exact.low).toBeCloseTo(1, 4)
    expect((change.high ?? 0) / exact.high).toBeCloseTo(1, 4)
  })

  test('none against none, or against three, is too few to say', () => {
    const week = (count: number) => ({ count, days: 7 })
    expect(changeBetween(week(0), week(0), poisson)).toEqual({ low: 0, verdict: 'tooFew' })
    expect(changeBetween(week(3), week(0), poisson).verdict).toBe('tooFew')
    // Half of (1/2)³ lies in the tail: (1 − π)³ ÷ 2 = 0.025 at π = 0.632, odds 1.714.
    const fewer = changeBetween(week(0), week(3), poisson)
    expect(fewer).toMatchObject({ ratio: 0, low: 0, verdict: 'tooFew' })
    expect(fewer.high).toBeCloseTo(1.7144, 3)
  })

  test('six against none is more, and has no ratio and no upper bound', () => {
    const change = changeBetween({ count: 6, days: 7 }, { count: 0, days: 7 }, poisson)
    expect(Object.keys(change)).toEqual(['low', 'verdict'])
    expect(change.verdict).toBe('more')
    expect(change.low).toBeCloseTo(0.05 ** (1 / 6) / (1 - 0.05 ** (1 / 6)), 4)
  })

  test('three in one day against a month without any can be told, since days differ in number', () => {
    const day = { count: 3, days: 1 }
    expect(changeBetween(day, { count: 0, days: 30 }, poisson).verdict).toBe('more')
  })

  test('a period without days cannot be compared', () => {
    expect(changeBetween({ count: 5, days: 0 }, { count: 50, days: 28 }, poisson).verdict).toBe(
      'tooFew'
    )
  })
})

describe('changes looked at together', () => {
  const raised: Comparison = {
    now: { count: 120, days: 29 },
    before: { count: 85, days: 28 },
    dispersion: poisson
  }
  const same: Comparison = { ...raised, now: { count: 88, days: 29 } }
  const among = (others: Comparison) =>
    changesBetween([raised, ...Array.from({ length: 15 }, () => others)])

  test('one that is more alone is within what is ordinary among fifteen that are the same', () => {
    expect(changeBetween(raised.now, raised.before, poisson).verdict).toBe('more')
    expect(among(same)[0]?.verdict).toBe('within')
  })

  test('sixteen that are all more cannot all be chance', () => {
    expect(new Set(among(raised).map(({ verdict }) => verdict))).toEqual(new Set(['more']))
  })

  test('are marked just when their interval leaves 1 out', () => {
    const random = seededRandom('intervals')
    for (let run = 0; run < 40; run += 1) {
      const chart = drawChart(random, categories, { dispersion: 1.6, normalDays: 28, factor: 1.4 })
      for (const { low, high = Infinity, verdict } of changesBetween(chart)) {
        if (verdict === 'tooFew') continue
        expect(verdict).toBe(low > 1 ? 'more' : high < 1 ? 'fewer' : 'within')
      }
    }
  })
})

describe('the dispersion', () => {
  test('is found whatever the weekdays do', () => {
    const random = seededRandom('dispersion')
    const weekly = Array.from({ length: 700 }, (_, index) =>
      overdispersed(random, index % 7 === 0 ? 90 : 40, 1.5)
    )
    const weekdays = weekly.map((_, index) => index % 7)
    expect(dispersionOf(weekly, weekdays).value).toBeCloseTo(1.5, 0)
    expect(dispersionOf(weekly).value).toBeGreaterThan(5)
  })

  test('is never below chance, and what is assumed where nothing is known', () => {
    const even = Array.from({ length: 400 }, () => 40)
    expect(dispersionOf(even).value).toBe(1)
    expect(dispersionOf([])).toEqual({ value: 2, degrees: 8, days: 0 })
    expect(dispersionOf([0, 0, 0]).value).toBe(2)
  })
})

test('whatever is counted, the ratio lies in its interval, and the interval turned round is its inverse', () => {
  const counted = fc.record({
    count: fc.oneof(fc.nat(20), fc.nat(5_000)),
    days: fc.integer({ min: 1, max: 400 })
  })
  fc.assert(
    fc.property(
      counted,
      counted,
      fc.double({ min: 1, max: 5, noNaN: true }),
      (now, before, value) => {
        const dispersion = { value, degrees: 30, days: 28 }
        const change = changeBetween(now, before, dispersion)
        const back = changeBetween(before, now, dispersion)
        const { low, high = Infinity, ratio = Infinity } = change
        if (now.count + before.count > 0) {
          expect(low).toBeLessThanOrEqual(ratio)
          expect(high).toBeGreaterThanOrEqual(ratio)
        }
        expect(low).toBeGreaterThanOrEqual(0)
        expect(back.low * high).toSatisfy(
          (one: number) => Number.isNaN(one) || Math.abs(one - 1) < 1e-4
        )
        const turned = { more: 'fewer', fewer: 'more', within: 'within', tooFew: 'tooFew' } as const
        expect(back.verdict).toBe(turned[change.verdict])
        if (now.count > 0 || before.count > 0)
          expect(changesBetween([{ now, before, dispersion }])).toEqual([change])
      }
    )
  )
})

test('the worked example of docs/statistics.md', () => {
  // Accidents on the 28 days of February 2025, which began on a Saturday; ten categories.
  const february = [
    9, 4, 12, 8, 15, 6, 11, 10, 5, 13, 5, 8, 14, 10, 7, 12, 3, 8, 6, 16, 10, 9, 4, 9, 13, 8, 7, 10
  ]
  const dispersion = dispersionOf(
    february,
    february.map((_, index) => (index + 6) % 7)
  )
  const before = { count: sum(february), days: 28 }
  expect(before.count).toBe(252)
  const chart = [516, ...Array.from({ length: 9 }, () => 283)].map((count) => ({
    now: { count, days: 29 },
    before,
    dispersion
  }))
  const [accidents, others] = changesBetween(chart).map(
    ({ ratio = 0, low, high = 0, verdict }) =>
      `${ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)}) ${verdict}`
  )
  expect(dispersion.value.toFixed(2)).toBe('1.59')
  expect(dispersion.degrees.toFixed(1)).toBe('25.9')
  expect(accidents).toBe('1.98 (1.47–2.68) more')
  expect(others).toBe('1.08 (0.78–1.52) within')
})
