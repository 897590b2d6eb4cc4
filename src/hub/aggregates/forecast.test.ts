import { describe, expect, test } from 'vitest'
import { monthForecast, todaysPace, usualByNow, usualHour } from './forecast.ts'
import { countQuantile, usualRange } from '../statistics/counts.ts'
import { rhythmOf, type DayCounts } from './rhythm.ts'

/** Numbers from a seed, 0 ≤ n < 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function poisson(random: () => number, mean: number): number {
  const limit = Math.exp(-mean)
  let product = random()
  let count = 0
  while (product > limit) {
    product *= random()
    count += 1
  }
  return count
}

const weekdays = [0.9, 1.1, 1, 1, 1, 1.05, 0.95]
const hourWeights = Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0.3 : hour < 20 ? 1.5 : 1))
const weightSum = hourWeights.reduce((a, b) => a + b, 0)

interface Place {
  readonly daily: number
  /** Relative standard deviation of single days. */
  readonly dayNoise: number
  /** Relative change of the level each month, at random. */
  readonly drift: number
}

/** A made city's days: about 47 a day, weekday pattern, days that differ, a level that wanders. */
function madeDays(seed: number, count: number, { daily, dayNoise, drift }: Place): DayCounts[] {
  const random = seeded(seed)
  let level = daily
  return Array.from({ length: count }, (_, day) => {
    if (day % 30 === 0) level *= Math.exp(drift * normal(random))
    const mean = level * (weekdays[day % 7] ?? 1) * Math.exp(dayNoise * normal(random))
    const hours = hourWeights.map((weight) => poisson(random, (mean * weight) / weightSum))
    return { weekday: day % 7, hours, total: hours.reduce((a, b) => a + b, 0) }
  })
}

/** Share of rolling-origin forecasts whose 80 % interval held what came, over several made cities. */
function monthCoverage(place: Place): number {
  let held = 0
  let forecasts = 0
  for (let seed = 1; seed <= 12; seed += 1) {
    const days = madeDays(seed, 430, place)
    for (let origin = 120; origin + 31 < days.length; origin += 9) {
      const left = 5 + ((origin * 7) % 25)
      const rest = days.slice(origin + 1, origin + 1 + left)
      const today = days[origin]
      if (today === undefined) continue
      const forecast = monthForecast(rhythmOf(days.slice(0, origin)), {
        count: 0,
        today: 0,
        time: { weekday: today.weekday, hour: 0, part: 0 },
        daysLeft: rest
      })
      const actual = rest.reduce((sum, { total }) => sum + total, today.total)
      forecasts += 1
      if (forecast && actual >= forecast.low && actual <= forecast.high) held += 1
    }
  }
  return held / forecasts
}

describe('the month-end interval', () => {
  test.each([
    { name: 'a steady city', daily: 47, dayNoise: 0, drift: 0 },
    { name: 'a city whose days differ', daily: 47, dayNoise: 0.2, drift: 0 },
    { name: 'a city whose level wanders', daily: 47, dayNoise: 0.15, drift: 0.08 },
    { name: 'a small city', daily: 6, dayNoise: 0.2, drift: 0.05 }
  ])('holds about 80 % of what came in $name', ({ daily, dayNoise, drift }) => {
    const coverage = monthCoverage({ daily, dayNoise, drift })
    expect(coverage).toBeGreaterThan(0.72)
    expect(coverage).toBeLessThan(0.88)
  })
})

describe('usual ranges', () => {
  test('hold about 80 % of days by this time, and never less than they say by much', () => {
    let held = 0
    let days = 0
    for (let seed = 1; seed <= 10; seed += 1) {
      const all = madeDays(seed, 300, { daily: 47, dayNoise: 0.15, drift: 0.03 })
      for (let origin = 70; origin < all.length; origin += 3) {
        const today = all[origin]
        if (today === undefined) continue
        const past = all.slice(0, origin)
        const time = { weekday: today.weekday, hour: 14, part: 0 }
        const usual = usualByNow(rhythmOf(past), past, time)
        const counted = Array.from(today.hours)
          .slice(0, 14)
          .reduce((a, b) => a + b, 0)
        days += 1
        if (usual && counted >= usual.low && counted <= usual.high) held += 1
      }
    }
    expect(held / days).toBeGreaterThan(0.76)
    expect(held / days).toBeLessThan(0.9)
  })

  test('there are none before four weeks, and no forecast before two', () => {
    const days = madeDays(1, 28, { daily: 47, dayNoise: 0.1, drift: 0 })
    const time = { weekday: 0, hour: 12, part: 0.5 }
    const month = {
      count: 100,
      today: 20,
      time,
      daysLeft: [{ weekday: 1 }, { weekday: 2 }, { weekday: 3 }]
    }
    const at = (count: number) => rhythmOf(days.slice(0, count))
    expect(usualByNow(at(27), days.slice(0, 27), time)).toBeUndefined()
    expect(usualHour(at(27), 0, 12)).toBeUndefined()
    expect(usualByNow(at(28), days, time)).toBeDefined()
    expect(monthForecast(at(13), month)).toBeUndefined()
    expect(monthForecast(at(14), month)).toBeDefined()
  })

  test('a forecast is never below what is counted already', () => {
    const rhythm = rhythmOf(madeDays(3, 60, { daily: 47, dayNoise: 0.1, drift: 0 }))
    const time = { weekday: 3, hour: 23, part: 59 / 60 }
    const forecast = monthForecast(rhythm, { count: 1298, today: 47, time, daysLeft: [] })
    expect(forecast?.low).toBeGreaterThanOrEqual(1298)
    expect(forecast?.high).toBeLessThan(1304)
  })
})

test("today's pace gives chance its due", () => {
  const unsettled = rhythmOf(madeDays(5, 200, { daily: 47, dayNoise: 0.3, drift: 0 }))
  const pace = todaysPace(unsettled, 60, 30)
  expect(pace).toBeGreaterThan(1.3)
  expect(pace).toBeLessThan(2)
  expect(todaysPace({ ...unsettled, daySpread: 0 }, 60, 30)).toBe(1)
})

describe('quantiles of counts', () => {
  test('are those of the Poisson distribution where nothing else varies', () => {
    // From tables: P(X ≤ 1 | 3) = 0.199, P(X ≤ 5 | 3) = 0.916.
    expect(usualRange(3, 3)).toEqual({ low: 1, high: 5 })
    expect(countQuantile(0.5, 3, 3)).toBe(3)
    expect(usualRange(0, 0)).toEqual({ low: 0, high: 0 })
  })

  test('are those of the negative binomial where days differ', () => {
    // Mean 4, variance 12: size 2, p 1/3. P(0) = 1/9, and P(X ≤ 8) = 0.896, P(X ≤ 9) = 0.923.
    expect(usualRange(4, 12)).toEqual({ low: 0, high: 9 })
  })

  test('the curve for many counts joins the sum for few', () => {
    for (const share of [0.1, 0.5, 0.9] as const) {
      const below = countQuantile(share, 299.9, 900)
      const above = countQuantile(share, 300.1, 900)
      expect(Math.abs(above - below)).toBeLessThanOrEqual(1)
    }
  })
})
