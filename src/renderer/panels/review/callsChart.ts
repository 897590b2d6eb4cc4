import { CallClass } from '../../../contract/call.ts'
import type { ReviewAnswer } from '../../../contract/review.ts'
import type { ChartBox, Rect } from './box.ts'

export interface CallRow {
  readonly class: CallClass
  readonly count: number
  readonly perDay: number | undefined
  readonly basePerDay: number | undefined
  readonly baseY: number
  readonly bars: readonly (Rect & { readonly day: string; readonly count: number })[]
}

export interface CallsChart {
  readonly rows: readonly CallRow[]
  readonly left: number
  readonly right: number
  readonly rowHeight: number
  /** First day, H and last day. */
  readonly labels: readonly { readonly x: number; readonly index: number }[]
  readonly bottom: number
  /** Calls of one day at the top of a row; the same for every row. */
  readonly most: number
}

interface Shown {
  readonly days: ReviewAnswer['days']
  readonly calls: NonNullable<ReviewAnswer['calls']>
  readonly period: ReviewAnswer['total']['period']
  readonly base: ReviewAnswer['total']['normal']
}

/** A series of each class by day, on one scale, so that heights may be compared. */
export function callsChart(shown: Shown, { width, height, scale }: ChartBox): CallsChart {
  const { days, calls, period, base } = shown
  const classes = CallClass.options
  const left = 250 * scale
  const right = Math.max(left + 100, width - 330 * scale)
  const rowHeight = Math.min(132 * scale, (height - 44 * scale) / classes.length)
  const most = Math.max(1, ...calls.flatMap((each) => classes.map((name) => each[name])))
  const slot = (right - left) / Math.max(1, days.length)
  const tall = rowHeight - 14 * scale
  return {
    rows: classes.map((name, row) => {
      const baseY = (row + 1) * rowHeight
      const count = calls.reduce((sum, each) => sum + each[name], 0)
      const chosen = period.calls?.[name]
      return {
        class: name,
        count,
        perDay: chosen === undefined || period.days === 0 ? undefined : chosen / period.days,
        basePerDay: base?.calls && base.days > 0 ? base.calls[name] / base.days : undefined,
        baseY,
        bars: days.flatMap(({ day }, index) => {
          const of = calls[index]?.[name] ?? 0
          if (of === 0) return []
          const high = (tall * of) / most
          return [
            {
              day,
              count: of,
              x: left + (index + 0.13) * slot,
              y: baseY - high,
              width: slot * 0.74,
              height: high
            }
          ]
        })
      }
    }),
    left,
    right,
    rowHeight,
    labels: [...new Set([0, days.findIndex(({ offset }) => offset === 0), days.length - 1])]
      .filter((index) => index >= 0)
      .map((index) => ({ index, x: left + (index + 0.5) * slot })),
    bottom: classes.length * rowHeight,
    most
  }
}
