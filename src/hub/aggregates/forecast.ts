import type { Range } from '../../contract/aggregates.ts'
import { countQuantile, usualRange } from '../statistics/counts.ts'
import { excessSpread, type DayCounts, type Rhythm } from './rhythm.ts'

/** Whole days of history a forecast needs, and a usual range. */
export const forecastNeedsDays = 14
export const usualNeedsDays = 28

/** How far into a local day it is. */
export interface TimeOfDay {
  readonly weekday: number
  readonly hour: number
  /** Part of the running hour that is over, 0–1. */
  readonly part: number
}

/** Incidents expected from midnight to this time of a day. */
export function expectedByNow(rhythm: Rhythm, { weekday, hour, part }: TimeOfDay): number {
  let expected = rhythm.expectedHour(weekday, hour) * part
  for (let h = 0; h < hour; h += 1) expected += rhythm.expectedHour(weekday, h)
  return expected
}

/** The usual count by this time of day. The spread is that of the last eight weeks at this time. */
export function usualByNow(
  rhythm: Rhythm,
  days: readonly DayCounts[],
  time: TimeOfDay
): Range | undefined {
  if (rhythm.historyDays < usualNeedsDays) return undefined
  const pattern = days.slice(-rhythm.patternDays)
  const expected = expectedByNow(rhythm, time)
  const pairs = pattern.map(({ hours, weekday }): [number, number] => {
    let counted = (hours[time.hour] ?? 0) * time.part
    for (let h = 0; h < time.hour; h += 1) counted += hours[h] ?? 0
    return [counted, expectedByNow(rhythm, { ...time, weekday })]
  })
  const spread = excessSpread(pairs, 8) + rhythm.levelSpread
  return usualRange(expected, expected + spread * expected ** 2)
}

/** The usual count of one whole hour of the week. */
export function usualHour(rhythm: Rhythm, weekday: number, hour: number): Range | undefined {
  if (rhythm.historyDays < usualNeedsDays) return undefined
  const expected = rhythm.expectedHour(weekday, hour)
  return usualRange(expected, expected + rhythm.hourSpread * expected ** 2)
}

/**
 * How much busier today is than expected: 1 = as expected. The less the city's days differ, the
 * more of a surplus is put down to chance (gamma prior with the spread of past days).
 */
export function todaysPace(rhythm: Rhythm, count: number, expected: number): number {
  if (rhythm.daySpread <= 0) return 1
  const prior = 1 / rhythm.daySpread
  return (prior + count) / (prior + expected)
}

export function hourForecast(
  rhythm: Rhythm,
  pace: number,
  weekday: number,
  hour: number
): { readonly median: number } & Range {
  const mean = pace * rhythm.expectedHour(weekday, hour)
  const variance = mean + (rhythm.hourSpread + rhythm.levelSpread) * mean ** 2
  return { median: countQuantile(0.5, mean, variance), ...usualRange(mean, variance) }
}

export interface MonthSoFar {
  readonly count: number
  readonly today: number
  readonly time: TimeOfDay
  /** Weekdays of the days of this month after today. */
  readonly daysLeft: readonly number[]
}

/** Relative level drift assumed before the history can tell, as a standard deviation. */
const assumedDrift = 0.04
/** How many stretches of history that assumption is worth. */
const assumedStretches = 2

/**
 * The count at the end of the month: what is counted, plus the rest of today at today's pace, plus
 * the days left by weekday; with the range that holds 80 %.
 */
export function monthForecast(
  rhythm: Rhythm,
  { count, today, time, daysLeft }: MonthSoFar
): ({ readonly value: number } & Range) | undefined {
  if (rhythm.historyDays < forecastNeedsDays) return undefined
  const byNow = expectedByNow(rhythm, time)
  const restOfToday =
    todaysPace(rhythm, today, byNow) * Math.max(0, rhythm.expectedDay(time.weekday) - byNow)
  let rest = restOfToday
  for (const weekday of daysLeft) rest += rhythm.expectedDay(weekday)
  if (rest <= 0) return { value: count, low: count, high: count }
  const spread = remainderSpread(rhythm, rest, daysLeft.length + 1)
  const range = usualRange(rest, rest + spread * rest ** 2)
  return { value: count + Math.round(rest), low: count + range.low, high: count + range.high }
}

/**
 * Relative variance, beyond Poisson, of what the rest of a month brings: what went wrong with such
 * forecasts in the past, mixed with theory while that past is short.
 */
function remainderSpread(rhythm: Rhythm, rest: number, days: number): number {
  const past = rhythm.foretold(days)
  const theory = rhythm.daySpread / days + rhythm.levelSpread + assumedDrift ** 2
  const weight = past.stretches / (past.stretches + assumedStretches)
  return Math.max(0, weight * (past.variance - 1 / rest) + (1 - weight) * theory)
}
