import type { Bounds, Position } from '../../../contract/geo.ts'
import type { Line, MapShapes } from './mapShapes.ts'

/**
 * A `districts.geojson` that an operator dropped into the data folder, in place of the schematic
 * borders. Undefined when it is not GeoJSON polygons or none of them has a code of this city: then
 * the schematic map stays.
 */
export function readDistricts(file: unknown, codes: ReadonlySet<string>): MapShapes | undefined {
  if (!isRecord(file) || !Array.isArray(file['features'])) return undefined
  const found = new Map<string, Line[]>()
  for (const feature of file['features']) {
    const rings = isRecord(feature) ? ringsOf(feature['geometry']) : []
    const code = isRecord(feature) ? codeOf(feature, codes) : undefined
    if (code === undefined || rings.length === 0) continue
    found.set(code, [...(found.get(code) ?? []), ...rings])
  }
  if (found.size === 0) return undefined
  const all = [...found.values()].flat()
  const districts = [...found].map(([code, rings]) => ({ code, rings, label: middleOf(rings) }))
  return {
    bounds: boundsOf(all),
    land: all,
    districts,
    borders: all,
    shore: [],
    rivers: [],
    roads: [],
    water: undefined,
    schematic: false,
    attribution: textOf(file['attribution']) ?? textOf(file['source'])
  }
}

const codeKeys = /^(code|kode|id|kemendagri|kd_?kec|kode_?kec(amatan)?|kdcpum|kdpkec)$/iu

/** The code under whatever name: `33.74.01`, `337401` and 337401 are the same district. */
function codeOf(feature: Record<string, unknown>, codes: ReadonlySet<string>): string | undefined {
  const properties = isRecord(feature['properties']) ? feature['properties'] : {}
  const named = Object.entries(properties)
    .filter(([key]) => codeKeys.test(key))
    .map(([, value]) => value)
  for (const value of [...named, feature['id'], ...Object.values(properties)]) {
    const digits = digitsOf(String(value))
    if (digits.length < 4) continue
    for (const code of codes) if (digitsOf(code) === digits) return code
  }
  return undefined
}

const digitsOf = (text: string): string => text.replaceAll(/[.\s-]/gu, '')

function ringsOf(geometry: unknown): Line[] {
  if (!isRecord(geometry) || !Array.isArray(geometry['coordinates'])) return []
  const polygons: readonly unknown[] =
    geometry['type'] === 'Polygon'
      ? [geometry['coordinates']]
      : geometry['type'] === 'MultiPolygon'
        ? geometry['coordinates']
        : []
  return polygons.flatMap((polygon) =>
    Array.isArray(polygon) ? polygon.map(lineOf).filter((line) => line.length > 3) : []
  )
}

function lineOf(value: unknown): Line {
  if (!Array.isArray(value)) return []
  return value.flatMap((point: unknown): Position[] => {
    if (!Array.isArray(point)) return []
    const [lon, lat]: readonly unknown[] = point
    const valid = typeof lon === 'number' && typeof lat === 'number'
    return valid && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [[lon, lat]] : []
  })
}

/** Centroid of the largest ring. */
function middleOf(rings: readonly Line[]): Position {
  let best: Position = rings[0]?.[0] ?? [0, 0]
  let largest = 0
  for (const ring of rings) {
    let [area, x, y] = [0, 0, 0]
    const [lon0, lat0] = ring[0] ?? [0, 0]
    let before = ring.at(-1)
    for (const point of ring) {
      if (before) {
        const [ax, ay] = [before[0] - lon0, before[1] - lat0]
        const [bx, by] = [point[0] - lon0, point[1] - lat0]
        const cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
      }
      before = point
    }
    if (Math.abs(area) <= largest) continue
    largest = Math.abs(area)
    best = [lon0 + x / (3 * area), lat0 + y / (3 * area)]
  }
  return best
}

function boundsOf(lines: readonly Line[]): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const line of lines)
    for (const [lon, lat] of line) {
      west = Math.min(west, lon)
      east = Math.max(east, lon)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    }
  return [west, south, east, north]
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 120) : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
