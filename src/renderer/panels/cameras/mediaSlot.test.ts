import fc from 'fast-check'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDemoLoop } from '../../../hub/cameras/demoSource.ts'
import { readMp4Fragments, readMp4Init } from '../../../hub/cameras/fragmentedMp4.ts'
import { makeMediaSlot } from './mediaSlot.ts'
import type { Parcel } from './pictureParcels.ts'

const loops = ['01', '02'].map((name) =>
  readDemoLoop(join(import.meta.dirname, `../../../../resources/demo-cameras/${name}.mp4`))
)

/** As much of the browser's media source as is used; what is appended is there at once. */
class FakeSource extends EventTarget {
  readyState = 'open'
  readonly appended: Uint8Array[] = []
  addSourceBuffer = (): object => ({
    updating: false,
    buffered: { length: 0 },
    addEventListener: () => undefined,
    changeType: () => undefined,
    appendBuffer: (bytes: Uint8Array) => this.appended.push(bytes)
  })
}

function openSlot() {
  const source = new FakeSource()
  const starts: (readonly [string | undefined, number])[] = []
  const slot = makeMediaSlot({
    source: source as never,
    starts: ({ camera }, second) => starts.push([camera, second])
  })
  const read = () => {
    const bytes = Buffer.concat(source.appended)
    const track = readMp4Init(bytes)
    return track === undefined ? [] : [...readMp4Fragments(bytes, track)]
  }
  return { slot, starts, read }
}

/** A picture of one of two streams, at a time of its own. */
function parcel(stream: number, index: number, ms: number, cached = false): Parcel {
  const loop = loops[stream]
  const picture = loop?.pictures[index % loop.pictures.length]
  if (loop === undefined || picture === undefined) throw new Error('no such picture')
  const { data, key } = picture
  const bytes = new Uint8Array(data)
  return { stream, format: loop.format, data: bytes, key, cached, timestampUs: ms * 1_000 }
}

test('whatever comes, stalls, jumps back or changes, the timeline has no gap and never turns back', () => {
  const step = fc.record({
    stream: fc.constantFrom(0, 1),
    index: fc.nat(79),
    ms: fc.nat(100_000),
    cached: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { slot, read } = openSlot()
      for (const { stream, index, ms, cached } of steps)
        slot.show(parcel(stream, index, ms, cached))
      const times = read().map(({ timestampUs }) => timestampUs)
      expect(times.slice(0, 1)).toEqual(times.length > 0 ? [0] : [])
      for (const [i, time] of times.slice(1).entries()) {
        const length = time - (times[i] ?? 0)
        expect(length).toBeGreaterThan(0)
        expect(length).toBeLessThanOrEqual(2_000_000)
      }
    }),
    { numRuns: 60 }
  )
})

test('live pictures keep their distance, cached ones pass in a moment, another stream waits for its key', () => {
  const { slot, starts, read } = openSlot()
  slot.announce({ slot: 0, camera: 'k1', quality: 'sub' })
  slot.show(parcel(0, 3, 300))
  for (let i = 10; i < 16; i += 1) slot.show(parcel(0, i, i * 100, i < 13))
  slot.announce({ slot: 0, camera: 'k1', quality: 'main' })
  slot.show(parcel(1, 5, 9_000))
  for (const i of [10, 11, 12]) slot.show(parcel(1, i, 50_000 + i * 40))
  expect(read().map(({ timestampUs }) => timestampUs / 1_000)).toEqual([
    ...[0, 1, 2, 3, 103, 203, 303, 403, 443]
  ])
  expect(starts).toEqual([
    ['k1', 0],
    ['k1', 0.303]
  ])
})
