import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { City } from '../../contract/city.ts'
import { incidentsOn } from '../simulator/dailyCounts.ts'
import { daysOfMonth, weekdayOf } from '../simulator/localDate.ts'
import { overdispersed, seededRandom, type Random } from '../simulator/random.ts'
import { ordinaryDays, unusualDay, unusualDays } from './ordinaryDays.ts'

const weekdays = Array.from({ length: 56 }, (_, index) => index % 7)
const factors = [1.1, 1, 0.95, 0.95, 0.97, 1, 1.03]

function drawDays(random: Random, days: number, dispersion: number): number[] {
  return Array.from({ length: days }, (_, index) =>
    overdispersed(random, 47 * (factors[index % 7] ?? 1), dispersion)
  )
}

function made(counts: readonly number[]) {
  const days = ordinaryDays(counts, weekdays)
  if (days === undefined) throw new Error('too few days')
  return days
}

describe.each([1, 1.3, 2])('ordinary days with dispersion %f', (dispersion) => {
  const random = seededRandom('ordinary days', dispersion)
  const runs = 300
  let alarmed = 0
  let inside = 0
  let meanInside = 0
  for (let run = 0; run < runs; run += 1) {
    const ordinary = made(drawDays(random, run % 2 === 0 ? 28 : 56, dispersion))
    const peak = drawDays(random, 29, dispersion).map((count, index) => ({
      count,
      weekday: index % 7
    }))
    const { dayRange, meanRange } = ordinary
    inside += peak.filter(({ count }) => count >= dayRange.low && count <= dayRange.high).length
    if (meanRange.low <= 47 && meanRange.high >= 47) meanInside += 1
    if (unusualDays(peak, ordinary).some(({ verdict }) => verdict !== 'within')) alarmed += 1
  }

  test('of 29 days that are no peak, one is marked in at most one chart of twenty', () => {
    expect(alarmed / runs).toBeLessThanOrEqual(0.05)
  })

  test('about nineteen of twenty single days lie in the band for days', () => {
    expect(inside / runs / 29).toBeGreaterThan(0.93)
    expect(inside / runs / 29).toBeLessThan(0.985)
  })

  test('the average lies in its own narrow range nearly always', () => {
    expect(meanInside / runs).toBeGreaterThan(0.92)
  })
})

test('single days lie in the band for days 95 times of 100 also where weekdays differ', () => {
  const random = seededRandom('busy weekends', 200)
  const days = (): number[] =>
    weekdays.map((weekday) => overdispersed(random, weekday % 6 === 0 ? 230 : 188, 1.6))
  let inside = 0
  const runs = 200
  for (let run = 0; run < runs; run += 1) {
    const { dayRange } = made(days())
    inside += days().filter((count) => count >= dayRange.low && count <= dayRange.high).length
  }
  expect(inside / runs / weekdays.length).toBeGreaterThan(0.94)
  expect(inside / runs / weekdays.length).toBeLessThan(0.97)
})

test('the band for days is wider than that for their average', () => {
  const { dayRange, meanRange, mean } = made(drawDays(seededRandom('bands'), 28, 1.6))
  expect(meanRange.high - meanRange.low).toBeLessThan(10)
  expect(dayRange.high - dayRange.low).toBeGreaterThan(27)
  expect(mean).toBeGreaterThan(meanRange.low)
})

test('a day is measured by its own weekday', () => {
  const quietSundays = Array.from({ length: 56 }, (_, index) => (index % 7 === 0 ? 20 : 50))
  const ordinary = made(quietSundays)
  expect(unusualDay({ count: 50, weekday: 0 }, ordinary).verdict).toBe('more')
  expect(unusualDay({ count: 50, weekday: 3 }, ordinary).verdict).toBe('within')
  expect(unusualDay({ count: 20, weekday: 3 }, ordinary).verdict).toBe('fewer')
})

describe('Lebaran 2025 against February', () => {
  const profile = City.parse(
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../resources/cities/semarang.json'), 'utf8')
    )
  ).simulation
  const february = daysOfMonth('2025-02').map((date) => {
    if (profile === undefined) throw new Error('Semarang has a profile')
    return incidentsOn({ cityId: 'semarang', seed: 112, profile }, date)
  })
  const ordinary = ordinaryDays(february, daysOfMonth('2025-02').map(weekdayOf))
  if (ordinary === undefined) throw new Error('too few days')
  /** H−14 is Monday, 17 March. */
  const lebaran = [
    52, 50, 55, 53, 51, 56, 58, 54, 59, 64, 69, 74, 78, 63, 48, 58, 66, 70, 73, 81, 76, 62, 55, 52,
    49, 47, 50, 48, 46
  ].map((count, index) => ({ count, weekday: (index + 1) % 7 }))

  test('is the worked example of docs/statistics.md', () => {
    const { mean, dispersion, meanRange, dayRange } = ordinary
    expect(mean.toFixed(1)).toBe('46.7')
    expect(dispersion.value.toFixed(2)).toBe('1.62')
    expect(`${meanRange.low.toFixed(0)}–${meanRange.high.toFixed(0)}`).toBe('43–50')
    expect(`${dayRange.low}–${dayRange.high}`).toBe('31–65')
    const marked = unusualDays(lebaran, ordinary).flatMap(({ verdict }, index) =>
      verdict === 'more' ? [index - 14] : []
    )
    expect(marked).toEqual([-2, 5])
  })

  test('each day on its own, as strictly, would hide the homeward peak', () => {
    expect(unusualDay({ count: 81, weekday: 6 }, ordinary, 29).verdict).toBe('within')
    expect(unusualDay({ count: 81, weekday: 6 }, ordinary).verdict).toBe('more')
  })
})

test('there are no ordinary days before four weeks', () => {
  expect(
    ordinaryDays(
      Array.from({ length: 27 }, () => 47),
      weekdays
    )
  ).toBeUndefined()
})
