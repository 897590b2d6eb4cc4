import type { Briefing, BriefingMonth } from '../../../contract/briefing.ts'
import { localTime, minute } from '../../../contract/time.ts'
import type { Room } from '../useRoom.ts'

/** Width, height and text factor in design units (1 unit = 0.01 rem). */
export interface ChartBox {
  readonly width: number
  readonly height: number
  /** The wall's type multiplier. */
  readonly scale: number
}

export function boxOf({ width, height, scale }: Room): ChartBox {
  return { width: width * 100, height: height * 100, scale }
}

/** Sizes of type in design units at wall scale 1: captions, secondary text, titles. */
export const sizes = { t1: 28, t2: 34, t3: 44 } as const

export type Point = readonly [x: number, y: number]
/** Corners of a line, in order. */
export type Line = readonly Point[]

export interface Frame {
  readonly right: number
  readonly baseY: number
  readonly grid: readonly { readonly y: number; readonly value: number }[]
  readonly days: readonly { readonly x: number; readonly day: number }[]
}

/** A name beside the end of a line: its first row at `y`, a second one under it. */
export interface EndLabel {
  readonly x: number
  readonly y: number
}

export interface MonthChart extends Frame {
  readonly now: Line
  readonly before: Line | undefined
  /** To the forecast, and the sides of its interval. */
  readonly ahead: { readonly line: Line; readonly fan: Line } | undefined
  readonly dot: Point
  /** Of the count so far; to the left of its dot while a forecast stands to the right. */
  readonly count: EndLabel & { readonly anchor: 'start' | 'end' }
  readonly forecast: EndLabel | undefined
  readonly last: EndLabel | undefined
}

/** Where the room for names at the right begins, and the axis below. */
function frameOf({ width, height, scale }: ChartBox): {
  readonly right: number
  readonly baseY: number
  readonly topY: number
} {
  return { right: width - 250 * scale, baseY: height - 58 * scale, topY: 54 * scale }
}

const gap = 18
/** Two rows of a name and the air above the next. */
const nameHeight = 92

/** Reports since the 1st, beside the month before and where it is heading. Undefined without a day. */
export function monthChart(
  { month, last, forecast, asOf, today }: Briefing,
  timeZone: string,
  box: ChartBox
): MonthChart | undefined {
  const now = cumulated(month)
  const before = last && cumulated(last)
  const total = now?.at(-1)
  if (now === undefined || total === undefined) return undefined
  const { right, baseY, topY } = frameOf(box)
  const { scale } = box
  const days = Math.max(month.days.length, last?.days.length ?? 0)
  const most = Math.max(1, total, before?.at(-1) ?? 0, forecast?.high ?? 0)
  const at = (x: number, value: number): Point => [
    (x / days) * right,
    baseY - (value / most) * (baseY - topY)
  ]
  const begun = Number(today.slice(-2))
  const { hour, minute: minutes } = localTime(asOf, timeZone)
  const today24 = Math.max(0.05, (hour * 60 + minutes) / (24 * 60))
  const xOf = (index: number): number => (index === begun ? begun - 1 + today24 : index)
  const points = now.map((value, index) => at(xOf(index), value))
  const dot = points.at(-1) ?? at(0, 0)
  const end = forecast && {
    middle: at(month.days.length, forecast.value),
    low: at(month.days.length, forecast.low),
    high: at(month.days.length, forecast.high)
  }
  const lastEnd = before && at(before.length - 1, before.at(-1) ?? 0)
  const crowded = lastEnd !== undefined && dot[0] > lastEnd[0] - 10
  const countLeft = dot[0] > 150 * scale && !(crowded && end === undefined)
  const forecastY = end && end.middle[1]
  const names = apart(
    [forecastY, lastEnd?.[1]].map((y) => y && y + 4 * scale),
    nameHeight * scale,
    baseY - 40 * scale
  )
  return {
    right,
    baseY,
    grid: stepsOf(0, most, 4)
      .filter((value) => value > 0)
      .map((value) => ({ value, y: at(0, value)[1] })),
    days: dayMarks(days).map((day) => ({ day, x: at(day, 0)[0] })),
    now: points,
    before: before?.map((value, index) => at(index, value)),
    ahead: end && { line: [dot, end.middle], fan: [dot, end.high, end.low] },
    dot,
    count: {
      x: dot[0] + (countLeft ? -26 : 26) * scale,
      y: dot[1] + (countLeft ? -18 : 14) * scale,
      anchor: countLeft ? 'end' : 'start'
    },
    forecast: names[0] === undefined ? undefined : { x: right + gap * scale, y: names[0] },
    last:
      lastEnd && names[1] !== undefined
        ? {
            x: Math.max(lastEnd[0] + gap, overlapsEnd(names, scale) ? right : 0) + gap,
            y: names[1]
          }
        : undefined
  }
}

function overlapsEnd([a, b]: readonly (number | undefined)[], scale: number): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) < (nameHeight + 20) * scale
}

/** `[0, first day, first and second …]` of the days that have begun; undefined where one is not told. */
function cumulated({ days }: BriefingMonth): readonly number[] | undefined {
  const begun = days.findLastIndex(({ count }) => count !== undefined) + 1
  if (begun === 0) return undefined
  const sums = [0]
  for (const { count } of days.slice(0, begun)) sums.push((sums.at(-1) ?? 0) + (count ?? 0))
  return sums
}

