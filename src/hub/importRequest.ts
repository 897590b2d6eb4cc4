import { readFileSync } from 'node:fs'
import { basename, isAbsolute, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { City } from '../contract/city.ts'
import { ImportError } from './import/importError.ts'
import { Mapping } from './ingest/mapping.ts'
import { loadCity } from './loadCity.ts'
import { jsonNames, type Resources } from './resources.ts'

export const usage = `Reads history into the store of a data folder.

  npm run import -- FILE… --mapping NAME [--city ID] [--data DIR] [--refused FILE]

  FILE              CSV, NDJSON or .xlsx; several files of one export together
  --mapping NAME    a file in resources/mappings, or a path
  --city ID         whose names the files use; needed unless the mapping names its city
  --data DIR        the data folder, "data" by default; no hub may be using it
  --refused FILE    one list of all refused rows; else FILE.refused.csv beside each file

Ctrl-C stops it; the same command goes on where it was. docs/importing.md tells the rest.
`

/** What an import was asked to do, everything looked up and checked. */
export interface ImportRequest {
  readonly files: readonly string[]
  readonly mapping: Mapping
  readonly city: City
  readonly data: string
  readonly refused: string | undefined
}

/** Throws an ImportError or ConfigError: a sentence. */
export function readImportRequest(args: readonly string[], resources: Resources): ImportRequest {
  const { values, positionals } = parse(args)
  if (positionals.length === 0) throw new ImportError('Name at least one FILE to import.')
  const mapping = loadMapping(values.mapping, resources)
  const city = values.city ?? mapping.city
  if (city === undefined)
    throw new ImportError(
      `--city is missing; known are ${resources.cityIds.join(', ')}, or give the path of a city file.`
    )
  // A mapping names its city's file from the project's root, whoever runs it from wherever.
  const isPath = /[/\\]|\.json$/u.test(city)
  const own = values.city === undefined && isPath && !isAbsolute(city)
  return {
    files: [...new Set(positionals.map((file) => resolve(file)))],
    mapping,
    city: loadCity(
      own ? join(resources.folder, '..', city) : city,
      resources.folder,
      resources.cityIds
    ),
    data: values.data,
    refused: values.refused === undefined ? undefined : resolve(values.refused)
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        city: { type: 'string' },
        data: { type: 'string', default: 'data' },
        refused: { type: 'string' }
      }
    })
  } catch (error) {
    throw new ImportError(error instanceof Error ? error.message : String(error))
  }
}

function loadMapping(name: string | undefined, { folder }: Resources): Mapping {
  const known = jsonNames(join(folder, 'mappings'))
  const all = `known are ${known.join(', ')}, or give the path of a mapping file.`
  if (name === undefined) throw new ImportError(`--mapping is missing; ${all}`)
  const isPath = /[/\\]|\.json$/u.test(name)
  if (!isPath && !known.includes(name))
    throw new ImportError(`There is no mapping "${name}"; ${all}`)
  return readMapping(isPath ? name : join(folder, 'mappings', `${name}.json`))
}

function readMapping(path: string): Mapping {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ImportError(`The mapping ${path} cannot be read: ${why}.`)
  }
  const parsed = Mapping.safeParse(content)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ImportError(`${basename(path)}: ${issue?.path.join('.')}: ${issue?.message}.`)
}
