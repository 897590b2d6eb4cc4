/** What goes over an RTSP connection: messages with a head and a body, and interleaved RTP. */
export type RtspItem =
  | {
      readonly kind: 'message'
      /** Request or status line. */
      readonly first: string
      readonly headers: readonly (readonly [name: string, value: string])[]
      readonly body: Uint8Array
    }
  /** As it came, `$`, channel and length included. */
  | { readonly kind: 'interleaved'; readonly data: Uint8Array }

const longestHead = 16 * 1024
const longestBody = 256 * 1024

/** Splits one direction of a connection (RFC 2326, 10.12). Throws when it cannot be RTSP. */
export function makeRtspReader(hear: (item: RtspItem) => void): (chunk: Uint8Array) => void {
  let rest: Buffer = Buffer.alloc(0)

  const next = (): boolean => {
    if (rest[0] === 0x24) {
      const length = rest.length < 4 ? Infinity : 4 + rest.readUInt16BE(2)
      if (rest.length < length) return false
      hear({ kind: 'interleaved', data: rest.subarray(0, length) })
      rest = rest.subarray(length)
      return true
    }
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) {
      if (rest.length > longestHead) throw new Error('not RTSP')
      return false
    }
    const [first = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n')
    const headers = lines.map((line): readonly [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim()]
    })
    const length = Number(header(headers, 'content-length') ?? '0')
    if (!Number.isInteger(length) || length < 0 || length > longestBody || end > longestHead)
      throw new Error('not RTSP')
    const whole = end + 4 + length
    if (rest.length < whole) return false
    hear({ kind: 'message', first, headers, body: rest.subarray(end + 4, whole) })
    rest = rest.subarray(whole)
    return true
  }

  return (chunk) => {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    while (rest.length > 0 && next());
  }
}

export function header(
  headers: readonly (readonly [string, string])[],
  name: string
): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1]
}

export function headersOf(
  headers: readonly (readonly [string, string])[],
  name: string
): readonly string[] {
  return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
}

export function writeRtsp(
  first: string,
  headers: readonly (readonly [string, string])[],
  body: Uint8Array
): Uint8Array {
  const head = [first, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), body])
}
