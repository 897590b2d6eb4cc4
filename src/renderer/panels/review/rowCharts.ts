import { niceSteps, t1, t2, type ChartBox } from './box.ts'
import { fitRows, type RateRow, type RestRow } from './rateRows.ts'

/** Rows under an axis: names on the left, marks in the middle, the change on the right. */
export interface RowChart<Row> {
  readonly rows: readonly (Row & { readonly y: number })[]
  readonly rest: (RestRow & { readonly y: number }) | undefined
  readonly rowHeight: number
  /** In design units at this wall scale. */
  readonly fontSize: number
  /** Where the value 0 stands, and where the axis ends. */
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly ticks: readonly { readonly x: number; readonly value: number }[]
  readonly x: (value: number) => number
}

/** The smallest row a pointer and an eye can hit, and the tallest that still reads as a list. */
const lowest = 41
const highest = 66

export interface RowOptions {
  /** Room for names and for the words of a change, in units at wall scale 1. */
  readonly names: number
  readonly words: number
  readonly page?: number
}

/** Rates as rows; how many fit hangs on the room. */
export function rateChart(
  all: readonly RateRow[],
  { width, height, scale }: ChartBox,
  { names, words, page = 0 }: RowOptions
): RowChart<RateRow> {
  const top = 34 * scale
  const room = Math.max(0, Math.floor((height - top) / (lowest * scale) + 1e-6))
  const { rows, rest } = fitRows(all, room, page)
  const count = rows.length + (rest === undefined ? 0 : 1)
  const rowHeight = Math.min(highest * scale, (height - top) / Math.max(1, count))
  const left = names * scale
  const right = Math.max(left + 100, width - words * scale)
  const most = Math.max(
    0,
    ...rows.map(({ perDay, basePerDay = 0 }) => Math.max(perDay, basePerDay))
  )
  const x = (value: number): number => left + ((right - left) * value) / Math.max(most, 1e-9)
  const middle = (index: number): number => top + (index + 0.5) * rowHeight
  return {
    rows: rows.map((row, index) => ({ ...row, y: middle(index) })),
    rest: rest && { ...rest, y: middle(rows.length) },
    rowHeight,
    fontSize: (rowHeight >= 47 * scale ? t2 : t1) * scale,
    left,
    right,
    top,
    bottom: top + count * rowHeight,
    ticks: niceSteps(most, Math.max(1, Math.min(5, (right - left) / (130 * scale)))).map(
      (value) => ({
        value,
        x: x(value)
      })
    ),
    x
  }
}
