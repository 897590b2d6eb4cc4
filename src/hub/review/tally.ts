import type { Moment } from '../../contract/time.ts'
import { bit, type ColumnBlock } from '../aggregates/columnBlock.ts'
import type { Columns } from '../aggregates/columns.ts'
import { fails, type Keep } from './keep.ts'
import { lengthOf, weekdayFromMonday, type Days } from './localDays.ts'
import { GroupedTimes } from './quantiles.ts'

/** Median and P90 of the times of one group; NaN without any. */
export interface Times {
  readonly n: number
  readonly medianMs: number
  readonly p90Ms: number
}

/**
 * What the incidents of one period come to, each list narrowed by all choices but its own. Lists
 * by day hold one stretch per day of the period where `byDay` was asked for, else a single one.
 */
export interface Tally {
  readonly period: Days
  /** Stretches of the lists by day: the days of the period, or 1. */
  readonly stretches: number
  readonly total: number
  readonly simulated: boolean
  readonly newest: Moment
  readonly days: Uint32Array
  /** By hour of the week, from Monday 00:00. */
  readonly hours: Uint32Array
  /** `[stretch][category]`, in one list. */
  readonly categories: Uint32Array
  /** `[stretch][district + 1]`. */
  readonly districts: Uint32Array
  /** `[stretch][verdict against the headline target]`. */
  readonly verdicts: Uint32Array
  readonly times: Times
  /** `[stretch][agency][verdict]`, of assignments. */
  readonly agencyVerdicts: Uint32Array
  readonly agencyTimes: readonly Times[]
}

export interface TallyOptions {
  readonly columns: Columns
  readonly period: Days
  /** The last day that has begun: what a wrong clock dates later is not counted. */
  readonly until: number
  readonly keep: Keep
  /** How many agencies have a number. */
  readonly agencies: number
  readonly byDay: boolean
}

/** Scratch space: only one question is answered at a time. */
const incidentTimes = new GroupedTimes()
const partTimes = new GroupedTimes()

/** Counts a period in one pass over the blocks that may hold any of its rows. */
export function tallyOf(options: TallyOptions): Tally {
  const { columns, period, until, keep, agencies, byDay } = options
  incidentTimes.clear()
  partTimes.clear()
  const length = lengthOf(period)
  const stretches = byDay ? length : 1
  const counts: Counts = {
    fromHour: period.first * 24,
    hoursLong: lengthOf({ ...period, last: Math.min(period.last, until) }) * 24,
    startOfWeek: weekdayFromMonday(period.first) * 24,
    stride: byDay ? 1 : 0,
    agencies,
    days: new Uint32Array(length),
    hours: new Uint32Array(7 * 24),
    categories: new Uint32Array(stretches * keep.category.length),
    districts: new Uint32Array(stretches * keep.district.length),
    verdicts: new Uint32Array(stretches * 4),
    agencyVerdicts: new Uint32Array(stretches * agencies * 4),
    total: 0,
    flags: 0,
    newest: Number.NEGATIVE_INFINITY
  }
  for (const block of columns.blocks) {
    if (block.lastHour < counts.fromHour) continue
    if (block.firstHour >= counts.fromHour + counts.hoursLong) continue
    countBlock(block, keep, counts)
  }
  const { total, newest, days, hours, categories, districts, verdicts, agencyVerdicts } = counts
  return {
    ...{ period, stretches, total, newest, days, hours, categories, districts, verdicts },
    ...{ agencyVerdicts, simulated: (counts.flags & bit.simulated) !== 0 },
    times: timesOf(incidentTimes, 1)[0] ?? noTimes,
    agencyTimes: timesOf(partTimes, agencies)
  }
}

const noTimes: Times = { n: 0, medianMs: Number.NaN, p90Ms: Number.NaN }

function timesOf(times: GroupedTimes, groups: number): Times[] {
  return times
    .quantiles(groups, [0.5, 0.9])
    .map(({ n, values: [medianMs = Number.NaN, p90Ms = Number.NaN] }) => ({ n, medianMs, p90Ms }))
}

