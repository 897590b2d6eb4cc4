/** What a screen says of itself, as far as it identifies it. */
export interface EdidIdentity {
  /** `GSM-5BBF-1234567`; without the last part where the screen has no serial number. */
  readonly id: string
  /** As its maker calls it: `LG 55VM5J`. */
  readonly name?: string
}

const header = [0, 255, 255, 255, 255, 255, 255, 0]
const blockLength = 128
/** VESA E-EDID 1.4, 3.10: four descriptors of 18 bytes. */
const descriptorsAt = [54, 72, 90, 108]
const serialTag = 0xff
const nameTag = 0xfc

/** The maker's three letters, product and serial number of an EDID in hex; undefined if it is none. */
export function decodeEdid(hex: string): EdidIdentity | undefined {
  if (!/^[0-9a-f]*$/iu.test(hex)) return undefined
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  )
  if (bytes.length < blockLength || header.some((byte, at) => bytes[at] !== byte)) return undefined
  const sum = bytes.subarray(0, blockLength).reduce((total, byte) => total + byte, 0)
  if (sum % 256 !== 0) return undefined

  const view = new DataView(bytes.buffer)
  const product = view.getUint16(10, true).toString(16).toUpperCase().padStart(4, '0')
  const serial = textOf(bytes, serialTag) ?? serialNumber(view.getUint32(12, true))
  const name = textOf(bytes, nameTag)
  return {
    id: [makerOf(view.getUint16(8)), product, serial]
      .filter((part) => part !== undefined)
      .join('-'),
    ...(name !== undefined && { name })
  }
}

/** Three letters of five bits each, A = 1. */
function makerOf(packed: number): string {
  return [10, 5, 0].map((shift) => String.fromCharCode(64 + ((packed >> shift) & 31))).join('')
}

/** Makers that give no number write zeros, ones, or the example of the standard. */
function serialNumber(value: number): string | undefined {
  return value === 0 || value === 0x01010101 || value === 0xffffffff ? undefined : String(value)
}

function textOf(bytes: Uint8Array, tag: number): string | undefined {
  for (const at of descriptorsAt) {
    if (bytes[at] !== 0 || bytes[at + 1] !== 0 || bytes[at + 3] !== tag) continue
    const text = String.fromCharCode(...bytes.subarray(at + 5, at + 18))
    const shown = (text.split('\n')[0] ?? '').replaceAll(/[^\x20-\x7e]/gu, '').trim()
    if (/[1-9a-z]/iu.test(shown)) return shown
  }
  return undefined
}
