import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backOffMs } from './backOff.ts'
import { startFeed, type FeedReading } from './cameraFeed.ts'
import type { OpenSource, Picture, SourceListener } from './cameraSource.ts'
import { fakeTimers } from './fakeTimers.ts'
import { makeGopCache } from './gopCache.ts'
import { makeStartGate } from './startGate.ts'

const picture = (timestampUs: number, key = false, bytes = 10): Picture => ({
  data: new Uint8Array(bytes),
  key,
  timestampUs
})

function makeCamera() {
  const timers = fakeTimers()
  const opened: (SourceListener & { stopped: boolean })[] = []
  const open: OpenSource = (listener) => {
    const mine = { ...listener, stopped: false }
    opened.push(mine)
    return { stop: () => (mine.stopped = true) }
  }
  const readings: FeedReading[] = []
  const feed = startFeed({
    open,
    timers,
    gate: makeStartGate(20, timers),
    random: () => 0.5,
    changed: (reading) => readings.push(reading)
  })
  timers.pass(0)
  const last = (): SourceListener & { stopped: boolean } => {
    const source = opened.at(-1)
    if (source === undefined) throw new Error('nothing opened')
    return source
  }
  /** Ten pictures a second, a key one each second. */
  const play = (seconds: number): void => {
    for (let i = 0; i < seconds * 10; i += 1) {
      last().picture(picture(timers.now() * 1000, i % 10 === 0))
      timers.pass(100)
    }
  }
  return { timers, feed, opened, readings, last, play }
}

describe('a feed', () => {
  test('says when it flows and when it stalls, within four seconds, and connects again', () => {
    const { timers, feed, opened, last, play } = makeCamera()
    expect(feed.reading().flowing).toBe(false)
    play(5)
    expect(feed.reading()).toMatchObject({ flowing: true, problem: undefined })
    expect(feed.reading().fps).toBeCloseTo(10)
    timers.pass(4_000)
    expect(feed.reading()).toMatchObject({ flowing: false, problem: 'stalled' })
    expect(last().stopped).toBe(true)
    timers.pass(3_100)
    expect(opened).toHaveLength(2)
    play(1)
    expect(feed.reading()).toMatchObject({ flowing: true, problem: undefined })
  })

  test('a camera with a picture every five seconds is not stalled between them', () => {
    const { timers, feed, opened, last } = makeCamera()
    for (let i = 0; i < 6; i += 1) {
      last().picture(picture(i * 5_000_000, true))
      timers.pass(i === 0 ? 2_500 : 5_000)
    }
    expect(opened).toHaveLength(1)
    expect(feed.reading().flowing).toBe(true)
  })

  test('a camera that never answers is given up after 15 s and tried again', () => {
    const { timers, opened, feed } = makeCamera()
    timers.pass(15_000)
    expect(feed.reading()).toMatchObject({ problem: 'unreachable', pictureAgeMs: undefined })
    timers.pass(2_100)
    expect(opened).toHaveLength(2)
  })

  test('a source that was stopped cannot speak any more', () => {
    const { timers, feed, last } = makeCamera()
    last().picture(picture(0, true))
    const old = last()
    timers.pass(10_000)
    old.picture(picture(9, true))
    old.ended('ended')
    expect(feed.reading().problem).toBe('stalled')
  })

  test('newcomers get the format and the pictures since the last key picture', () => {
    const { feed, last, timers } = makeCamera()
    last().format({ codec: 'avc1', width: 1, height: 1 })
    for (const [at, key] of [
      [0, true],
      [1, false],
      [2, true],
      [3, false]
    ] as const)
      last().picture(picture(at, key))
    timers.pass(10)
    const heard: unknown[] = []
    const leave = feed.listen({
      format: ({ codec }) => heard.push(codec),
      picture: ({ timestampUs }, cached) => heard.push([timestampUs, cached])
    })
    last().picture(picture(4))
    leave()
    last().picture(picture(5))
    expect(heard).toEqual(['avc1', [2, true], [3, true], [4, false]])
  })

  test('stopping leaves no timer', () => {
    const { feed, timers, last, play } = makeCamera()
    play(2)
    feed.stop()
    expect(last().stopped).toBe(true)
    expect(timers.waiting()).toBe(0)
  })

  test('waits grow while it fails and begin anew once it was good for ten seconds', () => {
    const { timers, opened, last, play } = makeCamera()
    const waits: number[] = []
    for (let i = 0; i < 4; i += 1) {
      const before = opened.length
      last().ended('ended')
      const from = timers.now()
      while (opened.length === before) timers.pass(100)
      waits.push(Math.round((timers.now() - from) / 100) / 10)
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBeGreaterThan(10)
    play(11)
    const before = opened.length
    last().ended('ended')
    timers.pass(2_200)
    expect(opened.length).toBe(before + 1)
  })
})

test('waiting lies between 2 and 60 s and depends on chance', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, chance) => {
        const wait = backOffMs(failures, () => chance)
        expect(wait).toBeGreaterThanOrEqual(2_000)
        expect(wait).toBeLessThanOrEqual(60_000)
      }
    )
  )
  expect(backOffMs(5, () => 0)).not.toBe(backOffMs(5, () => 0.9))
})

test('thirty-five that come at once start one after the other, and none waits for a hanging one', () => {
  const timers = fakeTimers()
  const gate = makeStartGate(20, timers)
  const starts: number[] = []
  for (let i = 0; i < 35; i += 1) gate.enter(() => starts.push(timers.now()))
  timers.pass(1_000)
  expect(starts).toEqual(Array.from({ length: 35 }, (_, i) => i * 20))
})

test('the cache begins with a key picture and stays under two seconds and 4 MB', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ key: fc.boolean(), gap: fc.nat(900_000), bytes: fc.nat(1_000_000) }), {
        maxLength: 60
      }),
      (steps) => {
        const cache = makeGopCache()
        let at = 0
        for (const { key, gap, bytes } of steps) {
          at += gap
          cache.add({ data: new Uint8Array(bytes), key, timestampUs: at })
          const kept = cache.pictures()
          const total = kept.reduce((sum, { data }) => sum + data.length, 0)
          expect(kept.length === 0 || kept[0]?.key).toBe(true)
          expect((kept.at(-1)?.timestampUs ?? 0) - (kept[0]?.timestampUs ?? 0)).toBeLessThanOrEqual(
            2_000_000
          )
          expect(total).toBeLessThanOrEqual(4 * 1024 * 1024)
        }
      }
    )
  )
})
