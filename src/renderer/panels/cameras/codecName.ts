/** The name people know of a codec string such as `hvc1.1.6.L93.B0`; other strings as they are. */
export function codecName(codec: string | undefined): string | undefined {
  if (codec === undefined) return undefined
  if (/^(?:hvc1|hev1)/u.test(codec)) return 'H.265'
  if (/^avc[13]/u.test(codec)) return 'H.264'
  return codec === 'jpeg' ? 'JPEG' : codec.slice(0, 12)
}
