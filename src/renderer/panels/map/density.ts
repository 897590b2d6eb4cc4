import type { DensityWindow } from '../../../contract/aggregates.ts'
import type { Bounds, Position } from '../../../contract/geo.ts'

/** Incidents per km² on a regular grid; row 0 is the northernmost. */
export interface DensityGrid {
  readonly columns: number
  readonly rows: number
  readonly bounds: Bounds
  readonly cellKm2: number
  readonly perKm2: Float32Array
}

export interface DensityCell {
  readonly position: Position
  readonly count: number
}

/**
 * Spread of one incident, km. Chosen on a month of 1,300 incidents over 375 km²: at 0.42 every pair
 * is a spot of its own, at 0.9 the centre and its neighbours are one.
 */
export const bandwidthKm = 0.65

/**
 * Width of a grid cell, km, at most. Two thirds of the bandwidth is enough: the shader's cubic
 * filter draws the curve between the points, and cost falls with the square of it.
 */
const cellKm = bandwidthKm / 1.5
/** A grid for a whole province stays this small; its cells are wider then. */
const cellsAtMost = 256

const kmPerDegree = 111.195

/** A margin of four bandwidths, so that nothing is lost beyond the edge. */
export function gridBounds([west, south, east, north]: Bounds): Bounds {
  const dLat = (4 * bandwidthKm) / kmPerDegree
  const dLon = dLat / Math.cos((((south + north) / 2) * Math.PI) / 180)
  return [west - dLon, south - dLat, east + dLon, north + dLat]
}

/**
 * Kernel density of counted cells. The grid sums up to the number of incidents inside `bounds`,
 * exactly but for rounding: counts are shared out among four neighbours and blurred with weights
 * that sum to 1; what the blur would push over the edge is folded back.
 */
export function densityGrid(cells: Iterable<DensityCell>, bounds: Bounds): DensityGrid {
  const [west, south, east, north] = bounds
  const middle = (((south + north) / 2) * Math.PI) / 180
  const widthKm = (east - west) * kmPerDegree * Math.cos(middle)
  const heightKm = (north - south) * kmPerDegree
  const columns = cellsFor(widthKm)
  const rows = cellsFor(heightKm)
  const grid = new Float32Array(columns * rows)
  const toX = columns / (east - west)
  const toY = rows / (north - south)
  for (const { position, count } of cells) {
    const x = (position[0] - west) * toX - 0.5
    const y = (north - position[1]) * toY - 0.5
    if (x < -0.5 || y < -0.5 || x > columns - 0.5 || y > rows - 0.5) continue
    share({ grid, columns, rows }, x, y, count)
  }
  const cellX = widthKm / columns
  const cellY = heightKm / rows
  const blurred = scratchOf(grid.length)
  blurRows(grid, blurred, columns, kernel(bandwidthKm / cellY))
  blurColumns(blurred, grid, columns, kernel(bandwidthKm / cellX), 1 / (cellX * cellY))
  return { columns, rows, bounds, cellKm2: cellX * cellY, perKm2: grid }
}

function cellsFor(lengthKm: number): number {
  return Math.min(cellsAtMost, Math.max(2, Math.ceil(lengthKm / cellKm)))
}

interface Cells {
  readonly grid: Float32Array
  readonly columns: number
  readonly rows: number
}

function share({ grid, columns, rows }: Cells, x: number, y: number, count: number): void {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const fx = x - left
  const fy = y - top
  const x0 = Math.max(0, left)
  const x1 = Math.min(columns - 1, left + 1)
  const y0 = Math.max(0, top) * columns
  const y1 = Math.min(rows - 1, top + 1) * columns
  add(grid, y0 + x0, count * (1 - fx) * (1 - fy))
  add(grid, y0 + x1, count * fx * (1 - fy))
  add(grid, y1 + x0, count * (1 - fx) * fy)
  add(grid, y1 + x1, count * fx * fy)
}

function add(grid: Float32Array, at: number, part: number): void {
  grid[at] = (grid[at] ?? 0) + part
}

let scratch = new Float32Array(0)

/** One array for all updates; what is in it is overwritten. */
function scratchOf(length: number): Float32Array {
  if (scratch.length !== length) scratch = new Float32Array(length)
  return scratch
}

