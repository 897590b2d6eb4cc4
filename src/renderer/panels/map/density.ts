import type { DensityWindow } from '../../../contract/aggregates.ts'
import type { Bounds, Position } from '../../../contract/geo.ts'

/** Incidents per km² on a regular grid; row 0 is the northernmost. */
export interface DensityGrid {
  readonly size: number
  readonly bounds: Bounds
  readonly cellKm2: number
  readonly perKm2: Float32Array
}

export interface DensityCell {
  readonly position: Position
  readonly count: number
}

export const gridSize = 192

/** Spread of one incident, km: about how far "around here" reaches in a city. */
export const bandwidthKm = 0.42

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
  const size = gridSize
  const middle = (((south + north) / 2) * Math.PI) / 180
  const cellX = ((east - west) / size) * kmPerDegree * Math.cos(middle)
  const cellY = ((north - south) / size) * kmPerDegree
  const grid = new Float32Array(size * size)
  for (const { position, count } of cells) {
    const x = ((position[0] - west) / (east - west)) * size - 0.5
    const y = ((north - position[1]) / (north - south)) * size - 0.5
    if (x < -0.5 || y < -0.5 || x > size - 0.5 || y > size - 0.5) continue
    share(grid, size, x, y, count)
  }
  const scratch = new Float32Array(size * size)
  blur(grid, scratch, size, kernel(bandwidthKm / cellY))
  transpose(scratch, grid, size)
  blur(grid, scratch, size, kernel(bandwidthKm / cellX))
  transpose(scratch, grid, size)
  const cellKm2 = cellX * cellY
  for (let i = 0; i < grid.length; i++) grid[i] = (grid[i] ?? 0) / cellKm2
  return { size, bounds, cellKm2, perKm2: grid }
}

function share(grid: Float32Array, size: number, x: number, y: number, count: number): void {
  const clamp = (i: number): number => Math.min(size - 1, Math.max(0, i))
  const left = Math.floor(x)
  const top = Math.floor(y)
  const fx = x - left
  const fy = y - top
  const add = (column: number, row: number, part: number): void => {
    const i = clamp(row) * size + clamp(column)
    grid[i] = (grid[i] ?? 0) + count * part
  }
  add(left, top, (1 - fx) * (1 - fy))
  add(left + 1, top, fx * (1 - fy))
  add(left, top + 1, (1 - fx) * fy)
  add(left + 1, top + 1, fx * fy)
}

/** Right half of a Gaussian, normalised with its mirror image to 1. */
function kernel(sigma: number): Float32Array {
  const radius = Math.ceil(3.2 * sigma)
  const half = Float32Array.from({ length: radius + 1 }, (_, i) =>
    Math.exp((-0.5 * i * i) / (sigma * sigma))
  )
  const sum = half.reduce((total, value, i) => total + (i === 0 ? value : 2 * value), 0)
  return half.map((value) => value / sum)
}

/** Blurs across rows, a whole row with one weight at a time: a straight inner loop, and fast. */
function blur(from: Float32Array, to: Float32Array, size: number, half: Float32Array): void {
  to.fill(0)
  const radius = half.length - 1
  for (let row = 0; row < size; row++) {
    const read = row * size
    for (let k = -radius; k <= radius; k++) {
      const weight = half[k < 0 ? -k : k] ?? 0
      let at = row + k
      if (at < 0) at = -at - 1
      if (at >= size) at = 2 * size - 1 - at
      const write = at * size
      for (let i = 0; i < size; i++)
        to[write + i] = (to[write + i] ?? 0) + (from[read + i] ?? 0) * weight
    }
  }
}

function transpose(from: Float32Array, to: Float32Array, size: number): void {
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) to[x * size + y] = from[y * size + x] ?? 0
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
