import { createServer, type Socket } from 'node:net'
import { Aedes } from 'aedes'

/** A real broker for tests of publishers: keeps what it was told, in order. */
export interface RecordingBroker {
  readonly url: string
  /** Everything published, heartbeats included, oldest first. */
  readonly messages: readonly RecordedMessage[]
  /** Resolves once the messages so far satisfy the condition. */
  until(condition: (messages: readonly RecordedMessage[]) => boolean): Promise<void>
  stop(): Promise<void>
}

export interface RecordedMessage {
  readonly topic: string
  readonly body: Readonly<Record<string, unknown>>
  readonly retain: boolean
}

export async function startRecordingBroker(): Promise<RecordingBroker> {
  const messages: RecordedMessage[] = []
  let told: (() => void)[] = []
  const broker = await Aedes.createBroker()
  broker.authorizePublish = (_client, packet, callback) => {
    const body: unknown = JSON.parse(String(packet.payload))
    // Publishers under test send objects alone; anything else is an empty body.
    const record = typeof body === 'object' ? { ...body } : {}
    messages.push({ topic: packet.topic, body: record, retain: packet.retain })
    callback(null)
    const waking = told
    told = []
    for (const wake of waking) wake()
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    broker.handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `mqtt://127.0.0.1:${port}`,
    messages,
    async until(condition) {
      while (!condition(messages)) await new Promise<void>((resolve) => told.push(resolve))
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
  }
}
