import { createPublicKey, verify } from 'node:crypto'
import { WebSocketServer, type WebSocket } from 'ws'
import type { ControlAction, Refusal } from '../../contract/control.ts'
import {
  RemoteMessage,
  signedText,
  steerSubprotocol,
  type RemoteHubMessage,
  type RemoteView
} from '../../contract/remote.ts'
import { monotonicMs } from '../clock.ts'
import type { SocketRoute } from '../push/httpServer.ts'
import type { Devices, KeptDevice } from './devices.ts'
import { rateLimit } from './rateLimit.ts'
import { randomText } from './secrets.ts'

/** Closes what was told `out`. */
export const outCloseCode = 4401
const badMessageCode = 4400
const noHelloCode = 4408

const viewEveryMs = 200
const heartbeatMs = 1_000
const pingEveryMs = 5_000
const proofWithinMs = 10_000
/** Whoever does not answer that it is over is cut off. */
const endsWithinMs = 500
/** An option that the types of ws do not know. */
const ending = { closeTimeout: endsWithinMs }
const maxMessageBytes = 8 * 1024
/** What waits longer than this much is not added to. */
const slowBytes = 256 * 1024
/** Pages of one device at once: it may be open in two tabs, and one of them half gone. */
const mostOfOneDevice = 4
const acts = { burst: 20, perMinute: 600 }
/** A phone at the edge of the radio comes back often. */
const arrivals = { burst: 30, perMinute: 60 }

type Out = Extract<RemoteHubMessage, { type: 'out' }>['reason']

export interface SteerOptions {
  readonly devices: Pick<Devices, 'find'>
  /** Of the page that devices steer from. */
  readonly origin: () => string
  /** What a device is shown now. */
  readonly view: (device: KeptDevice) => RemoteView
  /** Why it was not done; undefined: it was. */
  readonly act: (device: KeptDevice, action: ControlAction) => Refusal | undefined
  readonly giveBack: (device: KeptDevice) => void
  /** The first page of a device came, or the last one went. */
  readonly changed: (device: KeptDevice) => void
}

export interface SteerSockets {
  readonly route: SocketRoute
  isConnected(id: string): boolean
  /** Something is otherwise: devices are told now, or as soon as they may be told again. */
  tell(): void
  /** Its connections end, and it is told why. */
  drop(id: string, reason: Out): void
  dropAll(reason: Out): void
  /** Resolves when every connection is closed. */
  stop(): Promise<void>
}

interface Connection {
  readonly socket: WebSocket
  /** What it has to sign; good for one answer. */
  nonce: string | undefined
  /** Undefined until it has proved who it is. */
  device: KeptDevice | undefined
  /** Without the clock, so that time alone is no change. */
  told: string
  toldAtMs: number
  alive: boolean
}

