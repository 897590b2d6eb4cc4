import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { City } from '../../contract/city.ts'
import type { Incident } from '../../contract/incident.ts'
import { testCity } from '../ingest/testCity.ts'
import { Mapping } from '../ingest/mapping.ts'
import { openImportStore, type ImportStore } from '../store/importStore.ts'
import { openSqliteStore } from '../store/sqliteStore.ts'
import { importFiles, type ImportOptions, type ImportResult } from './importFiles.ts'

const root = join(import.meta.dirname, '../../..')

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

export function mappingNamed(name: string): Mapping {
  return Mapping.parse(readJson(`resources/mappings/${name}.json`))
}

export const cities = {
  test: testCity,
  semarang: City.parse(readJson('resources/cities/semarang.json')),
  montgomery: City.parse(readJson('src/testing/cities/montgomery.json')),
  sanFrancisco: City.parse(readJson('src/testing/cities/san-francisco.json'))
}

/** Where the public files are that are no part of the project. */
export const publicData = join(root, '../shared/data')

/** 1 June 2025: what the tests import has happened. */
export const now = Date.UTC(2025, 5, 1)

/** A number, a time, a kind, a place: what most tests need. */
export const plain = Mapping.parse({
  name: 'plain',
  description: 'for tests',
  source: 'made up',
  timeFormats: ['YYYY-MM-DD HH:mm', 'DD/MM/YYYY HH:mm', 'ISO', 'EXCEL'],
  rows: 'incident',
  id: { columns: ['no'] },
  fields: {
    receivedAt: { column: 'time' },
    arrivedAt: { column: 'there' },
    category: { column: 'kind' },
    status: { constant: 'closed' },
    position: { latitude: 'lat', longitude: 'lon' }
  }
})
export const plainHeader = 'no,time,there,kind,lat,lon'

export interface Refused {
  readonly file: string
  readonly line: number
  readonly reason: string
}

export interface Workshop {
  /** The data folder. */
  readonly folder: string
  /** Writes a file of the given name beside it and returns its path. */
  file(name: string, content: string | Buffer): string
  /** Imports into the store of the folder; its lock is free before and after. */
  run(
    files: readonly string[],
    options?: Partial<ImportOptions>
  ): Promise<ImportResult & { readonly rejected: readonly Refused[] }>
  /** What is stored under an id. */
  incident(id: string): Incident | undefined
  stored<T>(look: (store: ImportStore) => T): T
  /** As a hub reads them. */
  everyIncident(): Promise<readonly Incident[]>
  remove(): void
}

/** A temporary data folder, its store, and files to import. */
export function makeWorkshop(): Workshop {
  const top = mkdtempSync(join(tmpdir(), 'siaga-import-'))
  const folder = join(top, 'data')
  function stored<T>(look: (store: ImportStore) => T): T {
    const store = openImportStore(folder)
    try {
      return look(store)
    } finally {
      store.close()
    }
  }
  return {
    folder,
    file(name, content) {
      const path = join(top, name)
      writeFileSync(path, content)
      return path
    },
    async run(files, options = {}) {
      const store = openImportStore(folder)
      let rejected: readonly Refused[] = []
      try {
        const result = await importFiles({
          ...{ files, folder, store, now },
          mapping: plain,
          city: testCity,
          signal: new AbortController().signal,
          onProgress: () => undefined,
          onResume: () => undefined,
          writeRefused: (refused) => {
            rejected = [...refused].map(({ file, line, reason }) => ({
              file: files[file]?.split('/').at(-1) ?? '',
              line,
              reason
            }))
          },
          ...options
        })
        return { ...result, rejected }
      } finally {
        store.close()
      }
    },
    incident: (id) => stored((store) => store.incident(id)),
    stored,
    async everyIncident() {
      const store = await openSqliteStore({ folder, log: () => undefined })
      const all = [...store.incidents()].map(({ incident }) => incident)
      await store.close()
      return all
    },
    remove: () => rmSync(top, { recursive: true, force: true })
  }
}

/** Names of what the import keeps in a folder to go on from. */
export function leftIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('import.'))
}

/** The law of every import. */
export function addsUp(result: ImportResult): boolean {
  const { read, refused, merged } = result
  return read === result.new + result.updated + result.unchanged + merged + refused
}

/** `count` rows of the plain mapping, a minute apart. */
export function plainRows(count: number, from = 0): string {
  const start = Date.UTC(2025, 0, 1)
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(start + (from + index) * 60_000).toISOString().slice(0, 16)
    return `${from + index},${at.replace('T', ' ')},,Kebakaran,-6.98,110.42\n`
  }).join('')
}
