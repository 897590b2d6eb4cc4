import type { DayRange, ReviewAnswer, ReviewDay } from '../../../contract/review.ts'
import { niceSteps, t2, roughWidth, type ChartBox, type Rect } from './box.ts'
import type { HolidaySpan } from './holidays.ts'

export interface DayBar extends Rect {
  readonly day: ReviewDay & { readonly count: number }
  /** `open`: the day is not over. `notable`: beyond what a usual day brings. */
  readonly look: 'plain' | 'notable' | 'open'
}

/** Where a day can be pointed at, whether or not it has a bar. */
export interface DaySlot {
  readonly index: number
  readonly day: ReviewDay
  readonly x: number
  readonly width: number
}

export interface DayLabel {
  readonly x: number
  readonly day: ReviewDay
  /** Of the second row of labels, the dates. */
  readonly dated: boolean
  readonly strong: boolean
  /** The first of a month, named as such: too many days to count them. */
  readonly month: boolean
}

export interface PeakLabel {
  readonly which: 'before' | 'after' | 'anchor' | 'highest'
  readonly count: number
  readonly x: number
  readonly y: number
  /** Which side its name stands on; over the figure where neither has room. */
  readonly name: 'left' | 'right' | 'none'
}

export interface DaysChart {
  readonly baseY: number
  readonly topY: number
  readonly left: number
  readonly right: number
  readonly grid: readonly { readonly y: number; readonly value: number }[]
  readonly slots: readonly DaySlot[]
  readonly bars: readonly DayBar[]
  /** Days gone by of which nothing is stored. */
  readonly gaps: readonly { readonly x: number; readonly width: number; readonly days: number }[]
  /** First day that has not begun. */
  readonly future: { readonly x: number; readonly width: number } | undefined
  /** Runs of days of the compared period. */
  readonly line: readonly string[]
  /** The end of the line, for its name. */
  readonly lineEnd: { readonly y: number } | undefined
  /** What a single usual day brings, and its mean. */
  readonly band: { readonly y: number; readonly height: number; readonly meanY: number } | undefined
  /** Right of the plot, moved apart where they would be printed over one another. */
  readonly names: { readonly band: number; readonly line: number }
  readonly labels: readonly DayLabel[]
  readonly peaks: readonly PeakLabel[]
  readonly holidays: readonly (HolidaySpan & {
    readonly x1: number
    readonly x2: number
    readonly y: number
  })[]
  /** Round the chosen days. */
  readonly chosen: Rect | undefined
}

type Days = Pick<ReviewAnswer, 'days' | 'normalDay' | 'peakBefore' | 'peakAfter'>

interface DaysShown extends Days {
  /** Local day of the answer: what is later has not begun. */
  readonly today: string
  readonly holidays: readonly HolidaySpan[]
  readonly chosen: DayRange | undefined
}

