import { z90 } from '../statistics/counts.ts'

/** Counts of one whole local day. */
export interface DayCounts {
  /** 0 = Sunday. */
  readonly weekday: number
  /** 24 counts by local hour. */
  readonly hours: ArrayLike<number>
  readonly total: number
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
  readonly expectedDay: (weekday: number) => number
  readonly expectedHour: (weekday: number, hour: number) => number
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
/** Days of the average day mixed into each weekday, and of the average hours into its hours. */
const pseudoDays = 2
const pseudoShape = 4

/** @param days whole days, oldest first, without holes. At least 14 of them make sense. */
export function rhythmOf(days: readonly DayCounts[]): Rhythm {
  const pattern = days.slice(-patternLength)
  const mean = pattern.length === 0 ? 0 : sum(pattern.map(({ total }) => total)) / pattern.length
  const factors = weekdayFactors(pattern, mean)
  const shares = hourShares(pattern, mean)
  const recent = days.slice(-levelLength)
  const weights = sum(recent.map(({ weekday }) => factors[weekday] ?? 1))
  const level = weights === 0 ? 0 : sum(recent.map(({ total }) => total)) / weights
  const expectedDay = (weekday: number): number => level * (factors[weekday] ?? 1)
  const expectedHour = (weekday: number, hour: number): number =>
    expectedDay(weekday) * (shares[weekday]?.[hour] ?? 1 / 24)

  const daySpread = excessSpread(
    pattern.map(({ total, weekday }) => [total, mean * (factors[weekday] ?? 1)]),
    8
  )
  const hourSpread = excessSpread(
    pattern.flatMap(({ hours, weekday }) =>
      Array.from({ length: 24 }, (_, hour): [number, number] => [
        hours[hour] ?? 0,
        mean * (factors[weekday] ?? 1) * (shares[weekday]?.[hour] ?? 1 / 24)
      ])
    ),
    31
  )
  const levelSpread =
    level === 0 ? 0 : 1 / (level * recent.length) + daySpread / Math.max(1, recent.length)
  return {
    historyDays: days.length,
    patternDays: pattern.length,
    expectedDay,
    expectedHour,
    daySpread,
    hourSpread,
    levelSpread,
    foretold: rollingOrigin(days, factors)
  }
}

function weekdayFactors(days: readonly DayCounts[], mean: number): readonly number[] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const same = days.filter((other) => other.weekday === weekday)
    const counted = sum(same.map(({ total }) => total)) + pseudoDays * mean
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

/** Foretells every stretch of the past from the 28 days (at least 14) before it, and compares. */
function rollingOrigin(days: readonly DayCounts[], factors: readonly number[]): Rhythm['foretold'] {
  const counts = [0]
  const weights = [0]
  for (const { total, weekday } of days) {
    counts.push((counts.at(-1) ?? 0) + total)
    weights.push((weights.at(-1) ?? 0) + (factors[weekday] ?? 1))
  }
  const between = (sums: readonly number[], from: number, to: number): number =>
    (sums[to] ?? 0) - (sums[from] ?? 0)
  const known = new Map<number, { variance: number; stretches: number }>()

  function measure(length: number): { variance: number; stretches: number } {
    const misses: number[] = []
    for (let origin = levelLength / 2; origin + length <= days.length; origin += 1) {
      const from = Math.max(0, origin - levelLength)
      const level = between(counts, from, origin) / between(weights, from, origin)
      const foretold = level * between(weights, origin, origin + length)
      if (!(foretold > 0)) continue
      misses.push(Math.abs(between(counts, origin, origin + length) / foretold - 1))
    }
    // What four misses out of five stay within, so that one Lebaran does not widen all the year.
    misses.sort((a, b) => a - b)
    const usual = misses[Math.floor(0.8 * misses.length)] ?? 0
    return { variance: (usual / z90) ** 2, stretches: misses.length / length }
  }

  return (length) => {
    let result = known.get(length)
    if (result === undefined) {
      result = measure(length)
      known.set(length, result)
    }
    return result
  }
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
