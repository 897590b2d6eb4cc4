import type { Range } from '../../contract/aggregates.ts'
import { countQuantile, usualRange } from '../statistics/counts.ts'
import { noLift, type Lift } from './peakEffect.ts'
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
  const pairs = pattern.map(({ hours, weekday, lift = 1 }): [number, number] => {
    let counted = (hours[time.hour] ?? 0) * time.part
    for (let h = 0; h < time.hour; h += 1) counted += hours[h] ?? 0
    return [counted, lift * expectedByNow(rhythm, { ...time, weekday })]
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
  { weekday, hour, peak = noLift }: HourAhead
): { readonly median: number } & Range {
  const mean = pace * peak.factor * rhythm.expectedHour(weekday, hour)
  const doubt = rhythm.hourSpread + rhythm.levelSpread + peak.shared ** 2 + peak.own
  const variance = mean + doubt * mean ** 2
  return { median: countQuantile(0.5, mean, variance), ...usualRange(mean, variance) }
}

export interface DayAhead {
  readonly weekday: number
  /** What a peak makes of it. */
  readonly peak?: Lift
}

export interface HourAhead extends DayAhead {
  readonly hour: number
}

export interface MonthSoFar {
  readonly count: number
  readonly today: number
  readonly time: TimeOfDay
  /** What a peak makes of today. */
  readonly peak?: Lift
  /** The days of this month after today. */
  readonly daysLeft: readonly DayAhead[]
}

/** Relative level drift assumed before the history can tell, as a standard deviation. */
const assumedDrift = 0.04
/** How many stretches of history that assumption is worth. */
const assumedStretches = 2

/**
 * The count at the end of the month: what is counted, plus the rest of today at today's pace, plus
 * the days left by weekday, trend and peak; with the range that holds 80 %.
 */
export function monthForecast(
  rhythm: Rhythm,
  { count, today, time, peak = noLift, daysLeft }: MonthSoFar
): ({ readonly value: number } & Range) | undefined {
  if (rhythm.historyDays < forecastNeedsDays) return undefined
  const byNow = expectedByNow(rhythm, time)
  const restOfToday = Math.max(0, rhythm.expectedDay(time.weekday) - byNow)
  const parts = [
    {
      lift: peak,
      mean: peak.factor * restOfToday * todaysPace(rhythm, today, peak.factor * byNow)
    },
    ...daysLeft.map(({ weekday, peak: lift = noLift }, index) => ({
      lift,
      mean: lift.factor * rhythm.trend(index + 1) * rhythm.expectedDay(weekday)
    }))
  ]
  const rest = sum(parts.map(({ mean }) => mean))
  if (rest <= 0) return { value: count, low: count, high: count }
  const spread = remainderSpread(rhythm, rest, parts.length)
  // A peak that is stronger than the earlier ones is so on all its days.
  const shared = sum(parts.map(({ mean, lift: { shared: each } }) => mean * each)) ** 2
  const own = sum(parts.map(({ mean, lift: { own: each } }) => mean ** 2 * each))
  const range = usualRange(rest, rest + spread * rest ** 2 + shared + own)
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

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
