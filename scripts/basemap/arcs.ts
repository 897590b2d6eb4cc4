import { ringArea, type Point } from './plane.ts'
import type { Raster } from './raster.ts'

/** A line between two junctions (or a closed loop); -1 = outside the city. */
export interface Arc {
  readonly points: readonly Point[]
  /** Labels on its left and right, walking along it. */
  readonly left: number
  readonly right: number
}

/**
 * The lines between differently labelled cells, each once. Raster stairs are smoothed with fixed
 * ends, so arcs still meet, and thinned to what a wall can show.
 */
export function traceArcs(raster: Raster, labels: Int16Array): Arc[] {
  const { width, height } = raster
  const label = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= width || row >= height
      ? -1
      : (labels[row * width + column] ?? -1)
  const stride = width + 1
  // East, north, west, south from a lattice vertex: is there a line, and what lies left and right?
  const edge = (vertex: number, direction: number): readonly [number, number] => {
    const x = vertex % stride
    const y = (vertex - x) / stride
    switch (direction) {
      case 0:
        return [label(x, y), label(x, y - 1)]
      case 1:
        return [label(x - 1, y), label(x, y)]
      case 2:
        return [label(x - 1, y - 1), label(x - 1, y)]
      default:
        return [label(x, y - 1), label(x - 1, y - 1)]
    }
  }
  const steps = [1, stride, -1, -stride]
  const isLine = (vertex: number, direction: number): boolean => {
    const [left, right] = edge(vertex, direction)
    return left !== right
  }
  const degree = (vertex: number): number => {
    const x = vertex % stride
    const y = (vertex - x) / stride
    const [sw, se, nw, ne] = [label(x - 1, y - 1), label(x, y - 1), label(x - 1, y), label(x, y)]
    return Number(sw !== se) + Number(se !== ne) + Number(ne !== nw) + Number(nw !== sw)
  }
  const used = new Uint8Array(stride * (height + 1) * 4)
  const arcs: Arc[] = []

  const walk = (start: number, first: number): void => {
    const [left, right] = edge(start, first)
    const path = [start]
    let vertex = start
    let direction = first
    for (;;) {
      used[vertex * 4 + direction] = 1
      vertex += steps[direction] ?? 0
      used[vertex * 4 + ((direction + 2) % 4)] = 1
      path.push(vertex)
      if (vertex === start || degree(vertex) !== 2) break
      const back = (direction + 2) % 4
      direction = [0, 1, 2, 3].find((d) => d !== back && isLine(vertex, d)) ?? back
    }
    const points = path.map((v): Point => {
      const x = v % stride
      return [
        raster.origin[0] + x * raster.cellKm,
        raster.origin[1] + ((v - x) / stride) * raster.cellKm
      ]
    })
    arcs.push({ points, left, right })
  }

  const vertices = stride * (height + 1)
  for (const loops of [false, true])
    for (let vertex = 0; vertex < vertices; vertex++) {
      const lines = degree(vertex)
      if (lines === 0 || (lines === 2) !== loops) continue
      for (let d = 0; d < 4; d++)
        if (isLine(vertex, d) && used[vertex * 4 + d] === 0) walk(vertex, d)
    }
  return arcs.map((arc) => ({ ...arc, points: thin(smooth(arc.points, 18), 0.008) }))
}

/** Rings of arc indices around a label, counter-clockwise; `~i` is arc i walked backwards. */
export function ringsAround(
  arcs: readonly Arc[],
  isInside: (label: number) => boolean
): number[][] {
  const open = new Set<number>()
  arcs.forEach(({ left, right }, index) => {
    if (isInside(left) && !isInside(right)) open.add(index)
    if (isInside(right) && !isInside(left)) open.add(~index)
  })
  const rings: number[][] = []
  for (const first of open) {
    const ring: number[] = []
    for (let current: number | undefined = first; current !== undefined;) {
      ring.push(current)
      open.delete(current)
      const end = pointKey(pointsOf(arcs, current).at(-1))
      if (end === pointKey(pointsOf(arcs, first)[0])) break
      current = [...open].find((next) => pointKey(pointsOf(arcs, next)[0]) === end)
    }
    rings.push(ring)
  }
  return rings
}

export function pointsOf(arcs: readonly Arc[], index: number): readonly Point[] {
  const points = arcs[index < 0 ? ~index : index]?.points ?? []
  return index < 0 ? points.toReversed() : points
}

/** The points of a ring, without repeating those where arcs meet. */
export function ringPoints(arcs: readonly Arc[], ring: readonly number[]): Point[] {
  return ring.flatMap((index) => pointsOf(arcs, index).slice(1))
}

export function areaOf(arcs: readonly Arc[], rings: readonly (readonly number[])[]): number {
  return rings.reduce((sum, ring) => sum + ringArea(ringPoints(arcs, ring)), 0)
}

function pointKey(point: Point | undefined): string {
  return point === undefined ? '' : `${point[0].toFixed(6)},${point[1].toFixed(6)}`
}

/** Taubin smoothing: a pass inwards, a pass outwards, so that small districts do not shrink. */
export function smooth(points: readonly Point[], passes: number): readonly Point[] {
  let line = points
  for (let pass = 0; pass < passes; pass++) line = relax(relax(line, 0.5), -0.52)
  return line
}

function relax(points: readonly Point[], amount: number): readonly Point[] {
  return points.map((point, i) => {
    const before = points[i - 1]
    const after = points[i + 1]
    if (!before || !after) return point
    return [
      point[0] + amount * ((before[0] + after[0]) / 2 - point[0]),
      point[1] + amount * ((before[1] + after[1]) / 2 - point[1])
    ]
  })
}

/** Douglas–Peucker; both ends stay. */
export function thin(points: readonly Point[], toleranceKm: number): readonly Point[] {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || points.length < 3) return points
  let farthest = 0
  let distance = -1
  points.forEach((point, i) => {
    const d = distanceToChord(point, first, last)
    if (i === 0 || i === points.length - 1 || d <= distance) return
    distance = d
    farthest = i
  })
  if (distance <= toleranceKm) return [first, last]
  return [
    ...thin(points.slice(0, farthest + 1), toleranceKm),
    ...thin(points.slice(farthest), toleranceKm).slice(1)
  ]
}

function distanceToChord(point: Point, from: Point, to: Point): number {
  const dx = to[0] - from[0]
  const dy = to[1] - from[1]
  const length2 = dx * dx + dy * dy
  const t =
    length2 === 0
      ? 0
      : Math.min(1, Math.max(0, ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length2))
  return Math.hypot(point[0] - from[0] - t * dx, point[1] - from[1] - t * dy)
}
