/**
 * Waiting times between attempts: doubling from `firstMs` to `mostMs`, each drawn from its upper
 * half so that many do not return at once; from the beginning after `calmMs` without a failure.
 * @param {{firstMs?: number, mostMs?: number, calmMs?: number,
 *   random?: () => number, now?: () => number}} options
 */
export function makeBackoff({
  firstMs = 1_000,
  mostMs = 30_000,
  calmMs = 60_000,
  random = Math.random,
  now = () => performance.now()
} = {}) {
  let failures = 0
  let startedAt = now()
  return {
    /** Note that an attempt begins. */
    started() {
      startedAt = now()
    },
    /** Milliseconds to wait after a failure that happened now. */
    nextMs() {
      if (now() - startedAt >= calmMs) failures = 0
      const full = Math.min(mostMs, firstMs * 2 ** failures)
      failures += 1
      return Math.round(full * (0.5 + random() / 2))
    }
  }
}
