import type { ReviewAnswer, ReviewQuestion, Selection } from '../../contract/review.ts'
import { unknownDistrict } from '../../contract/review.ts'

/**
 * The figures of a review once more for tests, from plain rows by plain loops: nothing here shares
 * a line with what the hub answers with.
 */

/** One incident as the tests know it: where it lies in local time, and how it went. */
export interface PlainRow {
  /** `YYYY-MM-DD` */
  readonly day: string
  readonly hour: number
  readonly category: string
  readonly district: string | undefined
  readonly ms: number | undefined
  readonly verdict: string
  readonly parts: readonly {
    readonly agency: string
    readonly ms: number | undefined
    readonly verdict: string
  }[]
}

/** What both ways of counting must agree on. */
export interface Figures {
  readonly total: number
  readonly compare: number | undefined
  readonly normal: number | undefined
  readonly days: Readonly<Record<string, number>>
  /** By `weekday.hour`, Monday = 0; only what is not 0. */
  readonly hours: Readonly<Record<string, number>>
  readonly categories: Readonly<Record<string, number>>
  readonly districts: Readonly<Record<string, number>>
  readonly response: readonly (number | undefined)[]
  readonly agencies: Readonly<Record<string, readonly (number | undefined)[]>>
}

type Kind = 'days' | 'hours' | 'categories' | 'districts' | 'agencies'

export function slowFigures(rows: readonly PlainRow[], question: ReviewQuestion): Figures {
  const { period, selection, compare, normal } = question
  const inPeriod = rows.filter(({ day }) => day >= period.from && day <= period.to)
  const chosen = (but?: Kind): PlainRow[] => inPeriod.filter((row) => isChosen(row, selection, but))
  const all = chosen()
  const parts = chosen('agencies').flatMap((row) => row.parts)
  const agencies: Record<string, readonly (number | undefined)[]> = {}
  for (const { agency } of parts)
    agencies[agency] = responseOf(parts.filter((part) => part.agency === agency))
  return {
    total: all.length,
    compare: compare && comparedCount(rows, question),
    normal:
      normal &&
      rows.filter(
        (row) => row.day >= normal.from && row.day <= normal.to && isChosen(row, selection, 'days')
      ).length,
    days: tally(chosen('days').map(({ day }) => day)),
    hours: tally(chosen('hours').map(({ day, hour }) => `${weekdayOf(day)}.${hour}`)),
    categories: tally(chosen('categories').map(({ category }) => category)),
    districts: tally(chosen('districts').map(({ district }) => district ?? unknownDistrict)),
    response: responseOf(all),
    agencies
  }
}

/** The same of an answer of the hub; rows of 0 are left out, as nothing is there to count them by. */
export function figuresOf(answer: ReviewAnswer): Figures {
  const named = (pairs: readonly (readonly [string, number])[]): Record<string, number> =>
    Object.fromEntries(pairs.filter(([, count]) => count > 0).sort())
  const { n, medianMs, p90Ms, met, breached, running, unknown } = answer.response
  return {
    total: answer.total.count,
    compare: answer.total.compare?.incidents,
    normal: answer.total.normal?.incidents,
    days: named(answer.days.map(({ day, count = 0 }) => [day, count])),
    hours: named(
      answer.hours.counts.flatMap((hours, weekday) =>
        hours.map((count, hour): [string, number] => [`${weekday}.${hour}`, count])
      )
    ),
    categories: named(answer.categories.map(({ category, count }) => [category, count])),
    districts: named(answer.districts.map(({ district, count }) => [district, count])),
    response: [n, medianMs, p90Ms, met, breached, running, unknown],
    agencies: Object.fromEntries(
      answer.agencies
        .filter(({ assignments }) => assignments > 0)
        .map(({ agency, ...of }) => [
          agency,
          [of.n, of.medianMs, of.p90Ms, of.met, of.breached, of.running, of.unknown]
        ])
    )
  }
}

export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}

export function laterBy(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

function comparedCount(rows: readonly PlainRow[], question: ReviewQuestion): number | undefined {
  const { compare, selection, period, anchor } = question
  if (compare === undefined) return undefined
  const hasAnchors = anchor !== undefined && compare.anchor !== undefined
  const from = hasAnchors ? anchor : period.from
  const to = hasAnchors ? compare.anchor : compare.period.from
  const shift = Math.round((Date.parse(to ?? '') - Date.parse(from)) / 86_400_000)
  const days = selection.days
  return rows.filter(
    (row) =>
      row.day >= compare.period.from &&
      row.day <= compare.period.to &&
      (days === undefined ||
        (row.day >= laterBy(days.from, shift) && row.day <= laterBy(days.to, shift))) &&
      isChosen(row, selection, 'days')
  ).length
}

function isChosen(row: PlainRow, selection: Selection, but?: Kind): boolean {
  const { days, weekdays, hours, categories, districts, agencies } = selection
  if (but !== 'days' && days && (row.day < days.from || row.day > days.to)) return false
  if (but !== 'hours' && weekdays && !weekdays.includes(weekdayOf(row.day))) return false
  if (but !== 'hours' && hours && !hours.includes(row.hour)) return false
  if (but !== 'categories' && categories && !categories.includes(row.category)) return false
  if (but !== 'districts' && districts && !districts.includes(row.district ?? unknownDistrict))
    return false
  const own = row.parts.map(({ agency }) => agency)
  return but === 'agencies' || !agencies || agencies.some((agency) => own.includes(agency))
}

function responseOf(
  rows: readonly { readonly ms: number | undefined; readonly verdict: string }[]
): (number | undefined)[] {
  const times = rows.flatMap(({ ms }) => (ms === undefined ? [] : [ms])).sort((a, b) => a - b)
  const count = (wanted: string): number => rows.filter(({ verdict }) => verdict === wanted).length
  return [
    times.length,
    quantile(times, 0.5),
    quantile(times, 0.9),
    ...['met', 'breached', 'running', 'unknown'].map(count)
  ]
}

/** Between neighbours in proportion, in whole ms. */
function quantile(sorted: readonly number[], share: number): number | undefined {
  const rank = share * (sorted.length - 1)
  const below = sorted[Math.floor(rank)]
  const above = sorted[Math.ceil(rank)]
  if (below === undefined || above === undefined) return undefined
  return Math.round(below + (above - below) * (rank % 1))
}

function tally(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1
  return counts
}