export interface MedianChart extends Frame {
  readonly now: readonly Line[]
  readonly before: readonly Line[]
  readonly targetY: number | undefined
  /** The newest day with a time. */
  readonly dot: Point | undefined
  readonly median: EndLabel | undefined
  readonly target: EndLabel | undefined
  readonly last: EndLabel | undefined
}

/** Medians by day in minutes; the axis begins where the figures do. Undefined without any. */
export function medianChart(
  { month, last }: Pick<Briefing, 'month' | 'last'>,
  targetMinutes: number | undefined,
  box: ChartBox
): MedianChart | undefined {
  const now = minutesOf(month)
  const before = last ? minutesOf(last) : []
  const all = [...now, ...before].filter((value) => value !== undefined)
  if (all.length === 0) return undefined
  const { right, baseY, topY } = frameOf(box)
  const { scale } = box
  const days = Math.max(now.length, before.length)
  const shown = targetMinutes === undefined ? all : [...all, targetMinutes]
  const steps = stepsOf(Math.min(...shown), Math.max(...shown), 3, true)
  const [first = 0] = steps
  const top = steps.at(-1) ?? 1
  const yOf = (value: number): number =>
    baseY - ((value - first) / Math.max(1e-9, top - first)) * (baseY - topY)
  const xOf = (index: number): number => ((index + 0.5) / days) * right
  const pointOf = (value: number | undefined, index: number): Point | undefined =>
    value === undefined ? undefined : [xOf(index), yOf(value)]
  const points = now.map(pointOf)
  const earlier = before.map(pointOf)
  const dot = points.findLast((point) => point !== undefined)
  const lastEnd = earlier.findLast((point) => point !== undefined)
  const targetY = targetMinutes === undefined ? undefined : yOf(targetMinutes)
  // The median stands at its dot, so the others give way.
  const nearEnd = dot !== undefined && dot[0] > right - 190 * scale
  const medianY = dot && dot[1] + 14 * scale
  const [targetRow, lastRow] = apart(
    [targetY && targetY + 4 * scale, lastEnd && lastEnd[1] - 2 * scale],
    nameHeight * scale,
    baseY,
    nearEnd && medianY !== undefined ? [medianY] : []
  )
  return {
    right,
    baseY,
    grid: steps.map((value) => ({ value, y: yOf(value) })),
    days: dayMarks(days).map((day) => ({ day, x: xOf(day - 1) })),
    now: runs(points),
    before: runs(earlier),
    targetY,
    dot,
    median: dot && medianY !== undefined ? { x: dot[0] + 28 * scale, y: medianY } : undefined,
    target: targetRow === undefined ? undefined : { x: right + gap * scale, y: targetRow },
    last:
      lastEnd && lastRow !== undefined
        ? { x: Math.max(lastEnd[0] + 22 * scale, right + gap * scale), y: lastRow }
        : undefined
  }
}

function minutesOf({ days }: BriefingMonth): readonly (number | undefined)[] {
  return days.map(({ medianMs }) => (medianMs === undefined ? undefined : medianMs / minute))
}

/** The 1st, each week after it, and the last. */
function dayMarks(days: number): readonly number[] {
  return days === 29 ? [1, 8, 15, 22, 29] : [1, 8, 15, 22, 28, ...(days > 28 ? [days] : [])]
}

/**
 * Round values about `wanted` steps apart that hold `least` to `most`; from 0, or with `whole` from
 * the round value at or below the least to that at or above the most.
 */
export function stepsOf(least: number, most: number, wanted: number, whole = false): number[] {
  const span = Math.max(1e-9, most - (whole ? least : 0))
  const rough = span / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10)
  const first = whole ? Math.floor(least / step + 1e-9) : 0
  const end = whole ? Math.ceil(most / step - 1e-9) : Math.floor(most / step + 1e-9)
  const count = Math.max(whole ? 1 : 0, end - first)
  return Array.from({ length: count + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12))
  )
}

/** Rows at least so far apart, each as near as may be to where it wants to be; the first stays. */
export function apart(
  wanted: readonly (number | undefined)[],
  distance: number,
  lowest: number,
  taken: readonly number[] = []
): (number | undefined)[] {
  const placed: number[] = [...taken]
  return wanted.map((y) => {
    if (y === undefined) return undefined
    const isFree = (at: number): boolean =>
      at <= lowest && placed.every((other) => Math.abs(other - at) >= distance - 0.5)
    const spots = [y, ...placed.flatMap((other) => [other - distance, other + distance])]
    const free = spots.filter(isFree).sort((a, b) => Math.abs(a - y) - Math.abs(b - y))[0] ?? y
    placed.push(free)
    return free
  })
}

/** Days with nothing known break a line: nobody knows what was between. */
function runs(points: readonly (Point | undefined)[]): Line[] {
  const found: Point[][] = [[]]
  for (const point of points) {
    if (point === undefined) found.push([])
    else found.at(-1)?.push(point)
  }
  // A day alone is a line to itself, which round ends make a point.
  return found
    .filter((run) => run.length > 0)
    .map((run) => (run.length === 1 ? [...run, ...run] : run))
}

export function pathOf(line: Line): string {
  return line
    .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('')
}
