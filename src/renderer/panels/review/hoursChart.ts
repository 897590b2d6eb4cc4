import type { ReviewAnswer } from '../../../contract/review.ts'
import { niceStep, type ChartBox, type Rect } from './box.ts'

export interface HourCell extends Rect {
  /** 0 = Monday. */
  readonly weekday: number
  readonly hour: number
  readonly count: number
  /** Reports in this hour of one such day; undefined where no such day is counted. */
  readonly rate: number | undefined
  /** 0 … 6, from few to many. */
  readonly shade: number
}

export interface HoursChart {
  readonly cells: readonly HourCell[]
  /** Over the columns: all days together. */
  readonly columns: readonly (Rect & { readonly hour: number; readonly count: number })[]
  readonly rows: readonly {
    readonly weekday: number
    readonly y: number
    readonly height: number
    readonly count: number
    readonly perDay: number | undefined
  }[]
  /** Below it is the first shade, and every `step` one more; the last is open. */
  readonly step: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export const shades = 7

/** Hour × weekday as cells, with what each hour and each weekday brings, in design units. */
export function hoursChart(
  { counts, days }: ReviewAnswer['hours'],
  { width, height, scale }: ChartBox
): HoursChart {
  const left = 88 * scale
  const right = width - 96 * scale
  const top = 78 * scale
  const bottom = height - 44 * scale
  const columnWidth = (right - left) / 24
  const rowHeight = (bottom - top) / 7
  const rates = counts.map((row, weekday) =>
    row.map((count) => {
      const over = days[weekday] ?? 0
      return over > 0 ? count / over : undefined
    })
  )
  const most = Math.max(0, ...rates.flat().map((rate) => rate ?? 0))
  const step = most === 0 ? 1 : stepFor(most)
  const perHour = Array.from({ length: 24 }, (_, hour) =>
    counts.reduce((sum, row) => sum + (row[hour] ?? 0), 0)
  )
  const busiest = Math.max(1, ...perHour)
  return {
    cells: counts.flatMap((row, weekday) =>
      row.map((count, hour) => {
        const rate = rates[weekday]?.[hour]
        return {
          weekday,
          hour,
          count,
          rate,
          shade: Math.min(shades - 1, Math.floor((rate ?? 0) / step)),
          x: left + hour * columnWidth,
          y: top + weekday * rowHeight,
          width: columnWidth - 3,
          height: rowHeight - 3
        }
      })
    ),
    columns: perHour.map((count, hour) => {
      const tall = (62 * scale * count) / busiest
      return {
        hour,
        count,
        x: left + hour * columnWidth,
        y: top - 12 - tall,
        width: columnWidth - 3,
        height: tall
      }
    }),
    rows: counts.map((row, weekday) => {
      const count = row.reduce((sum, each) => sum + each, 0)
      const over = days[weekday] ?? 0
      return {
        weekday,
        y: top + weekday * rowHeight,
        height: rowHeight,
        count,
        perDay: over > 0 ? count / over : undefined
      }
    }),
    step,
    left,
    right,
    top,
    bottom
  }
}

/** The smallest round step with which the last shade is for the busiest cells alone. */
function stepFor(most: number): number {
  return niceStep(most / shades, [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8])
}
