import { cellToLatLng, cellToParent } from 'h3-js'
import type { Density } from '../../../contract/aggregates.ts'
import type { Position } from '../../../contract/geo.ts'
import type { DensityCell } from './density.ts'

const positions = new Map<string, Position>()

/** Centres of cells, remembered: a city has a few thousand and they never move. */
export function cellPositions({ cells }: Density): DensityCell[] {
  return cells.map(([cell, count]) => {
    let position = positions.get(cell)
    if (position === undefined) {
      const [lat, lon] = cellToLatLng(cell)
      position = [lon, lat]
      positions.set(cell, position)
    }
    return { position, count }
  })
}

export interface Hexagon {
  readonly cell: string
  readonly perKm2: number
}

/** Resolution of drawn hexagons: 0.74 km² each on average, as large as a neighbourhood. */
const hexagonResolution = 8
export const hexagonKm2 = 0.737

/** Counts gathered into cells large enough to be seen across a room. */
export function hexagonsOf({ cells }: Density): Hexagon[] {
  const counts = new Map<string, number>()
  for (const [cell, count] of cells) {
    const parent = cellToParent(cell, hexagonResolution)
    counts.set(parent, (counts.get(parent) ?? 0) + count)
  }
  return [...counts].map(([cell, count]) => ({ cell, perKm2: count / hexagonKm2 }))
}
