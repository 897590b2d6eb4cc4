/** A variant of a master playlist. */
export interface HlsVariant {
  readonly uri: string
  readonly bandwidth: number
}

export interface HlsSegment {
  /** Its number in the stream. */
  readonly sequence: number
  readonly uri: string
  readonly seconds: number
  /** Initialisation part of fMP4 segments. */
  readonly map: string | undefined
}

export type HlsPlaylist =
  | { readonly kind: 'master'; readonly variants: readonly HlsVariant[] }
  | {
      readonly kind: 'media'
      readonly targetSeconds: number
      readonly segments: readonly HlsSegment[]
      readonly ended: boolean
    }
  /** Not a playlist, or one that needs what we do not do (encryption, byte ranges). */
  | { readonly kind: 'unreadable' }

/** Reads a playlist (RFC 8216). URIs are left as they stand. */
export function readHlsPlaylist(text: string): HlsPlaylist {
  const lines = text.split(/\r?\n/u).map((line) => line.trim())
  if (lines[0] !== '#EXTM3U') return { kind: 'unreadable' }
  if (/#EXT-X-KEY:(?!.*METHOD=NONE)|#EXT-X-BYTERANGE|BYTERANGE=/u.test(text))
    return { kind: 'unreadable' }
  const variants: HlsVariant[] = []
  const segments: HlsSegment[] = []
  let sequence = 0
  let targetSeconds = 2
  let seconds: number | undefined
  let bandwidth: number | undefined
  let map: string | undefined
  for (const line of lines) {
    const [tag = '', value = ''] = /^(#[A-Z0-9-]+)(?::(.*))?$/u.exec(line)?.slice(1) ?? []
    if (tag === '#EXT-X-MEDIA-SEQUENCE') sequence = numberOf(value)
    else if (tag === '#EXT-X-TARGETDURATION') targetSeconds = numberOf(value) || 2
    else if (tag === '#EXTINF') seconds = numberOf(value)
    else if (tag === '#EXT-X-MAP') map = /URI="(?<uri>[^"]*)"/u.exec(value)?.groups?.['uri']
    else if (tag === '#EXT-X-STREAM-INF')
      bandwidth = numberOf(/(?:^|,)BANDWIDTH=(?<n>\d+)/u.exec(value)?.groups?.['n'] ?? '0')
    else if (line !== '' && !line.startsWith('#')) {
      if (bandwidth !== undefined) variants.push({ uri: line, bandwidth })
      else if (seconds !== undefined) {
        segments.push({ sequence, uri: line, seconds, map })
        sequence += 1
      }
      bandwidth = undefined
      seconds = undefined
    }
  }
  if (variants.length > 0) return { kind: 'master', variants }
  return { kind: 'media', targetSeconds, segments, ended: text.includes('#EXT-X-ENDLIST') }
}

function numberOf(text: string): number {
  const value = Number.parseFloat(text)
  return Number.isFinite(value) && value >= 0 ? value : 0
}
