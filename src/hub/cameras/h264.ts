import type { StreamFormat } from './cameraSource.ts'

/** NAL unit types of H.264, ITU-T H.264 table 7-1. */
export const nalType = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9 } as const

export function typeOfNal(nal: Uint8Array): number {
  return (nal[0] ?? 0) & 0x1f
}

/** The NAL units between start codes, without them and without trailing zeros. */
export function splitAnnexB(data: Uint8Array): readonly Uint8Array[] {
  const nals: Uint8Array[] = []
  let start = -1
  for (let i = 0; i + 2 < data.length;) {
    if (data[i + 2] === 1 && data[i] === 0 && data[i + 1] === 0) {
      if (start >= 0) nals.push(trimmed(data, start, i))
      start = i + 3
      i += 3
    } else i += (data[i + 2] ?? 0) > 1 ? 3 : 1
  }
  if (start >= 0) nals.push(trimmed(data, start, data.length))
  return nals.filter((nal) => nal.length > 0)
}

function trimmed(data: Uint8Array, start: number, end: number): Uint8Array {
  let last = end
  while (last > start && data[last - 1] === 0) last -= 1
  return data.subarray(start, last)
}

/** NAL units with four-byte start codes before each. */
export function joinAnnexB(nals: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(nals.reduce((sum, nal) => sum + nal.length + 4, 0))
  let at = 0
  for (const nal of nals) {
    joined[at + 3] = 1
    joined.set(nal, at + 4)
    at += nal.length + 4
  }
  return joined
}

/** The NAL units of a sample with length prefixes; stops at the first length that cannot be. */
export function splitLengthPrefixed(
  sample: Uint8Array,
  lengthBytes: number
): readonly Uint8Array[] {
  const nals: Uint8Array[] = []
  for (let at = 0; at + lengthBytes <= sample.length;) {
    let length = 0
    for (let i = 0; i < lengthBytes; i += 1) length = length * 256 + (sample[at + i] ?? 0)
    at += lengthBytes
    if (length === 0 || at + length > sample.length) break
    nals.push(sample.subarray(at, at + length))
    at += length
  }
  return nals
}

/** Codec and picture size of a sequence parameter set (H.264, 7.3.2.1.1); undefined when broken. */
export function readSps(sps: Uint8Array): StreamFormat | undefined {
  const [, profile, constraints, level] = sps
  if (profile === undefined || constraints === undefined || level === undefined) return undefined
  const bits = new BitReader(withoutEmulation(sps.subarray(4)))
  try {
    bits.unsigned()
    let chroma = 1
    if (highProfiles.has(profile)) {
      chroma = bits.unsigned()
      if (chroma === 3) bits.skip(1)
      bits.unsigned()
      bits.unsigned()
      bits.skip(1)
      if (bits.read() === 1) skipScalingLists(bits, chroma === 3 ? 12 : 8)
    }
    bits.unsigned()
    skipOrderCount(bits)
    bits.unsigned()
    bits.skip(1)
    const widthMbs = bits.unsigned() + 1
    const heightUnits = bits.unsigned() + 1
    const frameOnly = bits.read()
    if (frameOnly === 0) bits.skip(1)
    bits.skip(1)
    const crop = bits.read() === 1 ? [0, 0, 0, 0].map(() => bits.unsigned()) : [0, 0, 0, 0]
    const [left = 0, right = 0, top = 0, bottom = 0] = crop
    const cropX = chroma === 1 || chroma === 2 ? 2 : 1
    const cropY = (chroma === 1 ? 2 : 1) * (2 - frameOnly)
    const width = widthMbs * 16 - (left + right) * cropX
    const height = heightUnits * (2 - frameOnly) * 16 - (top + bottom) * cropY
    if (width <= 0 || height <= 0 || width > 16_384 || height > 16_384) return undefined
    return { codec: `avc1.${hex(profile)}${hex(constraints)}${hex(level)}`, width, height }
  } catch {
    return undefined
  }
}

const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135])

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

function skipOrderCount(bits: BitReader): void {
  const kind = bits.unsigned()
  if (kind === 0) bits.unsigned()
  if (kind !== 1) return
  bits.skip(1)
  bits.unsigned()
  bits.unsigned()
  const cycle = bits.unsigned()
  if (cycle > 255) throw new RangeError('not a cycle')
  for (let i = 0; i < cycle; i += 1) bits.unsigned()
}

function skipScalingLists(bits: BitReader, lists: number): void {
  for (let list = 0; list < lists; list += 1) {
    if (bits.read() === 0) continue
    let last = 8
    let next = 8
    for (let i = 0; i < (list < 6 ? 16 : 64); i += 1) {
      if (next !== 0) next = (last + bits.signed() + 256) % 256
      if (next !== 0) last = next
    }
  }
}

/** The payload of a NAL unit without its emulation prevention bytes (7.4.1). */
export function withoutEmulation(data: Uint8Array): Uint8Array {
  return data.filter((byte, i) => !(byte === 3 && data[i - 1] === 0 && data[i - 2] === 0))
}

class BitReader {
  readonly #data: Uint8Array
  #at = 0

  constructor(data: Uint8Array) {
    this.#data = data
  }

  read(): number {
    const byte = this.#data[this.#at >> 3]
    if (byte === undefined) throw new RangeError('past the end')
    const bit = (byte >> (7 - (this.#at & 7))) & 1
    this.#at += 1
    return bit
  }

  skip(count: number): void {
    this.#at += count
  }

  /** Exp-Golomb, unsigned. */
  unsigned(): number {
    let zeros = 0
    while (this.read() === 0) {
      zeros += 1
      if (zeros > 31) throw new RangeError('not a number')
    }
    let value = 1
    for (let i = 0; i < zeros; i += 1) value = value * 2 + this.read()
    return value - 1
  }

  signed(): number {
    const value = this.unsigned()
    return value % 2 === 1 ? (value + 1) / 2 : -value / 2
  }
}