/** Days aligned on H as shapes, in design units. */
export function daysChart(shown: DaysShown, box: ChartBox): DaysChart {
  const { days, normalDay, today } = shown
  const { scale } = box
  const left = 70 * scale
  const right = box.width - 190 * scale
  const baseY = box.height - 92 * scale
  const topY = 122 * scale
  const slot = (right - left) / Math.max(1, days.length)
  const most = Math.max(
    1,
    ...days.map(({ count }) => count ?? 0),
    ...days.map(({ compareCount }) => compareCount ?? 0),
    normalDay?.dayHigh ?? 0
  )
  const y = (value: number): number => baseY - ((baseY - topY) * value) / most
  const middle = (index: number): number => left + (index + 0.5) * slot
  const slots = days.map((day, index) => ({ index, day, x: left + index * slot, width: slot }))
  const missing = runs(days, ({ count, day }) => count === undefined && day <= today)
  const coming = days.findIndex(({ day, count }) => day > today && count === undefined)
  // A single day is no wall of blue.
  const width = Math.min(slot * 0.74, 110 * scale)
  const bars = days.flatMap((day, index) => barOf(day, middle(index), width, { baseY, y }))
  const line = runs(days, ({ compareCount }) => compareCount !== undefined).map(({ from, to }) =>
    linePath(
      days
        .slice(from, to + 1)
        .map(({ compareCount }, at) => [middle(from + at), y(compareCount ?? 0)])
    )
  )
  const last = days.findLast(({ compareCount }) => compareCount !== undefined)
  const lineEnd = last && { y: y(last.compareCount ?? 0) }
  const band = normalDay && {
    y: y(normalDay.dayHigh),
    height: y(normalDay.dayLow) - y(normalDay.dayHigh),
    meanY: y(normalDay.mean)
  }
  const peaks = peakLabels(shown, { scale, left, right, slot, middle, y })
  return {
    baseY,
    topY,
    left,
    right,
    grid: niceSteps(most, 4)
      .slice(1)
      .map((value) => ({ value, y: y(value) })),
    slots,
    bars,
    gaps: missing.map(({ from, to }) => ({
      x: left + from * slot,
      width: (to - from + 1) * slot,
      days: to - from + 1
    })),
    future:
      coming < 0 ? undefined : { x: left + coming * slot, width: right - left - coming * slot },
    line,
    lineEnd,
    band,
    names: apart(band?.meanY ?? baseY, lineEnd?.y ?? baseY, scale, baseY),
    labels: dayLabels(shown, slot, middle, scale),
    peaks,
    holidays: shown.holidays.flatMap((span) => {
      const from = days.findIndex(({ day }) => day >= span.from)
      const to = days.findLastIndex(({ day }) => day <= span.to)
      if (from < 0 || to < from) return []
      return [{ ...span, x1: left + from * slot, x2: left + (to + 1) * slot, y: 44 * scale }]
    }),
    chosen: chosenRect(shown, { left, slot, scale, baseY, topY })
  }
}

function barOf(
  day: ReviewDay,
  middle: number,
  width: number,
  { baseY, y }: { baseY: number; y: (value: number) => number }
): DayBar[] {
  const { count } = day
  if (count === undefined) return []
  const notable = day.verdict === 'more' || day.verdict === 'fewer'
  return [
    {
      day: { ...day, count },
      look: day.running ? 'open' : notable ? 'notable' : 'plain',
      x: middle - width / 2,
      y: y(count),
      width,
      height: baseY - y(count)
    }
  ]
}

/** From the first to the last index of every run of days for which something holds. */
function runs(
  days: readonly ReviewDay[],
  holds: (day: ReviewDay) => boolean
): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = []
  days.forEach((day, index) => {
    if (!holds(day)) return
    const last = found.at(-1)
    if (last?.to === index - 1) last.to = index
    else found.push({ from: index, to: index })
  })
  return found
}

