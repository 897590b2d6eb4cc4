/** How much more than chance (Poisson) counts of days vary. */
export interface Dispersion {
  /** Variance ÷ mean of a day's count, its weekday taken out; never below 1. */
  readonly value: number
  /** How well it is known, in degrees of freedom: what the days tell plus what is assumed. */
  readonly degrees: number
  /** Days it was estimated from. */
  readonly days: number
}

/** Assumed before the days can tell, and worth as much as this many degrees of freedom. */
export const assumedDispersion = 2
export const assumedDegrees = 8
/** Fewer days than three of each weekday do not tell weekdays apart. */
const weekdaysFrom = 21

/**
 * Over-dispersion of daily counts: their squared distances from the mean of their weekday against
 * that mean, drawn to {@link assumedDispersion} while the days are few.
 * @param dailyCounts counts of whole days in which nothing is compared, zero days included
 * @param weekdays of the same days, 0 = Sunday; without them, and below three weeks, the weekday
 *   stays in
 */
export function dispersionOf(
  dailyCounts: readonly number[],
  weekdays?: readonly number[]
): Dispersion {
  const byWeekday = weekdays !== undefined && dailyCounts.length >= weekdaysFrom
  const groups = new Map<number, number[]>()
  dailyCounts.forEach((count, index) => {
    const weekday = byWeekday ? (weekdays[index] ?? 0) : 0
    groups.set(weekday, [...(groups.get(weekday) ?? []), count])
  })
  let squares = 0
  let expected = 0
  let degrees = 0
  let total = 0
  for (const counts of groups.values()) {
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
    for (const count of counts) squares += (count - mean) ** 2
    expected += mean * (counts.length - 1)
    degrees += counts.length - 1
    total += mean * counts.length
  }
  const seen = expected === 0 ? assumedDispersion : squares / expected
  // Counts of few have heavy tails (kurtosis of the negative binomial), so their squares tell less.
  const mean = total / Math.max(1, dailyCounts.length)
  const heavy = mean === 0 ? Infinity : (6 * Math.max(0, seen - 1) + 1 / Math.max(1, seen)) / mean
  const known = degrees / (1 + heavy / 2)
  const value = (known * seen + assumedDegrees * assumedDispersion) / (known + assumedDegrees)
  return {
    value: Math.max(1, value),
    degrees: known + assumedDegrees,
    days: dailyCounts.length
  }
}
