import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Random bytes as a text that needs no escaping anywhere. */
export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Digests are equally long, so that the comparison tells nothing, not even the length. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected))
}
