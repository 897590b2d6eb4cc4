import type { Replay } from '../../../../contract/replay.ts'
import {
  bandwidthKm,
  domainRatio,
  domainStart,
  gridBounds,
  type DensityGrid
} from '../../map/density.ts'
import { fullestWindow, hourlyCounts, replayWindowMs, rowsBetween } from './replayWindow.ts'

/** Fine enough that straight lines between its points look round. */
const cellKm = bandwidthKm / 2.5
/** A grid for a whole province stays this small; its cells are wider then. */
const cellsAtMost = 256
const kmPerDegree = 111.195

/**
 * A place is shared out among four cells in sixteenths each way: whole numbers, so that what was
 * added is taken away to the last bit, however long the time-lapse runs.
 */
const parts = 16

/**
 * Kernel density of the incidents with index `first` … `end` − 1. Moving on adds those that enter
 * and takes away those that leave; the cost follows how many that are, never how many there are.
 */
export class ReplayHeat {
  readonly #replay: Replay
  readonly #weights: Int32Array
  readonly #field: Float32Array<ArrayBuffer>
  readonly #half: Float32Array
  readonly #scratch: Float32Array<ArrayBuffer>
  readonly #grid: DensityGrid
  /** From steps of the replay to sixteenths of a cell. */
  readonly #scale: readonly [x: number, y: number]
  readonly #offset: readonly [x: number, y: number]
  #first = 0
  #end = 0
  #isStale = false

