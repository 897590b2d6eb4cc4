import type { Position } from '../../src/contract/geo.ts'

/** Kilometres east and north of the city's centre. */
export type Point = readonly [x: number, y: number]

export interface Plane {
  toKm(position: Position): Point
  toLonLat(point: Point): Position
}

const kmPerDegree = 111.195

/** A flat plane that touches the Earth at `centre`; over one city its error is below 0.1 %. */
export function planeAt([lon0, lat0]: Position): Plane {
  const kx = kmPerDegree * Math.cos((lat0 * Math.PI) / 180)
  return {
    toKm: ([lon, lat]) => [(lon - lon0) * kx, (lat - lat0) * kmPerDegree],
    toLonLat: ([x, y]) => [round(lon0 + x / kx), round(lat0 + y / kmPerDegree)]
  }
}

/** Five decimals: about a metre, finer than a pixel of an 8K wall. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}

/** Twice-signed area halved: positive for counter-clockwise rings, km². */
export function ringArea(ring: readonly Point[]): number {
  let sum = 0
  let previous = ring.at(-1)
  for (const point of ring) {
    if (previous) sum += previous[0] * point[1] - point[0] * previous[1]
    previous = point
  }
  return sum / 2
}
