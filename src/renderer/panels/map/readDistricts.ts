import type { Bounds, Position } from '../../../contract/geo.ts'
import { landOutline } from './landOutline.ts'
import type { MapFault } from './mapFaults.ts'
import { isWithin, type Line, type MapShapes } from './mapShapes.ts'

export type DistrictsRead =
  | { readonly ok: true; readonly shapes: MapShapes }
  | { readonly ok: false; readonly why: Extract<MapFault, { file: 'districts.geojson' }>['why'] }

/**
 * A `districts.geojson` that an operator dropped into the data folder, in place of the schematic
 * borders. It must have polygons for every district of the city, known by their codes, where the
 * city is: half a map would put incidents into the sea.
 */
export function readDistricts(
  file: unknown,
  codes: ReadonlySet<string>,
  city: Bounds
): DistrictsRead {
  const failed = (why: Extract<DistrictsRead, { ok: false }>['why']): DistrictsRead => ({
    ok: false,
    why
  })
  if (!isRecord(file) || !Array.isArray(file['features'])) return failed('notGeoJson')
  const features = file['features'].filter(isRecord)
  const found = new Map<string, Line[]>()
  for (const feature of features) {
    const rings = ringsOf(feature['geometry'])
    const code = codeOf(feature, codes)
    if (code !== undefined && rings.length > 0)
      found.set(code, [...(found.get(code) ?? []), ...rings])
  }
  const all = [...found.values()].flat()
  const turned = all.map((ring) => ring.map(([x, y]): Position => [y, x]))
  if (all.length === 0)
    return failed(features.some((feature) => hasPolygons(feature)) ? 'noCodes' : 'notGeoJson')
  if (!meets(boundsOf(all), city))
    return failed(meets(boundsOf(turned), city) ? 'swapped' : 'elsewhere')
  if (found.size < codes.size) return failed('missingDistricts')
  const bounds = boundsOf(all)
  const land = landOutline([...found.values()], bounds)
  return {
    ok: true,
    shapes: {
      bounds,
      land,
      districts: [...found].map(([code, rings]) => ({ code, rings, label: middleOf(rings) })),
      borders: all,
      // Which edge has the sea beyond it, the file does not say.
      shore: land.map((ring) => ({ line: closed(ring), coast: true })),
      rivers: [],
      roads: [],
      water: undefined,
      schematic: false,
      attribution: textOf(file['attribution']) ?? textOf(file['source'])
    }
  }
}

function hasPolygons(feature: Record<string, unknown>): boolean {
  return ringsOf(feature['geometry']).length > 0
}

function meets(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
}

function closed(ring: Line): Line {
  const [first] = ring
  return first ? [...ring, first] : ring
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
    // Latitude and longitude may be swapped: that is told apart by where the whole file lies.
    const valid = Number.isFinite(lon) && Number.isFinite(lat)
    const within = valid && Math.abs(Number(lon)) <= 180 && Math.abs(Number(lat)) <= 180
    return within ? [[Number(lon), Number(lat)]] : []
  })
}

/** Centroid of the largest ring. */
function middleOf(rings: readonly Line[]): Position {
  let best: Position = rings[0]?.[0] ?? [0, 0]
  let largest = 0
  let largestRing: Line | undefined
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
    largestRing = ring
    best = [lon0 + x / (3 * area), lat0 + y / (3 * area)]
  }
  // The middle of a crescent lies outside of it: then any corner is better.
  return isWithin(rings, best) ? best : (largestRing?.[0] ?? best)
}

function boundsOf(lines: readonly Line[]): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
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
