import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { OriginGuard } from './requestGuard.ts'

/**
 * Answers a path, or gives false so that the next one is asked. Only GET and HEAD come here, and
 * POST under `/api/` and to `posts`.
 */
export type Route = (
  path: string,
  request: IncomingMessage,
  response: ServerResponse
) => boolean | Promise<boolean>

/** Takes over a connection that asked to become a WebSocket. */
export type SocketRoute = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface HttpServer {
  readonly port: number
  /** From now on requests are answered; until then they wait. */
  open(options: HttpOpenOptions): void
  stop(): Promise<void>
}

export interface HttpOpenOptions {
  readonly guard: OriginGuard
  readonly routes: readonly Route[]
  /** Paths outside `/api/` that take a POST. */
  readonly posts?: ReadonlySet<string>
  /** By exact path. */
  readonly sockets: Readonly<Record<string, SocketRoute>>
  /** A route failed; the client is told nothing but 500. */
  readonly onError: (error: unknown) => void
}

/**
 * Rejects with the system's error when the port or address is not to be had. `server` is one that
 * does not listen yet: plain, or over TLS.
 */
export async function startHttpServer(
  host: string,
  port: number,
  server: Server = createServer()
): Promise<HttpServer> {
  const { promise: options, resolve: opened } = Promise.withResolvers<HttpOpenOptions>()
  server.on('request', (request, response) => {
    void options.then((open) => answer(open, request, response))
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket, head) => {
    // An error before anybody listens would end the process.
    socket.on('error', () => socket.destroy())
    void options.then((open) => upgrade(open, request, socket, head))
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  await listen(server, host, port)
  const { port: bound } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    port: bound,
    open: opened,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function answer(
  { guard, routes, posts, onError }: HttpOpenOptions,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  setSecurityHeaders(request, response)
  if (!guard.hasOwnHost(request)) return refuse(response, 421, 'Unknown host.')
  if (!guard.hasOwnOrigin(request)) return refuse(response, 403, 'Foreign origin.')
  const path = pathOf(request)
  if (path === undefined) return refuse(response, 400, 'Bad address.')
  const takesPost = path.startsWith('/api/') || posts?.has(path) === true
  const mayPost = request.method === 'POST' && takesPost
  if (request.method !== 'GET' && request.method !== 'HEAD' && !mayPost) {
    response.setHeader('Allow', 'GET, HEAD')
    return refuse(response, 405, 'Only GET and HEAD.')
  }
  try {
    for (const route of routes) if (await route(path, request, response)) return
    refuse(response, 404, 'Not found.')
  } catch (error) {
    onError(error)
    if (response.headersSent) response.destroy()
    else refuse(response, 500, 'Failed.')
  }
}

function upgrade(
  { guard, sockets }: HttpOpenOptions,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer
): void {
  const route = Object.hasOwn(sockets, pathOf(request) ?? '')
    ? sockets[pathOf(request) ?? '']
    : undefined
  if (!guard.hasOwnHost(request)) end(socket, '421 Misdirected Request')
  else if (!guard.hasOwnOrigin(request)) end(socket, '403 Forbidden')
  else if (route === undefined) end(socket, '404 Not Found')
  else route(request, socket, head)
}

/** The decoded path without query; undefined when it cannot be decoded or holds odd characters. */
function pathOf(request: IncomingMessage): string | undefined {
  try {
    const [raw = '/'] = (request.url ?? '/').split(/[?#]/u)
    const path = decodeURIComponent(raw)
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    return /[\u0000-\u001f\\]/u.test(path) ? undefined : path
  } catch {
    return undefined
  }
}

function setSecurityHeaders(request: IncomingMessage, response: ServerResponse): void {
  const host = request.headers.host ?? ''
  const scheme = request.socket instanceof TLSSocket ? 'wss' : 'ws'
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${/^[\w.:[\]-]+$/u.test(host) ? ` ${scheme}://${host}` : ''}`,
    "worker-src 'self' blob:",
    "media-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'"
  ]
  response.setHeader('Content-Security-Policy', policy.join('; '))
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Cache-Control', 'no-store')
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' })
  response.end(sentence)
}

function end(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