interface Counts {
  readonly fromHour: number
  readonly hoursLong: number
  /** Hour of the week at which the period begins. */
  readonly startOfWeek: number
  /** 1 = lists by day, 0 = one stretch for all. */
  readonly stride: 0 | 1
  readonly agencies: number
  readonly days: Uint32Array
  readonly hours: Uint32Array
  readonly categories: Uint32Array
  readonly districts: Uint32Array
  readonly verdicts: Uint32Array
  readonly agencyVerdicts: Uint32Array
  total: number
  flags: number
  newest: Moment
}

function countBlock(block: ColumnBlock, keep: Keep, counts: Counts): void {
  const { localHour, flags, category, district, verdicts, headlineMs, firstPart } = block
  const { fromHour, hoursLong, startOfWeek, stride } = counts
  const { count } = block
  for (let at = 0; at < count; at += 1) {
    const hour = (localHour[at] ?? 0) - fromHour
    if (hour < 0 || hour >= hoursLong) continue
    const flag = flags[at] ?? 0
    if ((flag & bit.exercise) !== 0) continue
    const day = (hour / 24) | 0
    const ofWeek = (startOfWeek + hour) % 168
    const kind = category[at] ?? 0
    const place = (district[at] ?? 0) + 1
    let failed =
      (keep.day[day] ?? 0) |
      (keep.hour[ofWeek] ?? 0) |
      (keep.category[kind] ?? 0) |
      (keep.district[place] ?? 0)
    // Only rows that some chart still counts are worth a look at their parts.
    if (keep.agency !== undefined && (failed & (failed - 1)) === 0)
      if (!hasPartOf(block, firstPart[at] ?? -1, keep.agency)) failed |= fails.agencies
    counts.flags |= flag
    if ((block.receivedAt[at] ?? 0) > counts.newest) counts.newest = block.receivedAt[at] ?? 0
    const stretch = day * stride
    if (failed === 0) {
      counts.total += 1
      const verdict = stretch * 4 + ((verdicts[at] ?? 0) >> 2)
      counts.verdicts[verdict] = (counts.verdicts[verdict] ?? 0) + 1
      const ms = headlineMs[at] ?? -1
      if (ms >= 0) incidentTimes.push(0, ms)
    }
    if ((failed & ~fails.days) === 0) counts.days[day] = (counts.days[day] ?? 0) + 1
    if ((failed & ~fails.hours) === 0) counts.hours[ofWeek] = (counts.hours[ofWeek] ?? 0) + 1
    if ((failed & ~fails.categories) === 0) {
      const cell = stretch * keep.category.length + kind
      counts.categories[cell] = (counts.categories[cell] ?? 0) + 1
    }
    if ((failed & ~fails.districts) === 0) {
      const cell = stretch * keep.district.length + place
      counts.districts[cell] = (counts.districts[cell] ?? 0) + 1
    }
    if ((failed & ~fails.agencies) === 0) countParts(block, firstPart[at] ?? -1, stretch, counts)
  }
}

function countParts(block: ColumnBlock, first: number, stretch: number, counts: Counts): void {
  for (let slot = first; slot >= 0; slot = block.partNext[slot] ?? -1) {
    const agency = block.partAgency[slot] ?? 0
    const verdict = (stretch * counts.agencies + agency) * 4 + ((block.partState[slot] ?? 0) & 3)
    counts.agencyVerdicts[verdict] = (counts.agencyVerdicts[verdict] ?? 0) + 1
    const ms = block.partMs[slot] ?? -1
    if (ms >= 0) partTimes.push(agency, ms)
  }
}

function hasPartOf(block: ColumnBlock, first: number, chosen: Uint8Array): boolean {
  for (let slot = first; slot >= 0; slot = block.partNext[slot] ?? -1)
    if (chosen[block.partAgency[slot] ?? 0] === 1) return true
  return false
}
