import type { Rate, RateChange } from '../../../contract/review.ts'
import type { Against } from '../../hub/reviewAddress.ts'

/** One kind or district, beside what it is measured against. */
export interface RateRow {
  readonly id: string
  readonly count: number
  readonly perDay: number
  /** Place by count, 1 = most. */
  readonly rank: number
  readonly basePerDay: number | undefined
  readonly change: RateChange | undefined
  readonly chosen: boolean
  readonly notable: boolean
}

/** What has no room for a row of its own. */
export interface RestRow {
  readonly rows: number
  readonly count: number
  readonly perDay: number
}

export interface FittedRows {
  readonly rows: readonly RateRow[]
  readonly rest: RestRow | undefined
}

/** Undefined where no day is covered: nothing is known of it, so nothing may be drawn. */
export function rateRow(
  id: string,
  rate: Rate,
  rank: number,
  against: Against,
  chosen: boolean
): RateRow | undefined {
  if (rate.perDay === undefined) return undefined
  const change = against === 'normal' ? rate.change : rate.compareChange
  return {
    id,
    count: rate.count,
    perDay: rate.perDay,
    rank,
    basePerDay: against === 'normal' ? rate.normalPerDay : rate.comparePerDay,
    change,
    chosen,
    notable: isNotable(change)
  }
}

export function isNotable(change: { readonly verdict: string } | undefined): boolean {
  return change?.verdict === 'more' || change?.verdict === 'fewer'
}

/** Rows after one another of which the same can be said: nothing. */
export interface QuietRun {
  readonly verdict: 'within' | 'tooFew'
  readonly first: number
  readonly last: number
}

/** So that "within the usual range" need not stand in every row. */
export function quietRuns(rows: readonly Pick<RateRow, 'change'>[]): readonly QuietRun[] {
  const runs: { verdict: 'within' | 'tooFew'; first: number; last: number }[] = []
  rows.forEach(({ change }, index) => {
    if (change?.verdict !== 'within' && change?.verdict !== 'tooFew') return
    const open = runs.at(-1)
    if (open?.last === index - 1 && open.verdict === change.verdict) open.last = index
    else runs.push({ verdict: change.verdict, first: index, last: index })
  })
  return runs
}

/** What changed beyond chance first, by how many reports a day; then the rest, most first. */
export function notableFirst(rows: readonly RateRow[]): readonly RateRow[] {
  const difference = ({ perDay, basePerDay = 0 }: RateRow): number => Math.abs(perDay - basePerDay)
  return rows.toSorted((a, b) => {
    if (a.notable !== b.notable) return a.notable ? -1 : 1
    return a.notable ? difference(b) - difference(a) : a.rank - b.rank
  })
}

/**
 * As many rows as there is room for, and one for all others together, so that the rows on screen
 * always sum to the whole. A chosen row is never among the others. `page` 1 shows those instead.
 */
export function fitRows(rows: readonly RateRow[], room: number, page = 0): FittedRows {
  if (rows.length <= room || room < 2)
    return { rows: rows.slice(0, Math.max(room, 0)), rest: undefined }
  const kept = room - 1
  const chosen = rows.filter((row) => row.chosen)
  const unchosen = rows.filter((row) => !row.chosen).slice(0, Math.max(0, kept - chosen.length))
  const first = rows.filter((row) => row.chosen || unchosen.includes(row))
  const others = rows.filter((row) => !first.includes(row))
  const shown = page === 0 ? first : others.slice(0, kept)
  const left = page === 0 ? others : rows.filter((row) => !shown.includes(row))
  return {
    rows: shown,
    rest: {
      rows: left.length,
      count: left.reduce((sum, { count }) => sum + count, 0),
      perDay: left.reduce((sum, { perDay }) => sum + perDay, 0)
    }
  }
}
