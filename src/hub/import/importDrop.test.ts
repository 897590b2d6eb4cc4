import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ImportJob } from '../../contract/importJob.ts'
import { createAggregates, type Aggregates } from '../aggregates/aggregates.ts'
import { testIncident } from '../ingest/testCity.ts'
import { openSqliteStore } from '../store/sqliteStore.ts'
import type { Entry, Store } from '../store/store.ts'
import { openDropFolder, type DropFolder } from './dropFolder.ts'
import { startImportDrop, type ImportDrop } from './importDrop.ts'
import { cities, mappingNamed, now, plain, plainHeader, plainRows } from './testImport.ts'

let data: string
let folder: DropFolder
let store: Store
let aggregates: Aggregates
let drop: ImportDrop
/** Called at every commit of the import. */
let onCommit: () => void

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'siaga-drop-'))
  await startHub()
})

afterEach(async () => {
  await stopHub()
  rmSync(data, { recursive: true, force: true })
})

/** The parts of a hub that an import meets. */
async function startHub(): Promise<void> {
  onCommit = () => undefined
  store = await openSqliteStore({ folder: data, log: () => undefined })
  aggregates = createAggregates({ city: cities.test, store, now, peaks: [] })
  folder = openDropFolder(data)
  drop = startImportDrop({
    ...{ dataFolder: data, folder, city: cities.test, log: () => undefined },
    mappings: [plain, mappingNamed('indonesia-112'), mappingNamed('siaga')],
    clock: { now: () => now },
    commit: (entries, at) => store.commit(entries, at),
    onCommit(entries, result) {
      aggregates.apply(entries, result, now)
      onCommit()
    }
  })
}

async function stopHub(): Promise<void> {
  await drop.stop()
  await store.close()
}

async function dropped(name: string, content: string): Promise<string> {
  const bytes = Buffer.from(content)
  const { file } = await folder.take({ name, bytes: bytes.length, content: Readable.from([bytes]) })
  return file
}

async function ended(): Promise<Exclude<ImportJob, { state: 'running' | 'none' }>> {
  for (;;) {
    const job = drop.job()
    if (job.state !== 'running' && job.state !== 'none') return job
    await wait(5)
  }
}

async function imported(...files: readonly [string, ...string[]]): ReturnType<typeof ended> {
  drop.start({ files: [...files], mapping: 'plain' })
  return ended()
}

