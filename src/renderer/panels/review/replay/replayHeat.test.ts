import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replayPosition, type Replay } from '../../../../contract/replay.ts'
import { distanceM } from '../../../../contract/geo.ts'
import { bandwidthKm, levelOf, type DensityGrid } from '../../map/density.ts'
import { heatStartOf, ReplayHeat } from './replayHeat.ts'
import { makeTestReplay } from './testReplay.ts'

const step = fc.integer({ min: 0, max: 65_535 })
const points = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 86_399 }), lon: step, lat: step }),
  { minLength: 1, maxLength: 60 }
)

function fresh(replay: Replay, first: number, end: number): Float32Array {
  const heat = new ReplayHeat(replay)
  heat.moveTo(first, end)
  return heat.grid().perKm2.slice()
}

const total = ({ perKm2, cellKm2 }: DensityGrid): number =>
  perKm2.reduce((sum, value) => sum + value, 0) * cellKm2

describe('the heat of a moving window', () => {
  it('kept by what enters and leaves is, to the last bit, the heat from scratch', () => {
    const moves = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(points, moves, (list, places) => {
        const replay = makeTestReplay(list)
        const heat = new ReplayHeat(replay)
        for (const place of places) {
          const [first, end] = place
            .map((at) => Math.min(at, list.length))
            .sort((a, b) => a - b) as [number, number] // two in, two out
          heat.moveTo(first, end)
          expect(heat.grid().perKm2).toEqual(fresh(replay, first, end))
        }
      }),
      { numRuns: 25 }
    )
  })

  it('does not drift in a hundred thousand small steps', () => {
    const list = Array.from({ length: 400 }, (_, at) => ({
      ...{ at: at * 60, lon: (at * 7_919) % 65_536, lat: (at * 104_729) % 65_536 }
    }))
    const replay = makeTestReplay(list)
    const heat = new ReplayHeat(replay)
    // There and back, a step at a time: never far enough to begin again.
    for (let n = 0; n < 100_000; n += 1) {
      const first = Math.abs((n % 600) - 300)
      heat.moveTo(first, first + 80)
    }
    const last = Math.abs((99_999 % 600) - 300)
    expect(heat.grid().perKm2).toEqual(fresh(replay, last, last + 80))
  })

  it('sums up to the incidents in it', () => {
    fc.assert(
      fc.property(points, (list) => {
        const heat = new ReplayHeat(makeTestReplay(list))
        heat.moveTo(0, list.length)
        expect(total(heat.grid())).toBeCloseTo(list.length, 3)
      }),
      { numRuns: 25 }
    )
  })

  it('is where the incident is, as high as one spread of the bandwidth', () => {
    const replay = makeTestReplay([{ at: 0, lon: 12_345, lat: 54_321 }])
    const heat = new ReplayHeat(replay)
    heat.moveTo(0, 1)
    const { perKm2, columns, rows, bounds } = heat.grid()
    const top = perKm2.reduce((best, value, at) => (value > (perKm2[best] ?? 0) ? at : best), 0)
    const [west, south, east, north] = bounds
    const lon = west + (((top % columns) + 0.5) / columns) * (east - west)
    const lat = north - ((Math.floor(top / columns) + 0.5) / rows) * (north - south)
    expect(distanceM([lon, lat], replayPosition(replay, 0))).toBeLessThan(200)
    expect(perKm2[top]).toBeCloseTo(1 / (2 * Math.PI * bandwidthKm ** 2), 1)
  })
})

describe('the colours of a period', () => {
  it('reach the highest step where it was fullest, and show a single incident', () => {
    const crowd = Array.from({ length: 500 }, (_, at) => ({ at, lon: 30_000 + at, lat: 30_000 }))
    const replay = makeTestReplay([...crowd, { at: 80_000, lon: 1_000, lat: 1_000 }])
    const start = heatStartOf(replay)
    const peak = fresh(replay, 0, 500).reduce((a, b) => Math.max(a, b), 0)
    expect(levelOf(peak, start)).toBe(6)
    const alone = makeTestReplay([{ at: 0 }])
    const top = fresh(alone, 0, 1).reduce((a, b) => Math.max(a, b), 0)
    expect(levelOf(top, heatStartOf(alone))).toBeGreaterThan(0)
    expect(levelOf(top, heatStartOf(alone))).toBeLessThan(6)
  })

  it('are there for a period without anything', () => {
    expect(heatStartOf(makeTestReplay([]))).toBeGreaterThan(0)
  })
})
