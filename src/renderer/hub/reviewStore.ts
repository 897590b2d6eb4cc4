import type { ReviewAnswer, ReviewChoices, ReviewQuestion } from '../../contract/review.ts'
import { second } from '../../contract/time.ts'
import type { Ticker } from './moments.ts'
import { firstView, type ReviewView } from './reviewAddress.ts'
import type { ReviewApi, ReviewFault, Told } from './reviewApi.ts'

/** Figures, and what they are the answer to. */
export interface ReviewFigures {
  readonly question: ReviewQuestion
  readonly answer: ReviewAnswer
}

/** Everything a window knows of the review. The last figures stay until better ones come. */
export interface ReviewSeen {
  readonly view: ReviewView
  /** What is asked: the view's own question, else the one the hub proposes. */
  readonly question: ReviewQuestion | undefined
  readonly choices: ReviewChoices | undefined
  readonly figures: ReviewFigures | undefined
  /** The last attempt failed; the figures, if any, are old. */
  readonly fault: ReviewFault | undefined
  /** `performance.now()` of the last answer. */
  readonly heardAt: number | undefined
  /** The hub refused what the address asked, so its own first question is shown. */
  readonly addressRefused?: true
}

export const nothingSeen: ReviewSeen = {
  view: firstView,
  question: undefined,
  choices: undefined,
  figures: undefined,
  fault: undefined,
  heardAt: undefined
}

/** Figures on screen answer an earlier question. */
export function isAwaiting({ question, figures, fault }: ReviewSeen): boolean {
  return fault === undefined && question !== undefined && figures?.question !== question
}

export interface ReviewStore {
  readonly state: () => ReviewSeen
  readonly subscribe: (listener: () => void) => () => void
  /** Another question or another way to look at it. */
  readonly choose: (view: ReviewView) => void
  /** Incidents have changed: the answer is asked again, soon. */
  readonly touch: () => void
  /** Another day or another hub: the choices may have changed too. */
  readonly renew: () => void
  /** Asks while somebody looks; returns its stop. */
  readonly start: () => () => void
}

/** While incidents come in, the answer is asked again this often at most. */
export const refreshEveryMs = 10 * second
/** Clocks run on even when nothing comes in. */
export const refreshAnywayMs = 60 * second
const firstRetryMs = 2 * second

export function makeReviewStore(
  api: ReviewApi,
  ticker: Ticker,
  view: ReviewView = firstView
): ReviewStore {
  let seen: ReviewSeen = { ...nothingSeen, view, question: view.question }
  const listeners = new Set<() => void>()
  const set = (change: Partial<ReviewSeen>): void => {
    seen = { ...seen, ...change }
    for (const listener of listeners) listener()
  }

  let watching = false
  let underWay: AbortController | undefined
  let askedAt = -Infinity
  let failures = 0
  let touched = false
  let choicesOld = true
  let cancelTimer = (): void => undefined

  /** Asks at once; what was under way is dropped, so an early answer cannot replace a later one. */
  const ask = async (): Promise<void> => {
    cancelTimer()
    underWay?.abort()
    const mine = new AbortController()
    underWay = mine
    askedAt = ticker.monotonic()
    touched = false
    const current = (): boolean => underWay === mine
    if (choicesOld) {
      const told = await api.choices(mine.signal)
      if (!current()) return
      if (!told.ok) return fail(told)
      choicesOld = told.value.first === undefined
      const question = seen.view.question ?? seen.question ?? told.value.first
      set({ choices: told.value, question, ...(question === undefined && { fault: undefined }) })
    }
    const { question } = seen
    if (question !== undefined) {
      const told = await api.answer(question, mine.signal)
      if (!current()) return
      if (!told.ok) return isRefusedAddress(question, told.fault) ? leaveAddress() : fail(told)
      set({
        figures: { question, answer: told.value },
        fault: undefined,
        heardAt: ticker.monotonic()
      })
    }
    failures = 0
    underWay = undefined
    again()
  }

  /** A link may name what this city does not have; no asking again makes it good. */
  const isRefusedAddress = (question: ReviewQuestion, fault: ReviewFault): boolean =>
    question === view.question &&
    seen.figures === undefined &&
    fault.kind === 'refused' &&
    fault.status === 400

  const leaveAddress = (): Promise<void> => {
    const { against, detail } = seen.view
    set({ view: { against, detail }, question: seen.choices?.first, addressRefused: true })
    return ask()
  }

  const fail = ({ fault }: Extract<Told<unknown>, { ok: false }>): void => {
    failures += 1
    underWay = undefined
    // The choices may have been what failed, or have changed meanwhile.
    choicesOld = true
    set({ fault })
    again()
  }

  /** The next attempt: soon after a failure, at the next change, or when a minute has passed. */
  const again = (): void => {
    cancelTimer()
    if (!watching || underWay !== undefined) return
    const wait =
      failures > 0
        ? Math.min(refreshEveryMs, firstRetryMs * 2 ** (failures - 1))
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
    choose: (next) => {
      const question = next.question ?? seen.question
      const other = question !== seen.question
      set({ view: next, question, ...(other && { fault: undefined }) })
      if (other && watching) void ask()
    },
    touch: () => {
      if (touched) return
      touched = true
      again()
    },
    renew: () => {
      choicesOld = true
      touched = true
      again()
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
