import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReviewDay } from '../../../contract/review.ts'
import type { ChartBox } from './box.ts'
import { niceSteps } from './box.ts'
import { daysChart } from './daysChart.ts'
import { holidaySpans } from './holidays.ts'
import { hoursChart, shades } from './hoursChart.ts'
import { fitRows, notableFirst, quietRuns, rateRow, type RateRow } from './rateRows.ts'
import { rateChart } from './rowCharts.ts'

const box: ChartBox = { width: 2360, height: 850, scale: 1 }
const dayMs = 86_400_000

function makeDays(counts: readonly (number | undefined)[], anchor = 14): ReviewDay[] {
  return counts.map((count, index) => ({
    day: new Date(Date.UTC(2025, 2, 17) + index * dayMs).toISOString().slice(0, 10),
    offset: index - anchor,
    ...(count !== undefined && { count }),
    running: false
  }))
}

function draw(days: ReviewDay[], today = '2025-04-20', more = {}) {
  return daysChart({ days, today, holidays: [], chosen: undefined, ...more }, box)
}

describe('the days', () => {
  test('without data leave a gap that is no zero, those to come only room', () => {
    const days = makeDays([...Array<number>(5).fill(50), undefined, undefined, 50, undefined])
    const chart = draw(days, '2025-03-24')
    expect(chart.bars).toHaveLength(6)
    expect(chart.gaps.map(({ days: length }) => length)).toEqual([2])
    expect(chart.future?.width).toBeCloseTo((chart.right - chart.left) / 9)
  })

  test('that run are hollow, those beyond a usual day stand out', () => {
    const days: ReviewDay[] = makeDays([70, 50, 20]).map((day, index) => ({
      ...day,
      running: index === 2,
      ...(index < 2 && { verdict: index === 0 ? ('more' as const) : ('within' as const) })
    }))
    expect(draw(days).bars.map(({ look }) => look)).toEqual(['notable', 'plain', 'open'])
  })

  test('of the year before are a line that breaks where it knows nothing', () => {
    const days = makeDays([50, 50, 50, 50, 50]).map((day, index) => ({
      ...day,
      ...(index !== 2 && { compareCount: 40 })
    }))
    expect(draw(days).line).toHaveLength(2)
  })

  test('are labelled without one label over another, whatever their number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 397 }),
        fc.integer({ min: -40, max: 400 }),
        fc.constantFrom(0.85, 1, 1.25, 1.4),
        (length, anchor, scale) => {
          const days = makeDays(Array<number>(length).fill(50), anchor)
          const { labels } = daysChart(
            { days, today: '2030-01-01', holidays: [], chosen: undefined },
            { ...box, scale }
          )
          expect(labels.length).toBeGreaterThan(0)
          const xs = labels.map(({ x }) => x)
          for (const [index, x] of xs.slice(1).entries())
            expect(x - (xs[index] ?? 0)).toBeGreaterThanOrEqual(92 * scale)
        }
      ),
      { numRuns: 40 }
    )
  })

  test('keep both peaks named, and the heavier one where there is room for one', () => {
    const days = makeDays(Array.from({ length: 29 }, (_, index) => 40 + index))
    const peaks = {
      peakBefore: { day: days[12]?.day ?? '', offset: -2, count: 52 },
      peakAfter: { day: days[19]?.day ?? '', offset: 5, count: 59 }
    }
    expect(draw(days, '2025-04-20', peaks).peaks.map(({ which }) => which)).toEqual([
      'before',
      'after',
      'anchor'
    ])
    const year = makeDays(Array<number>(365).fill(40), 330)
    const near = {
      peakBefore: { day: year[328]?.day ?? '', offset: -2, count: 52 },
      peakAfter: { day: year[335]?.day ?? '', offset: 5, count: 59 }
    }
    expect(draw(year, '2030-01-01', near).peaks.map(({ which }) => which)).toEqual(['after'])
  })

  test('off belong together over a weekend, and not over a working day', () => {
    const mark = (day: string, kind: 'holiday' | 'leave') =>
      ({ day, kind, certainty: 'decreed' }) as const
    expect(
      holidaySpans([
        mark('2025-03-31', 'holiday'),
        mark('2025-04-01', 'holiday'),
        mark('2025-04-04', 'leave'),
        mark('2025-04-07', 'leave')
      ])
    ).toEqual([
      { from: '2025-03-31', to: '2025-04-01', leave: false, decreed: true },
      { from: '2025-04-04', to: '2025-04-07', leave: true, decreed: true }
    ])
  })
})

test('a day that runs has one label, its own', () => {
  const of = (count: number, offset: number, running = false) => ({
    ...{ day: `2025-03-${30 + offset}`, offset, count, running }
  })
  const days = [of(20, -2), of(31, -1), of(44, 0, true)]
  const { bars, peaks } = daysChart(
    { days, today: '2025-03-30', holidays: [], chosen: undefined },
    box
  )
  expect(bars.at(-1)?.look).toBe('open')
  expect(peaks.map(({ count }) => count)).toEqual([31])
})

