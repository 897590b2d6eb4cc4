import type { City, District } from '../../contract/city.ts'
import { isInside, type Position } from '../../contract/geo.ts'
import { between, normal, pick, seededRandom, type Random } from './random.ts'

/** A crossing, market or dense quarter where incidents gather. All invented. */
interface HotSpot {
  readonly centre: Position
  readonly sigmaM: number
  readonly weight: number
  readonly subdistrict: string | undefined
}

export interface Place {
  readonly position: Position
  readonly subdistrict: string | undefined
}

export type PlaceIn = (random: Random, district: District) => Place

const metresPerDegree = 111_195
/** Share of a district's incidents at hot spots; the rest lies anywhere in it. */
const gathered = 0.8
/** How far out incidents lie, in radii of a circle of the district's area: away from its edges. */
const reach = 0.72

/**
 * Places for a city's incidents. The city file has no boundaries, so a district is taken as what is
 * nearer to its centroid than to any other, larger ones reaching further (a power diagram), within
 * its box and the city's rough outline of land.
 */
export function placesOf(city: City, seed: number): PlaceIn {
  const spots = new Map(
    city.districts.map((district) => [district.code, hotSpotsOf(city, district, seed)])
  )
  return (random, district) => {
    const own = spots.get(district.code) ?? []
    const spot =
      random.next() < gathered
        ? pick(
            random,
            own.map((each) => [each, each.weight])
          )
        : undefined
    const position =
      spot === undefined
        ? inside(city, district, () => around(random, district))
        : inside(city, district, () =>
            offset(spot.centre, normal(random) * spot.sigmaM, normal(random) * spot.sigmaM)
          )
    return { position, subdistrict: (spot ?? nearest(own, position))?.subdistrict }
  }
}

function hotSpotsOf(city: City, district: District, seed: number): readonly HotSpot[] {
  const random = seededRandom(city.id, seed, 'spots', district.code)
  const count = Math.min(8, Math.max(3, Math.round(district.subdistricts.length / 2)))
  const names = [...district.subdistricts]
  return Array.from({ length: count }, (_, index) => {
    const [name] = names.splice(Math.floor(random.next() * names.length), 1)
    return {
      centre: inside(city, district, () => around(random, district)),
      sigmaM: Math.min(radiusM(district) / 5, between(random, 120, 420)),
      weight: 1 / (index + 1),
      subdistrict: name?.code
    }
  })
}

function around(random: Random, district: District): Position {
  const distance = Math.sqrt(random.next()) * radiusM(district) * reach
  const angle = random.next() * 2 * Math.PI
  return offset(district.centroid, Math.cos(angle) * distance, Math.sin(angle) * distance)
}

/** The first of some tries that lies in the district, else its centroid. */
function inside(city: City, district: District, propose: () => Position): Position {
  for (let i = 0; i < 50; i += 1) {
    const [lon, lat] = propose()
    const position: Position = [round(lon), round(lat)]
    if (liesIn(city, district, position)) return position
  }
  return district.centroid
}

function liesIn(city: City, district: District, position: Position): boolean {
  if (!isInside(position, city.bounds)) return false
  const land = city.simulation?.land
  if (land !== undefined && !isInOutline(position, land)) return false
  if (district.bounds !== undefined && !isInside(position, district.bounds)) return false
  const own = power(district, position)
  return city.districts.every((other) => power(other, position) >= own)
}

/** Even-odd rule; the outline closes itself. */
function isInOutline([lon, lat]: Position, outline: readonly Position[]): boolean {
  let inside = false
  let [fromLon, fromLat] = outline.at(-1) ?? [lon, lat]
  for (const [toLon, toLat] of outline) {
    const crosses = fromLat > lat !== toLat > lat
    if (crosses && lon < ((toLon - fromLon) * (lat - fromLat)) / (toLat - fromLat) + fromLon) {
      inside = !inside
    }
    fromLon = toLon
    fromLat = toLat
  }
  return inside
}

function power(district: District, position: Position): number {
  return squaredM(district.centroid, position) - radiusM(district) ** 2
}

function nearest(spots: readonly HotSpot[], position: Position): HotSpot | undefined {
  let best: HotSpot | undefined
  for (const spot of spots) {
    if (best === undefined || squaredM(spot.centre, position) < squaredM(best.centre, position)) {
      best = spot
    }
  }
  return best
}

function radiusM({ areaKm2 }: District): number {
  return Math.sqrt(areaKm2 / Math.PI) * 1_000
}

function offset([lon, lat]: Position, eastM: number, northM: number): Position {
  const shrink = Math.cos((lat * Math.PI) / 180)
  return [lon + eastM / (metresPerDegree * shrink), lat + northM / metresPerDegree]
}

/** Flat-earth distance squared, m²: exact enough within a city. */
function squaredM(a: Position, b: Position): number {
  const shrink = Math.cos((a[1] * Math.PI) / 180)
  return (((a[0] - b[0]) * shrink) ** 2 + (a[1] - b[1]) ** 2) * metresPerDegree ** 2
}

/** Five decimals: about a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
