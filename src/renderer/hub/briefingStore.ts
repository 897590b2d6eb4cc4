import type { Briefing } from '../../contract/briefing.ts'
import type { Mode } from '../../contract/control.ts'
import { second } from '../../contract/time.ts'
import type { BriefingApi } from './briefingApi.ts'
import type { Ticker } from './moments.ts'
import type { ReviewFault } from './reviewApi.ts'

/** What is to be shown: the figures under a code, or without one those of now. */
export interface BriefingWish {
  readonly code: string | undefined
  /** Figures of another mode are dropped at once: guests must not go on seeing what staff saw. */
  readonly mode: Mode | undefined
}

/** What a window knows of the briefing. The last figures stay until better ones come. */
export interface BriefingSeen {
  readonly wish: BriefingWish
  readonly shown: { readonly briefing: Briefing; readonly code: string | undefined } | undefined
  /** The last attempt failed; the figures, if any, are old. */
  readonly fault: ReviewFault | undefined
  /** Why what somebody wanted at this window was not done. */
  readonly refused: ReviewFault | undefined
}

export const noBriefing: BriefingSeen = {
  wish: { code: undefined, mode: undefined },
  shown: undefined,
  fault: undefined,
  refused: undefined
}

export interface BriefingStore {
  readonly state: () => BriefingSeen
  readonly subscribe: (listener: () => void) => () => void
  readonly wish: (wish: BriefingWish) => void
  /** Something has changed: figures of now are asked again, soon. */
  readonly touch: () => void
  /** Freezes the figures of now, or releases those that are frozen. */
  readonly toggle: () => void
  /** Asks while somebody looks; returns its stop. */
  readonly start: () => () => void
}

/** While incidents come in, figures are asked again this often at most. */
export const refreshEveryMs = 5 * second
const refreshAnywayMs = 30 * second
const firstRetryMs = second
const longestRetryMs = 10 * second
const refusalShownMs = 8 * second

export function makeBriefingStore(api: BriefingApi, ticker: Ticker): BriefingStore {
  let seen = noBriefing
  const listeners = new Set<() => void>()
  const set = (change: Partial<BriefingSeen>): void => {
    seen = { ...seen, ...change }
    for (const listener of listeners) listener()
  }

  let watching = false
  let underWay: AbortController | undefined
  let askedAt = -Infinity
  let failures = 0
  let touched = false
  let cancelTimer = (): void => undefined
  let cancelRefusal = (): void => undefined

  const ask = async (): Promise<void> => {
    cancelTimer()
    underWay?.abort()
    const mine = new AbortController()
    underWay = mine
    askedAt = ticker.monotonic()
    touched = false
    const { code } = seen.wish
    const told =
      code === undefined ? await api.live(mine.signal) : await api.frozen(code, mine.signal)
    // Another wish came meanwhile.
    if (underWay !== mine) return
    underWay = undefined
    if (told.ok) {
      failures = 0
      const briefing = 'briefing' in told.value ? told.value.briefing : told.value
      set({ shown: { briefing, code }, fault: undefined })
    } else {
      failures += 1
      set({ fault: told.fault })
    }
    again()
  }

  const isFrozen = (): boolean =>
    seen.wish.code !== undefined && seen.shown?.code === seen.wish.code && failures === 0

  const again = (): void => {
    cancelTimer()
    // What is frozen does not change.
    if (!watching || underWay !== undefined || isFrozen()) return
    const wait =
      failures > 0
        ? Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1))
        : seen.shown === undefined || seen.shown.code !== seen.wish.code
          ? 0
          : touched
            ? refreshEveryMs
            : refreshAnywayMs
    const left = askedAt + wait - ticker.monotonic()
    if (left <= 0) void ask()
    else cancelTimer = ticker.after(left, () => void ask())
  }

  return {
    state: () => seen,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wish: (wish) => {
      const { code, mode } = seen.wish
      if (code === wish.code && mode === wish.mode) return
      underWay?.abort()
      underWay = undefined
      failures = 0
      set({ wish, fault: undefined, ...(mode !== wish.mode && { shown: undefined }) })
      again()
    },
    touch: () => {
      if (touched) return
      touched = true
      again()
    },
    toggle: () => {
      const doing = seen.wish.code === undefined ? api.freeze() : api.release()
      void doing.then((told) => {
        cancelRefusal()
        set({ refused: told.ok ? undefined : told.fault })
        if (!told.ok)
          cancelRefusal = ticker.after(refusalShownMs, () => set({ refused: undefined }))
      })
    },
    start: () => {
      watching = true
      touched = true
      again()
      return () => {
        watching = false
        cancelTimer()
        underWay?.abort()
        underWay = undefined
      }
    }
  }
}
