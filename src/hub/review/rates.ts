import type { Rate, RateChange } from '../../contract/review.ts'
import { changesBetween, type Change } from '../statistics/changes.ts'
import { dispersionOf, type Dispersion } from '../statistics/dispersion.ts'
import { dailyOf, sumOf, wholeWeekdays, type Side } from './sides.ts'
import type { Tally } from './tally.ts'

/** The periods that are counted; the other two where they were asked for and a day is covered. */
export interface Sides {
  readonly now: Side
  readonly normal: Side | undefined
  readonly compare: Side | undefined
}

/** One row of a chart: the places of its numbers in a list. */
export interface RateRow {
  readonly places: readonly number[]
}

/** Where the numbers of a chart lie in a tally, and how many it has a stretch. */
export interface RateList {
  readonly width: number
  of(tally: Tally): Uint32Array
}

/** The rates of a whole chart; its changes are judged together, so that few are false alarms. */
export function ratesOf(sides: Sides, list: RateList, rows: readonly RateRow[]): Rate[] {
  const { now, normal, compare } = sides
  const countIn = (side: Side, { places }: RateRow): number =>
    sumOf(side, list.of(side.tally), list.width, places)
  const dispersions = rows.map(({ places }) => {
    if (normal === undefined) return dispersionOf([])
    const daily = dailyOf(normal, list.of(normal.tally), list.width, places)
    return dispersionOf(daily, wholeWeekdays(normal))
  })
  const changesAgainst = (before: Side | undefined): RateChange[] | undefined =>
    before && now.days > 0 ? changes(rows, countIn, now, before, dispersions) : undefined
  const changed = changesAgainst(normal)
  const compareChanged = changesAgainst(compare)
  return rows.map((row, index) => {
    const count = countIn(now, row)
    const change = changed?.[index]
    const compareChange = compareChanged?.[index]
    return {
      count,
      ...(now.days > 0 ? { perDay: count / now.days } : {}),
      ...(normal === undefined ? {} : { normalPerDay: countIn(normal, row) / normal.days }),
      ...(compare === undefined ? {} : { comparePerDay: countIn(compare, row) / compare.days }),
      ...(change === undefined ? {} : { change }),
      ...(compareChange === undefined ? {} : { compareChange })
    }
  })
}

function changes(
  rows: readonly RateRow[],
  countIn: (side: Side, row: RateRow) => number,
  now: Side,
  before: Side,
  dispersions: readonly Dispersion[]
): RateChange[] {
  return changesBetween(
    rows.map((row, index) => ({
      now: { count: countIn(now, row), days: now.days },
      before: { count: countIn(before, row), days: before.days },
      dispersion: dispersions[index] ?? dispersionOf([])
    }))
  ).map(rateChange)
}

function rateChange({ verdict, ratio, low, high }: Change): RateChange {
  return {
    verdict,
    low,
    ...(ratio === undefined ? {} : { ratio }),
    ...(high === undefined ? {} : { high })
  }
}
