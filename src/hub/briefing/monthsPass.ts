import type { Standing } from '../../contract/briefing.ts'
import type { Mirror } from '../aggregates/aggregates.ts'
import { dayNumber } from '../review/localDays.ts'
import { quantileRange, type Quantile } from '../statistics/responseChanges.ts'

/** What the review does not tell by day: response times, and where the reports of a month lie. */
export interface MonthsPass {
  /** Rising; of the local days from `first` to before `end`. */
  timesBetween(first: number, end: number): readonly number[]
  /** In whole ms, of how many; nothing on a day without a known time. */
  medianOn(day: string): { readonly medianMs?: number; readonly n?: number }
  cells(): [string, number][]
}

/** Reads the rows of some days once; exercises are left out. */
export function monthsPass(
  { columns, calendar, names }: Pick<Mirror, 'columns' | 'calendar' | 'names'>,
  { first, last, heatFrom }: Readonly<Record<'first' | 'last' | 'heatFrom', number>>
): MonthsPass {
  const times = new Map<number, number[]>()
  const cells = new Map<number, number>()
  const rows = columns.receivedBetween(calendar.dayStart(first), calendar.dayStart(last + 1))
  for (const { exercise, localHour, headlineMs, cell } of rows) {
    if (exercise) continue
    const localDay = Math.floor(localHour / 24)
    if (localDay >= heatFrom && cell >= 0) cells.set(cell, (cells.get(cell) ?? 0) + 1)
    if (Number.isNaN(headlineMs)) continue
    const onDay = times.get(localDay) ?? []
    if (onDay.length === 0) times.set(localDay, onDay)
    onDay.push(headlineMs)
  }
  return {
    timesBetween: (from, end) =>
      [...times]
        .filter(([localDay]) => localDay >= from && localDay < end)
        .flatMap(([, onDay]) => onDay)
        .sort((a, b) => a - b),
    medianOn: (day) => medianOf(times.get(dayNumber(day))),
    cells: () =>
      [...cells]
        .map(([cell, count]): [string, number] => [names.cells.nameOf(cell), count])
        .sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

/** The median with its 95 % interval; undefined for too few. */
export function timeRange(rising: readonly number[]): Quantile | undefined {
  return quantileRange(rising, 0.5)
}

/** Below or above only where the whole interval is. */
export function standingOf(median: Quantile | undefined, targetMs: number): Standing {
  if (median === undefined || Number.isNaN(targetMs)) return 'tooFew'
  if (median.high < targetMs) return 'below'
  return median.low > targetMs ? 'above' : 'around'
}

function medianOf(times: readonly number[] | undefined): ReturnType<MonthsPass['medianOn']> {
  if (times === undefined) return {}
  const rising = times.toSorted((a, b) => a - b)
  const rank = (rising.length - 1) / 2
  const below = rising[Math.floor(rank)] ?? 0
  const above = rising[Math.ceil(rank)] ?? below
  return { medianMs: Math.round((below + above) / 2), n: rising.length }
}
