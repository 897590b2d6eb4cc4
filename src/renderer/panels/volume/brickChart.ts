import type { HourVolume, Range, Volume } from '../../../contract/aggregates.ts'
import { hour, localTime } from '../../../contract/time.ts'

/** Width, height and text factor in design units (1 unit = 0.01 rem). */
export interface ChartBox {
  readonly width: number
  readonly height: number
  /** The wall's type multiplier: it moves everything that makes room for text. */
  readonly scale: number
}

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type BrickKind = 'critical' | 'high' | 'other'

export interface Brick extends Rect {
  readonly kind: BrickKind
}

export interface BrickChart {
  /** `bricks`: one mark is one report. `bars`: too many for that, so the figures are written. */
  readonly mode: 'bricks' | 'bars'
  /** Reports at the upper grid line; half of it at the lower. */
  readonly top: number
  readonly bricks: readonly Brick[]
  /** Figures over columns, in `bars` alone. */
  readonly figures: readonly { readonly x: number; readonly y: number; readonly count: number }[]
  /** Outline of the usual range, where known: separate runs of columns. */
  readonly usual: readonly string[]
  readonly forecast: readonly string[]
  readonly medians: readonly { readonly x1: number; readonly x2: number; readonly y: number }[]
  /** x of the end of the running hour. */
  readonly now: number
  /** x of local midnights. */
  readonly midnights: readonly number[]
  readonly ticks: readonly { readonly x: number; readonly hour: number }[]
  readonly baseY: number
  readonly topY: number
  readonly unusual: Unusual | undefined
}

/** The newest hour outside its usual range. The running hour can only be above, not yet below. */
export interface Unusual {
  readonly count: number
  readonly usual: Range
  readonly direction: 'above' | 'below'
  /** 0 = the running hour. */
  readonly hoursAgo: number
  readonly x: number
  readonly y: number
}

const hoursAhead = 6
/** Up to this many in an hour a mark stays one report: one, two, then three side by side. */
const bricksUpTo = 60
/** A usual range above that may make room for a fourth; then bricks would be dust. */
const tallestBricks = 80
const bricksHigh = 20
const scaleSteps = [8, 12, 16, 20, 24, 32, 40, 48, 60, 80]

type Hours = Pick<Volume, 'hours' | 'forecast'>

/** The 24 h + 6 h chart as shapes, in design units. Widths follow the box, one column an hour. */
export function brickChart(
  { hours, forecast }: Hours,
  timeZone: string,
  box: ChartBox
): BrickChart {
  const top = scaleTop({ hours, forecast })
  const most = Math.max(0, ...hours.map(totalOf))
  const mode = most <= bricksUpTo && top <= tallestBricks ? 'bricks' : 'bars'
  // Bars have their figures on top: those need room below "kini".
  const topY = (mode === 'bars' ? 54 : 26) * box.scale
  const baseY = box.height - 48 * box.scale
  const column = box.width / Math.max(1, hours.length + hoursAhead)
  const y = (value: number): number => baseY - ((baseY - topY) * Math.min(value, top)) / top
  const unusual = findUnusual(hours)
  const marks = hours.flatMap((entry, index) =>
    mode === 'bricks'
      ? bricksOf(entry, { x: index * column, width: column, baseY, topY, top })
      : barsOf(entry, { x: index * column, width: column, y })
  )
  const bands = hours.map(({ usual }) => usual)
  const now = hours.length * column
  return {
    mode,
    top,
    bricks: marks,
    figures:
      mode === 'bars'
        ? figuresOf(hours, column, box.scale).map(({ index, count }) => ({
            x: (index + 0.5) * column,
            y: y(count) - 8 * box.scale,
            count
          }))
        : [],
    usual: bandPaths(bands, 0, column, y),
    forecast: bandPaths(forecast.slice(0, hoursAhead), now, column, y),
    medians: forecast.slice(0, hoursAhead).map(({ median }, index) => ({
      x1: now + index * column + 3,
      x2: now + (index + 1) * column - 3,
      y: y(median)
    })),
    now,
    ...axis(hours, timeZone, column, box.scale),
    baseY,
    topY,
    unusual: unusual && {
      ...unusual,
      x: (hours.length - unusual.hoursAgo) * column,
      // Beside the top of its column; where it lacks height, above what was usual.
      y: y(Math.max(unusual.count, unusual.direction === 'below' ? unusual.usual.high + 1 : 0))
    }
  }
}

/** All reports of an hour. */
export function totalOf({ byPriority }: Pick<HourVolume, 'byPriority'>): number {
  return byPriority.reduce((sum, count) => sum + count, 0)
}

function scaleTop({ hours, forecast }: Hours): number {
  const highest = Math.max(
    0,
    ...hours.map(totalOf),
    ...hours.map(({ usual }) => usual?.high ?? 0),
    ...forecast.map(({ high }) => high)
  )
  const step = scaleSteps.find((candidate) => candidate >= highest)
  if (step !== undefined) return step
  const magnitude = 10 ** Math.floor(Math.log10(highest))
  return Math.ceil(highest / (magnitude / 5)) * (magnitude / 5)
}

function kindsOf({ byPriority }: HourVolume): readonly (readonly [BrickKind, number])[] {
  const [critical, high, ...rest] = byPriority
  return [
    ['critical', critical],
    ['high', high],
    ['other', rest.reduce((sum, count) => sum + count, 0)]
  ]
}

