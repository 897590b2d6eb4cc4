import type { Point } from './plane.ts'
import type { Warp } from './noise.ts'
import { cellAt, type Raster } from './raster.ts'
import { thin } from './arcs.ts'

export type Centroids = ReadonlyMap<string, Point>

/** Where a stop of a sketch lies; an exit needs the stop before (or after) it. */
export function placeStops(stops: readonly string[], centroids: Centroids): Point[] {
  const places = stops.map((stop) => placeStop(stop, centroids))
  return stops.flatMap((stop, i) => {
    const place = places[i]
    if (place) return [place]
    const beside = places[i === 0 ? 1 : i - 1]
    if (!beside) throw new Error(`no district beside "${stop}"`)
    const bearing = (Number(stop.slice('exit:'.length)) * Math.PI) / 180
    return [1, 2].map((part): Point => {
      const far = (i === 0 ? 3 - part : part) * 20
      return [beside[0] + far * Math.sin(bearing), beside[1] + far * Math.cos(bearing)]
    })
  })
}

function placeStop(stop: string, centroids: Centroids): Point | undefined {
  if (stop.startsWith('exit:')) return undefined
  const [ends = '', at = '0.5'] = stop.split('@')
  const [a, b = a] = ends.split('~').map((code) => {
    const place = centroids.get(code)
    if (!place) throw new Error(`no district "${code}" in the city file`)
    return place
  })
  if (!a || !b) throw new Error(`cannot place "${stop}"`)
  const t = Number(at)
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
}

/** A centripetal Catmull–Rom curve through the stops, wobbled; pieces inside the land only. */
export function drawLine(
  stops: readonly Point[],
  warp: Warp,
  raster: Raster,
  land: Int16Array
): (readonly Point[])[] {
  const pieces: Point[][] = [[]]
  for (const [x, y] of curve(stops)) {
    const [dx, dy] = warp(x, y)
    const point: Point = [x + dx, y + dy]
    if (land[cellAt(raster, point)] === 1) pieces.at(-1)?.push(point)
    else if (pieces.at(-1)?.length) pieces.push([])
  }
  return pieces.filter((piece) => piece.length > 4).map((piece) => thin(piece, 0.008))
}

const stepKm = 0.06

function curve(stops: readonly Point[]): Point[] {
  const points: Point[] = []
  stops.slice(1).forEach((to, i) => {
    const from = stops[i]
    if (!from) return
    const before = stops[i - 1] ?? mirrored(from, to)
    const after = stops[i + 2] ?? mirrored(to, from)
    const steps = Math.max(2, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / stepKm))
    for (let k = i === 0 ? 0 : 1; k <= steps; k++)
      points.push(catmullRom(before, from, to, after, k / steps))
  })
  return points
}

const mirrored = (at: Point, other: Point): Point => [2 * at[0] - other[0], 2 * at[1] - other[1]]

/** Barry–Goldman with knots at the square root of the chords: no loops, no overshoot. */
function catmullRom(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const knot = (a: Point, b: Point): number =>
    Math.max(1e-3, Math.sqrt(Math.hypot(b[0] - a[0], b[1] - a[1])))
  const t1 = knot(p0, p1)
  const t2 = t1 + knot(p1, p2)
  const t3 = t2 + knot(p2, p3)
  const u = t1 + t * (t2 - t1)
  const between = (a: Point, b: Point, from: number, to: number): Point => {
    const share = (u - from) / (to - from)
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
  }
  const a1 = between(p0, p1, 0, t1)
  const a2 = between(p1, p2, t1, t2)
  const a3 = between(p2, p3, t2, t3)
  return between(between(a1, a2, 0, t2), between(a2, a3, t1, t3), t1, t2)
}

/**
 * Pairs of districts with no third one nearer to both: the relative neighbourhood graph, which
 * looks like a road network because that is roughly how one grows.
 */
export function neighbourPairs(centroids: Centroids): [string, string][] {
  const all = [...centroids]
  const pairs: [string, string][] = []
  all.forEach(([a, pa], i) => {
    for (const [b, pb] of all.slice(i + 1)) {
      const far = Math.hypot(pa[0] - pb[0], pa[1] - pb[1])
      const blocked = all.some(
        ([c, pc]) =>
          c !== a &&
          c !== b &&
          Math.max(
            Math.hypot(pa[0] - pc[0], pa[1] - pc[1]),
            Math.hypot(pb[0] - pc[0], pb[1] - pc[1])
          ) < far
      )
      if (!blocked) pairs.push([a, b])
    }
  })
  return pairs
}
