import { usualRange } from './counts.ts'
import { changeBetween, type Change } from './changes.ts'
import { dispersionOf, type Dispersion } from './dispersion.ts'

export interface Span {
  readonly low: number
  readonly high: number
}

/** What days without a peak are like. */
export interface OrdinaryDays {
  readonly days: number
  readonly count: number
  readonly dispersion: Dispersion
  /** Incidents of an average day. */
  readonly mean: number
  /** Where that average lies with 95 %: narrow, and no measure for a single day. */
  readonly meanRange: Span
  /** What eight of ten single days stay within: the band behind a chart of days. */
  readonly dayRange: Span
  /** By weekday, 0 = Sunday: its mean ÷ the mean, drawn to 1 while it has few days. */
  readonly weekdayFactors: readonly number[]
}

/** Average days mixed into each weekday. */
const pseudoDays = 2
/** Below this there is no range: as for the usual ranges of the wall. */
export const ordinaryNeedsDays = 28

/**
 * @param dailyCounts whole days of the period that counts as ordinary
 * @param weekdays of the same days, 0 = Sunday
 * @returns undefined for fewer than 28 days
 */
export function ordinaryDays(
  dailyCounts: readonly number[],
  weekdays: readonly number[]
): OrdinaryDays | undefined {
  const days = dailyCounts.length
  if (days < ordinaryNeedsDays) return undefined
  const count = dailyCounts.reduce((sum, each) => sum + each, 0)
  const mean = count / days
  const dispersion = dispersionOf(dailyCounts, weekdays)
  const error = 1.96 * Math.sqrt((dispersion.value * mean) / days)
  return {
    days,
    count,
    dispersion,
    mean,
    meanRange: { low: Math.max(0, mean - error), high: mean + error },
    // The mean is itself an estimate: a day varies round it a little more.
    dayRange: usualRange(mean, dispersion.value * mean * (1 + 1 / days)),
    weekdayFactors: weekdayFactors(dailyCounts, weekdays, mean)
  }
}

/**
 * Whether a day is more than ordinary for its weekday; its ratio and interval are against that.
 * @param together how many days are looked at together
 */
export function unusualDay(
  day: { readonly count: number; readonly weekday: number },
  ordinary: OrdinaryDays,
  together = 1
): Change {
  const weighted = { count: day.count, days: ordinary.weekdayFactors[day.weekday] ?? 1 }
  return changeBetween(weighted, ordinary, ordinary.dispersion, together)
}

function weekdayFactors(
  counts: readonly number[],
  weekdays: readonly number[],
  mean: number
): readonly number[] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const same = counts.filter((_count, index) => weekdays[index] === weekday)
    const sum = same.reduce((total, each) => total + each, 0)
    return mean === 0 ? 1 : (sum + pseudoDays * mean) / (same.length + pseudoDays) / mean
  })
}