/** Right half of a Gaussian, normalised with its mirror image to 1. */
function kernel(sigma: number): Float32Array {
  const radius = Math.max(1, Math.ceil(3.2 * sigma))
  const half = Float32Array.from({ length: radius + 1 }, (_, i) =>
    Math.exp((-0.5 * i * i) / (sigma * sigma))
  )
  const sum = half.reduce((total, value, i) => total + (i === 0 ? value : 2 * value), 0)
  return half.map((value) => value / sum)
}

/** What lies beyond the edge is the mirror image of what lies before it, so nothing is lost. */
function folded(at: number, length: number): number {
  const once = at < 0 ? -at - 1 : at >= length ? 2 * length - 1 - at : at
  return Math.min(length - 1, Math.max(0, once))
}

/** Blurs across rows, a whole row with one weight at a time: a straight inner loop, and fast. */
function blurRows(from: Float32Array, to: Float32Array, columns: number, half: Float32Array): void {
  to.fill(0)
  const rows = from.length / columns
  const radius = half.length - 1
  for (let row = 0; row < rows; row++)
    for (let k = -radius; k <= radius; k++) {
      const weight = half[k < 0 ? -k : k] ?? 0
      const read = row * columns
      const write = folded(row + k, rows) * columns
      for (let i = 0; i < columns; i++)
        to[write + i] = (to[write + i] ?? 0) + (from[read + i] ?? 0) * weight
    }
}

/** Blurs along each row and multiplies by `factor`. Only the row's ends are folded. */
function blurColumns(
  from: Float32Array,
  to: Float32Array,
  columns: number,
  half: Float32Array,
  factor: number
): void {
  const radius = half.length - 1
  const centre = half[0] ?? 1
  for (let row = 0; row < from.length; row += columns)
    for (let x = 0; x < columns; x++) {
      const i = row + x
      let sum = (from[i] ?? 0) * centre
      const inside = x >= radius && x < columns - radius
      for (let k = 1; k <= radius; k++) {
        const left = inside ? i - k : row + folded(x - k, columns)
        const right = inside ? i + k : row + folded(x + k, columns)
        sum += ((from[left] ?? 0) + (from[right] ?? 0)) * (half[k] ?? 0)
      }
      to[i] = sum * factor
    }
}

/** Step between two colours: six from 1 to 20, evenly in the logarithm. */
export const domainRatio = 20 ** (1 / 5)

/**
 * Lowest incidents per km² of the first colour. The domain never follows the data; it is lowered
 * with the window, to a quarter for seven days and a tenth below, so that a single incident still
 * shows in an hour's picture.
 */
export const domainStart: Readonly<Record<DensityWindow, number>> = {
  '1h': 0.1,
  '24h': 0.1,
  '7d': 0.25,
  '30d': 1
}

/** 0 below the domain, else 1 … 6. */
export function levelOf(perKm2: number, start: number): number {
  if (perKm2 < start) return 0
  return Math.min(6, 1 + Math.floor(Math.log(perKm2 / start) / Math.log(domainRatio) + 1e-9))
}

/** Lowest value of level 1 … 6. */
export function thresholdOf(level: number, start: number): number {
  return start * domainRatio ** (level - 1)
}

/** Bytes of the texture per level: byte 34 is the first threshold, byte 204 the sixth. */
export const bytesPerLevel = 34

/** The grid as the red bytes of an RGBA picture, evenly spaced in levels, for the shader. */
export function levelPixels(grid: DensityGrid, start: number): Uint8ClampedArray<ArrayBuffer> {
  const { perKm2 } = grid
  const words = new Uint32Array(perKm2.length)
  const scale = bytesPerLevel / Math.log(domainRatio)
  const least = start / domainRatio
  for (let i = 0; i < words.length; i++) {
    const value = perKm2[i] ?? 0
    const byte = value > least ? bytesPerLevel + Math.log(value / start) * scale : 0
    // Little-endian RGBA, as on every machine a browser runs on: red, and opaque.
    words[i] = 0xff000000 | Math.min(255, Math.round(byte))
  }
  return new Uint8ClampedArray(words.buffer)
}
