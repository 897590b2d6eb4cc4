import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hour, minute } from '../../contract/time.ts'
import { makeIncident } from '../../testing/make.ts'
import { startRecordingBroker, type RecordingBroker } from '../recordingBroker.ts'
import { openFeedPublisher, type FeedPublisher } from '../simulator/feedPublisher.ts'
import { replay, startHeartbeat, type ReplayOptions } from './replayFeed.ts'
import { replayStates } from './replayStates.ts'

const start = Date.UTC(2017, 0, 1, 12)

function past(id: string, at: number): ReturnType<typeof makeIncident> {
  return makeIncident({
    id,
    revision: 0,
    status: 'closed',
    receivedAt: at,
    dispatchedAt: at + 2 * minute,
    departedAt: at + 3 * minute,
    arrivedAt: at + 8 * minute,
    closedAt: at + hour,
    assignments: [],
    calls: 1
  })
}

describe('the states of a past incident', () => {
  test('come at their own times, with what was known then', () => {
    const incident = past('a', start)
    expect(
      replayStates(incident, hour).map(({ at, incident: i }) => [at, i.status, i.revision])
    ).toEqual([
      [start, 'received', 1],
      [start + 2 * minute, 'dispatched', 2],
      [start + 3 * minute, 'enRoute', 3],
      [start + 8 * minute, 'onScene', 4],
      [start + hour, 'closed', 5]
    ])
    expect(replayStates(incident, hour)[0]?.incident.arrivedAt).toBeUndefined()
    expect(replayStates(incident, hour).at(-1)?.incident).toEqual({ ...incident, revision: 5 })
  })

  test('end without a time where the record has none', () => {
    const { id, receivedAt, category, priority } = past('a', start)
    const bare = makeIncident({ id, receivedAt, category, priority, status: 'closed', calls: 2 })
    const states = replayStates(bare, 30 * minute)
    expect(states.map(({ at, incident }) => [at, incident.status, incident.closedAt])).toEqual([
      [receivedAt, 'received', undefined],
      [receivedAt + 30 * minute, 'closed', undefined]
    ])
    expect(states.map(({ incident }) => incident.calls)).toEqual([2, 2])
  })

  test('stay open where the record says so', () => {
    const open = makeIncident({ id: 'a', receivedAt: start, status: 'received', calls: 1 })
    expect(replayStates(open, hour).map(({ incident }) => incident.status)).toEqual(['received'])
  })
})

describe('a replay', () => {
  let broker: RecordingBroker
  let publisher: FeedPublisher
  const stopping = new AbortController()

  beforeEach(async () => {
    broker = await startRecordingBroker()
    publisher = openFeedPublisher({
      url: broker.url,
      clientId: 'replay-test',
      log: () => undefined
    })
  })
  afterEach(async () => {
    await publisher.stop()
    await broker.stop()
  })

  const options = (overrides: Partial<ReplayOptions>): ReplayOptions => ({
    incidents: [past('late', start + 20 * minute), past('early', start)],
    cityId: 'test',
    publisher,
    pace: 'max',
    until: Infinity,
    openMs: hour,
    signal: stopping.signal,
    ...overrides
  })
  const told = (): unknown[] =>
    broker.messages
      .filter(({ topic }) => topic.startsWith('siaga/v1/test/incident/'))
      .map(({ body }) => [body['seq'], body['source'], body['id'], body['status'] ?? 'received'])

  test('publishes every state in the order in which it happened, numbered, and all of them', async () => {
    expect(await replay(options({}))).toBe(10)
    expect(told()).toEqual(
      [
        ...['received', 'dispatched', 'enRoute', 'onScene'].map((status) => ['early', status]),
        ...['received', 'dispatched', 'enRoute', 'onScene'].map((status) => ['late', status]),
        ['early', 'closed'],
        ['late', 'closed']
      ].map(([id, status], seq) => [seq, 'replay', id, status])
    )
  })

  test('says that it is there', async () => {
    const stop = startHeartbeat(publisher, 'test')
    await broker.until((messages) =>
      messages.some(({ topic }) => topic === 'siaga/v1/test/heartbeat/replay')
    )
    stop()
  })

  test('goes no further than it was told', async () => {
    expect(await replay(options({ until: start + 5 * minute }))).toBe(3)
    expect(told()).toHaveLength(3)
  })

  test('waits for the time of each state, and hears a stop while it waits', async () => {
    const stop = new AbortController()
    let now = start + 3 * minute
    const pace = { now: () => now, speed: 1 }
    const running = replay(options({ pace, signal: stop.signal }))
    await broker.until(() => told().length >= 3)
    expect(told()).toHaveLength(3)
    now = start + 20 * minute
    await broker.until(() => told().length >= 5)
    stop.abort()
    expect(await running).toBe(5)
  })
})

