import { readdirSync, readFileSync } from 'node:fs'
import { basename, isAbsolute, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { City } from '../../contract/city.ts'
import type { Moment } from '../../contract/time.ts'
import { Mapping } from '../ingest/mapping.ts'
import { loadCity } from '../loadCity.ts'

export const usage = `Plays a CSV of real incidents as a live feed.

  npm run replay -- FILE --mapping NAME [--speed 600 | --speed max] [--until TIME]
      [--mqtt URL] [--city ID]   publish to this broker, for the city whose hub listens there
      [--data DIR]               keep what the replay's own hub stores (else it is thrown away)
      [--refused FILE]           where refused rows are listed (else FILE.refused.csv)

Without --mqtt it starts a hub of its own and prints the address of the wall.
`

/** What was asked for cannot be done; the message is a sentence for the terminal. */
export class ReplayError extends Error {}

/** What a replay was asked to do, everything looked up and checked. */
export interface ReplayRequest {
  readonly file: string
  readonly mapping: Mapping
  readonly city: City
  readonly cityFile: string
  readonly speed: number | 'max'
  readonly until: Moment
  readonly mqtt: string | undefined
  readonly data: string | undefined
  readonly refused: string
}

const root = join(import.meta.dirname, '../../..')
/** Throws a {@link ReplayError}, or the ConfigError of a city that cannot be loaded. */
export function readReplayRequest(args: readonly string[]): ReplayRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      speed: { type: 'string', default: '600' },
      until: { type: 'string' },
      mqtt: { type: 'string' },
      city: { type: 'string' },
      data: { type: 'string' },
      refused: { type: 'string' }
    }
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new ReplayError('Name one FILE to replay.')
  const mapping = loadMapping(values.mapping)
  const cityName = values.city ?? mapping.city
  if (cityName === undefined)
    throw new ReplayError(`--city is missing: the mapping "${mapping.name}" fits any city.`)
  const isPath = /[/\\]|\.json$/u.test(cityName)
  const cityFile =
    isPath && !isAbsolute(cityName) && values.city === undefined ? join(root, cityName) : cityName
  return {
    file: resolve(file),
    mapping,
    city: loadCity(cityFile, join(root, 'resources'), namesIn('cities')),
    cityFile,
    speed: speedOf(values.speed),
    until: momentOf(values.until),
    mqtt: values.mqtt,
    data: values.data,
    refused: values.refused ?? `${resolve(file)}.refused.csv`
  }
}

function loadMapping(name: string | undefined): Mapping {
  const known = namesIn('mappings')
  const all = `known are ${known.join(', ')}, or give the path of a mapping file.`
  if (name === undefined) throw new ReplayError(`--mapping is missing; ${all}`)
  const isPath = /[/\\]|\.json$/u.test(name)
  if (!isPath && !known.includes(name))
    throw new ReplayError(`There is no mapping "${name}"; ${all}`)
  const path = isPath ? name : join(root, 'resources/mappings', `${name}.json`)
  const parsed = Mapping.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ReplayError(`${basename(path)}: ${issue?.path.join('.')}: ${issue?.message}.`)
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(join(root, 'resources', folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
}

function speedOf(text: string): number | 'max' {
  if (text === 'max') return 'max'
  const speed = Number(text)
  if (!(speed > 0 && speed <= 100_000)) {
    throw new ReplayError('--speed must be "max" or a number above 0, 100000 at most.')
  }
  return speed
}

function momentOf(text: string | undefined): Moment {
  if (text === undefined) return Infinity
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new ReplayError('--until must be a time like 2017-03-01T00:00:00Z.')
  return at
}
