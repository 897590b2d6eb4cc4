import type { Position } from '../../../contract/geo.ts'
import type { DensityGrid } from './density.ts'

/**
 * Closed rings around everything at or above a value (marching squares, linear between grid
 * points); outside the grid counts as nothing. Fill with the even–odd rule.
 */
export function contours(
  { columns, rows, bounds, perKm2 }: DensityGrid,
  threshold: number
): Position[][] {
  const [west, south, east, north] = bounds
  const value = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= columns || y >= rows ? 0 : (perKm2[y * columns + x] ?? 0)
  // An edge of the lattice is named by its lower end: 2·index for the one to the right, +1 down.
  const stride = columns + 2
  const edge = (x: number, y: number, down: boolean): number =>
    2 * ((y + 1) * stride + x + 1) + (down ? 1 : 0)
  const next = new Map<number, number>()

  for (let y = -1; y < rows; y++)
    for (let x = -1; x < columns; x++) {
      const a = value(x, y) >= threshold
      const b = value(x + 1, y) >= threshold
      const c = value(x + 1, y + 1) >= threshold
      const d = value(x, y + 1) >= threshold
      if (a === b && b === c && c === d) continue
      const top = edge(x, y, false)
      const right = edge(x + 1, y, true)
      const bottom = edge(x, y + 1, false)
      const left = edge(x, y, true)
      // Each segment keeps the higher side on its left, so that segments chain up to rings.
      const corners = [
        [a, b, top],
        [b, c, right],
        [c, d, bottom],
        [d, a, left]
      ] as const
      const leaving = corners.filter(([from, to]) => from && !to).map(([, , at]) => at)
      const entering = corners.filter(([from, to]) => !from && to).map(([, , at]) => at)
      if (leaving.length === 1) {
        next.set(leaving[0] ?? 0, entering[0] ?? 0)
        continue
      }
      // Two opposite corners are high: treated as apart, each with its own segment.
      for (const [i, at] of leaving.entries())
        next.set(at, pairOf(a, i, { top, right, bottom, left }))
    }

  const place = (name: number): Position => {
    const down = name % 2 === 1
    const index = (name - (down ? 1 : 0)) / 2
    const x = (index % stride) - 1
    const y = Math.floor(index / stride) - 1
    const from = value(x, y)
    const to = down ? value(x, y + 1) : value(x + 1, y)
    const t = from === to ? 0.5 : (threshold - from) / (to - from)
    return [
      west + ((x + 0.5 + (down ? 0 : t)) / columns) * (east - west),
      north - ((y + 0.5 + (down ? t : 0)) / rows) * (north - south)
    ]
  }

  const rings: Position[][] = []
  for (const start of [...next.keys()]) {
    if (!next.has(start)) continue
    const ring: Position[] = []
    for (let at: number | undefined = start; at !== undefined;) {
      const following: number | undefined = next.get(at)
      if (following === undefined) break
      ring.push(place(at))
      next.delete(at)
      at = following
    }
    if (ring.length > 2) rings.push(ring)
  }
  return rings
}

interface Edges {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/**
 * In a saddle the walk around the square leaves high corners at two edges; each is joined to the
 * edge where the same corner was entered.
 */
function pairOf(
  topLeftIsHigh: boolean,
  order: number,
  { top, right, bottom, left }: Edges
): number {
  if (topLeftIsHigh) return order === 0 ? left : right
  return order === 0 ? top : bottom
}
