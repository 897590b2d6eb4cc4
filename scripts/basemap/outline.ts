import { cellCentre, keepLargestPart, type Raster } from './raster.ts'
import type { Point } from './plane.ts'
import type { Warp } from './noise.ts'

export interface Disc {
  readonly centre: Point
  readonly areaKm2: number
}

export interface OutlineOptions {
  readonly discs: readonly Disc[]
  readonly areaKm2: number
  /** The city's real extent. */
  readonly min: Point
  readonly max: Point
  readonly warp: Warp
}

/**
 * How far from the melted discs the edge runs, so that it encloses the official area: found once
 * on a coarse raster, drawn on any.
 */
export function planOutline(raster: Raster, options: OutlineOptions): number {
  let low = -6
  let high = 12
  for (let step = 0; step < 24; step++) {
    const level = (low + high) / 2
    const areaKm2 = count(cut(raster, options, level)) * raster.cellKm ** 2
    if (areaKm2 < options.areaKm2) low = level
    else high = level
  }
  return high
}

/**
 * A plausible outline where no lawful one is at hand: the districts as discs of their official
 * areas, melted together, kept inside the city's real extent and cut at the level that encloses
 * the official area. 1 = land, in one piece and without holes.
 */
export function drawOutline(raster: Raster, options: OutlineOptions, level: number): Int16Array {
  const land = cut(raster, options, level)
  keepLargestPart(raster, land, 1, () => 0)
  keepLargestPart(raster, land, 0, () => 1)
  return land
}

/** How far two neighbouring discs reach towards each other before they melt. */
const meltKm = 1.9
/** Radius of the corners that the extent cuts. */
const cornerKm = 3

/** Distance to the melted edge, km, negative inside. */
function distance({ discs }: OutlineOptions, x: number, y: number): number {
  let sum = 0
  for (const { centre, areaKm2 } of discs) {
    const d = Math.hypot(x - centre[0], y - centre[1]) - Math.sqrt(areaKm2 / Math.PI)
    sum += Math.exp(-d / meltKm)
  }
  return -meltKm * Math.log(sum)
}

/** Distance to the extent with rounded corners, km, negative inside. */
function beyondExtent({ min, max }: OutlineOptions, x: number, y: number): number {
  const dx = Math.max(min[0] - x, x - max[0]) + cornerKm
  const dy = Math.max(min[1] - y, y - max[1]) + cornerKm
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - cornerKm
}

function cut(raster: Raster, options: OutlineOptions, level: number): Int16Array {
  const land = new Int16Array(raster.width * raster.height)
  for (let cell = 0; cell < land.length; cell++) {
    const [x, y] = cellCentre(raster, cell)
    const [dx, dy] = options.warp(x, y)
    const inside = beyondExtent(options, x + dx, y + dy) <= 0
    if (inside && distance(options, x + dx, y + dy) <= level) land[cell] = 1
  }
  return land
}

function count(land: Int16Array): number {
  let sum = 0
  for (const value of land) sum += value
  return sum
}
