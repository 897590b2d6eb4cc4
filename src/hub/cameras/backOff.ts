const shortestMs = 2_000
const longestMs = 60_000

/**
 * How long to wait before attempt `failures + 1`: 2 s doubling to 60 s, of which the upper half is
 * left to chance so that many cameras behind one broken switch do not return in step. Never below
 * 2 s nor above 60 s.
 */
export function backOffMs(failures: number, random: () => number): number {
  const full = Math.min(longestMs, shortestMs * 2 ** Math.max(0, failures))
  return Math.max(shortestMs, full * (0.5 + random() / 2))
}
