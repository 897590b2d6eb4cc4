import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { hostname, networkInterfaces } from 'node:os'

/**
 * Decides whether a request may come in at all. An exact `Host` keeps out pages that point a name
 * of their own at this machine (DNS rebinding); an exact `Origin` keeps out every other page.
 */
export interface OriginGuard {
  /** false: not addressed to this hub by a name it knows. */
  hasOwnHost(request: IncomingMessage): boolean
  /** false: sent by a page of somebody else. A program that is no browser sends no origin. */
  hasOwnOrigin(request: IncomingMessage): boolean
}

export interface RequestGuard extends OriginGuard {
  hasToken(given: string | undefined): boolean
}

export interface GuardOptions {
  /** The address the hub listens on. */
  readonly host: string
  readonly port: number
  readonly token: string
}

export function requestGuard({ host, port, token }: GuardOptions): RequestGuard {
  const hosts = new Set(
    namesOf(host).flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))
  )
  const expected = digest(token)
  return {
    hasOwnHost: ({ headers }) => headers.host !== undefined && hosts.has(headers.host),
    hasOwnOrigin: ({ headers }) =>
      headers.origin === undefined || headers.origin === `http://${headers.host}`,
    // Digests are equally long, so that the comparison tells nothing, not even the length.
    hasToken: (given) => given !== undefined && timingSafeEqual(digest(given), expected)
  }
}

/** Every name under which the hub may be addressed. */
function namesOf(host: string): readonly string[] {
  const loopback = ['127.0.0.1', 'localhost', '[::1]']
  if (host === '127.0.0.1' || host === 'localhost' || host === '::1') return loopback
  if (host !== '0.0.0.0' && host !== '::') return [bracketed(host)]
  const own = Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).map(({ address }) => bracketed(address))
  )
  return [...loopback, hostname(), ...own]
}

/** An IPv6 address as it stands in a URL. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
