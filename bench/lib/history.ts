import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { City } from '../../src/contract/city.ts'
import type { Incident } from '../../src/contract/incident.ts'
import { day, hour, minute, type Moment } from '../../src/contract/time.ts'
import { incidentColumns, incidentValues } from '../../src/hub/store/rows.ts'
import { openForWriting } from '../../src/hub/store/storeWriter.ts'
import { projectRoot } from '../../e2e/harness/programs.ts'

/** The city all measurements are made with. */
export const semarang = City.parse(
  JSON.parse(readFileSync(path.join(projectRoot, 'resources/cities/semarang.json'), 'utf8'))
)

export interface History {
  readonly incidents: number
  /** Spread evenly over so many days before `until`. */
  readonly days: number
  readonly until: Moment
  /** So many of them came in the last hour and are still open. */
  readonly open: number
}

export interface DataFolder {
  readonly folder: string
  remove(): Promise<void>
}

/** A data folder as a hub leaves it behind after that history. */
export async function prepareData(history: History): Promise<DataFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'siaga-bench-'))
  const db = openForWriting(path.join(folder, 'siaga.sqlite'))
  // Nothing to lose yet; the hub opens it durable again.
  db.exec('PRAGMA synchronous = OFF; BEGIN')
  const marks = incidentColumns.map(() => '?').join()
  const insert = db.prepare(`INSERT INTO incident (${incidentColumns.join()}) VALUES (${marks})`)
  for (const incident of pastIncidents(semarang, history)) insert.run(...incidentValues(incident))
  db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Incidents of a city, oldest first, the same at every call. */
export function* pastIncidents(
  city: City,
  { incidents, days, until, open }: History
): Generator<Incident> {
  const random = seeded(112)
  const ended = incidents - open
  // Whatever is closed was closed before `until`; what is open came in the last hour.
  const step = (days * day - hour) / Math.max(1, ended)
  for (let n = 0; n < ended; n += 1) {
    const receivedAt = Math.round(until - days * day + n * step)
    yield {
      ...incidentAt(city, `h-${n}`, receivedAt, random),
      ...closingOf(receivedAt, random)
    }
  }
  for (let n = 0; n < open; n += 1) {
    const receivedAt = Math.round(until - hour + (n * hour) / open)
    yield incidentAt(city, `h-${ended + n}`, receivedAt, random)
  }
}

/** An open incident somewhere around the middle of one of the districts. */
export function incidentAt(
  city: City,
  id: string,
  receivedAt: Moment,
  random: () => number
): Incident {
  const district = pick(city.districts, random())
  const category = pick(city.categories, random())
  const spread = Math.sqrt(district.areaKm2) / 400
  const off = (): number => (random() + random() + random() - 1.5) * spread
  return {
    id,
    revision: 1,
    source: 'bench',
    category: category.id,
    priority: category.priority,
    status: 'dispatched',
    channel: '112',
    receivedAt,
    dispatchedAt: Math.round(receivedAt + (0.5 + random()) * minute),
    position: [round(district.centroid[0] + off()), round(district.centroid[1] + off())],
    district: district.code,
    assignments: category.agencies.slice(0, 1).map((agency) => ({ agency, status: 'dispatched' })),
    calls: 1,
    exercise: false,
    simulated: false
  }
}

function closingOf(receivedAt: Moment, random: () => number): Partial<Incident> {
  const departedAt = Math.round(receivedAt + (2 + 2 * random()) * minute)
  const arrivedAt = Math.round(departedAt + (2 + 6 * random()) * minute)
  const closedAt = Math.round(arrivedAt + (10 + 40 * random()) * minute)
  return { status: 'closed', departedAt, arrivedAt, closedAt }
}

function pick<T>(list: readonly T[], at: number): T {
  const found = list[Math.floor(at * list.length)]
  if (found === undefined) throw new Error('The city file has an empty list.')
  return found
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

/** Numbers 0 ≤ n < 1 that look random and are the same at every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