/** A single day is a short dash, so that it can be seen at all. */
function linePath(points: readonly (readonly [number, number])[]): string {
  const [first] = points
  if (first === undefined) return ''
  if (points.length === 1) return `M${first[0] - 12} ${first[1]}h24`
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`
}

/** Two lines of the band and one of the line need 38 units each. */
function apart(
  band: number,
  line: number,
  scale: number,
  baseY: number
): { readonly band: number; readonly line: number } {
  const row = 38 * scale
  const bandAt = Math.min(band, baseY - 2 * row)
  const lineAt = Math.min(line, baseY)
  if (lineAt < bandAt - 1.4 * row || lineAt > bandAt + 1.9 * row)
    return { band: bandAt, line: lineAt }
  return line < band
    ? { band: bandAt, line: bandAt - 1.4 * row }
    : { band: bandAt, line: Math.min(baseY, bandAt + 1.9 * row) }
}

interface Axis {
  readonly scale: number
  readonly left: number
  readonly right: number
  readonly slot: number
  readonly middle: (index: number) => number
  readonly y: (value: number) => number
}

/** The peaks with their names; the day H; without any of them the highest day. */
function peakLabels(
  { days, peakBefore, peakAfter }: DaysShown,
  { scale, left, right, slot, middle, y }: Axis
): readonly PeakLabel[] {
  const nameWidth = roughWidth('puncak mudik', t2 * scale) + 44 * scale
  const label = (
    which: PeakLabel['which'],
    index: number,
    name: PeakLabel['name']
  ): PeakLabel | undefined => {
    const day = days[index]
    // A day that runs says its own count.
    if (day?.count === undefined || day.running) return undefined
    return { which, count: day.count, x: middle(index), y: y(day.count) - 16 * scale, name }
  }
  const at = (day: string | undefined): number => days.findIndex((each) => each.day === day)
  const before = at(peakBefore?.day)
  const after = at(peakAfter?.day)
  const roomLeft = (index: number): boolean => middle(index) - nameWidth > left
  const roomRight = (index: number): boolean => middle(index) + nameWidth < right + 170 * scale
  // Too near for two labels: the heavier one keeps its own.
  const near = before >= 0 && after >= 0 && middle(after) - middle(before) < 60 * scale
  const afterWins = (peakAfter?.count ?? 0) > (peakBefore?.count ?? 0)
  const named = [
    before >= 0 && !(near && afterWins)
      ? label('before', before, roomLeft(before) ? 'left' : 'none')
      : undefined,
    after >= 0 && !(near && !afterWins)
      ? label('after', after, roomRight(after) ? 'right' : 'none')
      : undefined
  ].filter((each) => each !== undefined)
  const anchor = days.findIndex(({ offset }) => offset === 0)
  const anchored =
    anchor >= 0 &&
    slot > 46 * scale &&
    named.every(({ x }) => Math.abs(x - middle(anchor)) > 70 * scale)
      ? label('anchor', anchor, 'none')
      : undefined
  if (named.length > 0) return anchored ? [...named, anchored] : named
  const counts = days.map(({ count, running }) => (running ? -1 : (count ?? -1)))
  const highest = counts.indexOf(Math.max(...counts))
  const top = highest === anchor ? undefined : label('highest', highest, 'none')
  const apartFromAnchor =
    top === undefined || anchored === undefined || Math.abs(top.x - anchored.x) > 70 * scale
  return [top, apartFromAnchor ? anchored : undefined].filter((each) => each !== undefined)
}

/** Longer periods are labelled by their months. */
const longestByDay = 75

/** H, the peaks and the ends first; then every second, third … day, as far as there is room. */
function dayLabels(
  { days, peakBefore, peakAfter, chosen }: DaysShown,
  slot: number,
  middle: (index: number) => number,
  scale: number
): readonly DayLabel[] {
  const anchored = days.some(({ offset }) => offset !== undefined)
  const start = days[0]?.offset ?? 0
  const byMonth = days.length > longestByDay
  const every = [1, 2, 5, 7, 10, 14, 30, 60, 90].find((n) => n * slot >= 100 * scale) ?? 180
  const strong = (day: ReviewDay): boolean =>
    day.offset === 0 ||
    day.day === peakBefore?.day ||
    day.day === peakAfter?.day ||
    (chosen !== undefined && (day.day === chosen.from || day.day === chosen.to))
  const rank = (day: ReviewDay, index: number): number => {
    if (day.offset === 0) return 0
    if (strong(day)) return 1
    if (byMonth) return day.day.endsWith('-01') ? 3 : 9
    if (index === 0 || index === days.length - 1) return 2
    const place = day.offset ?? index
    const from = start % every === 0 ? start : 0
    if ((place - from) % (every * 2) === 0) return 3
    return place % every === 0 ? 4 : 9
  }
  const wanted = days
    .map((day, index) => ({ day, index, rank: rank(day, index) }))
    .filter((each) => each.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
  const taken: DayLabel[] = []
  for (const { day, index, rank: importance } of wanted) {
    const x = middle(index)
    const width = (anchored ? 92 : 112) * scale
    if (taken.some((label) => Math.abs(label.x - x) < width)) continue
    const dated =
      importance < 4 && taken.every((label) => !label.dated || Math.abs(label.x - x) >= 118 * scale)
    taken.push({ x, day, dated, strong: strong(day), month: byMonth && importance === 3 })
  }
  return taken.sort((a, b) => a.x - b.x)
}

function chosenRect(
  { days, chosen }: DaysShown,
  { left, slot, scale, baseY, topY }: Record<'left' | 'slot' | 'scale' | 'baseY' | 'topY', number>
): Rect | undefined {
  if (chosen === undefined) return undefined
  const from = days.findIndex(({ day }) => day >= chosen.from)
  const to = days.findLastIndex(({ day }) => day <= chosen.to)
  if (from < 0 || to < from) return undefined
  const y = topY - 62 * scale
  return { x: left + from * slot, y, width: (to - from + 1) * slot, height: baseY - y }
}
