import { join } from 'node:path'
import { City, type WallCity } from '../contract/city.ts'
import { ConfigError } from './hubConfig.ts'
import { readJson } from './readJson.ts'

/**
 * The city of an id in `resources/cities`, or of a path of a file. Throws a ConfigError: a sentence
 * that says which cities there are, or what is wrong in the file.
 */
export function loadCity(idOrPath: string, resources: string, known: readonly string[]): City {
  const isPath = /[/\\]|\.json$/u.test(idOrPath)
  if (!isPath && !known.includes(idOrPath))
    throw new ConfigError(
      `--city: there is no city "${idOrPath}"; known are ${known.join(', ')}, or give the path of a city file.`
    )
  const file = isPath ? idOrPath : join(resources, 'cities', `${idOrPath}.json`)
  const city = readJson(file, City)
  if (!city.responseTargets.some(({ id }) => id === city.headlineTarget))
    throw new ConfigError(
      `${file}: headlineTarget: "${city.headlineTarget}" is not one of responseTargets.`
    )
  return city
}

/** What windows are given of a city. */
export function wallCityOf(city: City): WallCity {
  const copy: Partial<City> = { ...city }
  delete copy.simulation
  delete copy.sources
  return copy as WallCity // nothing else was taken out
}
