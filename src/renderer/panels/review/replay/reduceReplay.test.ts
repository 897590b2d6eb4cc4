import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, hour, minute } from '../../../../contract/time.ts'
import {
  openedReplay,
  reduceReplay,
  replaySpeeds,
  stepHours,
  type ReplayEvent,
  type ReplayState
} from './reduceReplay.ts'

const from = Date.UTC(2025, 2, 16, 17)
const to = from + 29 * day
const start = openedReplay(from, to, from + 5 * day)
const after = (...events: readonly ReplayEvent[]): ReplayState => events.reduce(reduceReplay, start)
const passed = (ms: number): ReplayEvent => ({ type: 'passed', ms })
const toggle: ReplayEvent = { type: 'toggle' }

const events: fc.Arbitrary<ReplayEvent> = fc.oneof(
  fc.record({ type: fc.constant('passed' as const), ms: fc.integer({ min: 0, max: 5_000 }) }),
  fc.record({
    type: fc.constant('seek' as const),
    at: fc.integer({ min: from - day, max: to + day })
  }),
  fc.record({ type: fc.constant('step' as const), hours: fc.constantFrom(-24, -1, 1, 24) }),
  fc.record({ type: fc.constant('still' as const), still: fc.boolean() }),
  fc.record({
    type: fc.constantFrom('toggle', 'pause', 'faster', 'slower', 'loop', 'toStart', 'toEnd')
  })
)

describe('the time-lapse', () => {
  it('stands still until somebody presses play', () => {
    expect(after(passed(60_000))).toEqual(start)
    expect(after(toggle, passed(1_000)).at).toBe(start.at + hour)
  })

  it('runs from an hour to a day a second, and steps further when it does', () => {
    const fastest = after(...replaySpeeds.map((): ReplayEvent => ({ type: 'faster' })))
    expect(reduceReplay(reduceReplay(fastest, toggle), passed(1_000)).at).toBe(start.at + day)
    expect([stepHours(start), stepHours(fastest)]).toEqual([1, 24])
    expect(after({ type: 'slower' }).speed).toBe(0)
  })

  it('ends at the end, or begins again in a loop', () => {
    const atEnd: ReplayEvent = { type: 'seek', at: to - hour }
    expect(after(atEnd, toggle, passed(2_000))).toMatchObject({ at: to, playing: false })
    const looped = after(atEnd, { type: 'loop' }, toggle, passed(2_000))
    expect(looped).toMatchObject({ at: from + hour, playing: true })
  })

  it('plays from the start when it stood at the end', () => {
    expect(after({ type: 'toEnd' }, toggle)).toMatchObject({ at: from + hour, playing: true })
  })

  it('steps to whole hours, also from between two, and stands', () => {
    const between = after(toggle, passed(100))
    expect(between.at).toBe(start.at + 6 * minute)
    const next = reduceReplay(between, { type: 'step', hours: 1 })
    expect(next).toMatchObject({ at: start.at + hour, playing: false })
    expect(reduceReplay(between, { type: 'step', hours: -1 }).at).toBe(start.at)
  })

  it('where nothing may move, play is a step', () => {
    const still = after(toggle, { type: 'still', still: true })
    expect(still.playing).toBe(false)
    expect(reduceReplay(still, toggle)).toMatchObject({ playing: false, at: start.at + hour })
  })

  it('opened on another period stands in it and keeps its speed', () => {
    const opened: ReplayEvent = { type: 'opened', from: to, to: to + day, at: from }
    expect(after({ type: 'faster' }, toggle, opened)).toEqual({
      ...{
        from: to,
        to: to + day,
        at: to + hour,
        playing: false,
        speed: 1,
        loop: false,
        still: false
      }
    })
  })

  it('never leaves its period, and stands on whole hours only', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (list) => {
        let state = start
        for (const event of list) {
          state = reduceReplay(state, event)
          expect(state.at).toBeGreaterThanOrEqual(from + hour)
          expect(state.at).toBeLessThanOrEqual(to)
          if (!state.playing && state.at < to) expect((state.at - from) % hour).toBe(0)
          if (state.still) expect(state.playing).toBe(false)
        }
      }),
      { numRuns: 60 }
    )
  })
})