interface BrickColumn {
  readonly x: number
  readonly width: number
  readonly baseY: number
  readonly topY: number
  readonly top: number
}

function bricksOf(entry: HourVolume, { x, width, baseY, topY, top }: BrickColumn): Brick[] {
  const perRow = Math.ceil(top / bricksHigh)
  const inset = width * 0.08
  const gap = perRow === 1 ? 4 : 3
  const pitch = ((baseY - topY) * perRow) / top
  const brickWidth = (width - 2 * inset - (perRow - 1) * gap) / perRow
  const kinds = kindsOf(entry).flatMap(([kind, count]) => Array<BrickKind>(count).fill(kind))
  return kinds.map((kind, index) => ({
    kind,
    x: x + inset + (index % perRow) * (brickWidth + gap),
    y: baseY - (Math.floor(index / perRow) + 1) * pitch + gap,
    width: brickWidth,
    height: pitch - gap
  }))
}

function barsOf(
  entry: HourVolume,
  { x, width, y }: { x: number; width: number; y: (value: number) => number }
): Brick[] {
  const inset = width * 0.08
  let below = 0
  return kindsOf(entry).flatMap(([kind, count]) => {
    if (count === 0) return []
    const bottom = y(below)
    below += count
    const shape = { kind, x: x + inset, y: y(below), width: width - 2 * inset }
    return [{ ...shape, height: bottom - shape.y }]
  })
}

/** Every column's figure where three digits fit, else those of the highest and the running hour. */
function figuresOf(
  hours: readonly HourVolume[],
  column: number,
  scale: number
): { readonly index: number; readonly count: number }[] {
  const all = hours.map((entry, index) => ({ index, count: totalOf(entry) }))
  if (column >= 56 * scale) return all.filter(({ count }) => count > 0)
  const highest = Math.max(0, ...all.map(({ count }) => count))
  const peak = all.findLast(({ count }) => count === highest)
  const last = all.at(-1)
  const near = peak !== undefined && last !== undefined && last.index - peak.index < 2
  return [peak, near ? undefined : last].filter((entry) => entry !== undefined)
}

function bandPaths(
  ranges: readonly (Range | undefined)[],
  left: number,
  column: number,
  y: (value: number) => number
): string[] {
  const paths: string[] = []
  let upper: string[] = []
  let lower: string[] = []
  const flush = (): void => {
    if (upper.length > 0) paths.push(`M${upper.join('L')}L${lower.toReversed().join('L')}Z`)
    upper = []
    lower = []
  }
  ranges.forEach((range, index) => {
    if (range === undefined) {
      flush()
      return
    }
    const x1 = round(left + index * column)
    const x2 = round(left + (index + 1) * column)
    upper.push(`${x1} ${round(y(range.high))}`, `${x2} ${round(y(range.high))}`)
    lower.push(`${x1} ${round(y(range.low))}`, `${x2} ${round(y(range.low))}`)
  })
  flush()
  return paths
}

function axis(
  hours: readonly HourVolume[],
  timeZone: string,
  column: number,
  scale: number
): Pick<BrickChart, 'midnights' | 'ticks'> {
  const first = hours[0]
  if (first === undefined) return { midnights: [], ticks: [] }
  const every = column * 3 >= 170 * scale ? 3 : 6
  const ticks: { x: number; hour: number }[] = []
  const midnights: number[] = []
  // A column's hour comes from its own start: a day may have 23 or 25 hours.
  for (let index = 0; index < hours.length + hoursAhead; index++) {
    const start = hours[index]?.start ?? first.start + index * hour
    const local = localTime(start, timeZone).hour
    if (local === 0 && index > 0) midnights.push(index * column)
    // The end of the running hour is called "kini": a figure there would name a time to come.
    if (local % every === 0 && index !== hours.length)
      ticks.push({ x: index * column, hour: local })
  }
  return { midnights, ticks }
}

function findUnusual(hours: readonly HourVolume[]): Omit<Unusual, 'x' | 'y'> | undefined {
  for (const hoursAgo of [0, 1]) {
    const entry = hours[hours.length - 1 - hoursAgo]
    if (entry?.usual === undefined) continue
    const count = totalOf(entry)
    const common = { count, usual: entry.usual, hoursAgo }
    if (count > entry.usual.high) return { ...common, direction: 'above' }
    if (hoursAgo > 0 && count < entry.usual.low) return { ...common, direction: 'below' }
  }
  return undefined
}

/**
 * The next hours together: the sum of the medians, with the hourly half-widths added as squares.
 * That takes the hours as independent, so it is the narrowest honest range.
 */
export function forecastTotal(forecast: Volume['forecast']): Range | undefined {
  const next = forecast.slice(0, hoursAhead)
  if (next.length === 0) return undefined
  const sum = next.reduce((total, { median }) => total + median, 0)
  const spread = (side: (entry: Volume['forecast'][number]) => number): number =>
    Math.sqrt(next.reduce((total, entry) => total + side(entry) ** 2, 0))
  return {
    low: Math.max(0, Math.round(sum - spread(({ median, low }) => median - low))),
    high: Math.round(sum + spread(({ median, high }) => high - median))
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
