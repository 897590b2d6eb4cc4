import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { CameraProblem } from '../../contract/camera.ts'
import { judgeAddress, type AddressPolicy } from './addressPolicy.ts'
import { authorisation, type Credentials } from './digestAuth.ts'
import { resolveCamera, systemLookUp, type LookUp, type PinnedAddress } from './resolveCamera.ts'

export interface HttpAsk {
  readonly url: string
  readonly policy: AddressPolicy
  readonly credentials?: Credentials | undefined
  readonly referer?: string | undefined
  readonly signal: AbortSignal
  readonly lookUp?: LookUp
}

export type HttpAnswer =
  | { readonly ok: true; readonly response: IncomingMessage; readonly url: string }
  | { readonly ok: false; readonly problem: CameraProblem }

const mostRedirects = 3
/** No bytes for this long ends a request. */
const silenceMs = 10_000

/**
 * GETs an address as if for the first time at every step: each redirect is judged, resolved and
 * pinned like the first address, never goes from https to http, and takes no password to another
 * host. TLS is always verified.
 */
export async function askHttp(ask: HttpAsk): Promise<HttpAnswer> {
  let { url } = ask
  let credentials = ask.credentials
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const judged = judgeAddress(url)
    if (!judged.ok || !judged.address.scheme.startsWith('http')) return forbidden
    const resolved = await resolveCamera(judged.address, ask.policy, ask.lookUp ?? systemLookUp)
    if (!resolved.ok) return resolved
    const { pinned } = resolved
    let response: IncomingMessage
    try {
      response = await send(pinned, ask)
      if (response.statusCode === 401 && credentials !== undefined) {
        const header = authorisation(challengesOf(response), credentials, {
          method: 'GET',
          uri: pinned.path
        })
        response.destroy()
        if (header === undefined) return { ok: false, problem: 'unauthorised' }
        response = await send(pinned, ask, header)
      }
    } catch (error) {
      return { ok: false, problem: problemOf(error) }
    }
    const { statusCode = 0 } = response
    if (statusCode >= 200 && statusCode < 300) return { ok: true, response, url }
    response.destroy()
    if (statusCode < 300 || statusCode >= 400)
      return { ok: false, problem: problemOfStatus(statusCode) }
    const next = target(response.headers.location, url)
    if (next === undefined || (url.startsWith('https:') && !next.startsWith('https:')))
      return forbidden
    if (new URL(next).host !== new URL(url).host) credentials = undefined
    url = next
  }
  return { ok: false, problem: 'unreadable' }
}

const forbidden = { ok: false, problem: 'forbiddenAddress' } as const

function send(
  { scheme, host, port, path, ip }: PinnedAddress,
  { referer, signal }: HttpAsk,
  authorization?: string
): Promise<IncomingMessage> {
  // The name was resolved and judged before; nobody is asked again.
  const lookup: LookupFunction = (_host, options, done) => {
    const family = ip.includes(':') ? 6 : 4
    if (options.all === true) done(null, [{ address: ip, family }])
    else done(null, ip, family)
  }
  const start = scheme === 'https' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const request = start({
      host,
      port,
      path,
      lookup,
      signal,
      agent: false,
      headers: {
        accept: '*/*',
        'user-agent': 'Siaga',
        ...(referer !== undefined && { referer }),
        ...(authorization !== undefined && { authorization })
      }
    })
    request.setTimeout(silenceMs, () => request.destroy(new Error('silent')))
    request.on('response', resolve)
    request.on('error', reject)
    request.end()
  })
}

function challengesOf({ headersDistinct }: IncomingMessage): readonly string[] {
  return headersDistinct['www-authenticate'] ?? []
}

/** A location relative to where it came from, in the one spelling the policy reads. */
export function target(location: string | undefined, base: string): string | undefined {
  if (location === undefined) return undefined
  // A scheme, a network path or odd characters must be judged as they are, not as a parser mends them.
  if (/^[A-Za-z][\w+.-]*:/u.test(location)) return location
  if (/^[/\\]{2}|[\s\\]/u.test(location)) return undefined
  try {
    return new URL(location, base).href
  } catch {
    return undefined
  }
}

function problemOfStatus(status: number): CameraProblem {
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 404 || status === 410) return 'notFound'
  return 'unreachable'
}

export function problemOf(error: unknown): CameraProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/u.test(code)
    ? 'badCertificate'
    : 'unreachable'
}

/** The whole body; undefined when it is longer than `most` bytes or breaks off. */
export async function readBody(
  response: IncomingMessage,
  most: number
): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > most) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}
