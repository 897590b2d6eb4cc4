import {
  nameKey,
  type Agency,
  type Category,
  type City,
  type District
} from '../../contract/city.ts'
import type { Bounds } from '../../contract/geo.ts'

/** The category of what a feed calls by a name the city does not know. Every city has it. */
export const otherCategory = 'lain'

/** How far outside the city's bounds a position is still believed, as a share of their size. */
const boundsMargin = 0.1

/** What a feed may call things, and what they are in the city. Names are compared by `nameKey`. */
export interface CityNames {
  category(name: string): Category | undefined
  /** `lain`. */
  readonly other: Category
  district(name: string): District | undefined
  /** By code anywhere in the city; by name only within a district, since names repeat. */
  subdistrict(
    name: string,
    district: District | undefined
  ): { readonly code: string; readonly district: District } | undefined
  agency(name: string): Agency | undefined
  /** Channel id. */
  channel(name: string): string | undefined
  /** The city's bounds, grown a little. */
  readonly bounds: Bounds
}

const known = new WeakMap<City, CityNames>()

/** Made once per city and kept. Throws for a city file without the category `lain`. */
export function namesOf(city: City): CityNames {
  let names = known.get(city)
  if (names === undefined) {
    names = makeNames(city)
    known.set(city, names)
  }
  return names
}

function makeNames(city: City): CityNames {
  const categories = indexOf(city.categories, ({ id, name, nameEn, aliases }) => [
    [id],
    [name, nameEn],
    aliases
  ])
  const districts = indexOf(city.districts, ({ code, bps, name, shortName, aliases }) => [
    [code],
    bps === undefined ? [] : [bps],
    [name],
    [shortName],
    aliases
  ])
  const agencies = indexOf(city.agencies, ({ id, name, shortName, aliases }) => [
    [id],
    [name, shortName],
    aliases
  ])
  const channels = indexOf(city.channels, ({ id, name, aliases }) => [[id], [name], aliases])
  const subdistricts = city.districts.flatMap((district) =>
    district.subdistricts.map(({ code, name }) => ({ code, name, district }))
  )
  const byCode = indexOf(subdistricts, ({ code }) => [[code]])
  const byName = new Map(
    city.districts.map((district) => [
      district.code,
      indexOf(
        subdistricts.filter((one) => one.district === district),
        ({ name }) => [[name]]
      )
    ])
  )
  const [west, south, east, north] = city.bounds
  const dLon = (east - west) * boundsMargin
  const dLat = (north - south) * boundsMargin
  const other = city.categories.find(({ id }) => id === otherCategory)
  if (other === undefined) throw new Error(`City ${city.id} has no category "${otherCategory}".`)

  return {
    category: (name) => categories.get(nameKey(name)),
    other,
    district: (name) => districts.get(nameKey(name)),
    subdistrict(name, district) {
      const found =
        byCode.get(nameKey(name)) ?? byName.get(district?.code ?? '')?.get(nameKey(name))
      return district === undefined || found?.district === district ? found : undefined
    },
    agency: (name) => agencies.get(nameKey(name)),
    channel: (name) => channels.get(nameKey(name))?.id,
    bounds: [west - dLon, south - dLat, east + dLon, north + dLat]
  }
}

/**
 * Names by rank, the strongest first: a stronger name beats a weaker one of another thing. A name
 * that two things share at one rank names neither: better unknown than wrong.
 */
function indexOf<T>(
  things: readonly T[],
  namesByRank: (thing: T) => readonly (readonly string[])[]
): ReadonlyMap<string, T> {
  const ranked = things.map((thing) => ({ thing, ranks: namesByRank(thing) }))
  const index = new Map<string, T>()
  const depth = Math.max(0, ...ranked.map(({ ranks }) => ranks.length))
  for (let rank = 0; rank < depth; rank += 1) {
    const level = new Map<string, T | undefined>()
    for (const { thing, ranks } of ranked) {
      for (const key of (ranks[rank] ?? []).map(nameKey)) {
        const taken = level.has(key) && level.get(key) !== thing
        level.set(key, taken ? undefined : thing)
      }
    }
    for (const [key, thing] of level) {
      if (thing !== undefined && key !== '' && !index.has(key)) index.set(key, thing)
    }
  }
  return index
}
