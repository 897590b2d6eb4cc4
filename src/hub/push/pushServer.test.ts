import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import {
  HubMessage,
  refusedCloseCode,
  subprotocol,
  type Change,
  type Topic,
  type WindowMessage
} from '../../contract/hubMessages.ts'
import { aggregateSchemas } from '../../contract/aggregates.ts'
import {
  designMoment,
  makeCity,
  makeControl,
  makeHealth,
  makeIncident,
  makeWallCity,
  makeWallSettings
} from '../../testing/make.ts'
import { createAggregates, type Aggregates } from '../aggregates/aggregates.ts'
import { MemoryStore } from '../aggregates/memoryStore.ts'
import { Mode, type Control } from '../../contract/control.ts'
import { Scene } from '../../contract/scene.ts'
import type { RemoteTold } from '../../contract/remote.ts'
import type { Clock } from '../clock.ts'
import type { CityEvent } from '../store/store.ts'
import { ChangeHistory } from './changeHistory.ts'
import { startHttpServer, type HttpServer } from './httpServer.ts'
import { startPushServer, type PushOptions, type PushServer } from './pushServer.ts'
import { requestGuard } from './requestGuard.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
const frozen: Clock = {
  now: () => designMoment,
  reading: () => ({ now: designMoment, speed: 0, simulated: true })
}

let http: HttpServer
let push: PushServer
let history: ChangeHistory
let store: MemoryStore
let aggregates: Aggregates
let control: Control
let remote: RemoteTold | undefined
let arrangement: PushOptions['arrangement'] extends () => infer A ? A : never
const opened: TestWindow[] = []

beforeEach(async () => {
  control = makeControl()
  remote = undefined
  arrangement = { scenes: [], steps: {} }
  store = new MemoryStore()
  aggregates = createAggregates({ city: makeCity(), store, now: designMoment })
  http = await startHttpServer('127.0.0.1', 0)
  history = new ChangeHistory('run-1')
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  push = startPushServer({
    history,
    guard,
    clock: frozen,
    takeChanges: () => aggregates.take(),
    health: () => makeHealth(),
    control: () => control,
    act: ({ type }) => (type === 'callScene' ? 'unknownScene' : undefined),
    city: makeWallCity(),
    wall: makeWallSettings(),
    arrangement: () => arrangement,
    peaks: [],
    remote: () => remote,
    log: () => undefined
  })
  http.open({ guard, routes: [], sockets: { '/wall': push.route }, onError: () => undefined })
})

afterEach(async () => {
  for (const window of opened.splice(0)) window.socket.terminate()
  await push.stop()
  await http.stop()
})

function commit(...events: readonly CityEvent[]): void {
  const { entries, result } = store.commitEvents(...events)
  aggregates.apply(entries, result, designMoment)
  push.changed()
}

/** The other end of the wire; every frame is held against the contract. */
class TestWindow {
  readonly socket: WebSocket
  readonly #frames: HubMessage[] = []
  #wake: (() => void) | undefined

  constructor(protocols: readonly string[] = [subprotocol, `token.${token}`], headers = {}) {
    this.socket = new WebSocket(`ws://127.0.0.1:${http.port}/wall`, [...protocols], { headers })
    this.socket.on('message', (data: Buffer) => {
      this.#frames.push(HubMessage.parse(JSON.parse(data.toString())))
      this.#wake?.()
    })
    this.socket.on('error', () => undefined)
    opened.push(this)
  }

  send(message: WindowMessage): void {
    this.socket.send(JSON.stringify(message))
  }

  async hello(
    topics: readonly Topic[],
    resume?: { runId: string; seq: number }
  ): Promise<Exclude<HubMessage, { type: 'refused' }>> {
    if (this.socket.readyState !== WebSocket.OPEN)
      await new Promise((resolve) => this.socket.once('open', resolve))
    this.send({ type: 'hello', topics: [...topics], ...(resume && { resume }) })
    const answer = await this.next(({ type }) => type !== 'heartbeat')
    if (answer.type === 'refused') throw new Error('A hello is not refused.')
    return answer
  }

