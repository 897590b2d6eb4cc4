import { expect, it } from 'vitest'
import { connectPacket, publishPacket } from './mqttBytes.ts'

// Expected bytes by hand from the MQTT 3.1.1 standard, sections 3.1 and 3.3.

it('a connect asks for a clean session of version 3.1.1', () => {
  const expected = [
    0x10,
    0x0e,
    0,
    4,
    ...Buffer.from('MQTT'),
    4,
    2,
    0,
    60,
    0,
    2,
    ...Buffer.from('me')
  ]
  expect([...connectPacket('me')]).toEqual(expected)
})

it('a publish carries topic, number and payload', () => {
  const expected = [0x32, 0x09, 0, 3, ...Buffer.from('a/b'), 0x12, 0x67, ...Buffer.from('hi')]
  expect([...publishPacket('a/b', 'hi', 0x1267)]).toEqual(expected)
})

it.each([
  [127, [0x7f]],
  [128, [0x80, 0x01]],
  [16_383, [0xff, 0x7f]],
  [16_384, [0x80, 0x80, 0x01]],
  [2_097_152, [0x80, 0x80, 0x80, 0x01]]
])('a remaining length of %i is written as in the table of the standard', (length, bytes) => {
  const header = 7 // topic and number
  const packet = publishPacket('a/b', 'x'.repeat(length - header), 1)
  expect([...packet.subarray(1, 1 + bytes.length)]).toEqual(bytes)
  expect(packet.length).toBe(1 + bytes.length + length)
})
