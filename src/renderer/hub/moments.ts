import { second, type HubClock, type Moment } from '../../contract/time.ts'
import { freshnessOfWall, type WallAge } from './freshnessOfWall.ts'
import type { WallState } from './wallState.ts'
import type { WallStore } from './wallStore.ts'

/** What time it is for the wall. Both times are whole seconds of the hub's clock. */
export interface WallMoment {
  /** The wall clock: always runs. */
  readonly clock: Moment
  /** The time the figures are true for: the same, but it stands still while the data is lost. */
  readonly now: Moment
  readonly age: WallAge
  /** `performance.now()` when this was found. */
  readonly perfNow: number
}

/** What drives the ticking; a test gives its own. */
export interface Ticker {
  /** Milliseconds that never jump: `performance.now`. */
  readonly monotonic: () => number
  /** Calls once after so many milliseconds; returns its own undoing. */
  readonly after: (ms: number, call: () => void) => () => void
}

export const realTicker: Ticker = {
  monotonic: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  }
}

/** The hub's clock at `perfNow`, extrapolated from its last word. */
export function hubTime(
  {
    clock,
    heardAt
  }: { readonly clock: HubClock | undefined; readonly heardAt: number | undefined },
  perfNow: number
): Moment | undefined {
  if (clock === undefined || heardAt === undefined) return undefined
  return clock.now + Math.max(0, perfNow - heardAt) * clock.speed
}

/** The next moment; `before` keeps frozen figures frozen at the same second. */
export function momentOf(
  state: WallState,
  perfNow: number,
  before: WallMoment | undefined
): WallMoment {
  const age = freshnessOfWall(state, perfNow)
  const running = hubTime(state, perfNow) ?? 0
  const clock = wholeSecond(running)
  if (age.freshness !== 'lost') return { clock, now: clock, age, perfNow }
  if (before?.age.freshness === 'lost' && before.now > 0)
    return { clock, now: before.now, age, perfNow }
  const speed = state.clock?.speed ?? 0
  return { clock, now: wholeSecond(running - (age.ageMs ?? 0) * speed), age, perfNow }
}

export interface Moments {
  readonly current: () => WallMoment
  readonly subscribe: (listener: () => void) => () => void
  /** Begins to tick, at the full seconds of the hub's clock; returns its stop. */
  readonly start: () => () => void
}

export function makeMoments(store: WallStore, ticker: Ticker): Moments {
  let moment = momentOf(store.state(), ticker.monotonic(), undefined)
  const listeners = new Set<() => void>()

  const advance = (always: boolean): void => {
    const next = momentOf(store.state(), ticker.monotonic(), moment)
    if (!always && sameToTheEye(next, moment)) return
    moment = next
    for (const listener of listeners) listener()
  }

  const start = (): (() => void) => {
    let cancel = (): void => undefined
    const tick = (): void => {
      advance(true)
      cancel = ticker.after(untilNextSecond(store.state(), ticker.monotonic()), tick)
    }
    tick()
    const unsubscribe = store.subscribe(() => advance(false))
    return () => {
      cancel()
      unsubscribe()
    }
  }

  return {
    current: () => moment,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start
  }
}

function wholeSecond(moment: Moment): Moment {
  return Math.floor(moment / second) * second
}

function sameToTheEye(a: WallMoment, b: WallMoment): boolean {
  return (
    a.clock === b.clock &&
    a.now === b.now &&
    a.age.freshness === b.age.freshness &&
    a.age.fault === b.age.fault
  )
}

/** Nothing on the wall repeats above 1 Hz, so a faster clock is read once a real second as well. */
function untilNextSecond(state: WallState, perfNow: number): number {
  const running = hubTime(state, perfNow)
  if (running === undefined || state.clock?.speed !== 1) return second
  return second - (running % second) + 1
}
