import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HourVolume, Range, Volume } from '../../../contract/aggregates.ts'
import { hour } from '../../../contract/time.ts'
import { brickChart, forecastTotal, totalOf, type ChartBox } from './brickChart.ts'

/** 14.00 in Semarang: the start of the running hour. */
const running = Date.UTC(2025, 2, 25, 7)
const box: ChartBox = { width: 1880, height: 350, scale: 1 }
const zone = 'Asia/Jakarta'

function hoursOf(counts: readonly number[], usual?: Range): readonly HourVolume[] {
  return Array.from({ length: 24 }, (_, index) => ({
    start: running - (23 - index) * hour,
    byPriority: [0, 0, counts[index - (24 - counts.length)] ?? 0, 0, 0],
    ...(usual && { usual })
  }))
}

function chart(hours: readonly HourVolume[], forecast: Volume['forecast'] = []) {
  return brickChart({ hours: [...hours], forecast: [...forecast] }, zone, box)
}

describe('one mark is one incident', () => {
  it('up to 60 in an hour, and no two marks overlap', () => {
    const priorities = fc.tuple(...Array.from({ length: 5 }, () => fc.nat({ max: 12 })))
    fc.assert(
      fc.property(fc.array(priorities, { minLength: 24, maxLength: 24 }), (drawn) => {
        const hours = drawn.map((byPriority, index) => ({
          start: running - (23 - index) * hour,
          byPriority: byPriority as unknown as HourVolume['byPriority']
        }))
        const { bricks, mode, topY, baseY } = chart(hours)
        expect(mode).toBe('bricks')
        expect(bricks).toHaveLength(hours.reduce((sum, entry) => sum + totalOf(entry), 0))
        for (const brick of bricks) {
          expect(brick.y).toBeGreaterThanOrEqual(topY - 1e-6)
          expect(brick.y + brick.height).toBeLessThanOrEqual(baseY + 1e-6)
          expect(Math.min(brick.height, brick.width)).toBeGreaterThan(6)
        }
        expect(new Set(bricks.map(({ x, y }) => `${x} ${y}`)).size).toBe(bricks.length)
      })
    )
  })

  it('then bars of the same height as the count, with the figure written', () => {
    const { bricks, mode, figures, top, baseY, topY } = chart(hoursOf([10, 75]))
    expect(mode).toBe('bars')
    expect(figures.map(({ count }) => count)).toEqual([10, 75])
    const heights = bricks.map(({ height }) => (height / (baseY - topY)) * top)
    expect(heights.map((height) => Math.round(height))).toEqual([10, 75])
  })
})

it('the critical stand at the bottom, the high above them, the rest on top', () => {
  const entry: HourVolume = { start: running, byPriority: [1, 2, 1, 1, 0] }
  expect(chart([entry]).bricks.map(({ kind }) => kind)).toEqual([
    'critical',
    'high',
    'high',
    'other',
    'other'
  ])
})

it('the scale holds the highest of count, usual range and forecast', () => {
  expect(chart(hoursOf([3])).top).toBe(8)
  expect(chart(hoursOf([3], { low: 1, high: 11 })).top).toBe(12)
  expect(chart(hoursOf([3]), [{ start: running, median: 9, low: 4, high: 19 }]).top).toBe(20)
  expect(chart(hoursOf([230])).top).toBe(240)
})

it('hours are named in the zone of the city, midnight is marked, and "now" has no figure', () => {
  const { ticks, midnights, now } = chart(hoursOf([]))
  expect(ticks.map((tick) => tick.hour)).toEqual([15, 18, 21, 0, 3, 6, 9, 12, 18])
  expect(midnights.map((x) => Math.round(x / (1880 / 30)))).toEqual([9])
  expect(now).toBeCloseTo(24 * (1880 / 30))
})

describe('an hour outside its usual range', () => {
  const usual = { low: 3, high: 7 }
  it('is named when it is above, even while it runs', () => {
    expect(chart(hoursOf([5, 14], usual)).unusual).toMatchObject({
      count: 14,
      direction: 'above',
      hoursAgo: 0,
      usual
    })
  })

  it('is named when it stayed below, but not while it still runs', () => {
    expect(chart(hoursOf([5, 1], usual)).unusual).toBeUndefined()
    expect(chart(hoursOf([2, 4], usual)).unusual).toMatchObject({ direction: 'below', hoursAgo: 1 })
  })

  it('is written above the band when it stayed below it', () => {
    const { unusual, baseY } = chart(hoursOf([0, 4], usual))
    expect(unusual?.y).toBeLessThan(baseY - 250)
  })

  it('cannot be known without a range', () => {
    expect(chart(hoursOf([50])).unusual).toBeUndefined()
  })
})

it('a range that is known for some hours only is drawn for those only', () => {
  const hours = hoursOf([]).map((entry, index) =>
    index === 3 || index > 20 ? { ...entry, usual: { low: 1, high: 2 } } : entry
  )
  expect(chart(hours).usual).toHaveLength(2)
})

it('six hours together are less uncertain than the sum of their ranges', () => {
  const forecast = Array.from({ length: 6 }, () => ({ start: 0, median: 5, low: 3, high: 7 }))
  expect(forecastTotal(forecast)).toEqual({ low: 25, high: 35 })
  expect(forecastTotal([])).toBeUndefined()
})
