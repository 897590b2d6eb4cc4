import fc from 'fast-check'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import type { Call } from '../../contract/call.ts'
import type { Rejected } from '../../contract/health.ts'
import type { Incident } from '../../contract/incident.ts'
import { minute } from '../../contract/time.ts'
import { testIncident, testNow } from '../ingest/testCity.ts'
import { openSqliteStore } from './sqliteStore.ts'
import type { Entry, Store } from './store.ts'

const now = testNow
const opened: Store[] = []
const folders: string[] = []

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-store-'))
  folders.push(folder)
  return folder
}

async function open(folder = makeFolder()): Promise<Store> {
  const store = await openSqliteStore({ folder, log: () => undefined })
  opened.push(store)
  return store
}

async function close(store: Store): Promise<void> {
  opened.splice(opened.indexOf(store), 1)
  await store.close()
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const entryOf = (overrides: Partial<Incident>): Entry => ({
  event: { kind: 'incident', incident: testIncident(overrides) },
  rejected: []
})
const numbered = (seq: number, id = `N-${seq}`, revision = 1): Entry =>
  entryOf({ id, revision, source: 'cad', seq })
const callEntry = (overrides: Partial<Call>): Entry => ({
  event: {
    kind: 'call',
    call: {
      id: 'C-1',
      revision: 0,
      class: 'prank',
      receivedAt: now,
      simulated: false,
      ...overrides
    }
  },
  rejected: []
})
const refused = (overrides: Partial<Rejected> = {}): Rejected => ({
  at: now,
  scope: 'message',
  reason: 'notJson',
  topic: 'incident',
  bytes: 12,
  ...overrides
})

const full: Incident = {
  ...testIncident(),
  id: 'SMG-full',
  revision: 7,
  source: 'cad',
  seq: 12,
  status: 'closed',
  channel: '112',
  dispatchedAt: now - 2 * minute,
  departedAt: now - minute,
  arrivedAt: now - 30_000,
  closedAt: now,
  position: [110.42, -6.98],
  positionAccuracyM: 25.5,
  district: '33.74.01',
  subdistrict: '33.74.01.1001',
  assignments: [{ agency: 'damkar', status: 'closed', dispatchedAt: now - minute, closedAt: now }],
  calls: 3,
  exercise: true,
  simulated: true
}

test('what was stored comes back whole, also after the store was opened anew', async () => {
  const folder = makeFolder()
  const store = await open(folder)
  const call: Call = {
    id: 'C-9',
    revision: 2,
    source: 'pbx',
    seq: 4,
    class: 'ghost',
    receivedAt: now,
    channel: '112',
    incident: 'SMG-full',
    simulated: true
  }
  const duty = { operators: 12, fieldOfficers: 40, at: now, simulated: false }
  await store.commit(
    [
      { event: { kind: 'incident', incident: full }, rejected: [] },
      entryOf({}),
      { event: { kind: 'call', call }, rejected: [] },
      callEntry({}),
      { event: { kind: 'duty', duty }, rejected: [] }
    ],
    now
  )
  const everything = {
    incidents: [
      { row: 1, incident: full },
      { row: 2, incident: testIncident() }
    ],
    calls: [
      { row: 1, call },
      {
        row: 2,
        call: { id: 'C-1', revision: 0, class: 'prank', receivedAt: now, simulated: false }
      }
    ],
    duty,
    incident: full
  }
  const read = (from: Store): object => ({
    incidents: [...from.incidents()],
    calls: [...from.calls()],
    duty: from.duty(),
    incident: from.incident(1)
  })
  expect(read(store)).toEqual(everything)
  await close(store)
  expect(read(await open(folder))).toEqual(everything)
})

test('only a higher revision changes an incident or a call', async () => {
  const store = await open()
  const { outcomes } = await store.commit(
    [
      entryOf({ revision: 2 }),
      entryOf({ revision: 2 }),
      entryOf({ revision: 1, calls: 9 }),
      entryOf({ revision: 3, calls: 4 }),
      entryOf({ id: 'SMG-2' }),
      callEntry({}),
      callEntry({ revision: 1, class: 'emergency' })
    ],
    now
  )
  expect(outcomes).toEqual([
    { kind: 'incident', row: 1, result: 'new' },
    { kind: 'incident', row: 1, result: 'unchanged' },
    { kind: 'incident', row: 1, result: 'unchanged' },
    { kind: 'incident', row: 1, result: 'updated' },
    { kind: 'incident', row: 2, result: 'new' },
    { kind: 'call', row: 1, result: 'new' },
    { kind: 'call', row: 1, result: 'updated' }
  ])
  expect(store.incident(1)).toEqual(testIncident({ revision: 3, calls: 4 }))
  expect(store.rejectionCounts()).toEqual({ messages: 0, fields: 0 })
})

test('the same revision with other content changes nothing and is noted once', async () => {
  const store = await open()
  await store.commit([entryOf({ source: 'cad', seq: 1 })], now)
  await store.commit([entryOf({ source: 'cad', seq: 2 })], now)
  expect(store.rejectionCounts().fields).toBe(0)
  const contradiction = entryOf({ calls: 9 })
  const { outcomes } = await store.commit([contradiction, contradiction], now)
  expect(outcomes.map((outcome) => 'result' in outcome && outcome.result)).toEqual([
    'unchanged',
    'unchanged'
  ])
  expect(store.incident(1)?.calls).toBe(1)
  expect(store.rejections(10)).toEqual([
    refused({ scope: 'field', reason: 'sameRevisionOtherContent', key: 'revision', bytes: 0 })
  ])
})

test('any order of revisions, with duplicates, ends in the same state', async () => {
  const store = await open()
  let run = 0
  const states = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 6 })),
    {
      selector: ([id, revision]) => `${id}/${revision}`,
      minLength: 1,
      maxLength: 12
    }
  )
  await fc.assert(
    fc.asyncProperty(
      states.chain((list) =>
        fc.tuple(fc.constant(list), fc.array(fc.constantFrom(...list), { maxLength: 20 }))
      ),
      fc.infiniteStream(fc.nat()),
      async ([list, duplicates], order) => {
        run += 1
        const messages = [...list, ...duplicates]
          .map((message) => ({ message, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ message }) => message)
        const idOf = (id: number): string => `${run}-${id}`
        const entries = messages.map(([id, revision]) =>
          entryOf({ id: idOf(id), revision, calls: revision * 2 })
        )
        const half = Math.floor(entries.length / 2)
        await store.commit(entries.slice(0, half), now)
        await store.commit(entries.slice(half), now)
        const stored = new Map(
          [...store.incidents()]
            .filter(({ incident }) => incident.id.startsWith(`${run}-`))
            .map(({ incident }) => [incident.id, incident.calls])
        )
        const expected = new Map<string, number>()
        for (const [id, revision] of list)
          expected.set(idOf(id), Math.max(expected.get(idOf(id)) ?? 0, revision * 2))
        expect(stored).toEqual(expected)
      }
    ),
    { numRuns: 60 }
  )
  const rows = [...store.incidents()].map(({ row }) => row)
  expect(rows).toEqual(rows.map((_, index) => index + 1))
})

