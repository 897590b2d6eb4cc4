import type { Timers } from './timers.ts'

/** Time turned by hand, for tests. */
export interface FakeTimers extends Timers {
  /** Runs everything that falls due, in order. */
  readonly pass: (ms: number) => void
  readonly waiting: () => number
}

export function fakeTimers(): FakeTimers {
  let now = 0
  let order = 0
  const due = new Map<number, { readonly at: number; readonly run: () => void }>()
  return {
    now: () => now,
    after: (ms, run) => {
      const id = (order += 1)
      due.set(id, { at: now + Math.max(0, ms), run })
      return () => due.delete(id)
    },
    pass: (ms) => {
      const end = now + ms
      for (;;) {
        let next:
          readonly [id: number, one: { readonly at: number; readonly run: () => void }] | undefined
        // Ids rise, so of two that fall due together the first found is the older.
        for (const [id, one] of due)
          if (one.at <= end && (next === undefined || one.at < next[1].at)) next = [id, one]
        if (next === undefined) break
        due.delete(next[0])
        now = Math.max(now, next[1].at)
        next[1].run()
      }
      now = end
    },
    waiting: () => due.size
  }
}