  /** The next frame that fits; those before it are dropped. */
  async next(fits: (frame: HubMessage) => boolean): Promise<HubMessage> {
    for (;;) {
      for (let frame = this.#frames.shift(); frame; frame = this.#frames.shift())
        if (fits(frame)) return frame
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  changes(): Promise<HubMessage & { type: 'changes' }> {
    return this.next((frame) => frame.type === 'changes') as Promise<
      HubMessage & { type: 'changes' } // the condition says so
    >
  }

  closed(): Promise<{ code: number; reason: string }> {
    return new Promise((resolve) =>
      this.socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    )
  }
}

const incident = (overrides: Parameters<typeof makeIncident>[0]): CityEvent => ({
  kind: 'incident',
  incident: makeIncident(overrides)
})

describe('a window', () => {
  test('is given a snapshot of its topics, then what changes in them', async () => {
    commit(incident({ id: 'A' }))
    const window = new TestWindow()
    const snapshot = await window.hello(['incidents', 'openCounts'])
    expect(snapshot).toMatchObject({
      type: 'snapshot',
      runId: 'run-1.0',
      topics: ['incidents', 'openCounts'],
      incidents: [{ id: 'A' }],
      aggregates: { openCounts: { open: 1 } }
    })
    commit(incident({ id: 'B' }))
    const { changes, after, seq } = await window.changes()
    expect(seq).toBe(after + 1)
    expect(changes.map(nameOf).toSorted()).toEqual(['B', 'openCounts'])
  })

  test('hears of every number, also where nothing of its topics changed', async () => {
    const window = new TestWindow()
    const snapshot = await window.hello(['duty'])
    commit(incident({ id: 'A' }))
    expect(await window.changes()).toMatchObject({ after: snapshot.seq, changes: [] })
  })

  test('resumes where it stopped', async () => {
    const first = new TestWindow()
    const { seq, runId } = await first.hello(['incidents', 'openCounts'])
    first.socket.close()
    const witness = new TestWindow()
    await witness.hello(['incidents'])
    commit(incident({ id: 'A' }), incident({ id: 'B' }))
    await witness.changes()
    const again = new TestWindow()
    const missed = await again.hello(['incidents', 'openCounts'], { runId, seq })
    expect(missed).toMatchObject({ type: 'changes', after: seq, seq: history.seq })
    expect(missed.type === 'changes' && missed.changes.map(nameOf).toSorted()).toEqual([
      'A',
      'B',
      'openCounts'
    ])
  })

  test('of another run of the hub begins anew', async () => {
    const window = new TestWindow()
    const answer = await window.hello(['incidents'], { runId: 'an earlier run', seq: 0 })
    expect(answer.type).toBe('snapshot')
  })

  test('that asks for other topics is given a snapshot of them', async () => {
    const window = new TestWindow()
    await window.hello(['duty'])
    window.send({ type: 'subscribe', topics: ['volume'] })
    const snapshot = await window.next((frame) => frame.type === 'snapshot')
    expect(snapshot.type === 'snapshot' && Object.keys(snapshot.aggregates)).toEqual(['volume'])
  })

  test('hears the heart beat', async () => {
    const window = new TestWindow()
    await window.hello([])
    const beat = await window.next((frame) => frame.type === 'heartbeat')
    expect(beat).toMatchObject({ clock: frozen.reading(), health: { messages: 100 } })
  })

  test('never learns source, number or, of a private category, the place', async () => {
    const window = new TestWindow()
    const place = { position: [110.4, -7] as [number, number], subdistrict: '33.74.01.1001' }
    commit(incident({ id: 'A', category: 'kdrt', source: 'padu', seq: 7, ...place }))
    const snapshot = await window.hello(['incidents'])
    commit(incident({ id: 'A', revision: 2, category: 'kdrt', source: 'padu', seq: 8, ...place }))
    const changes = await window.changes()
    expect(snapshot.type === 'snapshot' && JSON.stringify(snapshot.incidents)).not.toMatch(
      /padu|"seq"|110\.4|1001/u
    )
    expect(changes.changes.find(({ kind }) => kind === 'incident')).toEqual({
      kind: 'incident',
      incident: {
        id: 'A',
        revision: 2,
        category: 'kdrt',
        priority: 2,
        status: 'received',
        receivedAt: makeIncident().receivedAt,
        assignments: [],
        calls: 1,
        exercise: false,
        simulated: false
      }
    })
  })

  test('of every topic is sent values of that topic', async () => {
    commit(incident({ id: 'A' }))
    const window = new TestWindow()
    const topics = Object.keys(aggregateSchemas) as (keyof typeof aggregateSchemas)[] // its keys
    const snapshot = await window.hello(topics)
    expect(snapshot.type === 'snapshot' && Object.keys(snapshot.aggregates).toSorted()).toEqual(
      topics.toSorted()
    )
  })
})

describe('the mode of the wall', () => {
  const place: [number, number] = [110.412345, -6.987654]
  const medical = (id: string, revision = 1): CityEvent =>
    incident({ id, revision, category: 'medis', position: place, subdistrict: '33.74.01.1001' })

  function enter(mode: Mode): void {
    control = { ...control, mode: { ...control.mode, mode } }
    push.controlled()
  }

  test('when it changes begins every window anew, with no more than it allows', async () => {
    commit(medical('A'))
    const windows = [new TestWindow(), new TestWindow()]
    enter('operations')
    const texts: string[] = []
    for (const window of windows) {
      const snapshot = await window.hello(['incidents', 'density:24h'])
      expect(JSON.stringify(snapshot)).toContain('110.412345')
      window.socket.on('message', (data: Buffer) => texts.push(data.toString()))
    }
    for (const mode of ['briefing', 'guests'] as const) {
      enter(mode)
      for (const window of windows)
        expect(await window.next(({ type }) => type === 'snapshot')).toMatchObject({
          control: { mode: { mode } }
        })
      commit(medical('A', mode === 'briefing' ? 2 : 3), medical(mode))
      for (const window of windows) await window.changes()
    }
    expect(texts.join()).not.toMatch(/110\.412345|6\.987654/u)
    expect(texts.at(-1)).not.toMatch(/"position"|subdistrict/u)
  })

  test('of an earlier time is no ground to go on from', async () => {
    const first = new TestWindow()
    const { runId, seq } = await first.hello(['incidents'])
    enter('guests')
    enter('briefing')
    const again = await new TestWindow().hello(['incidents'], { runId, seq })
    expect([again.type, again.runId === runId]).toEqual(['snapshot', false])
  })

  test('is told with every change of the curtain or the scene, whatever the topics', async () => {
    const window = new TestWindow()
    await window.hello([])
    control = { ...control, curtain: { ...control.curtain, drawn: true } }
    push.controlled()
    expect((await window.changes()).changes).toEqual([{ kind: 'control', control }])
  })

  test('an incident is told before it takes over the wall', async () => {
    const window = new TestWindow()
    await window.hello(['incidents'])
    // What has just been told keeps what follows waiting for a tick.
    commit(medical('A'))
    push.changed()
    await window.changes()
    commit(medical('B'))
    const { since, by } = control.curtain
    control = {
      ...control,
      takeover: {
        ...{ incident: 'B', category: 'medis', cameras: [], why: 'kritis', priority: 1, since, by },
        region: { column: 0, row: 0, columns: 8, rows: 8 },
        returnsAt: since + 120_000
      }
    }
    push.controlled()
    const told = [...(await window.changes()).changes, ...(await window.changes()).changes]
    const kinds = told.map(({ kind }) => kind).filter((kind) => kind !== 'aggregate')
    expect(kinds).toEqual(['incident', 'control'])
  })

  test('windows at any moment hold nothing finer than the mode allows', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.constantFrom(...Mode.options),
        fc.constant('commit' as const),
        fc.constant('window' as const)
      ),
      { minLength: 4, maxLength: 12 }
    )
    let revision = 10
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        enter('guests')
        const own: TestWindow[] = []
        for (const step of story) {
          if (step === 'commit') commit(medical('P', (revision += 1)))
          else if (step === 'window') {
            const window = new TestWindow()
            const snapshot = await window.hello(['incidents'])
            const text = JSON.stringify(snapshot)
            expect(text.includes('110.412345')).toBe(
              control.mode.mode === 'operations' && text.includes('"P"')
            )
            if (control.mode.mode === 'guests') expect(text).not.toContain('"position"')
            own.push(window)
          } else enter(step)
        }
        for (const window of own) window.socket.terminate()
      }),
      { numRuns: 25 }
    )
  })
})

