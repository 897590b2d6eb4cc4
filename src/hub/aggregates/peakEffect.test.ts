import { describe, expect, test } from 'vitest'
import type { WallPeak } from '../../contract/peaks.ts'
import { day } from '../../contract/time.ts'
import { overdispersed, seededRandom } from '../simulator/random.ts'
import { learnPeaks, type DayTotal } from './peakEffect.ts'
import { rhythmOf } from './rhythm.ts'

const localDay = (date: string): number => Date.parse(date) / day

function lebaran(...dates: string[]): WallPeak[] {
  return dates.map((date) => ({
    id: 'idulfitri',
    name: 'Idulfitri',
    day: date,
    certainty: 'decreed',
    window: { from: -14, to: 14 }
  }))
}

const years = lebaran('2023-04-22', '2024-04-10', '2025-03-31')
const effect = new Map([
  [-3, 1.6],
  [-2, 1.8],
  [-1, 1.5],
  [0, 1],
  [4, 1.6],
  [5, 1.8],
  [6, 1.6]
])

/** Days of 47, or drawn round 47, with that effect round the first two Lebaran. */
function daysFrom(from: string, end: string, seed?: number, mean = 47): DayTotal[] {
  const first = localDay(from)
  const random = seededRandom('peaks', seed ?? 0)
  return Array.from({ length: localDay(end) - first }, (_, index) => {
    const at = first + index
    const h = years.map((peak) => at - localDay(peak.day)).find((each) => Math.abs(each) <= 14)
    const expected = mean * (effect.get(h ?? 99) ?? 1)
    return {
      localDay: at,
      total: seed === undefined ? Math.round(expected) : overdispersed(random, expected, 1.6)
    }
  })
}

/** The factor of H+`offset` of Lebaran 2025. */
function factorAt(days: readonly DayTotal[], offset: number) {
  return learnPeaks(days, years)(localDay('2025-03-31') + offset)
}

describe('the effect of a peak', () => {
  test('is what earlier years had on the same day from H, a little smoothed', () => {
    const days = daysFrom('2023-01-01', '2025-03-01')
    expect(factorAt(days, -2).factor).toBeGreaterThan(1.6)
    expect(factorAt(days, -2).factor).toBeLessThan(1.8)
    expect(factorAt(days, 5).factor).toBeGreaterThan(1.55)
    expect(factorAt(days, 0).factor).toBeLessThan(1.25)
    expect(factorAt(days, -10).factor).toBeCloseTo(1, 1)
  })

  test('is none outside the window', () => {
    expect(factorAt(daysFrom('2023-01-01', '2025-03-01'), 20)).toEqual({
      factor: 1,
      shared: 0,
      own: 0
    })
  })

  test('is learned better from two years than from one', () => {
    const two = factorAt(daysFrom('2023-01-01', '2025-03-01', 3), -2)
    const one = factorAt(daysFrom('2024-01-01', '2025-03-01', 3), -2)
    expect(two.own).toBeLessThan(one.own * 0.7)
  })

  test('is drawn to none where incidents are few', () => {
    const busy = factorAt(daysFrom('2024-01-01', '2025-03-01'), -2)
    const quiet = factorAt(daysFrom('2024-01-01', '2025-03-01', undefined, 2), -2)
    expect(quiet.factor - 1).toBeLessThan((busy.factor - 1) * 0.8)
    expect(quiet.shared).toBeGreaterThan(0)
  })

  test('that nobody has seen is none, and doubted', () => {
    expect(factorAt(daysFrom('2024-06-01', '2025-03-01'), -2)).toEqual({
      factor: 1,
      shared: 0.15,
      own: 0
    })
    expect(learnPeaks([], years)(localDay('2025-03-31')).factor).toBe(1)
  })

  test('is not learned from a peak before its H has come', () => {
    const days = daysFrom('2024-06-01', '2025-03-30')
    expect(days.at(-1)?.total).toBeGreaterThan(80)
    expect(factorAt(days, 5).factor).toBe(1)
  })
})

describe('the trend', () => {
  const made = (growth: number, seed: number) => {
    const random = seededRandom('trend', seed)
    return Array.from({ length: 200 }, (_, index) => ({
      weekday: index % 7,
      hours: [],
      total: overdispersed(random, 47 * Math.exp((growth * index) / 30), 1.3)
    }))
  }
  const meanTrend = (growth: number): number => {
    const trends = Array.from({ length: 40 }, (_, seed) => rhythmOf(made(growth, seed)).trend(15))
    return trends.reduce((sum, each) => sum + each, 0) / trends.length
  }

  test('is followed, with caution', () => {
    expect(meanTrend(0.1)).toBeGreaterThan(1.02)
    expect(meanTrend(0.1)).toBeLessThan(1.1)
    expect(meanTrend(-0.1)).toBeLessThan(0.99)
  })

  test('is none where the level stays', () => {
    expect(meanTrend(0)).toBeCloseTo(1, 2)
  })
})
