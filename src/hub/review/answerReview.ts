import type { City } from '../../contract/city.ts'
import {
  unknownDistrict,
  type PeriodTotal,
  type ReviewAnswer,
  type ReviewQuestion
} from '../../contract/review.ts'
import type { Moment } from '../../contract/time.ts'
import type { Mirror } from '../aggregates/aggregates.ts'
import { callClasses } from '../aggregates/callCounts.ts'
import { coverageOf, type Coverage } from './coverage.ts'
import { keepOf } from './keep.ts'
import { daysOf, rangeOf, type Days } from './localDays.ts'
import { ratesOf, type Sides } from './rates.ts'
import { responseOf } from './responses.ts'
import { daysChart } from './reviewDays.ts'
import { daysByWeekday, sideOf, sumOf, type Side } from './sides.ts'
import { tallyOf } from './tally.ts'

export interface ReviewSource {
  /** The city whose names the mirror began with. */
  readonly city: City
  /** Right at the moment it is asked. */
  readonly mirror: Mirror
}

/** Counts one question from the columns alone. */
export function answerReview(
  { city, mirror }: ReviewSource,
  question: ReviewQuestion,
  now: Moment
): ReviewAnswer {
  const { names } = mirror
  const coverage = coverageOf(mirror, now)
  const period = daysOf(question.period)
  const shift = shiftOf(question)
  const chosen = question.selection.days && daysOf(question.selection.days)
  const cityDistricts = new Set(city.districts.map(({ code }) => code))

  function sideFor(days: Days, chosenDays: Days | undefined, byDay: boolean): Side {
    const { selection } = question
    const keep = keepOf({ selection, period: days, chosenDays, names, districts: cityDistricts })
    const tally = tallyOf({
      ...{ columns: mirror.columns, period: days, until: coverage.today, keep, byDay },
      agencies: names.agencies.size
    })
    return sideOf(tally, keep, coverage)
  }

  const compareSide =
    question.compare &&
    sideFor(daysOf(question.compare.period), chosen && shifted(chosen, shift ?? 0), false)
  const normalSide = question.normal && sideFor(daysOf(question.normal), undefined, true)
  const sides: Sides = {
    now: sideFor(period, chosen, false),
    normal: covered(normalSide),
    compare: covered(compareSide)
  }
  const calls = mirror.calls.everSeen ? mirror.calls : undefined
  const { tally } = sides.now
  const newest = newestIn(period, coverage, mirror)
  const chart = daysChart(sides, coverage, {
    anchor: question.anchor === undefined ? undefined : daysOf(dayOnly(question.anchor)).first,
    shift
  })
  return {
    asOf: now,
    simulated: [sides.now, compareSide, normalSide].some((side) => isSimulated(side, mirror)),
    ...(coverage.since === undefined ? {} : { since: coverage.since }),
    ...(newest === undefined ? {} : { newest }),
    total: totalOf(sides, mirror),
    ...chart,
    hours: hoursOf(sides),
    categories: categoriesOf(city, mirror, sides),
    districts: districtsOf(city, mirror, sides),
    target: city.headlineTarget,
    response: responseOf(
      sides,
      { width: 4, place: 0, verdicts: (of) => of.verdicts, times: (of) => of.times },
      1
    ),
    agencies: agenciesOf(mirror, sides),
    ...(calls === undefined
      ? {}
      : { calls: Array.from(tally.days, (_, index) => callsOn(mirror, period.first + index)) })
  }
}

/** From a day to its fellow in the compared period: by distance to H, else by order. */
function shiftOf({ period, anchor, compare }: ReviewQuestion): number | undefined {
  if (compare === undefined) return undefined
  const [from, to] =
    anchor !== undefined && compare.anchor !== undefined
      ? [anchor, compare.anchor]
      : [period.from, compare.period.from]
  return daysOf(dayOnly(to)).first - daysOf(dayOnly(from)).first
}

/** receivedAt of the newest incident of a period, exercises and days to come left out. */
function newestIn(
  { first, last }: Days,
  { today }: Coverage,
  { columns }: Mirror
): Moment | undefined {
  for (let localDay = Math.min(last, today); localDay >= first; localDay -= 1)
    if (columns.days.has(localDay)) return columns.spanOn(localDay)?.last
  return undefined
}

function dayOnly(day: string): { readonly from: string; readonly to: string } {
  return { from: day, to: day }
}

function shifted({ first, last }: Days, by: number): Days {
  return { first: first + by, last: last + by }
}

function covered(side: Side | undefined): Side | undefined {
  return side !== undefined && side.days > 0 ? side : undefined
}

function totalOf(sides: Sides, mirror: Mirror): ReviewAnswer['total'] {
  const list = {
    width: 4,
    of: (tally: Side['tally']) => tally.verdicts
  }
  const [rate] = ratesOf(sides, list, [{ places: [0, 1, 2, 3] }])
  const { now, compare, normal } = sides
  return {
    ...(rate ?? { count: 0 }),
    period: periodTotal(now, mirror),
    ...(compare === undefined ? {} : { compare: periodTotal(compare, mirror) }),
    ...(normal === undefined ? {} : { normal: periodTotal(normal, mirror) })
  }
}

