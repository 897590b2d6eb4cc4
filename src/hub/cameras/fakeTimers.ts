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
        const [next] = [...due]
          .filter(([, { at }]) => at <= end)
          .sort((a, b) => a[1].at - b[1].at || a[0] - b[0])
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
