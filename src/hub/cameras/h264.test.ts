import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinAnnexB, readSps, splitAnnexB, splitLengthPrefixed } from './h264.ts'

/** NAL units as encoders make them: no start code inside, no zero at the end. */
const nal = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => new Uint8Array([...bytes.map((byte) => (byte < 4 ? byte + 4 : byte)), 0x80]))

test('what is joined is split again', () => {
  fc.assert(
    fc.property(fc.array(nal, { minLength: 1, maxLength: 8 }), (nals) => {
      expect(splitAnnexB(joinAnnexB(nals)).map((n) => [...n])).toEqual(nals.map((n) => [...n]))
    })
  )
})

test('three-byte and four-byte start codes and trailing zeros are understood', () => {
  const data = new Uint8Array([0, 0, 1, 0x67, 5, 0, 0, 0, 1, 0x68, 6, 0, 0, 0, 0, 1, 0x65, 7, 0, 0])
  expect(splitAnnexB(data).map((n) => [...n])).toEqual([
    [0x67, 5],
    [0x68, 6],
    [0x65, 7]
  ])
})

test('any bytes are survived', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 4 }), (bytes, n) => {
      splitAnnexB(bytes)
      splitLengthPrefixed(bytes, n)
      readSps(bytes)
    })
  )
})

test('a length that goes past the end ends the sample', () => {
  expect(splitLengthPrefixed(new Uint8Array([0, 0, 0, 2, 9, 9, 0, 0, 0, 9, 1]), 4)).toHaveLength(1)
})
