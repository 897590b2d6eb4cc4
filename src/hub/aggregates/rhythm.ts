import { z90 } from '../statistics/counts.ts'

/** Counts of one whole local day. */
export interface DayCounts {
  /** 0 = Sunday. */
  readonly weekday: number
  /** 24 counts by local hour. */
  readonly hours: ArrayLike<number>
  readonly total: number
  /** What a peak (Lebaran) made of the day, as a factor; 1 where absent. */
  readonly lift?: number
}

/**
 * What a city's days have been like. Counts are taken as negative binomial: a mean, and beyond the
 * Poisson noise a relative spread (`…Spread` = variance / mean² in excess) that days and hours have
 * because of rain, football and everything else that is not in the clock. docs/counting.md shows
 * the sums.
 */
export interface Rhythm {
  /** Whole days the store knows, at most 400. */
  readonly historyDays: number
  /** Days that the weekday pattern, the hours and the spreads come from. */
  readonly patternDays: number
  /** Of an ordinary day: peaks are taken out, and come as one more factor. */
  readonly expectedDay: (weekday: number) => number
  readonly expectedHour: (weekday: number, hour: number) => number
  /** What the trend makes of the level so many days from now. */
  readonly trend: (daysAhead: number) => number
  readonly daySpread: number
  readonly hourSpread: number
  /** Relative variance of the level itself, from being estimated. */
  readonly levelSpread: number
  /**
   * Relative variance of "counts of the next days ÷ what 28-day means foretold", from the 80 %
   * smallest misses at every day of the history, with how many independent stretches that is.
   */
  readonly foretold: (days: number) => { readonly variance: number; readonly stretches: number }
}

/** Weeks of the weekday and hour pattern. */
const patternLength = 56
/** Days of the level: long enough to be steady, short enough to follow. */
const levelLength = 28
/** Relative growth a day that is thought likely before the days tell: 3 % a month. */
const likelySlope = 0.03 / 30
/** Days of the average day mixed into each weekday, and of the average hours into its hours. */
const pseudoDays = 2
const pseudoShape = 4

/** @param days whole days, oldest first, without holes. At least 14 of them make sense. */
export function rhythmOf(days: readonly DayCounts[]): Rhythm {
  const pattern = days.slice(-patternLength)
  const mean = pattern.length === 0 ? 0 : sum(pattern.map(flat)) / pattern.length
  const factors = weekdayFactors(pattern, mean)
  const shares = hourShares(pattern, mean)
  const recent = days.slice(-levelLength)
  const weights = sum(recent.map(({ weekday, lift = 1 }) => lift * (factors[weekday] ?? 1)))
  const level = weights === 0 ? 0 : sum(recent.map(({ total }) => total)) / weights
  const expectedDay = (weekday: number): number => level * (factors[weekday] ?? 1)
  const expectedHour = (weekday: number, hour: number): number =>
    expectedDay(weekday) * (shares[weekday]?.[hour] ?? 1 / 24)

  const daySpread = excessSpread(
    pattern.map(({ total, weekday, lift = 1 }) => [total, mean * lift * (factors[weekday] ?? 1)]),
    8
  )
  const hourSpread = excessSpread(
    pattern.flatMap(({ hours, weekday, lift = 1 }) =>
      Array.from({ length: 24 }, (_, hour): [number, number] => [
        hours[hour] ?? 0,
        mean * lift * (factors[weekday] ?? 1) * (shares[weekday]?.[hour] ?? 1 / 24)
      ])
    ),
    31
  )
  const levelSpread =
    level === 0 ? 0 : 1 / (level * recent.length) + daySpread / Math.max(1, recent.length)
  const origins = originsOf(days, factors, 1 + daySpread * mean)
  return {
    historyDays: days.length,
    patternDays: pattern.length,
    expectedDay,
    expectedHour,
    trend: origins.trendAt(days.length),
    daySpread,
    hourSpread,
    levelSpread,
    foretold: origins.foretold
  }
}

/** A day's count with its peak taken out. */
function flat({ total, lift = 1 }: DayCounts): number {
  return total / lift
}

function weekdayFactors(days: readonly DayCounts[], mean: number): readonly number[] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const same = days.filter((other) => other.weekday === weekday)
    const counted = sum(same.map(flat)) + pseudoDays * mean
    return mean === 0 ? 1 : counted / (same.length + pseudoDays) / mean
  })
}