  constructor(replay: Replay) {
    this.#replay = replay
    const [west, south, east, north] = replay.bounds
    const bounds = gridBounds(replay.bounds)
    const kmPerLon = kmPerDegree * Math.cos((((south + north) / 2) * Math.PI) / 180)
    const widthKm = (bounds[2] - bounds[0]) * kmPerLon
    const heightKm = (bounds[3] - bounds[1]) * kmPerDegree
    // Square cells, so that one kernel serves both ways.
    const cell = Math.max(cellKm, widthKm / cellsAtMost, heightKm / cellsAtMost)
    const columns = Math.ceil(widthKm / cell)
    const rows = Math.ceil(heightKm / cell)
    const lonPerCell = cell / kmPerLon
    const latPerCell = cell / kmPerDegree
    this.#weights = new Int32Array(columns * rows)
    this.#field = new Float32Array(columns * rows)
    this.#scratch = new Float32Array(columns * rows)
    this.#half = kernel(bandwidthKm / cell)
    this.#grid = {
      columns,
      rows,
      bounds: [
        bounds[0],
        bounds[3] - rows * latPerCell,
        bounds[0] + columns * lonPerCell,
        bounds[3]
      ],
      cellKm2: cell * cell,
      perKm2: this.#field
    }
    this.#scale = [
      (((east - west) / lonPerCell) * parts) / 65_535,
      (((south - north) / latPerCell) * parts) / 65_535
    ]
    this.#offset = [
      ((west - bounds[0]) / lonPerCell - 0.5) * parts,
      ((bounds[3] - south) / latPerCell - 0.5) * parts
    ]
  }

  /** Shows the incidents from `first` up to but not including `end`. */
  moveTo(first: number, end: number): void {
    const [oldFirst, oldEnd] = [this.#first, this.#end]
    if (first === oldFirst && end === oldEnd) return
    const moved = Math.abs(first - oldFirst) + Math.abs(end - oldEnd)
    if (moved > end - first) {
      // A jump: beginning again costs less.
      this.#weights.fill(0)
      this.#put(first, end, 1)
    } else {
      this.#put(end, oldEnd, -1)
      this.#put(oldEnd, end, 1)
      this.#put(oldFirst, first, -1)
      this.#put(first, oldFirst, 1)
    }
    this.#first = first
    this.#end = end
    this.#isStale = true
  }

  /** Incidents per km². The same arrays each time, with new content. */
  grid(): DensityGrid {
    if (this.#isStale) this.#blur()
    this.#isStale = false
    return this.#grid
  }

  #put(first: number, end: number, sign: 1 | -1): void {
    const { lon, lat } = this.#replay
    const weights = this.#weights
    const { columns } = this.#grid
    const [scaleX, scaleY] = this.#scale
    const [offsetX, offsetY] = this.#offset
    for (let at = first; at < end; at += 1) {
      const x = Math.round((lon[at] ?? 0) * scaleX + offsetX)
      const y = Math.round((lat[at] ?? 0) * scaleY + offsetY)
      const fx = x & (parts - 1)
      const fy = y & (parts - 1)
      // The margin of the grid is wider than a cell, so the four are always inside.
      const cell = (y >> 4) * columns + (x >> 4)
      weights[cell] = (weights[cell] ?? 0) + sign * (parts - fx) * (parts - fy)
      weights[cell + 1] = (weights[cell + 1] ?? 0) + sign * fx * (parts - fy)
      const below = cell + columns
      weights[below] = (weights[below] ?? 0) + sign * (parts - fx) * fy
      weights[below + 1] = (weights[below + 1] ?? 0) + sign * fx * fy
    }
  }

  /** Rows without anything in reach are stepped over: at night most are. */
  #blur(): void {
    const { columns, rows, cellKm2 } = this.#grid
    const half = this.#half
    const reach = half.length - 1
    const [weights, across, field] = [this.#weights, this.#scratch, this.#field]
    across.fill(0)
    field.fill(0)
    const toDensity = 1 / (parts * parts * cellKm2)
    for (let row = 0; row < rows; row += 1) {
      const start = row * columns
      for (let x = 0; x < columns; x += 1) {
        const weight = weights[start + x] ?? 0
        if (weight === 0) continue
        // Incidents stand in few cells: spreading those is cheaper than gathering into all.
        const last = Math.min(columns - 1, x + reach)
        for (let to = Math.max(0, x - reach); to <= last; to += 1)
          across[start + to] =
            (across[start + to] ?? 0) + weight * (half[to < x ? x - to : to - x] ?? 0)
      }
    }
    for (let row = 0; row < rows; row += 1) {
      const start = row * columns
      let [left, right] = [0, columns]
      while (left < right && across[start + left] === 0) left += 1
      while (right > left && across[start + right - 1] === 0) right -= 1
      if (left === right) continue
      const last = Math.min(rows - 1, row + reach)
      for (let to = Math.max(0, row - reach); to <= last; to += 1) {
        const weight = (half[to < row ? row - to : to - row] ?? 0) * toDensity
        const target = to * columns
        for (let x = left; x < right; x += 1)
          field[target + x] = (field[target + x] ?? 0) + (across[start + x] ?? 0) * weight
      }
    }
  }
}

/**
 * Lowest incidents per km² of the first colour. One for the whole period, so that an evening can be
 * told from a night: the fullest window reaches the last colour, and where little happens a single
 * incident still shows.
 */
export function heatStartOf(replay: Replay): number {
  const at = fullestWindow(replay, hourlyCounts(replay))
  const { first, end } = rowsBetween(replay, at - replayWindowMs, at)
  const heat = new ReplayHeat(replay)
  heat.moveTo(first, end)
  const peak = heat.grid().perKm2.reduce((most, value) => Math.max(most, value), 0)
  return Math.max(domainStart['1h'], (0.9 * peak) / domainRatio ** 5)
}

/** Right half of a Gaussian, normalised with its mirror image to 1. */
function kernel(sigma: number): Float32Array {
  const half = Float32Array.from({ length: Math.max(1, Math.ceil(3.2 * sigma)) + 1 }, (_, i) =>
    Math.exp((-0.5 * i * i) / (sigma * sigma))
  )
  const sum = half.reduce((total, value, i) => total + (i === 0 ? value : 2 * value), 0)
  return half.map((value) => value / sum)
}
