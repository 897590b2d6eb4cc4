import type { SourceListener } from './cameraSource.ts'
import { readHevcCodec } from './h265.ts'
import { joinAnnexB, nalType, readSps, splitAnnexB, typeOfNal } from './h264.ts'

/** Makes pictures of access units as they come: key ones get their parameter sets in front. */
export interface AccessUnitReader {
  readonly unit: (data: Uint8Array, timestampUs: number, codec: 'h264' | 'h265') => void
}

/** Pictures farther apart than this are not one after the other: the clock has jumped. */
const jumpUs = 10_000_000
const afterJumpUs = 40_000

/** Tells the format before the first picture and whenever it changes. */
export function makeAccessUnitReader(
  listener: Pick<SourceListener, 'format' | 'picture'>
): AccessUnitReader {
  let told = ''
  let parameterSets: Uint8Array[] = []
  let lastUs: number | undefined
  let offsetUs = 0

  const tell = (format: Parameters<SourceListener['format']>[0] | undefined): void => {
    const key = JSON.stringify(format)
    if (format === undefined || key === told) return
    told = key
    listener.format(format)
  }

  const picture = (nals: readonly Uint8Array[], key: boolean, timestampUs: number): void => {
    if (told === '') return
    listener.picture({ data: joinAnnexB(nals), key, timestampUs })
  }

  /** Goes on where a clock that jumps (a looped file, a restarted encoder, 26 hours) left off. */
  const steady = (timestampUs: number): number => {
    const at = timestampUs + offsetUs
    if (lastUs !== undefined && Math.abs(at - lastUs) > jumpUs) {
      offsetUs = lastUs + afterJumpUs - timestampUs
      lastUs += afterJumpUs
      return lastUs
    }
    lastUs = at
    return at
  }

  const h264 = (nals: readonly Uint8Array[], timestampUs: number): void => {
    const own = nals.filter((nal) => isParameterSet(typeOfNal(nal)))
    if (own.some((nal) => typeOfNal(nal) === nalType.sps)) parameterSets = own.map((n) => n.slice())
    const sps = parameterSets.find((nal) => typeOfNal(nal) === nalType.sps)
    if (sps !== undefined) tell(readSps(sps))
    const rest = nals.filter((nal) => !isParameterSet(typeOfNal(nal)))
    if (!rest.some((nal) => isSlice(typeOfNal(nal)))) return
    const key = rest.some((nal) => typeOfNal(nal) === nalType.idr)
    picture(key ? [...parameterSets, ...rest] : rest, key, timestampUs)
  }

  const h265 = (nals: readonly Uint8Array[], timestampUs: number): void => {
    const kind = (nal: Uint8Array): number => ((nal[0] ?? 0) >> 1) & 0x3f
    const sps = nals.find((nal) => kind(nal) === 33)
    if (sps !== undefined) tell(readHevcCodec(sps))
    const key = nals.some((nal) => kind(nal) >= 16 && kind(nal) <= 21)
    if (nals.some((nal) => kind(nal) < 32)) picture(nals, key, timestampUs)
  }

  return {
    unit: (data, timestampUs, codec) => {
      const at = steady(timestampUs)
      const nals = splitAnnexB(data)
      if (codec === 'h264') h264(nals, at)
      else h265(nals, at)
    }
  }
}

function isParameterSet(type: number): boolean {
  return type === nalType.sps || type === nalType.pps
}

function isSlice(type: number): boolean {
  return type >= nalType.slice && type <= nalType.idr
}
