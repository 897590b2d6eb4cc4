import type { Picture, StreamFormat } from './cameraSource.ts'
import { joinAnnexB, readSps, splitLengthPrefixed } from './h264.ts'

/** What the initialisation part of a fragmented MP4 says of its H.264 track. */
export interface Mp4Track {
  readonly id: number
  readonly format: StreamFormat
  /** Units a second of all times in the fragments. */
  readonly timescale: number
  readonly lengthBytes: number
  /** SPS and PPS, put before every key picture. */
  readonly parameterSets: readonly Uint8Array[]
  readonly defaultDuration: number
  readonly defaultSize: number
  readonly defaultFlags: number
}

interface Box {
  readonly type: string
  readonly body: Uint8Array
  /** Where the whole box begins in what was walked. */
  readonly start: number
}

/** The boxes that lie one after the other in `data`; stops at the first that cannot be. */
function* boxes(data: Uint8Array): Generator<Box> {
  const view = viewOf(data)
  for (let at = 0; at + 8 <= data.length;) {
    const size = view.getUint32(at) === 0 ? data.length - at : view.getUint32(at)
    if (size < 8 || at + size > data.length) return
    const type = String.fromCharCode(...data.subarray(at + 4, at + 8))
    yield { type, body: data.subarray(at + 8, at + size), start: at }
    at += size
  }
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength)
}

/** The box at the end of a path of types, for instance `moov/trak/mdia`. */
function find(data: Uint8Array, path: string): Uint8Array | undefined {
  let here: Uint8Array | undefined = data
  for (const type of path.split('/')) {
    if (here === undefined) return undefined
    here = [...boxes(here)].find((box) => box.type === type)?.body
  }
  return here
}

/** The H.264 track of an initialisation part (`ftyp` + `moov`); undefined when there is none. */
export function readMp4Init(data: Uint8Array): Mp4Track | undefined {
  const moov = find(data, 'moov')
  if (moov === undefined) return undefined
  for (const { type, body } of boxes(moov)) {
    const track = type === 'trak' ? readTrack(body, moov) : undefined
    if (track !== undefined) return track
  }
  return undefined
}

function readTrack(trak: Uint8Array, moov: Uint8Array): Mp4Track | undefined {
  const tkhd = find(trak, 'tkhd')
  const mdhd = find(trak, 'mdia/mdhd')
  const stsd = find(trak, 'mdia/minf/stbl/stsd')
  if (tkhd === undefined || mdhd === undefined || stsd === undefined) return undefined
  const entry = [...boxes(stsd.subarray(8))].find(({ type }) => type === 'avc1' || type === 'avc3')
  const avcC = entry && find(entry.body.subarray(78), 'avcC')
  if (avcC === undefined || avcC.length < 7) return undefined
  const parameterSets = readAvcC(avcC)
  const [sps] = parameterSets
  const format = sps && readSps(sps)
  if (format === undefined) return undefined
  const id = viewOf(tkhd).getUint32(tkhd[0] === 1 ? 20 : 12)
  const trex = [...boxes(find(moov, 'mvex') ?? new Uint8Array())].find(
    ({ type, body }) => type === 'trex' && body.length >= 24 && viewOf(body).getUint32(4) === id
  )?.body
  return {
    id,
    format,
    timescale: viewOf(mdhd).getUint32(mdhd[0] === 1 ? 20 : 12) || 1,
    lengthBytes: ((avcC[4] ?? 3) & 3) + 1,
    parameterSets,
    defaultDuration: trex ? viewOf(trex).getUint32(12) : 0,
    defaultSize: trex ? viewOf(trex).getUint32(16) : 0,
    defaultFlags: trex ? viewOf(trex).getUint32(20) : 0
  }
}

/** SPS, then PPS, of an `avcC` (ISO/IEC 14496-15, 5.3.3.1). */
function readAvcC(avcC: Uint8Array): readonly Uint8Array[] {
  const sets: Uint8Array[] = []
  let at = 5
  for (const mask of [0x1f, 0xff]) {
    const count = (avcC[at] ?? 0) & mask
    at += 1
    for (let i = 0; i < count; i += 1) {
      const length = ((avcC[at] ?? 0) << 8) | (avcC[at + 1] ?? 0)
      sets.push(avcC.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
  }
  return sets
}

/** Bit of sample_flags that says "not a sync sample", ISO/IEC 14496-12, 8.8.3.1. */
const notSync = 0x0001_0000

/** The pictures of the track in one or more `moof` + `mdat` pairs, in decoding order. */
export function* readMp4Fragments(data: Uint8Array, track: Mp4Track): Generator<Picture> {
  for (const { type, body, start } of boxes(data)) {
    if (type !== 'moof') continue
    for (const traf of boxes(body)) {
      if (traf.type === 'traf') yield* readTrackFragment(data, start, traf.body, track)
    }
  }
}

function* readTrackFragment(
  data: Uint8Array,
  moofStart: number,
  traf: Uint8Array,
  track: Mp4Track
): Generator<Picture> {
  const tfhd = find(traf, 'tfhd')
  if (tfhd === undefined || viewOf(tfhd).getUint32(4) !== track.id) return
  const defaults = readFragmentDefaults(tfhd, track)
  const tfdt = find(traf, 'tfdt')
  let time = tfdt === undefined ? 0 : readDecodeTime(tfdt)
  let offset = moofStart
  for (const { type, body } of boxes(traf)) {
    if (type !== 'trun') continue
    const view = viewOf(body)
    const flags = view.getUint32(0) & 0xff_ffff
    const count = view.getUint32(4)
    let at = 8
    const next = (): number => {
      at += 4
      return at <= body.length ? view.getUint32(at - 4) : 0
    }
    if (flags & 0x1) offset = moofStart + (next() | 0)
    const first = flags & 0x4 ? next() : undefined
    for (let i = 0; i < count && at <= body.length; i += 1) {
      const duration = flags & 0x100 ? next() : defaults.duration
      const size = flags & 0x200 ? next() : defaults.size
      const given = flags & 0x400 ? next() : defaults.flags
      const sampleFlags = i === 0 && first !== undefined ? first : given
      const composition = flags & 0x800 ? next() | 0 : 0
      if (offset < 0 || size === 0 || offset + size > data.length) return
      const key = (sampleFlags & notSync) === 0
      const nals = splitLengthPrefixed(data.subarray(offset, offset + size), track.lengthBytes)
      yield {
        data: joinAnnexB(key ? [...track.parameterSets, ...nals] : nals),
        key,
        timestampUs: Math.round(((time + composition) * 1e6) / track.timescale)
      }
      offset += size
      time += duration
    }
  }
}

function readFragmentDefaults(
  tfhd: Uint8Array,
  track: Mp4Track
): { readonly duration: number; readonly size: number; readonly flags: number } {
  const view = viewOf(tfhd)
  const present = view.getUint32(0) & 0xff_ffff
  let at = 8 + (present & 0x1 ? 8 : 0) + (present & 0x2 ? 4 : 0)
  const optional = (bit: number, otherwise: number): number => {
    if ((present & bit) === 0 || at + 4 > tfhd.length) return otherwise
    at += 4
    return view.getUint32(at - 4)
  }
  return {
    duration: optional(0x8, track.defaultDuration),
    size: optional(0x10, track.defaultSize),
    flags: optional(0x20, track.defaultFlags)
  }
}

function readDecodeTime(tfdt: Uint8Array): number {
  const view = viewOf(tfdt)
  return tfdt[0] === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4)
}