test('only a later duty replaces the one that is stored', async () => {
  const store = await open()
  const duty = (operators: number, at: number): Entry => ({
    event: { kind: 'duty', duty: { operators, at, simulated: false } },
    rejected: []
  })
  const { outcomes } = await store.commit([duty(5, now), duty(6, now - 1), duty(7, now + 1)], now)
  expect(outcomes.map((outcome) => 'result' in outcome && outcome.result)).toEqual([
    'updated',
    'unchanged',
    'updated'
  ])
  expect(store.duty()).toEqual({ operators: 7, at: now + 1, simulated: false })
})

test('refusals are kept newest first, their totals never shrink', async () => {
  const store = await open()
  const many = Array.from({ length: 10_050 }, (_, i) => refused({ bytes: i }))
  await store.commit(
    [{ rejected: many }, { rejected: [refused({ scope: 'field', key: 'position' })] }],
    now
  )
  expect(store.rejectionCounts()).toEqual({ messages: 10_050, fields: 1 })
  expect(store.rejections(2)).toEqual([
    refused({ scope: 'field', key: 'position' }),
    refused({ bytes: 10_049 })
  ])
  expect(store.rejections(100_000)).toHaveLength(10_000)
  expect(store.rejectedIncidentsSince(now - 10 * minute)).toBe(10_050)
  expect(store.rejectedIncidentsSince(now + minute)).toBe(0)
})

