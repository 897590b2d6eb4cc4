import type { Density, DensityWindow } from '../../../contract/aggregates.ts'
import type { Bounds } from '../../../contract/geo.ts'
import { cellPositions, hexagonsOf, type Hexagon } from './cellPositions.ts'
import { densityGrid, domainStart, gridBounds, type DensityGrid } from './density.ts'

export type HeatStyle = 'smooth' | 'hexagons'

/** What is drawn of report density, ready for WebGL or SVG. */
export type Heat = {
  readonly window: DensityWindow
  /** Lowest value of the first colour. */
  readonly start: number
} & (
  | { readonly style: 'smooth'; readonly grid: DensityGrid }
  | { readonly style: 'hexagons'; readonly hexagons: readonly Hexagon[] }
)

export function makeHeat(density: Density, style: HeatStyle, bounds: Bounds): Heat {
  const { window } = density
  const start = domainStart[window]
  if (style === 'hexagons') return { window, style, start, hexagons: hexagonsOf(density) }
  return { window, style, start, grid: densityGrid(cellPositions(density), gridBounds(bounds)) }
}
