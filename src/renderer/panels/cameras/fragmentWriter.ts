/** What a picture needs to be told before it in a fragmented MP4 (ISO/IEC 14496-12 and -15). */
export interface TrackHead {
  readonly width: number
  readonly height: number
  readonly sps: Uint8Array
  readonly pps: Uint8Array
}

export interface Fragment {
  /** Counts the fragments of a track from 1. */
  readonly number: number
  /** In units of `timescale`, where the fragment before it ended. */
  readonly at: number
  readonly duration: number
  readonly key: boolean
  /** With four-byte lengths before each NAL unit. */
  readonly sample: Uint8Array
}

/** Units of time a second. */
export const timescale = 1_000

const encoder = new TextEncoder()
type Part = Uint8Array | readonly number[]

function join(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function u16(value: number): readonly number[] {
  return [(value >> 8) & 0xff, value & 0xff]
}

function u32(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]
}

function u64(value: number): readonly number[] {
  return [...u32(Math.floor(value / 2 ** 32)), ...u32(value % 2 ** 32)]
}

function zeros(count: number): readonly number[] {
  return new Array<number>(count).fill(0)
}

function box(type: string, ...parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const body = join(parts)
  return join([u32(body.length + 8), encoder.encode(type), body])
}

/** A box with version and flags. */
function fullBox(type: string, version: number, flags: number, ...parts: readonly Part[]) {
  return box(type, u32((version << 24) | flags), ...parts)
}

/** The identity matrix of `mvhd` and `tkhd`. */
const matrix = [
  ...[u32(0x10000), u32(0), u32(0)].flat(),
  ...[u32(0), u32(0x10000), u32(0)].flat(),
  ...[u32(0), u32(0), u32(0x4000_0000)].flat()
]
const trackId = u32(1)

/** The beginning of a stream without end: one H.264 track. */
export function writeInit({ width, height, sps, pps }: TrackHead): Uint8Array<ArrayBuffer> {
  const avcC = box(
    'avcC',
    [1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff],
    [0xe1, ...u16(sps.length)],
    sps,
    [1, ...u16(pps.length)],
    pps
  )
  const avc1 = box(
    'avc1',
    [...zeros(6), ...u16(1), ...zeros(16), ...u16(width), ...u16(height)],
    [...u32(0x48_0000), ...u32(0x48_0000), ...zeros(4), ...u16(1), ...zeros(32)],
    [...u16(24), 0xff, 0xff],
    avcC
  )
  const stbl = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), avc1),
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, u32(0), u32(0)),
    fullBox('stco', 0, 0, u32(0))
  )
  const dinf = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)))
  const minf = box('minf', fullBox('vmhd', 0, 1, zeros(8)), dinf, stbl)
  const mdhd = fullBox('mdhd', 0, 0, zeros(8), u32(timescale), u32(0), u16(0x55c4), u16(0))
  const hdlr = fullBox('hdlr', 0, 0, u32(0), encoder.encode('vide'), zeros(12), [0])
  const tkhd = fullBox(
    'tkhd',
    0,
    3,
    [...zeros(8), ...trackId, ...zeros(4), ...u32(0), ...zeros(8), ...zeros(8)],
    matrix,
    u32(width << 16),
    u32(height << 16)
  )
  const mvhd = fullBox(
    'mvhd',
    0,
    0,
    [...zeros(8), ...u32(timescale), ...u32(0), ...u32(0x10000), ...u16(0x100), ...zeros(10)],
    matrix,
    zeros(24),
    u32(2)
  )
  const trex = fullBox('trex', 0, 0, trackId, u32(1), u32(0), u32(0), u32(0))
  return join([
    box('ftyp', encoder.encode('isom'), u32(0x200), encoder.encode('isomiso5avc1mp41')),
    box('moov', mvhd, box('trak', tkhd, box('mdia', mdhd, hdlr, minf)), box('mvex', trex))
  ])
}

/** Sample flags: begins anew, or leans on the pictures before (8.8.3.1). */
const syncFlags = 0x0200_0000
const deltaFlags = 0x0101_0000

/** One picture. */
export function writeFragment(fragment: Fragment): Uint8Array<ArrayBuffer> {
  const { number, at, duration, key, sample } = fragment
  const moof = (dataOffset: number): Uint8Array<ArrayBuffer> =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(number)),
      box(
        'traf',
        // Offsets count from the beginning of the moof.
        fullBox('tfhd', 0, 0x02_0000, trackId),
        fullBox('tfdt', 1, 0, u64(at)),
        fullBox(
          'trun',
          0,
          0x701,
          [...u32(1), ...u32(dataOffset), ...u32(duration), ...u32(sample.length)],
          u32(key ? syncFlags : deltaFlags)
        )
      )
    )
  return join([moof(moof(0).length + 8), box('mdat', sample)])
}