test('when the room is arranged otherwise every window begins anew, and hears no notes', async () => {
  const window = new TestWindow()
  const before = await window.hello([])
  const scene = { id: 'malam', name: 'Malam', layout: 'rails', left: [], middle: [], right: [] }
  const step = { title: 'Pagi', scene: 'malam', notes: 'hanya untuk pembicara' }
  arrangement = {
    scenes: [Scene.parse(scene)],
    steps: { rapat: { name: 'Rapat', steps: [step] } }
  }
  push.rearranged()
  const after = await window.next(({ type }) => type === 'snapshot')
  expect(after).toMatchObject({
    scenes: [scene],
    steps: [{ id: 'rapat', name: 'Rapat', titles: ['Pagi'] }]
  })
  expect(JSON.stringify(after)).not.toContain('pembicara')
  const resumed = await new TestWindow().hello([], { runId: before.runId, seq: before.seq })
  expect(resumed).toMatchObject({ type: 'snapshot', scenes: [scene] })
})

test('remotes are told with the code that pairs one, to guests only whether they are on', async () => {
  const window = new TestWindow()
  expect(await window.hello([])).not.toHaveProperty('remote')
  remote = {
    on: true,
    url: 'https://192.168.10.5:4113/',
    pairing: {
      role: 'viewer',
      address: 'https://192.168.10.5:4113/#pair=AAAAAAAAAAAAAAAAAAAAAA',
      digits: '012345',
      expiresAt: designMoment,
      triesLeft: 5
    },
    devices: []
  }
  push.remoteChanged()
  expect((await window.changes()).changes).toEqual([{ kind: 'remote', remote }])
  expect(await new TestWindow().hello([])).toMatchObject({ remote })
  control = makeControl({ mode: { ...control.mode, mode: 'guests' } })
  push.controlled()
  const forGuests = { on: true, devices: [] }
  expect(await window.next(({ type }) => type === 'snapshot')).toMatchObject({ remote: forGuests })
  push.remoteChanged()
  expect((await window.changes()).changes).toEqual([{ kind: 'remote', remote: forGuests }])
})

