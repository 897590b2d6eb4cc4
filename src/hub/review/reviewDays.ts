import type { NormalDay, PeakDayFound, ReviewDay, Verdict } from '../../contract/review.ts'
import { ordinaryDays, unusualDays, type OrdinaryDays } from '../statistics/ordinaryDays.ts'
import type { Coverage } from './coverage.ts'
import { calendarDay, weekdayFromMonday } from './localDays.ts'
import type { Sides } from './rates.ts'
import { dailyOf, wholeWeekdays } from './sides.ts'

/** What the chart of days is drawn from. */
export interface DaysChart {
  readonly days: ReviewDay[]
  readonly normalDay?: NormalDay
  readonly peakBefore?: PeakDayFound
  readonly peakAfter?: PeakDayFound
}

/**
 * @param anchor local day H, from which the days are counted
 * @param shift from a day to the day of the compared period it is paired with
 */
export function daysChart(
  { now, normal, compare }: Sides,
  coverage: Coverage,
  { anchor, shift }: { readonly anchor: number | undefined; readonly shift: number | undefined }
): DaysChart {
  const usual =
    normal && ordinaryDays(dailyOf(normal, normal.tally.days, 1, [0]), wholeWeekdays(normal))
  const { period } = now.tally
  const verdicts = usual && dayVerdicts(now, usual)

  const days = Array.from(now.tally.days, (count, index): ReviewDay => {
    const localDay = period.first + index
    const other = shift === undefined ? undefined : localDay + shift
    const verdict = verdicts?.get(index)
    return {
      day: calendarDay(localDay),
      running: localDay === coverage.today,
      ...(anchor === undefined ? {} : { offset: localDay - anchor }),
      ...(coverage.covers(localDay) ? { count } : {}),
      ...comparedDay(other, coverage, compare?.tally),
      ...(verdict === undefined ? {} : { verdict })
    }
  })
  const peakBefore = heaviest(days, (offset) => offset < 0)
  const peakAfter = heaviest(days, (offset) => offset > 0)
  return {
    days,
    ...(usual === undefined ? {} : { normalDay: normalDayOf(usual) }),
    ...(peakBefore === undefined ? {} : { peakBefore }),
    ...(peakAfter === undefined ? {} : { peakAfter })
  }
}

/** By place in the period; only whole days can be told ordinary or not. */
function dayVerdicts(now: Sides['now'], usual: OrdinaryDays): ReadonlyMap<number, Verdict> {
  const counted = now.whole.map((index) => ({
    count: now.tally.days[index] ?? 0,
    weekday: (weekdayFromMonday(now.tally.period.first + index) + 1) % 7
  }))
  const judged = unusualDays(counted, usual)
  return new Map(now.whole.map((index, at) => [index, judged[at]?.verdict ?? 'within']))
}

function comparedDay(
  localDay: number | undefined,
  coverage: Coverage,
  tally: Sides['now']['tally'] | undefined
): Pick<ReviewDay, 'compareDay' | 'compareCount'> {
  if (localDay === undefined || tally === undefined) return {}
  const count = tally.days[localDay - tally.period.first]
  if (count === undefined) return {}
  return {
    compareDay: calendarDay(localDay),
    ...(coverage.covers(localDay) ? { compareCount: count } : {})
  }
}

function normalDayOf({ mean, meanRange, dayRange, dispersion, days }: OrdinaryDays): NormalDay {
  return {
    mean,
    ...{ meanLow: meanRange.low, meanHigh: meanRange.high },
    ...{ dayLow: dayRange.low, dayHigh: dayRange.high },
    ...{ days, dispersion: dispersion.value }
  }
}

/** The day with most incidents on one side of H, among those beyond what a usual day brings. */
function heaviest(
  days: readonly ReviewDay[],
  isThere: (offset: number) => boolean
): PeakDayFound | undefined {
  let found: PeakDayFound | undefined
  for (const { day, offset, count, verdict } of days) {
    if (offset === undefined || count === undefined || verdict !== 'more') continue
    if (isThere(offset) && count > (found?.count ?? 0)) found = { day, offset, count }
  }
  return found
}
