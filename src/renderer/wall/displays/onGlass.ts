import type { Part } from './partOf.ts'

/** From left to right in the picture, in its pixels. */
export interface Span {
  readonly left: number
  readonly right: number
}

export interface RowItem extends Span {
  /** It stands at the right end of its row. */
  readonly atEnd: boolean
}

/** Where, at a height of the picture, a display shows it. */
export function glassAt({ glass }: Pick<Part, 'glass'>, y: number): readonly Span[] {
  return glass
    .filter((one) => one.y <= y && y < one.y + one.height)
    .map(({ x, width }) => ({ left: x, right: x + width }))
    .toSorted((a, b) => a.left - b.left)
}

/**
 * How far each item of a row moves so that none is cut by a bezel or hangs where no display does:
 * those at the end to the left, others to the right, in their order. What no display has room for
 * stays. Undefined where there is too little room for all.
 */
export function shiftsOntoGlass(
  items: readonly RowItem[],
  glass: readonly Span[]
): readonly number[] | undefined {
  const ends = items.filter(({ atEnd }) => atEnd)
  const starts = items.filter(({ atEnd }) => !atEnd)
  const startShifts = shiftsToRight(starts, glass)
  const endShifts = shiftsToRight(mirrored(ends), mirrored(glass))
    ?.map((by) => 0 - by)
    .toReversed()
  if (startShifts === undefined || endShifts === undefined) return undefined
  const lastStart = starts.at(-1)
  const firstEnd = ends[0]
  if (
    lastStart !== undefined &&
    firstEnd !== undefined &&
    lastStart.right + (startShifts.at(-1) ?? 0) > firstEnd.left + (endShifts[0] ?? 0)
  )
    return undefined
  return items.map(({ atEnd }) => (atEnd ? endShifts.shift() : startShifts.shift()) ?? 0)
}

function shiftsToRight(row: readonly Span[], glass: readonly Span[]): number[] | undefined {
  const shifts: number[] = []
  let by = 0
  for (const { left, right } of row) {
    const width = right - left
    const roomy = glass.filter((span) => span.right - span.left >= width)
    const place = roomy.find((span) => span.right >= right + by)
    if (place === undefined && roomy.length > 0) return undefined
    if (place !== undefined) by = Math.max(by, place.left - left)
    shifts.push(by)
  }
  return shifts
}

function mirrored(spans: readonly Span[]): readonly Span[] {
  return spans.map(({ left, right }) => ({ left: -right, right: -left })).toReversed()
}
