import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import {
  subprotocol,
  type Change,
  type HubMessage,
  type Snapshot
} from '../../src/contract/hubMessages.ts'

/**
 * Plays one snapshot of a hub to one window and then only what it is told to: so the cost of one
 * kind of change can be told from all others. Everything but the socket comes from the real hub.
 */
export interface RecordedHub {
  /** As the hub's, with another port. */
  readonly url: string
  send(changes: readonly Change[]): void
  stop(): Promise<void>
}

export async function playSnapshot(hubUrl: string, snapshot: Snapshot): Promise<RecordedHub> {
  const { runId } = snapshot
  let { seq } = snapshot
  let socket: WebSocket | undefined
  const clock = (): Snapshot['clock'] => ({ ...snapshot.clock, now: Date.now() })
  const tell = (message: HubMessage): void => socket?.send(JSON.stringify(message))

  const server = createServer((request, response) => void passOn(hubUrl, request, response))
  const sockets = new WebSocketServer({ server, handleProtocols: () => subprotocol })
  sockets.on('connection', (opened) => {
    socket = opened
    // Hello, or other topics: both are answered by a snapshot.
    opened.on('message', () => tell({ ...snapshot, seq, clock: clock() }))
  })
  const beat = setInterval(
    () => tell({ type: 'heartbeat', runId, seq, clock: clock(), health: snapshot.health }),
    1000
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}/`,
    send(changes) {
      const after = seq
      seq += 1
      tell({ type: 'changes', runId, after, seq, clock: clock(), changes: [...changes] })
    },
    async stop() {
      clearInterval(beat)
      // All of them: a page that lost patience has opened another one.
      for (const opened of sockets.clients) opened.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

async function passOn(
  hubUrl: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const answer = await fetch(new URL(request.url ?? '/', hubUrl))
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? 'application/octet-stream'
  })
  response.end(Buffer.from(await answer.arrayBuffer()))
}
