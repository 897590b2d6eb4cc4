import { minute, second } from '../contract/time.ts'

/** Waiting times between attempts at something that keeps failing. */
export interface Backoff {
  /** Milliseconds to wait now. */
  next(): number
  /** Failures in a row so far. */
  readonly failures: number
  /** It went well again; call it when it has for a while. */
  reset(): void
}

/** What has run this long has recovered. */
export const calmAfterMs = minute

/** Doubling from 1 to 30 seconds, drawn from the upper half so that many do not return at once. */
export function makeBackoff(random: () => number = Math.random): Backoff {
  let failures = 0
  return {
    next() {
      const full = Math.min(30 * second, second * 2 ** failures)
      failures += 1
      return Math.round(full * (0.5 + random() / 2))
    },
    get failures() {
      return failures
    },
    reset() {
      failures = 0
    }
  }
}
