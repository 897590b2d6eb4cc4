import {
  blockRows,
  headlineShift,
  mark,
  noRow,
  numberBits,
  type ColumnBlock
} from '../aggregates/columnBlock.ts'
import type { Columns } from '../aggregates/columns.ts'
import type { Keep } from './keep.ts'
import { lengthOf, weekdayFromMonday, type Days } from './localDays.ts'
import { bucketOf, GroupedTimes } from './quantiles.ts'

/** Median and P90 of the times of one group; NaN without any. */
export interface Times {
  readonly n: number
  readonly medianMs: number
  readonly p90Ms: number
}

/**
 * What the incidents of one period come to, each list narrowed by all choices but its own. Lists
 * by stretch hold one stretch per day of the period where `byDay` was asked for, else a single one.
 */
export interface Tally {
  readonly period: Days
  /** Stretches of the lists: the days of the period, or 1. */
  readonly stretches: number
  readonly total: number
  readonly simulated: boolean
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

/** Counts a period in one pass over the blocks that may hold any of its rows. */
export function tallyOf(options: TallyOptions): Tally {
  const { columns, period, until, keep, byDay } = options
  const length = lengthOf(period)
  const stretches = byDay ? length : 1
  const scan = scanOf(options, stretches)
  const hoursLong = lengthOf({ ...period, last: Math.min(period.last, until) }) * 24
  let marks = 0
  for (const block of columns.blocks)
    if (block.lastHour >= scan.fromHour && block.firstHour < scan.fromHour + hoursLong)
      marks |= scanBlock(block, scan, hoursLong)
  return {
    ...{ period, stretches, simulated: (marks & mark.simulated) !== 0 },
    ...byTime(scan.passed, keep, period),
    ...byCell(scan.cells, keep, stretches),
    times: timesOf(scan.times)[0] ?? { n: 0, medianMs: Number.NaN, p90Ms: Number.NaN },
    agencyVerdicts: scan.agencyVerdicts,
    agencyTimes: timesOf(scan.partTimes)
  }
}

/** Scratch space: only one question is answered at a time. */
const incidentTimes = new GroupedTimes()
const partTimes = new GroupedTimes()
/** By row of a block: has an assignment of a chosen agency. */
const isAgencys = new Uint8Array(blockRows)
/** By row of a block: its stretch + 1 where its time, category and district are chosen, else 0. */
const chosenStretch = new Uint16Array(blockRows)

/**
 * What a pass fills. Days and hours both follow from `passed`; categories, districts and verdicts
 * all follow from `cells`: a row costs two additions for the five of them.
 */
interface Scan {
  readonly fromHour: number
  /** By hour of the period: its stretch where day and hour are chosen, else −1. */
  readonly stretchOf: Int16Array
  readonly districts: number
  /** `[category][district + 1]`: 0 = both are chosen. */
  readonly failedCell: Uint8Array
  readonly chosenAgency: Uint8Array | undefined
  readonly agencies: number
  /** By hour of the period, chosen or not: rows whose category, district and agency are chosen. */
  readonly passed: Uint32Array
  /** `[stretch][category][district + 1][verdict]`, chosen or not: rows of chosen time and agency. */
  readonly cells: Uint32Array
  readonly agencyVerdicts: Uint32Array
  readonly times: GroupedTimes
  readonly partTimes: GroupedTimes
}

function scanOf({ period, keep, agencies, byDay }: TallyOptions, stretches: number): Scan {
  incidentTimes.begin(1)
  partTimes.begin(agencies)
  const hours = lengthOf(period) * 24
  const weekHour = weekdayFromMonday(period.first) * 24
  const { category, district } = keep
  const cells = category.length * district.length
  const stretchOf = new Int16Array(hours)
  for (let hour = 0; hour < hours; hour += 1) {
    const day = Math.floor(hour / 24)
    const isChosen = keep.day[day] === 0 && keep.hour[(weekHour + hour) % 168] === 0
    stretchOf[hour] = !isChosen ? -1 : byDay ? day : 0
  }
  const failedCell = new Uint8Array(cells)
  category.forEach((failedCategory, at) =>
    district.forEach((failedDistrict, place) => {
      failedCell[at * district.length + place] = failedCategory | failedDistrict
    })
  )
  return {
    fromHour: period.first * 24,
    ...{ stretchOf, failedCell, agencies },
    districts: district.length,
    chosenAgency: keep.agency,
    passed: new Uint32Array(hours),
    cells: new Uint32Array(stretches * cells * 4),
    agencyVerdicts: new Uint32Array(stretches * agencies * 4),
    ...{ times: incidentTimes, partTimes }
  }
}

/**
 * Counts the rows of one block that lie in the first `hoursLong` hours, then their times, then
 * their assignments. This is where the time of an answer goes: each loop is flat, and touches few
 * lists.
 * @returns the marks of all rows that lie there, one or another
 */
function scanBlock(block: ColumnBlock, scan: Scan, hoursLong: number): number {
  if (scan.chosenAgency === undefined) isAgencys.fill(1)
  else markAgencys(block, scan.chosenAgency)
  const marks = scanRows(block, scan, hoursLong)
  scanTimes(block, scan.times)
  scanParts(block, scan)
  return marks
}

function markAgencys({ partCount, partRow, partAgency }: ColumnBlock, chosen: Uint8Array): void {
  isAgencys.fill(0)
  for (let slot = 0; slot < partCount; slot += 1) {
    const row = partRow[slot] ?? noRow
    if (row !== noRow && chosen[partAgency[slot] ?? 0] === 1) isAgencys[row] = 1
  }
}

function scanRows({ localHour, marks, count }: ColumnBlock, scan: Scan, hoursLong: number): number {
  const { fromHour, stretchOf, failedCell, passed, cells, districts } = scan
  const cellsLong = failedCell.length
  const mask = (1 << numberBits) - 1
  let seen = 0
  for (let at = 0; at < count; at += 1) {
    chosenStretch[at] = 0
    const hour = (localHour[at] ?? 0) - fromHour
    if (hour < 0 || hour >= hoursLong) continue
    const marked = marks[at] ?? 0
    if ((marked & mark.exercise) !== 0) continue
    seen |= marked
    const cell = (marked & mask) * districts + ((marked >> numberBits) & mask)
    const stretch = stretchOf[hour] ?? -1
    const isPlace = failedCell[cell] === 0
    if (isPlace && stretch >= 0) chosenStretch[at] = stretch + 1
    if (isAgencys[at] === 0) continue
    if (isPlace) passed[hour] = (passed[hour] ?? 0) + 1
    if (stretch < 0) continue
    const counted = (stretch * cellsLong + cell) * 4 + ((marked >> headlineShift) & 3)
    cells[counted] = (cells[counted] ?? 0) + 1
  }
  return seen
}

function scanTimes({ headlineMs, count }: ColumnBlock, into: GroupedTimes): void {
  into.reserve(count)
  const { ms: times, counts } = into
  let { size } = into
  for (let at = 0; at < count; at += 1) {
    if (chosenStretch[at] === 0 || isAgencys[at] === 0) continue
    const ms = headlineMs[at] ?? -1
    if (ms < 0) continue
    times[size] = ms
    size += 1
    const bucket = bucketOf(0, ms)
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  into.size = size
}

/** The chart of agencies does not look at the chosen agencies. */
function scanParts(block: ColumnBlock, scan: Scan): void {
  const { partCount, partRow, partAgency, partState, partMs } = block
  const { agencies, agencyVerdicts } = scan
  scan.partTimes.reserve(partCount)
  const { ms: times, group, counts } = scan.partTimes
  let size = scan.partTimes.size
  for (let slot = 0; slot < partCount; slot += 1) {
    const row = partRow[slot] ?? noRow
    if (row === noRow) continue
    const stretch = chosenStretch[row] ?? 0
    if (stretch === 0) continue
    const agency = partAgency[slot] ?? 0
    const verdict = ((stretch - 1) * agencies + agency) * 4 + ((partState[slot] ?? 0) & 3)
    agencyVerdicts[verdict] = (agencyVerdicts[verdict] ?? 0) + 1
    const ms = partMs[slot] ?? -1
    if (ms < 0) continue
    times[size] = ms
    group[size] = agency
    size += 1
    const bucket = bucketOf(agency, ms)
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  scan.partTimes.size = size
}

/** The chart of days does not look at the chosen days, nor that of hours at the chosen hours. */
function byTime(
  passed: Uint32Array,
  keep: Keep,
  period: Days
): Pick<Tally, 'total' | 'days' | 'hours'> {
  const days = new Uint32Array(lengthOf(period))
  const hours = new Uint32Array(7 * 24)
  const weekHour = weekdayFromMonday(period.first) * 24
  let total = 0
  passed.forEach((count, hour) => {
    const day = Math.floor(hour / 24)
    const ofWeek = (weekHour + hour) % 168
    const isDay = keep.day[day] === 0
    const isHour = keep.hour[ofWeek] === 0
    if (isHour) days[day] = (days[day] ?? 0) + count
    if (isDay) hours[ofWeek] = (hours[ofWeek] ?? 0) + count
    if (isDay && isHour) total += count
  })
  return { total, days, hours }
}

/** Nor does that of categories look at the chosen categories, nor that of districts at its own. */
function byCell(
  cells: Uint32Array,
  { category, district }: Keep,
  stretches: number
): Pick<Tally, 'categories' | 'districts' | 'verdicts'> {
  const categories = new Uint32Array(stretches * category.length)
  const districts = new Uint32Array(stretches * district.length)
  const verdicts = new Uint32Array(stretches * 4)
  let at = 0
  for (let stretch = 0; stretch < stretches; stretch += 1)
    for (let kind = 0; kind < category.length; kind += 1)
      for (let place = 0; place < district.length; place += 1)
        for (let verdict = 0; verdict < 4; verdict += 1, at += 1) {
          const count = cells[at] ?? 0
          if (count === 0) continue
          const isKind = category[kind] === 0
          const isPlace = district[place] === 0
          if (isPlace) add(categories, stretch * category.length + kind, count)
          if (isKind) add(districts, stretch * district.length + place, count)
          if (isKind && isPlace) add(verdicts, stretch * 4 + verdict, count)
        }
  return { categories, districts, verdicts }
}

function add(list: Uint32Array, at: number, count: number): void {
  list[at] = (list[at] ?? 0) + count
}

function timesOf(times: GroupedTimes): Times[] {
  return times
    .quantiles([0.5, 0.9])
    .map(({ n, values: [medianMs = Number.NaN, p90Ms = Number.NaN] }) => ({ n, medianMs, p90Ms }))
}
