import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDemoLoop } from '../../../hub/cameras/demoSource.ts'
import { readMp4Fragments, readMp4Init } from '../../../hub/cameras/fragmentedMp4.ts'
import { readAccessUnit } from './annexB.ts'
import { timescale, writeFragment, writeInit } from './fragmentWriter.ts'

const loop = readDemoLoop(join(import.meta.dirname, '../../../../resources/demo-cameras/07.mp4'))

test('pictures that were written are read again, to the bit and at their time', () => {
  const units = loop.pictures
    .slice(0, 20)
    .map(({ data, key }) => ({ key, ...readAccessUnit(data) }))
  const { sps, pps } = units[0] ?? {}
  if (sps === undefined || pps === undefined) throw new Error('no parameter sets')
  const file = Buffer.concat([
    writeInit({ ...loop.format, sps, pps }),
    ...units.map(({ key, sample }, i) =>
      // Beyond 2³² as after fifty days.
      writeFragment({ number: i + 1, at: 2 ** 33 + i * 100, duration: 100, key, sample })
    )
  ])
  const track = readMp4Init(file)
  expect(track?.format).toEqual(loop.format)
  expect(track?.timescale).toBe(timescale)
  if (track === undefined) return
  const read = [...readMp4Fragments(file, track)]
  expect(read.map(({ timestampUs }) => timestampUs)).toEqual(
    units.map((_unit, i) => (2 ** 33 + i * 100) * 1_000)
  )
  for (const [i, { data, key }] of read.entries()) {
    expect(key).toBe(loop.pictures[i]?.key)
    expect(Buffer.compare(data, loop.pictures[i]?.data ?? new Uint8Array())).toBe(0)
  }
})