test('a window that wants something done is told why it was not', async () => {
  const window = new TestWindow()
  await window.hello([])
  window.send({ type: 'act', action: { type: 'callScene', scene: 'none' } })
  expect(await window.next(({ type }) => type === 'refused')).toEqual({
    type: 'refused',
    refusal: 'unknownScene'
  })
})

test('a window that wants a thousand things done in a second is shown the door', async () => {
  const window = new TestWindow()
  await window.hello([])
  const closed = window.closed()
  for (let n = 0; n < 1_000; n += 1) window.send({ type: 'act', action: { type: 'nextScene' } })
  expect((await closed).code).toBe(4400)
})

describe('at the door', () => {
  test('a window without the token is told so', async () => {
    const wrong = new TestWindow([subprotocol, `token.${token.slice(1)}x`])
    expect((await wrong.closed()).code).toBe(refusedCloseCode)
    const none = new TestWindow([subprotocol])
    expect((await none.closed()).code).toBe(refusedCloseCode)
  })

  test.each([
    ['a foreign page', { Origin: 'http://example.org' }],
    ['a page of another port', { Origin: 'http://127.0.0.1:1' }],
    ['a page without an address', { Origin: 'null' }],
    ['a foreign name for this machine', { Host: 'example.org' }]
  ])('%s does not get in', async (_, headers) => {
    const window = new TestWindow(undefined, headers)
    const status = await new Promise((resolve) =>
      window.socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
    )
    expect([403, 421]).toContain(status)
  })

  test('its own page does', async () => {
    const window = new TestWindow(undefined, { Origin: `http://127.0.0.1:${http.port}` })
    expect((await window.hello([])).type).toBe('snapshot')
  })

  test.each([
    ['not JSON', 'hello'],
    ['an unknown message', '{"type":"shout"}'],
    ['an unknown topic', '{"type":"hello","topics":["everything"]}'],
    ['no hello first', '{"type":"subscribe","topics":[]}']
  ])('%s ends the connection with a reason', async (_, text) => {
    const window = new TestWindow()
    window.socket.once('open', () => window.socket.send(text))
    const { code, reason } = await window.closed()
    expect(code).toBe(4400)
    expect(reason).not.toBe('')
  })

  test('a message of more than 64 kB ends the connection', async () => {
    const window = new TestWindow()
    window.socket.once('open', () => window.socket.send('x'.repeat(70_000)))
    expect((await window.closed()).code).toBe(1009)
  })
})

test('a window that does not read gets nothing more, and then a new snapshot', async () => {
  const window = new TestWindow()
  await window.hello(['incidents'])
  window.socket.pause()
  const witness = new TestWindow()
  await witness.hello(['incidents'])
  const assignments = Array.from({ length: 64 }, () => ({
    agency: 'damkar',
    dispatchedAt: designMoment
  }))
  const many = (revision: number) =>
    Array.from({ length: 480 }, (_, n) => incident({ id: `I-${n}`, revision, assignments }))
  // More than the buffers of the system and the hub's own patience hold.
  for (let revision = 1; revision <= 10; revision += 1) {
    commit(...many(revision))
    await witness.changes()
  }
  window.socket.resume()
  const snapshot = await window.next((frame) => frame.type === 'snapshot')
  expect(snapshot.type === 'snapshot' && snapshot.incidents[0]?.revision).toBe(10)
})

function nameOf(change: Change): string {
  switch (change.kind) {
    case 'incident':
      return change.incident.id
    case 'incidentGone':
      return `gone ${change.id}`
    case 'notSent':
      return `notSent ${change.count}`
    case 'aggregate':
      return change.topic
    case 'control':
      return `control ${change.control.mode.mode}`
    case 'remote':
      return `remote ${change.remote.on}`
  }
}
