/** The elementary video of a transport stream. */
export interface TsListener {
  /** One access unit, Annex B. Times are in µs. */
  readonly unit: (data: Uint8Array, timestampUs: number, codec: 'h264' | 'h265') => void
}

/** Takes a transport stream in pieces of any size (ISO/IEC 13818-1); what is broken is skipped. */
export interface TsReader {
  readonly push: (chunk: Uint8Array) => void
  /** The stream ends here: what is complete is told. */
  readonly flush: () => void
}

const packetBytes = 188
const sync = 0x47
const videoTypes: Readonly<Record<number, 'h264' | 'h265'>> = { 0x1b: 'h264', 0x24: 'h265' }
/** No access unit of a camera is larger. */
const largestUnit = 8 * 1024 * 1024

export function makeTsReader(listener: TsListener): TsReader {
  let rest: Uint8Array = new Uint8Array()
  let pmtPid = -1
  let videoPid = -1
  let codec: 'h264' | 'h265' = 'h264'
  let parts: Uint8Array[] = []
  let bytes = 0
  /** Length of the unit, where its header says so: then it is complete without the next one. */
  let expected = 0

  const flush = (): void => {
    const pes = parts.length === 1 ? (parts[0] ?? new Uint8Array()) : joined(parts, bytes)
    parts = []
    bytes = 0
    expected = 0
    const headerBytes = 9 + (pes[8] ?? 0)
    if (pes.length <= headerBytes || pes[0] !== 0 || pes[1] !== 0 || pes[2] !== 1) return
    const hasPts = ((pes[7] ?? 0) & 0x80) !== 0
    if (!hasPts || pes.length < 14) return
    listener.unit(pes.subarray(headerBytes), Math.round(readPts(pes) / 0.09), codec)
  }

  const video = (payload: Uint8Array, starts: boolean): void => {
    if (starts) {
      if (parts.length > 0) flush()
      const length = ((payload[4] ?? 0) << 8) | (payload[5] ?? 0)
      expected = length === 0 ? 0 : length + 6
    } else if (parts.length === 0) return
    // A copy: the chunk belongs to whoever read it.
    parts.push(payload.slice())
    bytes += payload.length
    if (bytes > largestUnit) {
      parts = []
      bytes = 0
    } else if (expected > 0 && bytes >= expected) flush()
  }

  const packet = (data: Uint8Array): void => {
    const pid = (((data[1] ?? 0) & 0x1f) << 8) | (data[2] ?? 0)
    const starts = ((data[1] ?? 0) & 0x40) !== 0
    const control = ((data[3] ?? 0) >> 4) & 3
    if ((control & 1) === 0) return
    const from = 4 + (control === 3 ? 1 + (data[4] ?? 0) : 0)
    if (from >= packetBytes) return
    const payload = data.subarray(from)
    if (pid === videoPid) video(payload, starts)
    else if (starts && (pid === 0 || pid === pmtPid)) section(payload, pid)
  }

  const section = (payload: Uint8Array, pid: number): void => {
    const table = payload.subarray(1 + (payload[0] ?? 0))
    const end = 3 + ((((table[1] ?? 0) & 0x0f) << 8) | (table[2] ?? 0)) - 4
    if (pid === 0 && table[0] === 0) {
      for (let at = 8; at + 4 <= Math.min(end, table.length); at += 4) {
        const program = ((table[at] ?? 0) << 8) | (table[at + 1] ?? 0)
        if (program === 0) continue
        pmtPid = (((table[at + 2] ?? 0) & 0x1f) << 8) | (table[at + 3] ?? 0)
        return
      }
    }
    if (pid !== pmtPid || table[0] !== 2) return
    let at = 12 + ((((table[10] ?? 0) & 0x0f) << 8) | (table[11] ?? 0))
    while (at + 5 <= Math.min(end, table.length)) {
      const found = videoTypes[table[at] ?? 0]
      if (found !== undefined) {
        videoPid = (((table[at + 1] ?? 0) & 0x1f) << 8) | (table[at + 2] ?? 0)
        codec = found
        return
      }
      at += 5 + ((((table[at + 3] ?? 0) & 0x0f) << 8) | (table[at + 4] ?? 0))
    }
  }

  return {
    push: (chunk) => {
      const data = rest.length === 0 ? chunk : joined([rest, chunk], rest.length + chunk.length)
      let at = 0
      while (at + packetBytes <= data.length) {
        if (data[at] !== sync) {
          at += 1
          continue
        }
        packet(data.subarray(at, at + packetBytes))
        at += packetBytes
      }
      rest = data.slice(at)
    },
    flush
  }
}

/** 33 bits, 90 kHz. */
function readPts(pes: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = pes.subarray(9, 14)
  return ((a >> 1) & 7) * 2 ** 30 + ((b << 7) | (c >> 1)) * 2 ** 15 + ((d << 7) | (e >> 1))
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
