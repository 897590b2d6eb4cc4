import { createHash, randomBytes } from 'node:crypto'

/** Who the hub is to a camera. */
export interface Credentials {
  readonly user: string
  readonly password: string
}

export interface AuthRequest {
  readonly method: string
  /** As it stands in the request line. */
  readonly uri: string
}

/**
 * The `Authorization` for a challenge (`WWW-Authenticate`): Digest with MD5 or SHA-256 (RFC 7616,
 * `qop` auth or none) where offered, else Basic. Undefined when neither is asked for.
 */
export function authorisation(
  challenges: readonly string[],
  { user, password }: Credentials,
  { method, uri }: AuthRequest
): string | undefined {
  const digests = challenges
    .filter((text) => /^digest\s/iu.test(text))
    .map((text) => readParameters(text.slice(6)))
  const digest = digests.find(({ algorithm }) => hashOf(algorithm) !== undefined)
  if (digest === undefined)
    return challenges.some((text) => /^basic\b/iu.test(text))
      ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
      : undefined

  const hash = hashOf(digest['algorithm']) ?? 'md5'
  const h = (text: string): string => createHash(hash).update(text).digest('hex')
  const realm = digest['realm'] ?? ''
  const nonce = digest['nonce'] ?? ''
  const ha1 = h(`${user}:${realm}:${password}`)
  const ha2 = h(`${method}:${uri}`)
  const fields = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`
  ]
  if (digest['qop']?.split(/[\s,]+/u).includes('auth')) {
    const cnonce = randomBytes(8).toString('hex')
    fields.push(
      'qop=auth',
      'nc=00000001',
      `cnonce="${cnonce}"`,
      `response="${h(`${ha1}:${nonce}:00000001:${cnonce}:auth:${ha2}`)}"`
    )
  } else fields.push(`response="${h(`${ha1}:${nonce}:${ha2}`)}"`)
  if (digest['algorithm'] !== undefined) fields.push(`algorithm=${digest['algorithm']}`)
  if (digest['opaque'] !== undefined) fields.push(`opaque=${quoted(digest['opaque'])}`)
  return `Digest ${fields.join(', ')}`
}

function hashOf(algorithm: string | undefined): 'md5' | 'sha256' | undefined {
  if (algorithm === undefined || /^md5$/iu.test(algorithm)) return 'md5'
  return /^sha-256$/iu.test(algorithm) ? 'sha256' : undefined
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/gu, (char) => `\\${char}`).replaceAll(/[\r\n]/gu, '')}"`
}

function readParameters(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [, key = '', inQuotes, bare] of text.matchAll(
    /(\w+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s,]+))/gu
  ))
    found[key.toLowerCase()] = inQuotes?.replaceAll(/\\(.)/gu, '$1') ?? bare ?? ''
  return found
}
