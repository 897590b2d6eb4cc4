import { Aedes } from 'aedes'
import { connect, connectAsync, type MqttClient } from 'mqtt'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test, vi } from 'vitest'
import { freshnessOf } from '../../contract/health.ts'
import { openSqliteStore } from '../store/sqliteStore.ts'
import { startEmbeddedBroker } from './embeddedBroker.ts'
import { incidentPayload, incidentTopic } from './feed.ts'
import type { Ingest, Source } from './ingest.ts'
import { startMqttSource, type MqttSourceOptions } from './mqttSource.ts'
import {
  hasMosquitto,
  startGuardedMosquitto,
  startMosquitto,
  type TestBroker
} from './testBroker.ts'
import { testIncident } from './testCity.ts'

const toStop: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of toStop.splice(0).reverse()) await stop()
})

/** An ingest whose disk the test plays: it hears of each message and says when it is stored. */
class HandIngest implements Ingest {
  readonly #heard: { topic: string; stored: () => void; failed: () => void }[] = []
  readonly #waiting: (() => void)[] = []

  accept(topic: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#heard.push({ topic, stored: resolve, failed: () => reject(new Error('disk full')) })
      this.#waiting.shift()?.()
    })
  }

  flush(): Promise<void> {
    return Promise.resolve()
  }

  /** The next message, waiting for it if need be. */
  async next(): Promise<{ id: string; stored: () => void; failed: () => void }> {
    if (this.#heard.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const { topic, stored, failed } = this.#heard.shift() ?? { topic: '', stored() {}, failed() {} }
    return { id: topic.split('/').at(-1) ?? '', stored, failed }
  }
}

interface Started extends Source {
  /** Resolves at the next log line of that name. */
  logged(event: string): Promise<unknown>
}

function start(ingest: Ingest, options: Partial<MqttSourceOptions> & { url: string }): Started {
  const waiting: { event: string; resolve: (values: unknown) => void }[] = []
  const source = startMqttSource({
    clientId: 'siaga-hub',
    cityId: 'semarang',
    ingest,
    log(event, values) {
      for (const one of waiting.filter((each) => each.event === event)) one.resolve(values)
    },
    retryMs: { first: 30, most: 200 },
    ...options
  })
  toStop.push(() => source.stop())
  return {
    ...source,
    logged: (event) => new Promise((resolve) => waiting.push({ event, resolve }))
  }
}

async function mosquitto(settings?: readonly string[]): Promise<TestBroker> {
  const broker = await startMosquitto(settings)
  toStop.push(() => broker.stop())
  return broker
}

async function publisher(url: string): Promise<MqttClient> {
  const client = await connectAsync(url)
  toStop.push(() => client.endAsync(true))
  return client
}

const send = (client: MqttClient, id: string): Promise<unknown> =>
  client.publishAsync(incidentTopic('semarang', id), incidentPayload(testIncident({ id })), {
    qos: 1
  })

test.skipIf(!hasMosquitto)(
  'a broker keeps a message until it is on disk, and drops it then',
  async () => {
    const broker = await mosquitto()
    const first = new HandIngest()
    const source = start(first, { url: broker.url })
    await source.logged('mqtt.connected')
    expect(source.reading()).toMatchObject({ state: 'connected', protocol: '5', attempt: 0 })

    const sender = await publisher(broker.url)
    for (const id of ['A', 'B', 'C']) await send(sender, id)
    const [a, b, c] = [await first.next(), await first.next(), await first.next()]
    expect([a.id, b.id, c.id]).toEqual(['A', 'B', 'C'])
    a.stored()
    b.stored()
    await Promise.resolve()
    await source.stop()
    c.stored()

    // The hub went away with C unstored: the broker brings it again, and only that.
    const second = new HandIngest()
    const again = start(second, { url: broker.url })
    await again.logged('mqtt.connected')
    const again1 = await second.next()
    again1.stored()
    await send(sender, 'D')
    const d = await second.next()
    d.stored()
    await Promise.resolve()
    await again.stop()
    expect([again1.id, d.id]).toEqual(['C', 'D'])

    const third = new HandIngest()
    start(third, { url: broker.url })
    await send(sender, 'E')
    expect((await third.next()).id).toBe('E')
  }
)