test('a kind of which no day is covered has no row, where a count of 0 has one', () => {
  expect(rateRow('a', { count: 0, normalPerDay: 3 }, 1, 'normal', false)).toBeUndefined()
  expect(rateRow('a', { count: 0, perDay: 0 }, 1, 'normal', false)).toMatchObject({ perDay: 0 })
})

describe('the hours', () => {
  const counts = Array.from({ length: 7 }, (_, weekday) =>
    Array.from({ length: 24 }, (__, hour) => (weekday + 1) * hour)
  )

  test('are rates of their weekday, the busiest cell in the last shade', () => {
    const { cells, step } = hoursChart({ counts, days: [4, 4, 4, 4, 4, 4, 5] }, box)
    const busiest = cells.toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0))[0]
    expect(busiest).toMatchObject({ weekday: 5, hour: 23, rate: (6 * 23) / 4 })
    expect(busiest?.shade).toBeGreaterThanOrEqual(shades - 2)
    expect(step * shades).toBeGreaterThanOrEqual(busiest?.rate ?? 0)
  })

  test('of a weekday that is not in the period have no rate, not a rate of 0', () => {
    const { cells, rows } = hoursChart({ counts, days: [0, 1, 1, 1, 1, 1, 1] }, box)
    expect(cells.filter(({ weekday }) => weekday === 0).map(({ rate }) => rate)).toEqual(
      Array(24).fill(undefined)
    )
    expect(rows[0]?.perDay).toBeUndefined()
  })
})

const row = fc
  .record({
    count: fc.integer({ min: 0, max: 900 }),
    chosen: fc.boolean(),
    verdict: fc.constantFrom(
      'more' as const,
      'fewer' as const,
      'within' as const,
      'tooFew' as const
    )
  })
  .map(({ count, chosen, verdict }): RateRow => ({
    id: '',
    count,
    perDay: count / 29,
    rank: 1,
    basePerDay: 10,
    change: { verdict },
    chosen,
    notable: verdict === 'more' || verdict === 'fewer'
  }))
const rows = fc
  .array(row, { maxLength: 24 })
  .map((all) => all.map((each, index) => ({ ...each, id: String(index), rank: index + 1 })))

describe('rows', () => {
  test('and the one for all others sum to the whole, on either page', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 2, max: 30 }),
        fc.constantFrom(0, 1),
        (all, room, page) => {
          const { rows: shown, rest } = fitRows(all, room, page)
          const sum = (of: readonly { readonly count: number }[]): number =>
            of.reduce((total, { count }) => total + count, 0)
          expect(sum(shown) + (rest?.count ?? 0)).toBe(sum(all))
          expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length)
        }
      )
    )
  })

  test('that are chosen are never among the others', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 30 }), (all, room) => {
        const shown = fitRows(all, room).rows.map(({ id }) => id)
        expect(all.filter(({ chosen, id }) => chosen && !shown.includes(id))).toEqual([])
      })
    )
  })

  test('fit their room, with at least the smallest height that can be hit', () => {
    const all = fc.sample(rows, { numRuns: 20, seed: 4 })
    for (const scale of [0.85, 1, 1.4])
      for (const some of all) {
        const chart = rateChart(
          some.map((each) => ({ ...each, chosen: false })),
          { width: 1_130, height: 660, scale },
          { names: 350, words: 270 }
        )
        expect(chart.bottom).toBeLessThanOrEqual(660 + 1e-6)
        if (some.length > 0) expect(chart.rowHeight).toBeGreaterThanOrEqual(41 * scale - 1e-6)
      }
  })

  test('that changed beyond chance come first', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const order = notableFirst(all).map(({ notable }) => notable)
        expect(order).toEqual(order.toSorted((a, b) => Number(b) - Number(a)))
      })
    )
  })

  test('of which nothing can be said are told of once for each run of them', () => {
    const of = (verdict: 'more' | 'within' | 'tooFew') => ({ change: { verdict } })
    const verdicts = [
      of('more'),
      of('within'),
      of('within'),
      of('tooFew'),
      of('more'),
      of('within')
    ]
    expect(quietRuns(verdicts)).toEqual([
      { verdict: 'within', first: 1, last: 2 },
      { verdict: 'tooFew', first: 3, last: 3 },
      { verdict: 'within', first: 5, last: 5 }
    ])
  })
})

test('an axis has a few round steps, whatever it measures', () => {
  expect([0.4, 7, 12.4, 81, 729, 12_000].map((most) => niceSteps(most, 4).at(-1))).toEqual([
    0.4, 6, 10, 80, 600, 10_000
  ])
})
