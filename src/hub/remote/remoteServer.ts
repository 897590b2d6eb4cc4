import { createServer } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { pairPath, steerPath } from '../../contract/remote.ts'
import { monotonicMs } from '../clock.ts'
import { startHttpServer, type Route, type SocketRoute } from '../push/httpServer.ts'
import { bracketed, type OriginGuard } from '../push/requestGuard.ts'
import { staticFiles } from '../push/staticFiles.ts'
import type { Certificate } from './certificate.ts'
import { pageFiles } from './pageFiles.ts'
import { rateLimit } from './rateLimit.ts'

/** A browser opens six at once. */
const mostOfOneAddress = 16
const mostConnections = 128
/** New ones of one address: a handshake costs more than all that is said afterwards. */
const arrivals = { burst: 120, perMinute: 300 }
const mostRequestsOfOne = 64

/** How long a client may take, so that nobody keeps the door open. */
const patience = {
  handshakeTimeout: 5_000,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1024
}

export interface RemoteServerOptions {
  readonly certificate: Certificate
  readonly host: string
  readonly port: number
  /** The built pages. */
  readonly renderer: string
  /** A device pairs. */
  readonly pair: Route
  /** A paired device steers. */
  readonly steer: SocketRoute
  readonly onError: (error: unknown) => void
  readonly patience?: Partial<typeof patience>
}

export interface RemoteServer {
  /** https, address and port, with a slash at its end. */
  readonly url: string
  /** Of the page it serves, as browsers write it. */
  readonly origin: string
  stop(): Promise<void>
}

/** Rejects with the system's error when the port or address is not to be had. */
export async function startRemoteServer(options: RemoteServerOptions): Promise<RemoteServer> {
  const { certificate, host, port, renderer, pair, steer, onError } = options
  const { cert, key } = certificate
  const server = createServer({
    cert,
    key,
    minVersion: 'TLSv1.2',
    ...patience,
    ...options.patience
  })
  server.maxConnections = mostConnections
  server.maxRequestsPerSocket = mostRequestsOfOne
  limitAddresses(server)
  const http = await startHttpServer(host, port, server)
  const { href, origin, host: ownHost } = new URL(`https://${bracketed(host)}:${http.port}/`)
  http.open({
    guard: remoteGuard(origin, ownHost),
    routes: [pair, pageOf(renderer)],
    posts: new Set([pairPath]),
    sockets: { [steerPath]: steer },
    onError
  })
  return { url: href, origin, stop: http.stop }
}

/**
 * The page and what belongs to it may be asked for as one types an address, without an origin. What
 * does something, pairing and steering, is for this page alone.
 */
function remoteGuard(origin: string, host: string): OriginGuard {
  const onlyReads = ({ method, headers }: IncomingMessage): boolean =>
    (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined
  return {
    hasOwnHost: ({ headers }) => headers.host === host,
    hasOwnOrigin: (request) =>
      request.headers.origin === undefined ? onlyReads(request) : request.headers.origin === origin
  }
}

function pageOf(renderer: string): Route {
  const page = 'remote.html'
  const files = pageFiles(renderer, page)
  const serve = staticFiles(renderer, `/${page}`)
  return (path, request, response) =>
    (path === '/' || files.has(path)) && serve(path, request, response)
}

/** One address can neither take all connections nor keep the hub busy with greeting it. */
function limitAddresses(server: {
  on(event: 'connection', listener: (socket: Socket) => void): unknown
}): void {
  const open = new Map<string, number>()
  const mayArrive = rateLimit({ ...arrivals, nowMs: monotonicMs })
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left === 0) open.delete(address)
      else open.set(address, left)
    })
    if (count > mostOfOneAddress || !mayArrive.take(address)) socket.destroy()
  })
}