test.skipIf(!hasMosquitto)('what could not be stored is asked for again', async () => {
  const broker = await mosquitto()
  const ingest = new HandIngest()
  const source = start(ingest, { url: broker.url })
  await source.logged('mqtt.connected')
  const sender = await publisher(broker.url)
  await send(sender, 'A')
  await send(sender, 'B')
  const [a, b] = [await ingest.next(), await ingest.next()]
  a.failed()
  b.failed()
  const ids = [await ingest.next(), await ingest.next()].map(({ id, stored }) => {
    stored()
    return id
  })
  expect(ids).toEqual(['A', 'B'])
})

test.skipIf(!hasMosquitto)('messages of QoS 0 are taken too', async () => {
  const broker = await mosquitto()
  const ingest = new HandIngest()
  await start(ingest, { url: broker.url }).logged('mqtt.connected')
  const sender = await publisher(broker.url)
  sender.publish(incidentTopic('semarang', 'Z'), incidentPayload(testIncident({ id: 'Z' })))
  expect((await ingest.next()).id).toBe('Z')
})

test.skipIf(!hasMosquitto)('a lost broker is said, and found again', async () => {
  const broker = await mosquitto()
  const ingest = new HandIngest()
  const source = start(ingest, { url: broker.url })
  await source.logged('mqtt.connected')
  const lost = source.logged('mqtt.lost')
  await broker.kill()
  await lost
  expect(source.reading()).toMatchObject({ state: 'lost', protocol: undefined })
  const back = source.logged('mqtt.connected')
  await broker.start()
  await back
  const sender = await publisher(broker.url)
  await send(sender, 'A')
  expect((await ingest.next()).id).toBe('A')
})

test.skipIf(!hasMosquitto)(
  'its own heartbeat shows that messages come through, and is no message',
  async () => {
    const broker = await mosquitto()
    const ingest = new HandIngest()
    const source = start(ingest, { url: broker.url })
    expect(source.reading()).toMatchObject({ state: 'connecting', pathAgeMs: undefined })
    const listener = await publisher(broker.url)
    const heard = new Promise<string>((resolve) => listener.once('message', resolve))
    await listener.subscribeAsync('siaga/v1/semarang/heartbeat/#')
    expect(await heard).toBe('siaga/v1/semarang/heartbeat/siaga-hub')
    await send(listener, 'A')
    expect((await ingest.next()).id).toBe('A')
    expect(source.reading().pathAgeMs).toBeLessThan(5_000)
  }
)

test('a broker through which nothing comes is known by it after 5 s, and left after 30 s', async () => {
  vi.useFakeTimers({ toFake: ['hrtime'] })
  toStop.push(() => vi.useRealTimers())
  let through = true
  const broker = await Aedes.createBroker({
    authorizeForward: (_client, packet) => (through ? packet : null)
  })
  const server = createServer((socket) => {
    toStop.push(() => socket.destroy())
    broker.handle(socket)
  })
  await listening(server)
  toStop.push(() => broker.close())
  const source = start(new HandIngest(), { url: urlOf(server), beatMs: 10 })
  const turn = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve))
  const age = (): number | undefined => source.reading().pathAgeMs
  const heard = async (): Promise<void> => {
    while (freshnessOf(age()) !== 'live') await turn()
  }
  await source.logged('mqtt.connected')
  await heard()

  through = false
  vi.advanceTimersByTime(5_100)
  expect([source.reading().state, freshnessOf(age())]).toEqual(['connected', 'stale'])
  vi.advanceTimersByTime(24_000)
  expect(source.reading().state).toBe('connected')

  const [ended, lost, back] = ['mqtt.ended', 'mqtt.lost', 'mqtt.connected'].map(source.logged)
  vi.advanceTimersByTime(4_000)
  expect(await ended).toMatchObject({ reason: 'connected, but nothing comes through' })
  await lost
  through = true
  await back
  await heard()
})

test('a broker without MQTT 5 is spoken to in 3.1.1', async () => {
  const broker = await startEmbeddedBroker({
    port: 0,
    cityId: 'semarang',
    ingest: { accept: () => Promise.resolve(), flush: () => Promise.resolve() },
    log: () => undefined
  })
  toStop.push(() => broker.stop())
  const ingest = new HandIngest()
  const source = start(ingest, { url: broker.url })
  await source.logged('mqtt.connected')
  expect(source.reading()).toMatchObject({ state: 'connected', protocol: '3.1.1' })
  const sender = await publisher(broker.url)
  await send(sender, 'A')
  expect((await ingest.next()).id).toBe('A')
})

