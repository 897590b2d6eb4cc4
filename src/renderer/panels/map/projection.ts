import type { Bounds, Position } from '../../../contract/geo.ts'
import type { Box, Spot } from './box.ts'

/** Web Mercator fitted to a panel; the same camera for WebGL and for everything drawn above it. */
export interface Projection {
  readonly width: number
  readonly height: number
  readonly centre: Position
  /** As MapLibre counts: the world is 512 · 2^zoom pixels wide. */
  readonly zoom: number
  project(position: Position): Spot
  unproject(spot: Spot): Position
}

const mercatorX = (lon: number): number => (lon + 180) / 360

function mercatorY(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI
}

/** Shows all of `bounds` as large as fits into `frame`, in a panel of this size, in pixels. */
export function fitProjection(
  [west, south, east, north]: Bounds,
  size: { readonly width: number; readonly height: number },
  frame: Box
): Projection {
  const left = mercatorX(west)
  const right = mercatorX(east)
  const top = mercatorY(north)
  const bottom = mercatorY(south)
  const world = Math.min(
    Math.max(1, frame.width) / Math.max(1e-9, right - left),
    Math.max(1, frame.height) / Math.max(1e-9, bottom - top)
  )
  const originX = (left + right) / 2 - (frame.x + frame.width / 2) / world
  const originY = (top + bottom) / 2 - (frame.y + frame.height / 2) / world
  const unproject = ({ x, y }: Spot): Position => [
    (originX + x / world) * 360 - 180,
    latitudeOf(originY + y / world)
  ]
  return {
    ...size,
    centre: unproject({ x: size.width / 2, y: size.height / 2 }),
    zoom: Math.log2(world / 512),
    project: ([lon, lat]) => ({
      x: (mercatorX(lon) - originX) * world,
      y: (mercatorY(lat) - originY) * world
    }),
    unproject
  }
}
