import type { Decoded, PictureDecoder, PictureFormat } from './pictureDecoder.ts'

/** An encoded picture on its way to a media source, which decodes it. */
export interface Parcel {
  /** Differs between any two streams. */
  readonly stream: number
  readonly format: PictureFormat
  /** H.264 in Annex B; a key unit begins with its parameter sets. */
  readonly data: Uint8Array<ArrayBuffer>
  readonly key: boolean
  readonly cached: boolean
  readonly timestampUs: number
}

/** A parcel can be handed out as often as one likes and needs no closing. */
export interface ParcelFrame {
  readonly parcel: Parcel
  readonly clone: () => ParcelFrame
  readonly close: () => void
}

let streams = 0

/** Passes pictures of one stream on as they are, from its first key picture. H.264 only. */
export function makeParcels(output: (decoded: Decoded<ParcelFrame>) => void): PictureDecoder {
  const stream = (streams += 1)
  let format: PictureFormat | undefined
  let begun = false
  return {
    configure: (next) => {
      format = next
      begun = false
    },
    decode: ({ kind, key, cached, timestampUs, arrivedAt }, data) => {
      if (kind !== 'accessUnit' || format === undefined) return
      begun ||= key
      if (!begun) return
      const parcel: Parcel = { stream, format, data, key, cached, timestampUs }
      const frame: ParcelFrame = { parcel, clone: () => frame, close: () => undefined }
      output({ frame, key, cached, arrivedAt })
    },
    flush: () => undefined,
    oldestWaiting: () => undefined,
    rebuilt: () => 0,
    close: () => undefined
  }
}
