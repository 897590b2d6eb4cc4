/** NAL unit types of H.264, ITU-T H.264 table 7-1. */
const spsType = 7
const ppsType = 8

/** An access unit taken apart. */
export interface AccessUnit {
  readonly sps: Uint8Array | undefined
  readonly pps: Uint8Array | undefined
  /** Everything else with four-byte lengths instead of start codes. */
  readonly sample: Uint8Array
}

/** Takes apart what the hub sends: Annex B with four-byte start codes and nothing between them. */
export function readAccessUnit(data: Uint8Array): AccessUnit {
  const nals = splitNals(data)
  const ofType = (type: number): Uint8Array | undefined => nals.find((nal) => typeOf(nal) === type)
  const rest = nals.filter((nal) => typeOf(nal) !== spsType && typeOf(nal) !== ppsType)
  const sample = new Uint8Array(rest.reduce((sum, nal) => sum + nal.length + 4, 0))
  const view = new DataView(sample.buffer)
  let at = 0
  for (const nal of rest) {
    view.setUint32(at, nal.length)
    sample.set(nal, at + 4)
    at += nal.length + 4
  }
  return { sps: ofType(spsType), pps: ofType(ppsType), sample }
}

function typeOf(nal: Uint8Array): number {
  return (nal[0] ?? 0) & 0x1f
}

function splitNals(data: Uint8Array): readonly Uint8Array[] {
  const starts: number[] = []
  for (let i = 0; i + 3 < data.length; i += 1)
    if (data[i] === 0 && data[i + 1] === 0 && data[i + 2] === 0 && data[i + 3] === 1)
      starts.push((i += 3) + 1)
  return starts.map((start, i) => data.subarray(start, (starts[i + 1] ?? data.length + 4) - 4))
}