test('a gap in the numbers of a source is shown until it is filled', async () => {
  const store = await open()
  const after = async (...entries: Entry[]): Promise<unknown> =>
    (await store.commit(entries, now)).gaps
  expect(await after(numbered(10), numbered(11))).toBeUndefined()
  expect(await after(numbered(15))).toEqual([{ source: 'cad', missing: 3, since: now }])
  expect(await after(numbered(13))).toEqual([{ source: 'cad', missing: 2, since: now }])
  expect(await after(numbered(13))).toBeUndefined()
  expect(await after(callEntry({ source: 'cad', seq: 12 }))).toEqual([
    { source: 'cad', missing: 1, since: now }
  ])
  expect(store.gaps()).toEqual([{ source: 'cad', missing: 1, since: now }])
  expect(await after({ rejected: [refused()], numbered: { source: 'cad', seq: 14 } })).toEqual([])
})

test('an early message that came late moves the beginning, and opens no gap', async () => {
  const store = await open()
  await store.commit([numbered(5), numbered(3), numbered(4), numbered(6)], now)
  expect(store.gaps()).toEqual([])
})

test('a source that counts anew starts a new count', async () => {
  const store = await open()
  await store.commit([numbered(500), numbered(503)], now)
  const restarted = await store.commit([numbered(1, 'fresh-1'), numbered(2, 'fresh-2')], now)
  expect(restarted.gaps).toEqual([])
  const { gaps } = await store.commit([numbered(4, 'fresh-4')], now)
  expect(gaps).toEqual([{ source: 'cad', missing: 1, since: now }])
})

test('a huge jump costs no more than a small one', async () => {
  const store = await open()
  const { gaps } = await store.commit([numbered(1), numbered(1_000_001)], now)
  expect(gaps).toEqual([{ source: 'cad', missing: 999_999, since: now }])
  await store.commit([numbered(500_000)], now)
  expect(store.gaps()[0]?.missing).toBe(999_998)
})

test('a jump beyond any loss is another count, not a gap for ever', async () => {
  const store = await open()
  await store.commit([numbered(1), numbered(Number.MAX_SAFE_INTEGER)], now)
  expect(store.gaps()).toEqual([])
  await store.commit([numbered(2, 'second'), numbered(4, 'fourth')], now)
  expect(store.gaps()).toEqual([{ source: 'cad', missing: 1, since: now }])
})

test('gaps equal the numbers that never came, in any order of arrival', async () => {
  const store = await open()
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 }),
      async (seqs) => {
        run += 1
        const source = `source-${run}`
        const entries = seqs.flatMap((seq) => {
          const entry = entryOf({ id: `${source}-${seq}`, source, seq })
          return [entry, entry]
        })
        await store.commit(entries, now)
        const missing = Math.max(...seqs) - Math.min(...seqs) + 1 - seqs.length
        const gap = store.gaps().find((one) => one.source === source)
        expect(gap?.missing ?? 0).toBe(missing)
      }
    ),
    { numRuns: 60 }
  )
})

test('a second hub on the same data is told so', async () => {
  const folder = makeFolder()
  const first = await open(folder)
  await expect(open(folder)).rejects.toThrow(`Another hub is using the data folder ${folder}`)
  await close(first)
  await open(folder)
})

