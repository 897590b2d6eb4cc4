import type { Bounds, Position } from '../../../contract/geo.ts'
import { contours } from './contours.ts'
import type { Line } from './mapShapes.ts'

/** Cells across: 25 m in a city of 25 km, about a pixel and a half of a 4K wall. */
const columns = 1024
/** Rows of samples in each row of cells. */
const samples = 4
/** Smaller pieces are cracks between neighbours that do not share their edges exactly. */
const cellsAtLeast = 40
/** So are holes below this share of the land: the public files have some of 0.4 %. A lake is no hole. */
const holeAtLeast = 0.02

/**
 * The outline of districts together, from their coverage of a fine grid: files in the field leave
 * cracks and overlaps between neighbours, so their edges cannot be cancelled against one another.
 */
export function landOutline(districts: readonly (readonly Line[])[], bounds: Bounds): Position[][] {
  const [west, south, east, north] = padded(bounds)
  const rows = Math.max(2, Math.round((columns * (north - south)) / (east - west)))
  const covered = new Float32Array(columns * rows)
  for (const rings of districts) {
    const crossings: number[][] = Array.from({ length: rows * samples }, () => [])
    for (const ring of rings)
      for (const [i, [lon, lat]] of ring.entries()) {
        const [lon0, lat0] = ring[i === 0 ? ring.length - 1 : i - 1] ?? [lon, lat]
        cross(
          crossings,
          { x: ((lon0 - west) / (east - west)) * columns, y: rowOf(lat0) },
          { x: ((lon - west) / (east - west)) * columns, y: rowOf(lat) }
        )
      }
    for (const [sample, xs] of crossings.entries()) {
      xs.sort((a, b) => a - b)
      const row = Math.floor(sample / samples) * columns
      for (let i = 0; i + 1 < xs.length; i += 2) cover(covered, row, xs[i] ?? 0, xs[i + 1] ?? 0)
    }
  }
  const grid = { columns, rows, bounds: [west, south, east, north] as Bounds, cellKm2: 0 }
  const cell = ((east - west) / columns) * ((north - south) / rows)
  const rings = contours({ ...grid, perKm2: covered }, 0.5)
  const areas = rings.map(areaOf)
  const largest = areas.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0)
  return rings.filter((_, i) => {
    const area = areas[i] ?? 0
    const isLand = area > 0 === largest > 0
    return Math.abs(area) > (isLand ? cellsAtLeast * cell : holeAtLeast * Math.abs(largest))
  })

  function rowOf(lat: number): number {
    return ((north - lat) / (north - south)) * rows * samples
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Where an edge crosses the middle of each row of samples. */
function cross(crossings: readonly number[][], a: Point, b: Point): void {
  const [top, bottom] = a.y < b.y ? [a, b] : [b, a]
  const first = Math.max(0, Math.ceil(top.y - 0.5))
  const last = Math.min(crossings.length - 1, Math.ceil(bottom.y - 0.5) - 1)
  for (let row = first; row <= last; row++) {
    const t = (row + 0.5 - top.y) / (bottom.y - top.y)
    crossings[row]?.push(top.x + (bottom.x - top.x) * t)
  }
}

/** Adds the share of each cell that lies between two places in a row of samples. */
function cover(covered: Float32Array, row: number, from: number, to: number): void {
  const last = Math.min(columns - 1, Math.floor(to))
  for (let x = Math.max(0, Math.floor(from)); x <= last; x++) {
    const share = Math.min(to, x + 1) - Math.max(from, x)
    covered[row + x] = Math.min(1, (covered[row + x] ?? 0) + share / samples)
  }
}

/** So that land never touches the edge of the grid. */
function padded([west, south, east, north]: Bounds): Bounds {
  const dx = (east - west) / 100
  const dy = (north - south) / 100
  return [west - dx, south - dy, east + dx, north + dy]
}

/** In square degrees, with the sign of its sense of rotation. */
function areaOf(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] ?? [0, 0]
  let twice = 0
  let before = ring.at(-1)
  for (const point of ring) {
    if (before) twice += (before[0] - x0) * (point[1] - y0) - (point[0] - x0) * (before[1] - y0)
    before = point
  }
  return twice / 2
}
