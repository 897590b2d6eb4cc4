import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { City } from '../../contract/city.ts'
import { Peaks, wallPeaksOf, type WallPeak } from '../../contract/peaks.ts'
import { day } from '../../contract/time.ts'
import { incidentsOn } from '../simulator/dailyCounts.ts'
import { cityCalendar, weekdayOf } from './cityCalendar.ts'
import { monthForecast } from './forecast.ts'
import { learnPeaks, type DayTotal } from './peakEffect.ts'
import { rhythmOf } from './rhythm.ts'

const resources = join(import.meta.dirname, '../../../resources')
const read = (file: string): unknown => JSON.parse(readFileSync(join(resources, file), 'utf8'))
const peaks = wallPeaksOf(Peaks.parse(read('peaks.json')))
const semarang = City.parse(read('cities/semarang.json'))
const calendar = cityCalendar(semarang.timeZone)

const localDay = (date: string): number => Date.parse(date) / day
const dateOf = (at: number): string => new Date(at * day).toISOString().slice(0, 10)

function daysFrom(from: string, end: string, count: (at: number) => number): DayTotal[] {
  const first = localDay(from)
  return Array.from({ length: localDay(end) - first }, (_, index) => ({
    localDay: first + index,
    total: count(first + index)
  }))
}

function simulated(seed: number): (at: number) => number {
  const profile = semarang.simulation
  if (profile === undefined) throw new Error('Semarang has a profile')
  return (at) => incidentsOn({ cityId: semarang.id, seed, profile }, dateOf(at))
}

/** The forecast at midnight that ends the last of these days. */
function forecastAfter(days: readonly DayTotal[], known: readonly WallPeak[] = peaks) {
  const today = (days.at(-1)?.localDay ?? 0) + 1
  const month = calendar.monthFirst(today)
  const effect = learnPeaks(days, known)
  const ahead = (at: number) => ({ weekday: weekdayOf(at), peak: effect(at) })
  const past = days.slice(-400).map((each) => ({
    weekday: weekdayOf(each.localDay),
    hours: [],
    total: each.total,
    lift: effect(each.localDay).factor
  }))
  const forecast = monthForecast(rhythmOf(past), {
    count: days.filter((each) => each.localDay >= month).reduce((sum, { total }) => sum + total, 0),
    today: 0,
    time: { weekday: weekdayOf(today), hour: 0, part: 0 },
    peak: effect(today),
    daysLeft: Array.from({ length: calendar.monthFirst(today, 1) - today - 1 }, (_, index) =>
      ahead(today + 1 + index)
    )
  })
  if (forecast === undefined) throw new Error('too few days')
  return forecast
}

/**
 * Semarang as the sources tell it, up to the end of 25 March 2025: 12,336 in 2024, 1,308 in
 * February, 1,297 on 1–25 March. How the 12,336 lay round Lebaran is not published. Here they lie
 * as our 1,714 for March 2025 has it (the city file's effect by H-day), without any chance; with
 * `lebaran` false they lie evenly.
 */
function historyOfTheSources(lebaran: boolean): DayTotal[] {
  const effect = semarang.simulation?.peaks?.[0]?.effect ?? []
  const shape = (at: number): number => {
    const h = at - localDay('2024-04-10')
    return lebaran ? (effect.find(({ from, to }) => h >= from && h <= to)?.factor ?? 1) : 1
  }
  const whole = daysFrom('2024-01-01', '2025-01-01', shape)
  const perDay = 12_336 / whole.reduce((sum, { total }) => sum + total, 0)
  return [
    ...whole.map((each) => ({ ...each, total: Math.round(perDay * each.total) })),
    ...daysFrom('2025-01-01', '2025-02-01', () => 45),
    ...daysFrom('2025-02-01', '2025-03-26', simulated(112))
  ]
}

describe('on 25 March 2025, after 1,308 in February and 1,297 this month', () => {
  test('the end of March is foretold above 1,700, as Lebaran 2024 taught', () => {
    const days = historyOfTheSources(true)
    expect(days.slice(-25).reduce((sum, { total }) => sum + total, 0)).toBe(1_297)
    const { value, low, high } = forecastAfter(days)
    expect(value).toBeGreaterThan(1_700)
    expect(value).toBeLessThan(1_730)
    expect(low).toBeLessThan(1_670)
    expect(high).toBeGreaterThan(1_750)
  })

  test('it is not without last year, nor where last year had no Lebaran effect', () => {
    const days = historyOfTheSources(true)
    expect(forecastAfter(days.slice(-80)).value).toBeLessThan(1_650)
    expect(forecastAfter(days, []).value).toBeLessThan(1_650)
    expect(forecastAfter(historyOfTheSources(false)).value).toBeLessThan(1_650)
  })

  test('a peak that is not known yet widens the interval', () => {
    const days = historyOfTheSources(true).slice(-80)
    const known = forecastAfter(days)
    const none = forecastAfter(days, [])
    expect(known.high - known.low).toBeGreaterThan(1.3 * (none.high - none.low))
  })
})

describe('month-end forecasts of the simulated city, from February 2024 to May 2027', () => {
  const misses = { ours: 0, pace: 0, lastMonth: 0, nearLebaran: 0, paceNearLebaran: 0 }
  let held = 0
  let forecasts = 0
  for (const seed of [1, 2]) {
    const days = daysFrom('2024-01-01', '2027-06-01', simulated(seed))
    const first = days[0]?.localDay ?? 0
    const between = (from: number, to: number): number =>
      days.slice(from - first, to - first).reduce((sum, { total }) => sum + total, 0)
    for (let today = localDay('2024-02-20'); today < localDay('2027-05-28'); today += 6) {
      const month = calendar.monthFirst(today)
      const end = calendar.monthFirst(today, 1)
      if (today - month < 3) continue
      const { value, low, high } = forecastAfter(days.slice(0, today - first))
      const actual = between(month, end)
      const pace = (between(month, today) / (today - month)) * (end - month)
      forecasts += 1
      if (actual >= low && actual <= high) held += 1
      misses.ours += Math.abs(value - actual)
      misses.pace += Math.abs(pace - actual)
      misses.lastMonth += Math.abs(between(calendar.monthFirst(today, -1), month) - actual)
      const isNear = ['2025-03-31', '2026-03-21', '2027-03-10'].some(
        (h) => today <= localDay(h) + 8 && end > localDay(h) - 8
      )
      if (!isNear) continue
      misses.nearLebaran += Math.abs(value - actual)
      misses.paceNearLebaran += Math.abs(pace - actual)
    }
  }

  test('hold in their 80 % interval between 75 and 85 of a hundred', () => {
    expect(forecasts).toBeGreaterThan(350)
    expect(held / forecasts).toBeGreaterThanOrEqual(0.75)
    expect(held / forecasts).toBeLessThanOrEqual(0.85)
  })

  test('miss by less than the pace so far and than last month again', () => {
    expect(misses.ours).toBeLessThan(0.75 * misses.pace)
    expect(misses.ours).toBeLessThan(0.4 * misses.lastMonth)
    expect(misses.nearLebaran).toBeLessThan(0.6 * misses.paceNearLebaran)
  })
})
