import { expect, test } from 'vitest'
import { CameraEntry } from './cameraConfig.ts'
import { openCameraRoom } from './cameraRoom.ts'
import type { SourceListener } from './cameraSource.ts'
import { fakeTimers } from './fakeTimers.ts'

/** Thirty-five cameras behind one switch that can lose its power. */
function makeCity(powerCut: 'silent' | 'refused') {
  const timers = fakeTimers()
  let power = true
  const starts: { readonly at: number; readonly id: string }[] = []
  const running = new Map<string, SourceListener>()
  let pictures = 0
  let state = 1
  const room = openCameraRoom({
    entries: Array.from({ length: 35 }, (_, i) =>
      CameraEntry.parse({ id: `k${i}`, label: `K${i}`, name: `Kamera ${i}`, sub: 'demo:01' })
    ),
    timers,
    realNow: () => 0,
    // A plain generator: the waits must differ, the test must not.
    random: () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647,
    changed: () => undefined,
    openSource:
      ({ id }) =>
      (listener) => {
        starts.push({ at: timers.now(), id })
        let stopped = false
        running.set(id, listener)
        // One camera hangs for ever whenever it is asked; nobody else may wait for it.
        if (power && id !== 'k7') {
          const play = (): void => {
            if (stopped || running.get(id) !== listener) return
            if (power) {
              pictures += 1
              listener.picture({
                data: new Uint8Array(8),
                key: true,
                timestampUs: timers.now() * 1000
              })
            } else if (powerCut === 'refused') {
              stopped = true
              listener.ended('ended')
              return
            }
            timers.after(500, play)
          }
          timers.after(50, play)
        } else if (!power && powerCut === 'refused')
          timers.after(5, () => !stopped && listener.ended('unreachable'))
        return {
          stop: () => {
            stopped = true
            running.delete(id)
          }
        }
      }
  })
  const count = (status: string): number =>
    room.states().filter((each) => each.status === status).length
  return {
    timers,
    room,
    starts,
    count,
    pictures: () => pictures,
    power: (on: boolean) => {
      power = on
    }
  }
}

test.each(['silent', 'refused'] as const)(
  'thirty-five that lose power (%s) have no signal within 10 s and return without a stampede',
  (powerCut) => {
    const { timers, room, starts, count, power, pictures } = makeCity(powerCut)
    timers.pass(20_000)
    expect([count('live'), count('neverSeen')]).toEqual([34, 1])

    power(false)
    timers.pass(10_000)
    expect([count('noSignal'), count('neverSeen')]).toEqual([34, 1])
    for (const { pictureAgeMs, problem, id } of room.states()) {
      if (id === 'k7') continue
      expect(pictureAgeMs).toBeGreaterThan(9_000)
      expect(problem).toBeDefined()
    }
    timers.pass(10 * 60_000)
    const failedStarts = starts.length

    power(true)
    const before = pictures()
    timers.pass(62_000 + 15_000)
    expect(count('live')).toBe(34)
    expect(pictures()).toBeGreaterThan(before)
    expect(starts.length).toBeGreaterThan(failedStarts)

    // Never two starts within the spacing, and never all in one second but the first time.
    const gaps = starts.slice(1).map(({ at }, i) => at - (starts[i]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20 - 1e-6)
    const returns = starts.slice(failedStarts).map(({ at }) => at)
    expect(Math.max(...returns) - Math.min(...returns)).toBeGreaterThan(10_000)

    room.stop()
    timers.pass(120_000)
    const after = starts.length
    timers.pass(120_000)
    expect(starts).toHaveLength(after)
  }
)

test('one camera that fails again and again delays no other and is asked ever less often', () => {
  const { timers, starts } = makeCity('silent')
  timers.pass(10 * 60_000)
  const bad = starts.filter(({ id }) => id === 'k7')
  expect(starts.length - bad.length).toBe(34)
  expect(bad.length).toBeGreaterThan(5)
  const gaps = bad.slice(1).map(({ at }, i) => at - (bad[i]?.at ?? 0))
  expect(gaps.at(-1)).toBeGreaterThan(gaps[0] ?? 0)
  // The longest wait and the patience for a first picture.
  expect(Math.max(...gaps)).toBeLessThanOrEqual(75_100)
})
