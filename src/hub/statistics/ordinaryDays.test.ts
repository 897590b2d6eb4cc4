import { describe, expect, test } from 'vitest'
import { overdispersed, seededRandom, type Random } from '../simulator/random.ts'
import { ordinaryDays, unusualDay } from './ordinaryDays.ts'

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
    if (peak.some((day) => unusualDay(day, ordinary, 29).verdict !== 'within')) alarmed += 1
  }

  test('of 29 days that are no peak, one is marked in at most one chart of twenty', () => {
    expect(alarmed / runs).toBeLessThanOrEqual(0.05)
  })

  test('about eight of ten single days lie in the band for days', () => {
    expect(inside / runs / 29).toBeGreaterThan(0.76)
    expect(inside / runs / 29).toBeLessThan(0.88)
  })

  test('the average lies in its own narrow range nearly always', () => {
    expect(meanInside / runs).toBeGreaterThan(0.92)
  })
})

test('the band for days is wider than that for their average', () => {
  const { dayRange, meanRange, mean } = made(drawDays(seededRandom('bands'), 28, 1.6))
  expect(meanRange.high - meanRange.low).toBeLessThan(10)
  expect(dayRange.high - dayRange.low).toBeGreaterThan(17)
  expect(mean).toBeGreaterThan(meanRange.low)
})

test('a day is measured by its own weekday', () => {
  const quietSundays = Array.from({ length: 56 }, (_, index) => (index % 7 === 0 ? 20 : 50))
  const ordinary = made(quietSundays)
  expect(unusualDay({ count: 50, weekday: 0 }, ordinary).verdict).toBe('more')
  expect(unusualDay({ count: 50, weekday: 3 }, ordinary).verdict).toBe('within')
  expect(unusualDay({ count: 20, weekday: 3 }, ordinary).verdict).toBe('fewer')
})

test('the homeward peak of Lebaran stands out among 29 days', () => {
  const ordinary = made(drawDays(seededRandom('february'), 28, 1.6))
  expect(unusualDay({ count: 81, weekday: 6 }, ordinary, 29).verdict).toBe('more')
  expect(unusualDay({ count: 48, weekday: 1 }, ordinary, 29).verdict).toBe('within')
})

test('there are no ordinary days before four weeks', () => {
  expect(
    ordinaryDays(
      Array.from({ length: 27 }, () => 47),
      weekdays
    )
  ).toBeUndefined()
})
