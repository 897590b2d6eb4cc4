import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttps } from 'node:https'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWebSocketStream, WebSocketServer } from 'ws'
import { HubConfig } from '../contract/config.ts'
import type { Ingest } from './ingest/ingest.ts'
import { freePort, hasMosquitto, startGuardedMosquitto } from './ingest/testBroker.ts'
import { openFeedPublisher } from './simulator/feedPublisher.ts'
import { startBroker, type HubBroker } from './startBroker.ts'

let data: string
const toStop: (() => unknown)[] = []

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'siaga-broker-'))
})

afterEach(async () => {
  for (const stop of toStop.splice(0).reverse()) await stop()
  rmSync(data, { recursive: true })
})

async function start(
  settings: Partial<HubConfig>,
  accept: Ingest['accept'] = () => Promise.resolve()
): Promise<HubBroker> {
  const broker = await startBroker({
    config: { ...HubConfig.parse({}), data, ...settings },
    cityId: 'semarang',
    ingest: { accept, flush: () => Promise.resolve() },
    log: () => undefined
  })
  toStop.push(() => broker.stop())
  return broker
}

const portOf = ({ access }: HubBroker): number => Number(new URL(access.url).port)

test('the embedded broker comes back at the port of its last start', async () => {
  const first = await start({})
  await first.stop()
  const second = await start({})
  expect(portOf(second)).toBe(portOf(first))
})

test('where that is taken it goes to another, and stays there', async () => {
  const first = await start({})
  await first.stop()
  const other = createServer().listen(portOf(first), '127.0.0.1')
  await once(other, 'listening')
  toStop.push(() => other.close())
  const second = await start({})
  expect(portOf(second)).not.toBe(portOf(first))
  expect(readFileSync(join(data, 'broker-port'), 'utf8')).toBe(`${portOf(second)}\n`)
})

test('a port that is given is taken, and not kept', async () => {
  const brokerPort = await freePort()
  expect(portOf(await start({ brokerPort }))).toBe(brokerPort)
  expect(() => readFileSync(join(data, 'broker-port'))).toThrow('ENOENT')
})

test.skipIf(!hasMosquitto).each(['mqtts', 'wss'] as const)(
  'the simulator is let in where the hub is: %s with certificate and password',
  async (scheme) => {
    const { broker: mosquitto, access, file } = await startGuardedMosquitto(scheme === 'mqtts')
    toStop.push(() => mosquitto.stop())
    const proxy = scheme === 'wss' ? await startProxy(file, mosquitto.port) : undefined
    const hear = Promise.withResolvers<string>()
    const broker = await start(
      {
        mqtt: proxy ?? access.url,
        mqttUser: access.user,
        mqttPassword: access.password,
        mqttCa: access.ca,
        mqttCert: access.cert,
        mqttKey: access.key,
        simulate: 'live'
      },
      (topic) => Promise.resolve(hear.resolve(topic))
    )
    expect(broker.simulate).toBe(true)
    const publisher = openFeedPublisher({
      ...broker.access,
      clientId: 'siaga-simulator-semarang',
      log: () => undefined
    })
    toStop.push(() => publisher.stop())
    // Retained, for the hub may not have subscribed yet.
    await publisher.send('siaga/v1/semarang/duty', '{}', { retain: true })
    expect(await hear.promise).toBe('siaga/v1/semarang/duty')
  }
)

/** WebSocket with TLS before a broker that has only TCP, as reverse proxies do it. Its address. */
async function startProxy(file: (name: string) => string, port: number): Promise<string> {
  const server = createHttps({
    ca: readFileSync(file('ca.pem')),
    cert: readFileSync(file('server.pem')),
    key: readFileSync(file('server.key')),
    requestCert: true,
    rejectUnauthorized: true
  })
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'mqtt' })
  sockets.on('connection', (socket) => {
    const near = createWebSocketStream(socket)
    pipeline(near, connect(port, '127.0.0.1'), near, () => socket.terminate())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  toStop.push(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
  })
  return `wss://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
}
