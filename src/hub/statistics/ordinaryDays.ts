import { usualRange } from './counts.ts'
import { falseAlarms, jointLevel, type Verdict } from './changes.ts'
import { normalQuantile, studentQuantile } from './distributions.ts'
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
  /** What a single day of any weekday stays within with 95 %: the band behind a chart of days. */
  readonly dayRange: Span
  /** By weekday, 0 = Sunday: its mean ÷ the mean, drawn to 1 while it has few days. */
  readonly weekdayFactors: readonly number[]
}

/** Average days mixed into each weekday. */
const pseudoDays = 2
/** A weekday's mean rests on about a fifth of the days: a seventh, and what is mixed in. */
const factorDays = 5
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
    dayRange: usualRange(
      mean,
      // The mean is itself an estimate: a day varies round it a little more. And it may be any weekday.
      dispersion.value * mean * (1 + 1 / days) + weekdayVariance(dailyCounts, weekdays, dispersion),
      falseAlarms / 2
    ),
    weekdayFactors: weekdayFactors(dailyCounts, weekdays, mean)
  }
}

export interface DayVerdict {
  /** Incidents of an ordinary day of this weekday. */
  readonly expected: number
  /** What an ordinary day of this weekday stays within, at the level the chart was judged. */
  readonly low: number
  readonly high: number
  readonly verdict: Exclude<Verdict, 'tooFew'>
}

interface CountedDay {
  readonly count: number
  /** 0 = Sunday. */
  readonly weekday: number
}

/** Which days of a chart are out of the ordinary for their weekday, judged together. */
export function unusualDays(days: readonly CountedDay[], ordinary: OrdinaryDays): DayVerdict[] {
  const judgeAt = (level: number): DayVerdict[] => {
    const ranges = ordinary.weekdayFactors.map((factor) => rangeAt(level, factor, ordinary))
    return days.map(({ count, weekday }) => verdictIn(count, ranges[weekday]))
  }
  const level = jointLevel(
    days.length,
    (each) => judgeAt(each).filter(({ verdict }) => verdict !== 'within').length
  )
  return judgeAt(level)
}

/**
 * Whether a single day is out of the ordinary for its weekday.
 * @param together how many days are looked at together, each on its own: stricter than
 *   {@link unusualDays}, which knows that a peak has many
 */
export function unusualDay(
  { count, weekday }: CountedDay,
  ordinary: OrdinaryDays,
  together = 1
): DayVerdict {
  const factor = ordinary.weekdayFactors[weekday] ?? 1
  return verdictIn(count, rangeAt(falseAlarms / together, factor, ordinary))
}

type DayRange = Omit<DayVerdict, 'verdict'>

function rangeAt(
  level: number,
  factor: number,
  { mean, days, dispersion }: OrdinaryDays
): DayRange {
  const tail = level / 2
  const expected = mean * factor
  // The dispersion is an estimate: t instead of z widens the distribution by as much.
  const doubt = (studentQuantile(tail, dispersion.degrees) / normalQuantile(tail)) ** 2
  const variance = dispersion.value * doubt * expected * (1 + factorDays / days)
  return { expected, ...usualRange(expected, variance, tail) }
}

function verdictIn(count: number, range: DayRange | undefined): DayVerdict {
  const { expected, low, high } = range ?? { expected: 0, low: 0, high: 0 }
  return { expected, low, high, verdict: count > high ? 'more' : count < low ? 'fewer' : 'within' }
}

/** How much the means of the weekdays differ beyond what chance makes of so few days. */
function weekdayVariance(
  counts: readonly number[],
  weekdays: readonly number[],
  dispersion: Dispersion
): number {
  const mean = counts.reduce((sum, each) => sum + each, 0) / counts.length
  const sums = Array.from({ length: 7 }, () => ({ count: 0, days: 0 }))
  counts.forEach((count, index) => {
    const own = sums[weekdays[index] ?? 0]
    if (own === undefined) return
    own.count += count
    own.days += 1
  })
  const seen = sums.filter(({ days }) => days > 0)
  const squares = seen.reduce((sum, { count, days }) => sum + days * (count / days - mean) ** 2, 0)
  const byChance = (seen.length - 1) * dispersion.value * mean
  return Math.max(0, (squares - byChance) / counts.length)
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
