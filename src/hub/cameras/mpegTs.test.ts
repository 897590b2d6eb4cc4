import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeAccessUnitReader } from './accessUnits.ts'
import type { Picture } from './cameraSource.ts'
import { readDemoLoop } from './demoSource.ts'
import { makeMultipartReader, readJpegSize } from './jpeg.ts'
import { makeTsReader } from './mpegTs.ts'
import { readHlsPlaylist } from './hlsPlaylist.ts'
import { splitAnnexB } from './h264.ts'

const file = join(import.meta.dirname, '../../../resources/demo-cameras/05.mp4')
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

test.skipIf(!hasFfmpeg)(
  'a transport stream in pieces of any size gives the pictures it was made of',
  () => {
    const stream = execFileSync(
      'ffmpeg',
      ['-v', 'error', '-i', file, '-c', 'copy', '-f', 'mpegts', '-'],
      {
        maxBuffer: 2 ** 24
      }
    )
    const loop = readDemoLoop(file)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), (size) => {
        const pictures: Picture[] = []
        const units = makeAccessUnitReader({
          format: () => undefined,
          picture: (p) => pictures.push(p)
        })
        const reader = makeTsReader({ unit: units.unit })
        for (let at = 0; at < stream.length; at += size) reader.push(stream.subarray(at, at + size))
        reader.flush()
        expect(pictures.map(({ key }) => key)).toEqual(loop.pictures.map(({ key }) => key))
        const slices = (data: Uint8Array): string =>
          Buffer.concat(splitAnnexB(data).slice(-1)).toString('base64')
        expect(slices(pictures[7]?.data ?? new Uint8Array())).toBe(
          slices(loop.pictures[7]?.data ?? new Uint8Array())
        )
      }),
      { numRuns: 10 }
    )
  }
)

test('whatever bytes come, no reader throws unless it may', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      const reader = makeTsReader({ unit: () => undefined })
      const packets = new Uint8Array(Math.ceil(bytes.length / 187) * 188)
      for (let i = 0; i * 187 < bytes.length; i += 1) {
        packets[i * 188] = 0x47
        packets.set(bytes.subarray(i * 187, (i + 1) * 187), i * 188 + 1)
      }
      reader.push(bytes)
      reader.push(packets)
      reader.flush()
      readJpegSize(bytes)
      makeAccessUnitReader({ format: () => undefined, picture: () => undefined }).unit(
        bytes,
        0,
        'h265'
      )
    })
  )
  fc.assert(fc.property(fc.string(), (text) => void readHlsPlaylist(text)))
  expect(() => makeMultipartReader('b', () => undefined)(new Uint8Array(9_000))).toThrow()
})

test('a clock that jumps back does not hold the pictures up', () => {
  const loop = readDemoLoop(file)
  const times: number[] = []
  const reader = makeAccessUnitReader({
    format: () => undefined,
    picture: ({ timestampUs }) => times.push(timestampUs)
  })
  for (const at of [95_443_717_688, 95_443_817_688, 0, 100_000, 200_000])
    reader.unit(loop.pictures[0]?.data ?? new Uint8Array(), at, 'h264')
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
  expect(gaps).toEqual([100_000, 40_000, 100_000, 100_000])
})
