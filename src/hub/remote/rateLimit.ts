/** How often something may be done, for each key by itself. */
export interface RateLimit {
  /** false: not now. */
  take(key: string): boolean
}

export interface RateLimitOptions {
  /** As many at once. */
  readonly burst: number
  /** And so many a minute from then on. */
  readonly perMinute: number
  /** Milliseconds that never jump. */
  readonly nowMs: () => number
}

interface Bucket {
  readonly left: number
  readonly atMs: number
}

/** More keys than that are forgotten, the longest unused first. */
const mostKeys = 1_000

export function rateLimit({ burst, perMinute, nowMs }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, Bucket>()
  return {
    take(key) {
      const atMs = nowMs()
      const last = buckets.get(key) ?? { left: burst, atMs }
      const left = Math.min(burst, last.left + ((atMs - last.atMs) / 60_000) * perMinute)
      // Set anew, so that the map stays in the order of use.
      buckets.delete(key)
      buckets.set(key, { left: left < 1 ? left : left - 1, atMs })
      for (const oldest of buckets.keys()) {
        if (buckets.size <= mostKeys) break
        buckets.delete(oldest)
      }
      return left >= 1
    }
  }
}
