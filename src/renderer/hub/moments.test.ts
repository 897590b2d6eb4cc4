import { describe, expect, it } from 'vitest'
import { minute, second } from '../../contract/time.ts'
import { makeFakeTicker } from '../../testing/fakes.ts'
import {
  designMoment,
  makeClock,
  makeHealth,
  makeHeartbeat,
  makeSnapshot
} from '../../testing/make.ts'
import { makeMoments } from './moments.ts'
import { makeWallStore } from './wallStore.ts'

function setUp(clock = makeClock()) {
  const ticker = makeFakeTicker()
  const store = makeWallStore()
  const moments = makeMoments(store, ticker)
  const health = makeHealth({ pathAgeMs: 0 })
  const stop = moments.start()
  store.dispatch({ type: 'heard', at: 0, message: makeSnapshot({ clock, health }) })
  return { ticker, store, moments, stop }
}

describe('the wall clock', () => {
  it('follows the clock of the hub between its words', () => {
    const { ticker, moments } = setUp()
    ticker.pass(2_500)
    expect(moments.current()).toMatchObject({
      clock: designMoment + 2 * second,
      now: designMoment + 2 * second
    })
  })

  it('runs as fast as the clock of the hub, and stands when that stands', () => {
    const fast = setUp(makeClock({ speed: 60, simulated: true }))
    fast.ticker.pass(2_000)
    expect(fast.moments.current().clock).toBe(designMoment + 2 * minute)
    const still = setUp(makeClock({ speed: 0 }))
    still.ticker.pass(2_000)
    expect(still.moments.current().clock).toBe(designMoment)
  })

  it('ticks on the full second and no oftener, however fast the hub runs', () => {
    for (const speed of [1, 60]) {
      const { ticker, moments } = setUp(makeClock({ now: designMoment + 400, speed }))
      ticker.pass(1_000)
      let ticks = 0
      moments.subscribe(() => (ticks += 1))
      ticker.pass(10_000)
      expect(ticks).toBeLessThanOrEqual(10)
      expect(ticks).toBeGreaterThanOrEqual(9)
    }
  })

  it('stops ticking when told to', () => {
    const { ticker, moments, stop } = setUp()
    stop()
    ticker.pass(5_000)
    expect(moments.current().clock).toBe(designMoment)
  })
})

describe('lost data', () => {
  it('stands still at its last second while the wall clock goes on', () => {
    const { ticker, moments } = setUp()
    ticker.pass(32_100)
    const first = moments.current()
    expect(first).toMatchObject({ clock: designMoment + 32 * second, now: designMoment })
    ticker.pass(172_000)
    expect(moments.current()).toMatchObject({
      clock: designMoment + 204 * second,
      now: designMoment
    })
  })

  it('does not waver by the rounding of ages the hub goes on telling', () => {
    const { ticker, store, moments } = setUp()
    const lost = (forMs: number) =>
      makeHealth({
        broker: { ...makeHealth().broker, state: 'lost', forMs, attempt: 2 },
        pathAgeMs: forMs
      })
    const seen = new Set<number>()
    for (let tick = 0; tick < 20; tick += 1) {
      const message = makeHeartbeat({
        clock: makeClock({ now: designMoment + 40_000 + tick * 1_000 }),
        health: lost(40_000 + tick * 1_000 + (tick % 3) - 1)
      })
      store.dispatch({ type: 'heard', at: ticker.monotonic(), message })
      ticker.pass(1_000)
      seen.add(moments.current().now)
    }
    expect(seen.size).toBe(1)
  })

  it('runs again as soon as it is live', () => {
    const { ticker, store, moments } = setUp()
    ticker.pass(60_000)
    const clock = makeClock({ now: designMoment + minute })
    store.dispatch({ type: 'heard', at: ticker.monotonic(), message: makeHeartbeat({ clock }) })
    expect(moments.current().now).toBe(designMoment + minute)
  })
})
