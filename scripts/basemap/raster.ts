import type { Point } from './plane.ts'

/** A grid of square cells in the plane; row 0 is the southernmost. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly cellKm: number
  /** South-west corner. */
  readonly origin: Point
}

export function makeRaster(min: Point, max: Point, cellKm: number): Raster {
  return {
    width: Math.ceil((max[0] - min[0]) / cellKm),
    height: Math.ceil((max[1] - min[1]) / cellKm),
    cellKm,
    origin: min
  }
}

export function cellCentre({ width, cellKm, origin }: Raster, cell: number): Point {
  return [
    origin[0] + ((cell % width) + 0.5) * cellKm,
    origin[1] + (Math.floor(cell / width) + 0.5) * cellKm
  ]
}

/** The cell a point lies in, or -1 outside. */
export function cellAt({ width, height, cellKm, origin }: Raster, [x, y]: Point): number {
  const column = Math.floor((x - origin[0]) / cellKm)
  const row = Math.floor((y - origin[1]) / cellKm)
  return column < 0 || row < 0 || column >= width || row >= height ? -1 : row * width + column
}

/** Keeps, of all cells with one value, the largest connected part; the rest becomes `otherwise`. */
export function keepLargestPart(
  { width, height }: Raster,
  labels: Int16Array,
  value: number,
  otherwise: (cell: number) => number
): void {
  const part = new Int32Array(labels.length)
  const sizes = [0]
  const queue = new Int32Array(labels.length)
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== value || part[start] !== 0) continue
    const id = sizes.length
    let head = 0
    let tail = 0
    queue[tail++] = start
    part[start] = id
    while (head < tail) {
      const cell = queue[head++] ?? 0
      for (const next of neighbours(cell, width, height)) {
        if (labels[next] !== value || part[next] !== 0) continue
        part[next] = id
        queue[tail++] = next
      }
    }
    sizes.push(tail)
  }
  const largest = sizes.indexOf(Math.max(...sizes))
  if (sizes.length <= 2) return
  for (let cell = 0; cell < labels.length; cell++)
    if (part[cell] !== 0 && part[cell] !== largest) labels[cell] = otherwise(cell)
}

export function neighbours(cell: number, width: number, height: number): number[] {
  const column = cell % width
  const row = (cell - column) / width
  const found: number[] = []
  if (column > 0) found.push(cell - 1)
  if (column < width - 1) found.push(cell + 1)
  if (row > 0) found.push(cell - width)
  if (row < height - 1) found.push(cell + width)
  return found
}
