import type { ReviewAnswer, ShareChange } from '../../../contract/review.ts'
import { minute } from '../../../contract/time.ts'
import type { Against } from '../../hub/reviewAddress.ts'
import { niceSteps, t1, t2, type ChartBox } from './box.ts'

export interface AgencyMark {
  /** Undefined for the row of all incidents. */
  readonly agency: string | undefined
  readonly y: number
  readonly assignments: number
  readonly n: number
  /** x of median and p90; undefined while no time is known. */
  readonly median: number | undefined
  readonly p90: number | undefined
  readonly medianMs: number | undefined
  readonly p90Ms: number | undefined
  readonly pastTarget: boolean
  /** Of the decided ones; undefined when none is decided or too few to say. */
  readonly share: number | undefined
  readonly baseShare: number | undefined
  readonly change: ShareChange | undefined
  readonly running: number
  readonly unknown: number
  readonly chosen: boolean
}

export interface AgencyChart {
  readonly rows: readonly AgencyMark[]
  /** Agencies without a row. */
  readonly hidden: number
  /** There is room for the 90th percentile as a figure. */
  readonly withP90: boolean
  readonly rowHeight: number
  readonly fontSize: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly target: number
  readonly ticks: readonly { readonly x: number; readonly minutes: number }[]
}

/** With fewer known times than this a share says nothing. */
export const fewestTimes = 20

interface Shown extends Pick<ReviewAnswer, 'agencies' | 'response'> {
  readonly targetMinutes: number
  readonly against: Against
  readonly chosen: readonly string[]
}

/** Median and p90 on one axis of minutes with the target, all incidents first. */
export function agencyChart(shown: Shown, { width, height, scale }: ChartBox): AgencyChart {
  const { agencies, response, targetMinutes, against, chosen } = shown
  const top = 74 * scale
  const room = Math.max(1, Math.floor((height - top) / (41 * scale) + 1e-6)) - 1
  const fitting = agencies.length <= room ? agencies : agencies.slice(0, Math.max(0, room - 1))
  const hidden = agencies.length - fitting.length
  const count = 1 + fitting.length + (hidden > 0 ? 1 : 0)
  const rowHeight = Math.min(66 * scale, (height - top) / count)
  const left = 270 * scale
  // With large type the axis keeps its room, and only the whisker tells the 90th percentile.
  const withP90 = width - left - 540 * scale >= 260 * scale
  const right = Math.max(left + 100, width - (withP90 ? 540 : 405) * scale)
  const rows = [
    {
      agency: undefined,
      assignments: response.n + response.running + response.unknown,
      ...response
    },
    ...fitting
  ]
  // A p90 far out would press all others together: it runs out of the axis instead.
  const most = Math.max(
    targetMinutes * 1.5,
    ...rows.map(({ medianMs = 0 }) => (medianMs / minute) * 1.15),
    Math.min(targetMinutes * 3, ...[Math.max(...rows.map(({ p90Ms = 0 }) => p90Ms / minute))])
  )
  const x = (minutes: number): number =>
    Math.min(right, left + ((right - left) * minutes) / Math.max(most, 1e-9))
  return {
    rows: rows.map((row, index) => {
      const base = against === 'normal' ? row.normal : row.compare
      const change = against === 'normal' ? row.change : row.compareChange
      return {
        agency: row.agency,
        y: top + (index + 0.5) * rowHeight,
        assignments: row.assignments,
        n: row.n,
        medianMs: row.medianMs,
        p90Ms: row.p90Ms,
        median: row.medianMs === undefined ? undefined : x(row.medianMs / minute),
        p90: row.p90Ms === undefined ? undefined : x(row.p90Ms / minute),
        pastTarget: (row.medianMs ?? 0) > targetMinutes * minute,
        share: shareOf(row),
        baseShare: base && shareOf(base),
        change,
        running: row.running,
        unknown: row.unknown,
        chosen: row.agency !== undefined && chosen.includes(row.agency)
      }
    }),
    hidden,
    withP90,
    rowHeight,
    fontSize: (rowHeight >= 47 * scale ? t2 : t1) * scale,
    left,
    right,
    top,
    bottom: top + count * rowHeight,
    target: x(targetMinutes),
    ticks: niceSteps(most, Math.max(1, Math.min(3, (right - left) / (110 * scale)))).map(
      (minutes) => ({ minutes, x: x(minutes) })
    )
  }
}

function shareOf({ met, breached }: { met: number; breached: number }): number | undefined {
  const decided = met + breached
  return decided < fewestTimes ? undefined : met / decided
}