test.skipIf(!hasMosquitto)('mqtts with a CA, a client certificate, user and password', async () => {
  const { broker, access, file } = await startGuardedMosquitto()
  toStop.push(() => broker.stop())
  await start(new HandIngest(), access).logged('mqtt.connected')

  const refusals = [
    { ...access, ca: file('other.pem') },
    { ...access, ca: undefined },
    { ...access, cert: undefined, key: undefined },
    { ...access, password: 'salah' }
  ].map((options, i) => start(new HandIngest(), { ...options, clientId: `hub-${i}` }))
  for (const source of refusals) {
    await source.logged('mqtt.ended')
    expect(source.reading().state).toBe('connecting')
  }
  expect(() => start(new HandIngest(), { ...access, ca: file('missing.pem') })).toThrow(
    /^The CA for the broker cannot be read: ENOENT/u
  )
})

test('the address that is shown holds no user and no password', () => {
  const source = start(new HandIngest(), { url: 'mqtt://siaga:rahasia@127.0.0.1:9' })
  expect(source.reading().url).toBe('mqtt://127.0.0.1:9')
})

test('a broken greeting does not end the hub', async () => {
  // A server keep-alive that is cut off: mqtt.js reads -1 and throws past its error listeners.
  const server = createServer((socket) => {
    socket.once('data', () => socket.write(Buffer.from('200400000113', 'hex')))
  })
  await listening(server)
  const connected = once(server, 'connection')
  start(new HandIngest(), { url: urlOf(server) })
  const [socket] = (await connected) as [Socket]
  toStop.push(() => socket.destroy())
  await once(socket, 'data')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer[0]).toBe(0x82) // SUBSCRIBE: it goes on
})

function urlOf(server: ReturnType<typeof createServer>): string {
  return `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function listening(server: ReturnType<typeof createServer>): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  toStop.push(() => server.close())
}

test.skipIf(!hasMosquitto)(
  'ack law: whatever the broker no longer holds is on disk, however often the hub is killed',
  async () => {
    const broker = await mosquitto()
    const folder = mkdtempSync(join(tmpdir(), 'siaga-ack-'))
    toStop.push(() => rmSync(folder, { recursive: true, force: true }))
    const rounds = 3
    const perRound = 2_000

    let hub = await startHub(folder, broker.url)
    const sender = connect(broker.url)
    toStop.push(() => sender.endAsync(true))
    for (let round = 0; round < rounds; round += 1) {
      const sending = sendAll(sender, `M-${round}`, perRound)
      let stored = 0
      await hub.until(() => (stored += 1) >= 200)
      await hub.kill()
      hub = await startHub(folder, broker.url)
      await sending
    }
    await send(sender, 'last')
    await hub.until((line) => line === 'last')
    await hub.kill()

    const store = await openSqliteStore({ folder, log: () => undefined })
    toStop.push(() => store.close())
    const ids = new Set([...store.incidents()].map(({ incident }) => incident.id))
    const sent = Array.from({ length: rounds }, (_, round) => idsOf(`M-${round}`, perRound)).flat()
    expect(sent.filter((id) => !ids.has(id))).toEqual([])
    expect(ids.size).toBe(rounds * perRound + 1)
  },
  60_000
)

const idsOf = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}-${i}`)

/** A hundred at a time, as a busy sender would. */
async function sendAll(client: MqttClient, prefix: string, count: number): Promise<void> {
  const ids = idsOf(prefix, count)
  for (let i = 0; i < count; i += 100)
    await Promise.all(ids.slice(i, i + 100).map((id) => send(client, id)))
}

interface Hub {
  /** Reads what the hub prints, ids of stored incidents above all, up to a line. */
  until(isEnough: (line: string) => boolean): Promise<void>
  kill(): Promise<void>
}

async function startHub(folder: string, url: string): Promise<Hub> {
  const file = join(import.meta.dirname, 'testHub.ts')
  const child: ChildProcess = spawn(process.execPath, [file, folder, url], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  toStop.push(() => child.kill('SIGKILL'))
  if (child.stdout === null) throw new Error('no output')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const hub: Hub = {
    async until(isEnough) {
      for (;;) {
        const { value, done } = await lines.next()
        if (done === true) throw new Error('the hub ended by itself')
        if (isEnough(value)) return
      }
    },
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
  }
  await hub.until((line) => line === 'connected')
  return hub
}
