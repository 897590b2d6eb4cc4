import type { Density } from '../../../contract/aggregates.ts'
import type { Bounds } from '../../../contract/geo.ts'
import { cellPositions, hexagonsOf, type Hexagon } from './cellPositions.ts'
import { densityGrid, domainStart, gridBounds, type DensityGrid } from './density.ts'

export type HeatStyle = 'smooth' | 'hexagons'

/** What is drawn of report density, ready for WebGL or SVG. */
export type Heat =
  | { readonly style: 'smooth'; readonly start: number; readonly grid: DensityGrid }
  | { readonly style: 'hexagons'; readonly start: number; readonly hexagons: readonly Hexagon[] }

export function makeHeat(density: Density, style: HeatStyle, bounds: Bounds): Heat {
  const start = domainStart[density.window]
  if (style === 'hexagons') return { style, start, hexagons: hexagonsOf(density) }
  return { style, start, grid: densityGrid(cellPositions(density), gridBounds(bounds)) }
}
