import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, hour, second } from '../../../../contract/time.ts'
import {
  countWindow,
  fullestWindow,
  hourlyCounts,
  replayWindowMs,
  rowsBetween
} from './replayWindow.ts'
import { makeTestReplay, testFrom } from './testReplay.ts'

const times = fc.array(fc.integer({ min: 0, max: 3 * 86_400 - 1 }), { maxLength: 80 })
const replays = fc
  .tuple(times, fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 72 }))
  .map(([list, withoutPoint]) =>
    makeTestReplay(
      list.map((at) => ({ at })),
      { withoutPoint }
    )
  )

describe('a window of the replay', () => {
  it('holds what came from its beginning on, and not what came at its end', () => {
    const replay = makeTestReplay([{ at: 0 }, { at: 3_599 }, { at: 3_600 }, { at: 7_200 }])
    expect(rowsBetween(replay, testFrom + hour, testFrom + 2 * hour)).toEqual({ first: 2, end: 3 })
    expect(rowsBetween(replay, testFrom - day, testFrom)).toEqual({ first: 0, end: 0 })
  })

  it('between whole hours counts every incident once, with a point or without', () => {
    fc.assert(
      fc.property(replays, (replay) => {
        let [all, withoutPoint] = [0, 0]
        for (let at = replay.from + replayWindowMs; at <= replay.to; at += replayWindowMs) {
          const count = countWindow(replay, at)
          all += count.all
          withoutPoint += count.withoutPoint
        }
        const pointless = replay.withoutPoint.reduce((sum, n) => sum + n, 0)
        expect([all, withoutPoint]).toEqual([replay.receivedAt.length + pointless, pointless])
        expect(hourlyCounts(replay).reduce((sum, n) => sum + n, 0)).toBe(all)
      }),
      { numRuns: 40 }
    )
  })

  it('does not count what an hour holds without a point before the hour is over', () => {
    const replay = makeTestReplay([], { withoutPoint: [2] })
    expect(countWindow(replay, testFrom + hour - second).all).toBe(0)
    expect(countWindow(replay, testFrom + hour).all).toBe(2)
    expect(countWindow(replay, testFrom + 3 * hour).all).toBe(2)
    expect(countWindow(replay, testFrom + 4 * hour).all).toBe(0)
  })

  it('that is fullest is the fullest there is', () => {
    fc.assert(
      fc.property(replays, (replay) => {
        const best = countWindow(replay, fullestWindow(replay, hourlyCounts(replay))).all
        for (let at = replay.from + replayWindowMs; at <= replay.to; at += hour)
          expect(countWindow(replay, at).all).toBeLessThanOrEqual(best)
      }),
      { numRuns: 40 }
    )
  })

  it('is looked for within a day where one is asked for', () => {
    const replay = makeTestReplay([{ at: 3_600 }, { at: 3_601 }, { at: 86_400 + 10 * 3_600 }])
    const dayTwo = { from: testFrom + day, to: testFrom + 2 * day }
    expect(fullestWindow(replay, hourlyCounts(replay), dayTwo)).toBe(testFrom + day + 11 * hour)
  })
})