describe('npm run replay', () => {
  let folder: string
  let child: ChildProcess | undefined

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'siaga-replay-test-'))
  })
  afterEach(async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true })
  })

  function run(...args: string[]): ChildProcess {
    child = spawn(process.execPath, [join(import.meta.dirname, '../replay.ts'), ...args], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    return child
  }

  /** The first match of the pattern's group in what the process says on stderr. */
  function lineOf(process: ChildProcess, pattern: RegExp): Promise<string> {
    let said = ''
    return new Promise((resolve, reject) => {
      process.stderr?.on('data', (data) => {
        said += String(data)
        const found = pattern.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
      process.once('close', () => reject(new Error(`no ${pattern.source} in:\n${said}`)))
    })
  }

  async function allLinesOf(process: ChildProcess): Promise<string> {
    let text = ''
    process.stderr?.on('data', (data) => (text += String(data)))
    await once(process, 'close')
    return text
  }

  test('lists what it refused, by line and reason, and its counts add up', async () => {
    const broker = await startRecordingBroker()
    const file = join(folder, 'calls.csv')
    writeFileSync(
      file,
      [
        '40.0883549,-75.3821004,EMS: FALL VICTIM,2016-01-15 12:01,UPPER MERION,A ST',
        '40.0883549,-75.3821004,EMS: FALL VICTIM,2016-01-15 12:01,UPPER MERION,A STREET',
        '40.0883549,-75.3821004,EMS: FALL VICTIM,15 January,UPPER MERION,A ST',
        '40.1224422,-75.3383233,Fire: FIRE ALARM,2016-01-15 12:06,NORRISTOWN,B ST'
      ].join('\n')
    )
    const process = run(
      ...[file, '--mapping', 'montgomery-911', '--speed', 'max', '--mqtt', broker.url]
    )
    const lines = await allLinesOf(process)
    expect(lines).toContain('4 rows = 2 incidents + 1 merged into them + 1 refused.')
    expect(lines).toContain('Published 4 of 4 states of 2 incidents.')
    expect(readFileSync(`${file}.refused.csv`, 'utf8')).toBe(
      'line,reason\n3,"time: is in none of the time formats"\n'
    )
    const topics = broker.messages.filter(({ topic }) => topic.includes('/montgomery/incident/mc-'))
    expect(topics).toHaveLength(4)
    expect(process.exitCode).toBe(0)
    await broker.stop()
  })

  test('a file that is not there ends it with a sentence', async () => {
    const process = run(join(folder, 'none.csv'), '--mapping', 'montgomery-911')
    expect(await allLinesOf(process)).toContain('ENOENT')
    expect(process.exitCode).toBe(1)
  })

  const file = join(import.meta.dirname, '../../../../shared/data/sf-fire-calls-2017.csv')

  test.skipIf(!existsSync(file))(
    'starts a hub of its own whose counters equal the file, and stops it with itself',
    async () => {
      const process = run(
        ...[file, '--mapping', 'san-francisco-fire', '--speed', 'max', '--data', folder]
      )
      const published = lineOf(process, /(Published)/u)
      const wall = new URL(await lineOf(process, /The wall: (\S+)\n/u))
      await published
      const token = wall.hash.replace('#token=', '')
      const response = await fetch(new URL('api/counts', wall), {
        headers: { authorization: `Bearer ${token}` }
      })
      const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1)
      const numbers = new Set(rows.map((row) => row.split(',')[2]))
      expect(await response.json()).toMatchObject({ total: numbers.size, open: 0 })

      process.kill('SIGINT')
      await once(process, 'exit')
      await expect(fetch(new URL('healthz', wall))).rejects.toThrow()
    }
  )
})
