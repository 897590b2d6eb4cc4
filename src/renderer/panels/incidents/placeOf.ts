import type { WallCity } from '../../../contract/city.ts'
import type { WallIncident } from '../../../contract/incident.ts'

/** The fullest wording first. */
export type Wordings = readonly [string, ...string[]]

/**
 * "Kokrosono, Utara": kelurahan and the short name of the kecamatan, as far as known; where there
 * is little room the kelurahan alone. A private category says the kecamatan and no more, whatever
 * else the incident carries. Undefined = not known.
 */
export function placeOf(
  { category, district, subdistrict }: Pick<WallIncident, 'category' | 'district' | 'subdistrict'>,
  city: Pick<WallCity, 'districts' | 'categories'>
): Wordings | undefined {
  const known = city.districts.find(({ code }) => code === district)
  if (known === undefined) return undefined
  const isPrivate = city.categories.find(({ id }) => id === category)?.private === true
  const kelurahan = isPrivate
    ? undefined
    : known.subdistricts.find(({ code }) => code === subdistrict)?.name
  return kelurahan === undefined
    ? [known.shortName]
    : [`${kelurahan}, ${known.shortName}`, kelurahan]
}
