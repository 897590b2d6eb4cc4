import { connectAsync, type MqttClient } from 'mqtt'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { simulatedClock } from '../clock.ts'
import type { Entry } from '../store/store.ts'
import { createIngest } from './createIngest.ts'
import { startEmbeddedBroker } from './embeddedBroker.ts'
import { dutyTopic, incidentPayload, incidentTopic } from './feed.ts'
import type { Ingest } from './ingest.ts'
import { freePort } from './testBroker.ts'
import { testCity, testIncident, testNow } from './testCity.ts'

const toStop: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of toStop.splice(0).reverse()) await stop()
})

type Broker = Awaited<ReturnType<typeof startEmbeddedBroker>>

async function start(
  ingest: Ingest,
  { port }: { port?: number | undefined } = { port: 0 }
): Promise<Broker> {
  const broker = await startEmbeddedBroker({
    port,
    cityId: testCity.id,
    ingest,
    log: () => undefined
  })
  toStop.push(() => broker.stop())
  return broker
}

async function client(url: string, options = {}): Promise<MqttClient> {
  const made = await connectAsync(url, options)
  toStop.push(() => made.endAsync(true))
  return made
}

const storing: Ingest = { accept: () => Promise.resolve(), flush: () => Promise.resolve() }
const topic = incidentTopic(testCity.id, 'SMG-1')
const payload = incidentPayload(testIncident())

test('a message is acknowledged after it was stored, not before', async () => {
  const asked = Promise.withResolvers<undefined>()
  const stored = Promise.withResolvers<undefined>()
  const { url } = await start({
    ...storing,
    async accept() {
      asked.resolve(undefined)
      await stored.promise
    }
  })
  const sender = await client(url)
  const told: string[] = []
  const sent = sender.publishAsync(topic, payload, { qos: 1 }).then(() => told.push('acknowledged'))
  await asked.promise
  // A round trip through the broker: an early acknowledgement would have come before its answer.
  await sender.subscribeAsync('other')
  told.push('stored')
  stored.resolve(undefined)
  await sent
  expect(told).toEqual(['stored', 'acknowledged'])
})

test('what cannot be stored is not acknowledged: the sender keeps it and sends it again', async () => {
  let tries = 0
  const { url } = await start({
    ...storing,
    accept: () => ((tries += 1) === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve())
  })
  const sender = await client(url, { reconnectPeriod: 20, clean: false, clientId: 'sender' })
  await sender.publishAsync(topic, payload, { qos: 1 })
  expect(tries).toBe(2)
})

test('messages outside the city are noted, acknowledged and passed on to nobody', async () => {
  const entries: Entry[] = []
  const ingest = createIngest({
    store: {
      commit: (batch) => {
        entries.push(...batch)
        return Promise.resolve({ outcomes: batch.map(() => ({ kind: 'none' })), gaps: undefined })
      }
    },
    city: testCity,
    clock: simulatedClock(testNow, 0),
    log: () => undefined,
    onCommit: () => undefined
  })
  const { url } = await start(ingest)
  const listener = await client(url)
  const heard: string[] = []
  await listener.subscribeAsync(['siaga/v1/serang/#', 'other/#', dutyTopic(testCity.id)])
  const last = new Promise<void>((resolve) => {
    listener.on('message', (on) => {
      heard.push(on)
      resolve()
    })
  })
  await listener.publishAsync('siaga/v1/serang/incident/SMG-1', payload, { qos: 1 })
  await listener.publishAsync('other/topic', payload, { qos: 1 })
  await listener.publishAsync(dutyTopic(testCity.id), '{}', { qos: 1 })
  await last
  expect(heard).toEqual([dutyTopic(testCity.id)])
  expect(entries.flatMap(({ rejected }) => rejected.map(({ reason }) => reason))).toEqual([
    'wrongCity',
    'unknownTopic',
    'missingField'
  ])
})

test('duty is retained for whoever comes later, nothing else is', async () => {
  const { url } = await start(storing)
  const sender = await client(url)
  await sender.publishAsync(topic, payload, { qos: 1, retain: true })
  await sender.publishAsync(dutyTopic(testCity.id), '{"operators":3}', { qos: 1, retain: true })
  const late = await client(url)
  const heard: string[] = []
  const marker = new Promise<void>((resolve) => {
    late.on('message', (on) => {
      heard.push(on)
      if (on.endsWith('/call/marker')) resolve()
    })
  })
  await late.subscribeAsync(`siaga/v1/${testCity.id}/#`)
  await late.publishAsync(`siaga/v1/${testCity.id}/call/marker`, '{}', { qos: 1 })
  await marker
  expect(heard.filter((on) => !on.includes('/heartbeat/'))).toEqual([
    dutyTopic(testCity.id),
    `siaga/v1/${testCity.id}/call/marker`
  ])
})

test('it hears itself, which no sender can imitate', async () => {
  const accepted: string[] = []
  const broker = await start({
    ...storing,
    accept(on) {
      accepted.push(on)
      return Promise.resolve()
    }
  })
  const listener = await client(broker.url)
  const heard = new Promise((resolve) => listener.once('message', resolve))
  await listener.subscribeAsync(`siaga/v1/${testCity.id}/heartbeat/#`)
  await heard
  expect(broker.reading()).toMatchObject({ state: 'connected', url: broker.url, protocol: '3.1.1' })
  expect(broker.reading().pathAgeMs).toBeLessThan(5_000)
  expect(accepted).toEqual([])

  const gone = new Promise<void>((resolve) => listener.once('close', () => resolve()))
  listener.publish(`siaga/v1/${testCity.id}/heartbeat/siaga-loopback`, '')
  await gone
})

test('a taken port that was asked for gets a sentence', async () => {
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  toStop.push(() => other.close())
  await expect(start(storing, { port })).rejects.toThrow(
    `Port ${port} for the embedded broker is taken; choose another.`
  )
})

test('without a port asked for, two brokers find one each', async () => {
  const [first, second] = [await start(storing, {}), await start(storing, {})]
  expect(first.url).not.toBe(second.url)
  for (const { url } of [first, second]) await client(url)
})

test('a broken sender is noted without the name it gave itself', async () => {
  const noted = Promise.withResolvers<string>()
  const broker = await startEmbeddedBroker({
    port: 0,
    cityId: testCity.id,
    ingest: storing,
    log: (event, fields) => {
      if (event === 'broker.clientError') noted.resolve(JSON.stringify(fields))
    }
  })
  toStop.push(() => broker.stop())
  const name = Buffer.from('Budi-0812345678')
  const socket = connect(Number(new URL(broker.url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  // CONNECT of MQTT 3.1.1 with that client id; once accepted, a packet type that does not exist.
  socket.write(Buffer.from([0x10, 12 + name.length, 0, 4, ...Buffer.from('MQTT'), 4, 2, 0, 60, 0]))
  socket.write(Buffer.from([name.length, ...name]))
  await once(socket, 'data')
  socket.write(Buffer.from([0xff, 0xff, 0xff]))
  expect(await noted.promise).not.toContain('Budi')
})
