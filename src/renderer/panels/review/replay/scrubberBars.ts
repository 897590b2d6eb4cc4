import { hour, type Moment } from '../../../../contract/time.ts'
import type { Replay } from '../../../../contract/replay.ts'

/** Bars of an hour, or of several where a long period has not the room. */
export interface ScrubberBars {
  readonly hoursPerBar: number
  readonly counts: readonly number[]
  readonly most: number
}

const hoursPerBars = [1, 2, 3, 4, 6, 12, 24] as const

export function scrubberBars(hours: Uint32Array, barsAtMost: number): ScrubberBars {
  const hoursPerBar = hoursPerBars.find((each) => hours.length / each <= barsAtMost) ?? 24
  const counts = Array.from({ length: Math.ceil(hours.length / hoursPerBar) }, (_, bar) =>
    hours.subarray(bar * hoursPerBar, (bar + 1) * hoursPerBar).reduce((sum, n) => sum + n, 0)
  )
  return { hoursPerBar, counts, most: Math.max(1, ...counts) }
}

interface BarsBox {
  readonly width: number
  /** Of the highest bar. */
  readonly height: number
}

/** One path for the bars from one to another, standing on y = `height`. */
export function barsPath(
  { counts, most }: ScrubberBars,
  { width, height }: BarsBox,
  from = 0,
  to = counts.length
): string {
  const step = width / counts.length
  const gap = Math.min(0.18 * step, 2)
  let path = ''
  for (let bar = Math.max(0, from); bar < Math.min(counts.length, to); bar += 1) {
    const count = counts[bar] ?? 0
    if (count === 0) continue
    const tall = Math.max(1, (count / most) * height)
    path += `M${(bar * step).toFixed(2)} ${height}v${(-tall).toFixed(1)}h${(step - gap).toFixed(2)}V${height}Z`
  }
  return path
}

/** The bars that lie in a stretch of time. */
export function barsWithin(
  { hoursPerBar }: ScrubberBars,
  { from: zero }: Pick<Replay, 'from'>,
  from: Moment,
  to: Moment
): readonly [from: number, to: number] {
  const ms = hoursPerBar * hour
  return [Math.floor((from - zero) / ms), Math.ceil((to - zero) / ms)]
}

export interface Tick {
  /** Days after the first one. */
  readonly day: number
  readonly text: string
  readonly strong: boolean
}

/**
 * Which days are named under the bars: the one that is shown, then H, the ends, and others at even
 * distances, as long as there is room between them.
 */
export function scrubberTicks(
  days: number,
  named: { readonly shown: number; readonly anchor: number | undefined },
  { textOf, room }: { readonly textOf: (day: number) => string; readonly room: number }
): readonly Tick[] {
  const origin = named.anchor ?? 0
  const every = [1, 2, 5, 10, 30, 60].find((step) => step >= room) ?? 90
  const even = Array.from({ length: days }, (_, at) => at).filter(
    (at) => (at - origin) % every === 0
  )
  const wanted = [
    named.shown,
    ...(named.anchor === undefined ? [] : [named.anchor]),
    ...[0, days - 1],
    ...even
  ]
  const ticks: Tick[] = []
  for (const at of wanted) {
    if (at < 0 || at >= days) continue
    if (ticks.some((tick) => Math.abs(tick.day - at) < room)) continue
    ticks.push({
      day: at,
      text: textOf(at),
      strong: at === named.shown || at === named.anchor
    })
  }
  return ticks.sort((a, b) => a.day - b.day)
}