test('the lock of a hub that was killed is gone with it', async () => {
  const folder = makeFolder()
  const module = new URL('./sqliteStore.ts', import.meta.url).href
  const script = `const { openSqliteStore } = await import(${JSON.stringify(module)})
    await openSqliteStore({ folder: ${JSON.stringify(folder)}, log() {} })
    console.log('open'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script])
  const exited = once(child, 'exit')
  try {
    await once(createInterface(child.stdout), 'line')
    await expect(open(folder)).rejects.toThrow('Another hub')
  } finally {
    child.kill('SIGKILL')
    await exited
  }
  await open(folder)
})

test('a folder that cannot be one, a damaged and a foreign database each get a sentence', async () => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'file'), '')
  await expect(open(join(folder, 'file'))).rejects.toThrow(/^The data folder .* cannot be written/u)

  const damaged = makeFolder()
  writeFileSync(join(damaged, 'siaga.sqlite'), 'not a database at all '.repeat(500))
  await expect(open(damaged)).rejects.toThrow(/not a Siaga database, or it is damaged\.$/u)

  const foreign = makeFolder()
  const db = new DatabaseSync(join(foreign, 'siaga.sqlite'))
  db.exec('CREATE TABLE theirs (a); PRAGMA user_version = 1')
  db.close()
  await expect(open(foreign)).rejects.toThrow('it belongs to another program')

  const newer = makeFolder()
  await close(await open(newer))
  const later = new DatabaseSync(join(newer, 'siaga.sqlite'))
  later.exec('PRAGMA user_version = 999')
  later.close()
  await expect(open(newer)).rejects.toThrow('made by a newer version')
})

test('below a folder in which nothing can be made it says so, and does not try for ever', async (context) => {
  if (process.platform !== 'linux') context.skip('only Linux has /proc')
  await expect(open('/proc/none/siaga')).rejects.toThrow(/^The data folder .* cannot be written/u)
})

test('a folder without the right to write gets a sentence', async (context) => {
  if (process.getuid?.() === 0) context.skip('root may write anywhere')
  const folder = makeFolder()
  mkdirSync(join(folder, 'closed'), { mode: 0o500 })
  await expect(open(join(folder, 'closed'))).rejects.toThrow('cannot be written')
})

test('a commit that cannot be written stores nothing of its batch, and the next one works', async () => {
  const folder = makeFolder()
  const store = await open(folder)
  await store.commit([entryOf({})], now)
  const other = new DatabaseSync(join(folder, 'siaga.sqlite'))
  other.exec('BEGIN IMMEDIATE')
  await expect(
    store.commit([entryOf({ id: 'A' }), entryOf({ id: 'B' })], now)
  ).rejects.toMatchObject({
    message: 'Nothing can be stored: another program holds the data.',
    reason: 'locked'
  })
  other.exec('ROLLBACK')
  other.close()
  const { outcomes } = await store.commit([entryOf({ id: 'A' })], now)
  expect(outcomes).toEqual([{ kind: 'incident', row: 2, result: 'new' }])
  expect([...store.incidents()].map(({ incident }) => incident.id)).toEqual(['SMG-1', 'A'])
})

const hasPrlimit = process.platform === 'linux' && exists('prlimit')

test.skipIf(!hasPrlimit)(
  'a disk that takes no more is said, and used again when it does',
  async () => {
    const folder = makeFolder()
    const module = new URL('./sqliteStore.ts', import.meta.url).href
    const script = `
    import { execFileSync } from 'node:child_process'
    const { openSqliteStore } = await import(${JSON.stringify(module)})
    const limit = (bytes) =>
      execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=' + bytes + ':unlimited'])
    const store = await openSqliteStore({ folder: ${JSON.stringify(folder)}, log() {} })
    const incident = ${JSON.stringify(testIncident())}
    const put = (id) => store.commit([{ event: { kind: 'incident', incident: { ...incident, id } }, rejected: [] }], 0)
    await put('before')
    limit(8192)
    const said = await put('full').catch((error) => error.message)
    limit('unlimited')
    const after = await put('after')
    const ids = [...store.incidents()].map(({ incident }) => incident.id)
    await store.close()
    console.log(JSON.stringify({ said, after: after.outcomes, ids }))`
    const out = execFileSync(process.execPath, ['--input-type=module', '--eval', script])
    expect(JSON.parse(out.toString())).toEqual({
      said: expect.stringMatching(
        /^Nothing can be stored: the disk (is full|reports an error)\.$/u
      ),
      after: [{ kind: 'incident', row: 2, result: 'new' }],
      ids: ['before', 'after']
    })
  }
)

function exists(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
