import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CameraHubMessage,
  decodeLooks,
  decodePicture,
  encodeLooks,
  encodePicture,
  lookCells
} from './camera.ts'

test('a picture comes out as it went in', () => {
  const header = fc.record({
    kind: fc.constantFrom('accessUnit' as const, 'jpeg' as const),
    key: fc.boolean(),
    cached: fc.boolean(),
    channel: fc.nat(255),
    seq: fc.nat(2 ** 31),
    timestampUs: fc.nat(2 ** 31),
    arrivedAt: fc.nat(2 ** 31)
  })
  fc.assert(
    fc.property(header, fc.uint8Array({ maxLength: 200 }), (given, payload) => {
      const found = decodePicture(encodePicture(given, payload).buffer)
      expect(found?.header).toEqual(given)
      expect([...(found?.payload ?? [])]).toEqual([...payload])
    })
  )
})

test('looks come out as they went in, and any other bytes are none', () => {
  const look = fc.record({
    channel: fc.nat(255),
    cells: fc.uint8Array({ minLength: lookCells, maxLength: lookCells })
  })
  fc.assert(
    fc.property(fc.array(look, { maxLength: 5 }), (looks) => {
      expect(decodeLooks(encodeLooks(looks))).toEqual(looks)
    })
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      decodePicture(bytes.slice().buffer)
      if (bytes[0] !== 3) expect(decodeLooks(bytes)).toBeUndefined()
    })
  )
})

test('no message to a window has room for an address', () => {
  const camera = {
    id: 'k1',
    label: 'K1',
    name: 'x',
    guest: true,
    groups: [],
    demo: false,
    hasMain: true
  }
  const message = (more: object) => ({
    type: 'cameras',
    guests: false,
    cameras: [{ ...camera, ...more }]
  })
  expect(CameraHubMessage.safeParse(message({})).success).toBe(true)
  for (const key of ['sub', 'main', 'url', 'referer', 'password'])
    expect(CameraHubMessage.safeParse(message({ [key]: 'rtsp://h/1' })).success).toBe(false)
})
