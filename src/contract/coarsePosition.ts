import type { City } from './city.ts'
import type { Position } from './geo.ts'

/** Edge of the cells in which a sensitive incident is shown outside operations. */
export const coarseCellM = 500

/** Of a cell's corner from its centre: nobody is farther off than this. */
export const coarseAccuracyM = Math.ceil(coarseCellM * Math.SQRT1_2)

const metresPerDegree = 111_195

/**
 * The centre of the 500 m cell that holds a position: the same for every incident in the cell and at
 * every message, because what jitters can be averaged. Cells count from the city's south-west corner.
 */
export function coarsePosition([lon, lat]: Position, { bounds }: Pick<City, 'bounds'>): Position {
  const [west, south, , north] = bounds
  const dLat = coarseCellM / metresPerDegree
  const dLon = dLat / Math.cos((((south + north) / 2) * Math.PI) / 180)
  return [centre(lon, west, dLon), centre(lat, south, dLat)]
}

function centre(value: number, from: number, step: number): number {
  const at = from + (Math.floor((value - from) / step) + 0.5) * step
  // Six digits are a decimetre: no trace of where in the cell it began.
  return Number(at.toFixed(6))
}
