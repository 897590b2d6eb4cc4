import { describe, expect, it } from 'vitest'
import { replayPosition } from '../../../../contract/replay.ts'
import { fitProjection } from '../../map/projection.ts'
import { HeatPainter, type HeatColours } from './heatPainter.ts'
import { ReplayHeat } from './replayHeat.ts'
import { makeTestReplay } from './testReplay.ts'

const size = { width: 220, height: 170 }
const replay = makeTestReplay([{ at: 0, lon: 20_000, lat: 50_000 }])
const projection = fitProjection(replay.bounds, size, { x: 0, y: 0, ...size })
const look: HeatColours = {
  start: 0.1,
  colours: [1, 2, 3, 4, 5, 6].map((level): [number, number, number] => [level * 40, 7, 9])
}

function painted(scale: number, opacity: number): { at(x: number, y: number): number[] } {
  const heat = new ReplayHeat(replay)
  heat.moveTo(0, 1)
  const painter = new HeatPainter(heat.grid(), projection, scale)
  const width = Math.round(size.width * scale)
  const mask = new Uint8Array(width * Math.round(size.height * scale)).fill(opacity)
  painter.paint(heat.grid(), look, mask)
  return {
    at: (x, y) => {
      const start = 4 * (Math.round(y * scale) * width + Math.round(x * scale))
      return [...painter.bytes.subarray(start, start + 4)]
    }
  }
}

describe('the painted heat', () => {
  const { x, y } = projection.project(replayPosition(replay, 0))

  it('is highest on the incident, falls in steps around it, and is nothing far away', () => {
    const picture = painted(1, 255)
    // One incident is 0.377 per km² at its place: the third step from 0.1.
    expect(picture.at(x, y)).toEqual([3 * 40, 7, 9, 255])
    expect(picture.at(x + 120, y)).toEqual([0, 0, 0, 0])
    const along = Array.from({ length: 40 }, (_, step) => (picture.at(x + step, y)[0] ?? 0) / 40)
    expect(along).toEqual(along.toSorted((a, b) => b - a))
    expect(new Set(along)).toEqual(new Set([3, 2, 1, 0]))
  })

  it('is the same on a display with more pixels', () => {
    expect(painted(2, 255).at(x, y)).toEqual(painted(1, 255).at(x, y))
  })

  it('stays on the land', () => {
    expect(painted(1, 0).at(x, y)[3]).toBe(0)
    expect(painted(1, 128).at(x, y)[3]).toBe(128)
  })
})
