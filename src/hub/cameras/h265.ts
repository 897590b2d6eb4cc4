import type { StreamFormat } from './cameraSource.ts'
import { withoutEmulation } from './h264.ts'

/**
 * Codec string of an H.265 sequence parameter set, from its profile, tier and level (ISO/IEC
 * 14496-15, annex E). The size is left at 0: only what decodes it needs to know.
 */
export function readHevcCodec(nal: Uint8Array): StreamFormat | undefined {
  const sps = withoutEmulation(nal.subarray(0, 32))
  // Two bytes of NAL header, one of ids, then twelve of profile, tier and level.
  if (sps.length < 15) return undefined
  const general = sps[3] ?? 0
  const space = ['', 'A', 'B', 'C'][general >> 6] ?? ''
  const tier = (general & 0x20) === 0 ? 'L' : 'H'
  const profile = general & 0x1f
  let compatibility = 0
  for (let bit = 0; bit < 32; bit += 1) {
    const byte = sps[4 + (bit >> 3)] ?? 0
    if ((byte >> (7 - (bit & 7))) & 1) compatibility += 2 ** bit
  }
  const constraints = [...sps.subarray(8, 14)].map((byte) => byte.toString(16).toUpperCase())
  while (constraints.at(-1) === '0') constraints.pop()
  const level = sps[14] ?? 0
  const codec = [
    `hev1.${space}${profile}`,
    compatibility.toString(16).toUpperCase(),
    `${tier}${level}`,
    ...constraints
  ].join('.')
  return { codec, width: 0, height: 0 }
}
