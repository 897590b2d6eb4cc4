import { Aedes, type PublishPacket } from 'aedes'
import { connect, type MqttClient } from 'mqtt'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { monotonicMs } from '../clock.ts'
import type { Log } from '../log.ts'
import { dutyTopic, feedPrefix, heartbeatTopic } from './feed.ts'
import type { Ingest, Source } from './ingest.ts'
import { createPathAge, loopbackEveryMs } from './loopback.ts'

const host = '127.0.0.1'
const ownId = 'siaga-loopback'

export interface EmbeddedBrokerOptions {
  /** Absent: `usualPort`, or any free port where that is taken. 0: any free port. */
  readonly port: number | undefined
  /** MQTT's own, 1883, where absent. */
  readonly usualPort?: number
  readonly cityId: string
  readonly ingest: Ingest
  readonly log: Log
}

/**
 * The broker a hub brings along where the city has none yet: MQTT 3.1.1 on loopback, for a demo, a
 * test or senders on the same machine.
 *
 * Every message is stored in the authorisation hook, which aedes calls before it acknowledges;
 * when the store cannot write, the sender is cut off unacknowledged and will send again. Messages
 * outside the city's topics are noted as refused and go to no subscriber. Only duty is retained.
 *
 * Rejects with a sentence when the given port is taken.
 */
export async function startEmbeddedBroker(
  options: EmbeddedBrokerOptions
): Promise<Source & { readonly url: string }> {
  const { port, usualPort = 1883, cityId, ingest, log } = options
  const path = createPathAge()
  const ownTopic = heartbeatTopic(cityId, ownId)
  const sockets = new Set<Socket>()

  const broker = await Aedes.createBroker({
    authorizePublish(client, packet, done) {
      if (packet.topic !== dutyTopic(cityId)) packet.retain = false
      if (packet.topic === ownTopic)
        return done(client?.id === ownId ? null : new Error('reserved'))
      path.heard()
      ingest.accept(packet.topic, bytesOf(packet.payload)).then(
        () => done(null),
        (error: unknown) => done(error instanceof Error ? error : new Error('not stored'))
      )
    },
    authorizeForward: (_client, packet) =>
      packet.topic.startsWith(feedPrefix(cityId)) ? packet : null
  })
  // Broken senders are their own affair; the socket is closed already. A client id is whatever the
  // sender chose, a name or a number too, so it is not logged.
  broker.on('clientError', (_client, error) => log('broker.clientError', { error: error.message }))
  broker.on('connectionError', (_client, error) =>
    log('broker.connectionError', { error: error.message })
  )

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    broker.handle(socket)
  })
  try {
    await listen(server, port, usualPort)
  } catch (error) {
    broker.close()
    throw error
  }
  // A server that listens on TCP has an address with a port.
  const url = `mqtt://${host}:${(server.address() as AddressInfo).port}`
  const startedAt = monotonicMs()
  const loop = startLoop(url, ownTopic, () => path.heard())
  log('broker.listening', { url })

  return {
    url,
    reading: () => ({
      state: server.listening ? 'connected' : 'lost',
      url,
      protocol: '3.1.1',
      forMs: monotonicMs() - startedAt,
      attempt: 0,
      pathAgeMs: path.ageMs()
    }),
    async stop() {
      await loop.stop()
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    }
  }
}

async function listen(server: Server, port: number | undefined, usualPort: number): Promise<void> {
  try {
    await listenOn(server, port ?? usualPort)
  } catch (error) {
    if (!isTaken(error)) throw error
    if (port !== undefined)
      throw new Error(`Port ${port} for the embedded broker is taken; choose another.`, {
        cause: error
      })
    await listenOn(server, 0)
  }
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

/** A client of our own that hears its own messages, through TCP like everybody's. */
function startLoop(url: string, topic: string, heard: () => void): { stop(): Promise<void> } {
  const client: MqttClient = connect(url, { clientId: ownId, queueQoSZero: false })
  client.on('connect', () => {
    client.subscribe(topic)
    beat()
  })
  client.on('message', heard)
  const beat = (): void => {
    if (client.connected) client.publish(topic, '')
  }
  const timer = setInterval(beat, loopbackEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await client.endAsync(true)
    }
  }
}

function bytesOf(payload: PublishPacket['payload']): Uint8Array {
  return typeof payload === 'string' ? Buffer.from(payload) : payload
}
