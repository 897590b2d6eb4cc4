import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Picture, StreamFormat } from './cameraSource.ts'
import { demoSource, readDemoLoop } from './demoSource.ts'
import { fakeTimers } from './fakeTimers.ts'
import { splitAnnexB, typeOfNal } from './h264.ts'

const folder = join(import.meta.dirname, '../../../resources/demo-cameras')

test('every shipped loop is eight seconds of 640×360 that begin with a key picture', () => {
  for (let n = 1; n <= 35; n += 1) {
    const loop = readDemoLoop(join(folder, `${String(n).padStart(2, '0')}.mp4`))
    expect(loop.format).toEqual({ codec: 'avc1.42c01f', width: 640, height: 360 })
    expect(loop.durationUs).toBe(8_000_000)
    expect(loop.pictures).toHaveLength(80)
    expect(loop.pictures.filter(({ key }) => key)).toHaveLength(8)
  }
})

test('key pictures carry their parameter sets', () => {
  const [first] = readDemoLoop(join(folder, '01.mp4')).pictures
  expect(
    splitAnnexB(first?.data ?? new Uint8Array())
      .map(typeOfNal)
      .slice(0, 2)
  ).toEqual([7, 8])
})

test('a loop plays at its own speed, without a seam, from its own phase', () => {
  const timers = fakeTimers()
  const formats: StreamFormat[] = []
  const pictures: Picture[] = []
  const loop = readDemoLoop(join(folder, '01.mp4'))
  const source = demoSource(
    () => loop,
    0.5,
    timers
  )({
    format: (format) => formats.push(format),
    picture: (picture) => pictures.push(picture),
    ended: () => expect.unreachable()
  })
  timers.pass(17_000)
  source.stop()
  timers.pass(5_000)
  expect(formats).toEqual([loop.format])
  expect(pictures).toHaveLength(171)
  expect(pictures[0]?.data).toBe(loop.pictures[40]?.data)
  pictures.forEach(({ timestampUs }, i) => expect(timestampUs).toBe(i * 100_000))
})

test('a missing loop ends with its reason and is no exception', () => {
  const timers = fakeTimers()
  const ends: string[] = []
  demoSource(
    () => readDemoLoop('/nowhere.mp4'),
    0,
    timers
  )({
    format: () => undefined,
    picture: () => undefined,
    ended: (why) => ends.push(why)
  })
  timers.pass(1)
  expect(ends).toEqual(['notFound'])
})
