import type { Sighting } from './paintProbe.ts'

/**
 * How long each incident took to be seen, ms. The hub tells a state, and each state holds all that
 * came before: an incident is seen with the first sighting of its own number or of a later one.
 * Throws when the last one was never seen.
 */
export function latencies(sentAt: readonly number[], sightings: readonly Sighting[]): number[] {
  const seenAt = new Array<number>(sentAt.length).fill(Number.POSITIVE_INFINITY)
  for (const [n, at] of sightings) seenAt[n] = Math.min(seenAt[n] ?? at, at)
  let next = Number.POSITIVE_INFINITY
  for (let n = seenAt.length - 1; n >= 0; n -= 1) {
    next = Math.min(next, seenAt[n] ?? next)
    if (!Number.isFinite(next)) throw new Error(`Incident ${n} was never seen.`)
    seenAt[n] = next
  }
  return sentAt.map((sent, n) => (seenAt[n] ?? Number.NaN) - sent)
}