function periodTotal({ tally, days, chosen }: Side, mirror: Mirror): PeriodTotal {
  const calls = noCalls()
  chosen.forEach((isChosen, index) => {
    if (!isChosen) return
    const onDay = callsOn(mirror, tally.period.first + index)
    for (const callClass of callClasses) calls[callClass] += onDay[callClass]
  })
  return {
    period: rangeOf(tally.period),
    days,
    incidents: tally.total,
    ...(mirror.calls.everSeen ? { calls } : {})
  }
}

function noCalls() {
  return { emergency: 0, information: 0, prank: 0, ghost: 0, dropped: 0 }
}

function callsOn({ calls }: Mirror, localDay: number) {
  const counts = noCalls()
  const onDay = calls.onDay(localDay)?.byClass
  callClasses.forEach((callClass, index) => {
    counts[callClass] = onDay?.[index] ?? 0
  })
  return counts
}

function isSimulated(side: Side | undefined, { calls }: Mirror): boolean {
  if (side === undefined) return false
  if (side.tally.simulated) return true
  const { first } = side.tally.period
  return side.chosen.some((_, index) => (calls.onDay(first + index)?.simulated ?? 0) > 0)
}

function hoursOf({ now, normal }: Sides): ReviewAnswer['hours'] {
  const grid = ({ tally }: Side): number[][] =>
    Array.from({ length: 7 }, (_, weekday) => [
      ...tally.hours.subarray(weekday * 24, weekday * 24 + 24)
    ])
  return {
    counts: grid(now),
    days: daysByWeekday(now),
    ...(normal === undefined
      ? {}
      : { normalCounts: grid(normal), normalDays: daysByWeekday(normal) })
  }
}

/** Every category of the city, and any other that has something in one of the periods. */
function categoriesOf(city: City, { names }: Mirror, sides: Sides): ReviewAnswer['categories'] {
  const list = { width: names.categories.size, of: (tally: Side['tally']) => tally.categories }
  const known = city.categories.map(({ id }) => id)
  const others = names.categories.all.filter(
    (id) => !known.includes(id) && isAnywhere(sides, list, [names.categories.numberOf(id)])
  )
  const ids = [...known, ...others]
  const rates = ratesOf(
    sides,
    list,
    ids.map((id) => ({ places: [names.categories.numberOf(id)] }))
  )
  return mostFirst(rates.map((rate, index) => ({ category: ids[index] ?? '', ...rate })))
}

/** Every district of the city, and one row for all that is elsewhere or nowhere. */
function districtsOf(city: City, { names }: Mirror, sides: Sides): ReviewAnswer['districts'] {
  const list = {
    width: names.districts.size + 1,
    of: (tally: Side['tally']) => tally.districts
  }
  const known = city.districts.map(({ code }) => code)
  const elsewhere = names.districts.all
    .filter((code) => !known.includes(code))
    .map((code) => names.districts.numberOf(code) + 1)
  const rates = ratesOf(sides, list, [
    ...known.map((code) => ({ places: [names.districts.numberOf(code) + 1] })),
    { places: [0, ...elsewhere] }
  ])
  return mostFirst(
    rates.map((rate, index) => ({ district: known[index] ?? unknownDistrict, ...rate }))
  )
}

function agenciesOf({ names }: Mirror, sides: Sides): ReviewAnswer['agencies'] {
  const width = names.agencies.size * 4
  const verdicts = (tally: Side['tally']) => tally.agencyVerdicts
  const places = (agency: number) => [0, 1, 2, 3].map((verdict) => agency * 4 + verdict)
  const present = names.agencies.all
    .map((agency) => names.agencies.numberOf(agency))
    .filter((agency) => isAnywhere(sides, { width, of: verdicts }, places(agency)))
  return present
    .map((agency) => ({
      agency: names.agencies.nameOf(agency),
      assignments: sumOf(sides.now, verdicts(sides.now.tally), width, places(agency)),
      ...responseOf(
        sides,
        { width, place: agency * 4, verdicts, times: (tally) => tally.agencyTimes[agency] },
        present.length
      )
    }))
    .sort((a, b) => b.assignments - a.assignments || (a.agency < b.agency ? -1 : 1))
}

function isAnywhere(
  { now, normal, compare }: Sides,
  { width, of }: { readonly width: number; of(tally: Side['tally']): Uint32Array },
  places: readonly number[]
): boolean {
  return [now, normal, compare].some(
    (side) => side !== undefined && sumOf(side, of(side.tally), width, places) > 0
  )
}

/** A stable sort: equal ones stay in the order of the city. */
function mostFirst<T extends { readonly count: number }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => b.count - a.count)
}