/** The WebSockets of paired devices. */
export function steerSockets(options: SteerOptions): SteerSockets {
  const { devices, origin, view, changed } = options
  const connections = new Set<Connection>()
  const mayArrive = rateLimit({ ...arrivals, nowMs: monotonicMs })
  const mayAct = rateLimit({ ...acts, nowMs: monotonicMs })
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    ...ending,
    handleProtocols: (protocols) => protocols.has(steerSubprotocol) && steerSubprotocol
  })
  let toldMs = Number.NEGATIVE_INFINITY
  let dueMs = Number.POSITIVE_INFINITY
  let viewTimer: NodeJS.Timeout | undefined
  const pingTimer = setInterval(ping, pingEveryMs)

  const ofDevice = (id: string): readonly Connection[] =>
    [...connections].filter((connection) => connection.device?.id === id)

  function tellAll(): void {
    toldMs = monotonicMs()
    dueMs = Number.POSITIVE_INFINITY
    clearTimeout(viewTimer)
    const proved = [...connections].filter(({ device }) => device !== undefined)
    for (const connection of proved) tellView(connection)
    // What time alone changes, an incident that becomes late, is told with the heartbeat.
    if (proved.length > 0) tellAt(toldMs + heartbeatMs)
  }

  /** Unless they are told before. */
  function tellAt(atMs: number): void {
    if (atMs >= dueMs) return
    dueMs = atMs
    clearTimeout(viewTimer)
    viewTimer = setTimeout(tellAll, Math.max(0, atMs - monotonicMs()))
  }

  function tellView(connection: Connection): void {
    const { socket, device } = connection
    if (device === undefined || socket.bufferedAmount > slowBytes) return
    const now = view(device)
    const told = JSON.stringify({ ...now, clock: undefined })
    const atMs = monotonicMs()
    // A timer may wake a little early.
    if (told === connection.told && atMs - connection.toldAtMs < heartbeatMs - 50) return
    connection.told = told
    connection.toldAtMs = atMs
    send(socket, now)
  }

  function ping(): void {
    for (const connection of connections) {
      if (!connection.alive) connection.socket.terminate()
      connection.alive = false
      connection.socket.ping()
    }
  }

  function out({ socket }: Connection, reason: Out): void {
    send(socket, { type: 'out', reason })
    socket.close(outCloseCode, reason)
  }

  function hear(connection: Connection, message: RemoteMessage): void {
    const { socket, device } = connection
    if (message.type === 'hello') {
      if (device === undefined) prove(connection, message)
      else socket.close(badMessageCode, 'Hello came before.')
    } else if (device === undefined) socket.close(badMessageCode, 'The first message is hello.')
    else if (!mayAct.take(device.id)) out(connection, 'tooFast')
    else if (message.type === 'giveBack') options.giveBack(device)
    else {
      const refusal = options.act(device, message.action)
      if (refusal !== undefined) send(socket, { type: 'refused', refusal })
    }
  }

  function prove(connection: Connection, hello: RemoteMessage & { type: 'hello' }): void {
    const { nonce } = connection
    connection.nonce = undefined
    const found = devices.find(hello.device, hello.token)
    if (typeof found === 'string') {
      out(connection, found)
      return
    }
    if (nonce === undefined || !hasSigned(found, signedText(nonce, origin(), found.id), hello)) {
      out(connection, 'badProof')
      return
    }
    const others = ofDevice(found.id)
    if (others.length >= mostOfOneDevice) others[0]?.socket.terminate()
    connection.device = found
    if (others.length === 0) changed(found)
    tellView(connection)
    tellAt(connection.toldAtMs + heartbeatMs)
  }

  function accept(socket: WebSocket): void {
    const nonce = randomText(32)
    const connection: Connection = {
      socket,
      nonce,
      device: undefined,
      told: '',
      toldAtMs: 0,
      alive: true
    }
    connections.add(connection)
    const waiting = setTimeout(() => {
      connection.nonce = undefined
      if (connection.device === undefined) socket.close(noHelloCode, 'No hello.')
    }, proofWithinMs)
    socket.on('error', () => socket.terminate())
    socket.on('pong', () => (connection.alive = true))
    socket.on('close', () => {
      clearTimeout(waiting)
      connections.delete(connection)
      const { device } = connection
      if (device !== undefined && ofDevice(device.id).length === 0) changed(device)
    })
    socket.on('message', (data: Buffer, isBinary) => {
      if (socket.readyState !== socket.OPEN) return
      const message = isBinary ? undefined : messageIn(data)
      if (message === undefined) socket.close(badMessageCode, 'Not understood.')
      else hear(connection, message)
    })
    send(socket, { type: 'challenge', nonce })
  }

  return {
    route(request, socket, head) {
      if (mayArrive.take(request.socket.remoteAddress ?? ''))
        server.handleUpgrade(request, socket, head, accept)
      else
        socket.end(
          'HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
        )
    },
    isConnected: (id) => ofDevice(id).length > 0,
    tell() {
      if (dueMs < Number.POSITIVE_INFINITY) tellAt(toldMs + viewEveryMs)
    },
    drop(id, reason) {
      for (const connection of ofDevice(id)) out(connection, reason)
    },
    dropAll(reason) {
      for (const connection of connections) out(connection, reason)
    },
    async stop() {
      clearTimeout(viewTimer)
      clearInterval(pingTimer)
      dueMs = Number.NEGATIVE_INFINITY
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const late = setTimeout(() => {
        for (const { socket } of connections) socket.terminate()
      }, endsWithinMs)
      await closed
      clearTimeout(late)
    }
  }
}

/** The device holds the private half of the key it was paired with. */
function hasSigned(
  { publicKey }: KeptDevice,
  text: string,
  { signature }: { readonly signature: string }
): boolean {
  try {
    return verify(
      'sha256',
      Buffer.from(text),
      { key: createPublicKey({ key: publicKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url')
    )
  } catch {
    return false
  }
}

function messageIn(data: Buffer): RemoteMessage | undefined {
  try {
    return RemoteMessage.parse(JSON.parse(data.toString()))
  } catch {
    return undefined
  }
}

function send(socket: WebSocket, message: RemoteHubMessage): void {
  socket.send(JSON.stringify(message))
}