/** Share of a day's incidents by hour, for each weekday, drawn towards the hours of all days. */
function hourShares(days: readonly DayCounts[], mean: number): readonly (readonly number[])[] {
  const at = (of: readonly DayCounts[], hour: number): number =>
    sum(of.map(({ hours }) => hours[hour] ?? 0))
  const all = sum(days.map(({ total }) => total))
  const shape = Array.from({ length: 24 }, (_, hour) => (at(days, hour) + 0.5) / (all + 12))
  return Array.from({ length: 7 }, (_, weekday) => {
    const same = days.filter((other) => other.weekday === weekday)
    const counted = sum(same.map(({ total }) => total))
    const borrowed = pseudoShape * Math.max(mean, 1)
    return shape.map((share, hour) => (at(same, hour) + borrowed * share) / (counted + borrowed))
  })
}

/**
 * Excess relative variance of counts over their means, by moments; never negative.
 * @param pairs [count, mean]
 * @param fitted how many figures were fitted to the same counts
 */
export function excessSpread(
  pairs: readonly (readonly [number, number])[],
  fitted: number
): number {
  const correction = pairs.length / Math.max(1, pairs.length - fitted)
  let excess = 0
  let squares = 0
  for (const [count, mean] of pairs) {
    excess += (count - mean) ** 2 * correction - mean
    squares += mean * mean
  }
  return squares === 0 ? 0 : Math.max(0, excess / squares)
}

interface Origins {
  readonly foretold: Rhythm['foretold']
  /** The trend as it was known before that day. */
  readonly trendAt: (origin: number) => Rhythm['trend']
}

/** What was known at every day of the past: its level, its trend, and how wrong that came out. */
function originsOf(
  days: readonly DayCounts[],
  factors: readonly number[],
  dispersion: number
): Origins {
  const counts = [0]
  const weights = [0]
  // Sums for a straight line through the days: what an ordinary day had, and that times its place.
  const levels = [0]
  const moments = [0]
  days.forEach(({ total, weekday, lift = 1 }, index) => {
    const weight = lift * (factors[weekday] ?? 1)
    counts.push((counts[index] ?? 0) + total)
    weights.push((weights[index] ?? 0) + weight)
    levels.push((levels[index] ?? 0) + total / weight)
    moments.push((moments[index] ?? 0) + (index * total) / weight)
  })
  const between = (sums: readonly number[], from: number, to: number): number =>
    (sums[to] ?? 0) - (sums[from] ?? 0)
  const levelAt = (origin: number): number => {
    const from = Math.max(0, origin - levelLength)
    return between(counts, from, origin) / between(weights, from, origin)
  }

  /** Least squares over eight weeks, drawn to no trend by what chance alone would show. */
  function slopeAt(origin: number): number {
    const from = Math.max(0, origin - patternLength)
    const length = origin - from
    const total = between(levels, from, origin)
    const squares = (length ** 3 - length) / 12
    if (total <= 0 || squares === 0) return 0
    const mean = total / length
    const middle = (from + origin - 1) / 2
    const slope = (between(moments, from, origin) - middle * total) / squares / mean
    const chance = dispersion / mean / squares
    return (slope * likelySlope ** 2) / (likelySlope ** 2 + chance)
  }

  function trendAt(origin: number): Rhythm['trend'] {
    const slope = slopeAt(origin)
    const age = (Math.min(origin, levelLength) - 1) / 2
    return (daysAhead) => Math.max(0, 1 + slope * (age + 1 + daysAhead))
  }

  function measure(length: number): { variance: number; stretches: number } {
    const misses: number[] = []
    for (let origin = levelLength / 2; origin + length <= days.length; origin += 1) {
      const trend = trendAt(origin)((length - 1) / 2)
      const foretold = levelAt(origin) * trend * between(weights, origin, origin + length)
      if (!(foretold > 0)) continue
      misses.push(Math.abs(between(counts, origin, origin + length) / foretold - 1))
    }
    // What four misses out of five stay within, so that one flood does not widen all the year.
    misses.sort((a, b) => a - b)
    const usual = misses[Math.floor(0.8 * misses.length)] ?? 0
    return { variance: (usual / z90) ** 2, stretches: misses.length / length }
  }

  const known = new Map<number, { variance: number; stretches: number }>()
  return {
    trendAt,
    foretold: (length) => {
      let result = known.get(length)
      if (result === undefined) {
        result = measure(length)
        known.set(length, result)
      }
      return result
    }
  }
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