describe('a file dropped on a window', () => {
  test('outlives the import of another one', async () => {
    const first = await dropped('first.csv', `${plainHeader}\n${plainRows(3)}`)
    const second = await dropped('second.csv', `${plainHeader}\n${plainRows(3)}`)
    expect(await imported(first)).toMatchObject({ state: 'done', counts: { new: 3 } })
    expect(() => folder.pathOf(first)).toThrow('Drop it again.')
    expect(await imported(second)).toMatchObject({ state: 'done', counts: { read: 3 } })
    expect(existsSync(folder.path)).toBe(false)
  })

  test('is stored beside the feed, counted at once, and its refusals have line and reason', async () => {
    const file = await dropped('a b.csv', `${plainHeader}\n${plainRows(700)}x,never,,Kebakaran,,\n`)
    expect(await imported(file)).toEqual({
      ...{ state: 'done', files: ['a b.csv'], mapping: 'plain' },
      counts: { read: 701, new: 700, updated: 0, unchanged: 0, merged: 0, refused: 1 },
      leftOut: {},
      refused: [{ file: 'a b.csv', line: 702, reason: 'time: is in none of the time formats' }],
      refusedList: 'import-refused/2025-06-01 a b.csv.refused.csv'
    })
    const list = join(data, 'import-refused/2025-06-01 a b.csv.refused.csv')
    expect(readFileSync(list, 'utf8')).toContain('a b.csv,702,time')
    expect(existsSync(folder.path)).toBe(false)
    const fresh = createAggregates({ city: cities.test, store, now, peaks: [] })
    expect([...store.incidents()]).toHaveLength(700)
    for (const topic of ['volume', 'responseTimes', 'density:30d'] as const)
      expect(aggregates.value(topic)).toEqual(fresh.value(topic))
    expect(aggregates.incidents).toBe(700)
    const again = await imported(await dropped('a.csv', `${plainHeader}\n${plainRows(700)}`))
    expect(again).toMatchObject({ counts: { read: 700, new: 0, updated: 0, unchanged: 700 } })
  })

  test('does not touch what is open and told by the feed', async () => {
    const live: Entry = {
      event: { kind: 'incident', incident: testIncident({ id: '3', receivedAt: now - 60_000 }) },
      rejected: []
    }
    await store.commit([live], now)
    const done = await imported(await dropped('a.csv', `${plainHeader}\n${plainRows(5)}`))
    expect(done).toMatchObject({ counts: { read: 5, new: 4, unchanged: 1 } })
    const kept = [...store.incidents()].find(({ incident }) => incident.id === '3')?.incident
    expect(kept).toMatchObject({ status: 'received', revision: 1 })
  })

  test('goes on after the hub was stopped in the middle, and nothing is lost or twice', async () => {
    const file = await dropped('big.csv', `${plainHeader}\n${plainRows(3_000)}`)
    const first = Promise.withResolvers<undefined>()
    onCommit = () => first.resolve(undefined)
    drop.start({ files: [file], mapping: 'plain' })
    await first.promise
    await stopHub()
    await startHub()
    const before = [...store.incidents()].length
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(3_000)
    expect(drop.job()).toMatchObject({ state: 'running', resumed: true, files: ['big.csv'] })
    expect(await ended()).toMatchObject({
      state: 'done',
      counts: { read: 3_000, new: 3_000, refused: 0 }
    })
    expect([...store.incidents()]).toHaveLength(3_000)
  })

  test('can be cancelled: whole records stay, nothing else does, and another may begin', async () => {
    const file = await dropped('big.csv', `${plainHeader}\n${plainRows(3_000)}`)
    const first = Promise.withResolvers<undefined>()
    onCommit = () => first.resolve(undefined)
    drop.start({ files: [file], mapping: 'plain' })
    expect(() => drop.start({ files: [file], mapping: 'plain' })).toThrow(/Another import/u)
    await first.promise
    expect(await drop.end()).toMatchObject({ state: 'stopped', files: ['big.csv'] })
    expect(existsSync(folder.path)).toBe(false)
    expect(aggregates.incidents).toBe([...store.incidents()].length)
    expect(await drop.end()).toEqual({ state: 'none' })
    const next = await dropped('a.csv', `${plainHeader}\n${plainRows(3_000)}`)
    expect(await imported(next)).toMatchObject({ state: 'done', counts: { read: 3_000 } })
  })

  test('that cannot be stored says why, and goes on from there once that is mended', async () => {
    const file = await dropped('a.csv', `${plainHeader}\n${plainRows(600)}`)
    const commit = store.commit
    store.commit = () => Promise.reject(new Error('Nothing can be stored: the disk is full.'))
    const failed = await imported(file)
    expect(failed).toMatchObject({ state: 'failed' })
    expect('sentence' in failed && failed.sentence).toContain('the disk is full')
    store.commit = commit
    expect(await imported(file)).toMatchObject({ state: 'done', counts: { read: 600, new: 600 } })
  })
})

describe('which mapping fits', () => {
  test('is told by the columns, with the first rows as they would be read', async () => {
    const file = await dropped('a.csv', `${plainHeader}\n${plainRows(9)}`)
    const { offers, misfits } = await drop.propose([file])
    expect(offers.map(({ mapping }) => mapping)).toEqual(['plain'])
    expect(offers[0]?.files[0]?.rows).toHaveLength(5)
    expect(offers[0]?.files[0]?.rows[0]).toEqual({
      ...{ line: 2, receivedAt: Date.UTC(2024, 11, 31, 17), category: 'kebakaran' },
      ...{ status: 'closed', agencies: [], hasPosition: true }
    })
    expect(misfits.map(({ mapping }) => mapping)).toEqual(['indonesia-112', 'siaga'])
    expect(misfits[1]?.why).toContain('lacks')
  })

  test('shows nothing of the columns that a mapping does not read', async () => {
    const content = `${plainHeader},caller,phone\n1,2025-01-01 10:00,,Kebakaran,,,Bu Sri,0812\n`
    const proposal = await drop.propose([await dropped('a.csv', content)])
    expect(proposal.offers).toHaveLength(1)
    expect(JSON.stringify(proposal)).not.toMatch(/Sri|0812/u)
  })

  test('is none for rows that none can read, and says why and keeps no file', async () => {
    const foreign = await dropped('a.ndjson', '{"x":1}\n')
    const { offers, misfits } = await drop.propose([foreign])
    expect(offers).toEqual([])
    expect(misfits.every(({ why }) => why.length > 20)).toBe(true)
    const picture = await dropped('a.png', '\u0000\u0001')
    await expect(drop.propose([picture])).rejects.toThrow('a.png is')
    for (const file of [foreign, picture])
      expect(() => folder.pathOf(file)).toThrow(/Drop it again/u)
  })
})
