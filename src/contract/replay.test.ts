import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeReplay,
  encodeReplay,
  replayPosition,
  ReplayQuestion,
  toSteps,
  type Replay
} from './replay.ts'
import { day, hour } from './time.ts'

const from = Date.UTC(2025, 2, 16, 17)

const replays: fc.Arbitrary<Replay> = fc
  .record({
    days: fc.integer({ min: 1, max: 3 }),
    since: fc.option(fc.integer({ min: 0, max: from }), { nil: undefined }),
    simulated: fc.boolean(),
    rows: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 86_399 }),
        lon: fc.integer({ min: 0, max: 65_535 }),
        lat: fc.integer({ min: 0, max: 65_535 }),
        priority: fc.integer({ min: 1, max: 5 }),
        category: fc.integer({ min: 0, max: 255 })
      }),
      { maxLength: 50 }
    )
  })
  .map(({ days, since, simulated, rows }) => {
    rows.sort((a, b) => a.at - b.at)
    return {
      ...{ asOf: from + 5 * day, from, to: from + days * day, since, simulated },
      bounds: [110.2, -7.2, 110.6, -6.9],
      receivedAt: Uint32Array.from(rows, ({ at }) => at),
      lon: Uint16Array.from(rows, ({ lon }) => lon),
      lat: Uint16Array.from(rows, ({ lat }) => lat),
      priority: Uint8Array.from(rows, ({ priority }) => priority),
      category: Uint8Array.from(rows, ({ category }) => category),
      withoutPoint: Uint32Array.from({ length: (days * day) / hour }, (_, index) => index)
    }
  })

function bytesOf(replay: Replay): Uint8Array<ArrayBuffer> {
  const pieces = [...encodeReplay(replay)]
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

describe('a replay as bytes', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(replays, (replay) => {
        expect(decodeReplay(bytesOf(replay).buffer)).toEqual({ ok: true, replay })
      }),
      { numRuns: 50 }
    )
  })

  it('takes 10 bytes an incident', () => {
    fc.assert(
      fc.property(replays, (replay) => {
        const fixed = 80 + 4 * replay.withoutPoint.length
        expect(bytesOf(replay).length - fixed).toBe(10 * replay.receivedAt.length)
      }),
      { numRuns: 20 }
    )
  })

  it('is not read when it is cut anywhere, or is not ours', () => {
    fc.assert(
      fc.property(replays, fc.double({ min: 0, max: 0.999, noNaN: true }), (replay, share) => {
        const bytes = bytesOf(replay)
        const cut = bytes.slice(0, Math.floor(share * bytes.length)).buffer
        expect(decodeReplay(cut)).toEqual({ ok: false, why: 'damaged' })
      }),
      { numRuns: 50 }
    )
    expect(decodeReplay(new ArrayBuffer(500))).toEqual({ ok: false, why: 'damaged' })
  })

  it('of another version says so, so that nobody takes it for a fault of the line', () => {
    const [replay] = fc.sample(replays, 1)
    if (replay === undefined) throw new Error('no sample')
    const bytes = bytesOf(replay)
    bytes[4] = 2
    expect(decodeReplay(bytes.buffer)).toEqual({ ok: false, why: 'otherVersion' })
  })

  it('with times out of order or beyond the period is damaged', () => {
    const [replay] = fc.sample(replays, 1)
    if (replay === undefined) throw new Error('no sample')
    const two = { lon: 1, lat: 1, priority: 1, category: 1 }
    const withTimes = (...times: readonly number[]): Replay => ({
      ...replay,
      receivedAt: Uint32Array.from(times),
      lon: Uint16Array.from(times, () => two.lon),
      lat: Uint16Array.from(times, () => two.lat),
      priority: Uint8Array.from(times, () => two.priority),
      category: Uint8Array.from(times, () => two.category)
    })
    expect(decodeReplay(bytesOf(withTimes(5, 7)).buffer).ok).toBe(true)
    expect(decodeReplay(bytesOf(withTimes(7, 5)).buffer).ok).toBe(false)
    expect(decodeReplay(bytesOf(withTimes(5, 400_000)).buffer).ok).toBe(false)
  })
})

describe('a place in steps', () => {
  const bounds = [110.2, -7.2, 110.6, -6.9] as const

  it('is found again within a metre', () => {
    const inside = fc.tuple(
      fc.double({ min: bounds[0], max: bounds[2], noNaN: true }),
      fc.double({ min: bounds[1], max: bounds[3], noNaN: true })
    )
    fc.assert(
      fc.property(inside, replays, (position, replay) => {
        const [lon, lat] = toSteps(position, [...bounds]) ?? [0, 0]
        const one = { ...replay, lon: Uint16Array.of(lon), lat: Uint16Array.of(lat) }
        const found = replayPosition(one, 0)
        expect(Math.abs(found[0] - position[0])).toBeLessThan(1e-5)
        expect(Math.abs(found[1] - position[1])).toBeLessThan(1e-5)
      }),
      { numRuns: 50 }
    )
  })

  it('outside the bounds has none', () => {
    expect(toSteps([110.1, -7], [...bounds])).toBeUndefined()
    expect(toSteps([110.4, -6.8], [...bounds])).toBeUndefined()
  })
})

it('a question names its period and nothing it does not know', () => {
  const period = { from: '2025-03-17', to: '2025-04-14' }
  expect(ReplayQuestion.safeParse({ period, selection: {} }).success).toBe(true)
  expect(ReplayQuestion.safeParse({ period, selection: { callers: ['x'] } }).success).toBe(false)
})
