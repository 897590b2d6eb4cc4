import type { City } from '../../contract/city.ts'
import type { Incident, WallIncident } from '../../contract/incident.ts'

/** What a wall window may know of an incident: the last door before the screen. */
export function wallIncidentOf(
  city: Pick<City, 'categories'>
): (incident: Incident) => WallIncident {
  const privateCategories = new Set(
    city.categories.filter((category) => category.private).map(({ id }) => id)
  )
  return (incident) => {
    const entries = Object.entries(incident).filter(
      ([key]) =>
        !hubOnly.has(key) && !(privateCategories.has(incident.category) && placeKeys.has(key))
    )
    return Object.fromEntries(entries) as WallIncident // only optional keys are ever left out
  }
}

const hubOnly: ReadonlySet<string> = new Set(['source', 'seq'] satisfies (keyof Incident)[])
const placeKeys: ReadonlySet<string> = new Set([
  'position',
  'positionAccuracyM',
  'subdistrict'
] satisfies (keyof Incident)[])
