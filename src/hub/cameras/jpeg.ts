/** Width and height of a JPEG, from its frame header; undefined when it is none. */
export function readJpegSize(
  data: Uint8Array
): { readonly width: number; readonly height: number } | undefined {
  if (data[0] !== 0xff || data[1] !== 0xd8) return undefined
  for (let at = 2; at + 9 < data.length;) {
    if (data[at] !== 0xff) return undefined
    const marker = data[at + 1] ?? 0
    // SOF0–SOF15, without DHT, JPG and DAC, which share the range.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const height = ((data[at + 5] ?? 0) << 8) | (data[at + 6] ?? 0)
      const width = ((data[at + 7] ?? 0) << 8) | (data[at + 8] ?? 0)
      return width > 0 && height > 0 ? { width, height } : undefined
    }
    at += 2 + (((data[at + 2] ?? 0) << 8) | (data[at + 3] ?? 0))
  }
  return undefined
}

const largestJpeg = 8 * 1024 * 1024
const longestHead = 8 * 1024

/**
 * Takes a `multipart/x-mixed-replace` body in pieces and tells every part. With a Content-Length a
 * part is told when it is complete, without one when the next begins. Throws on what cannot be one.
 */
export function makeMultipartReader(
  boundary: string,
  part: (data: Uint8Array) => void
): (chunk: Uint8Array) => void {
  const mark = Buffer.from(`--${boundary.replace(/^--/u, '')}`)
  let rest: Buffer = Buffer.alloc(0)
  let length: number | undefined
  let inPart = false

  const next = (): boolean => {
    if (!inPart) {
      const start = rest.indexOf(mark)
      const end = start < 0 ? -1 : rest.indexOf('\r\n\r\n', start)
      if (end < 0) {
        if (rest.length > longestHead) throw new Error('not multipart')
        return false
      }
      const head = rest.subarray(start, end).toString('latin1')
      const given = /content-length:\s*(?<n>\d+)/iu.exec(head)?.groups?.['n']
      length = given === undefined ? undefined : Number(given)
      if (length !== undefined && length > largestJpeg) throw new Error('too large')
      rest = rest.subarray(end + 4)
      inPart = true
    }
    const end = length ?? rest.indexOf(mark)
    if (end < 0 || rest.length < end) {
      if (rest.length > largestJpeg) throw new Error('too large')
      return false
    }
    part(new Uint8Array(rest.subarray(0, end)))
    rest = rest.subarray(end)
    inPart = false
    return true
  }

  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (next());
  }
}
