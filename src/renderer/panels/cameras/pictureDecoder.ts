import type { PictureHeader } from '../../../contract/camera.ts'

/** What comes before the pictures of a stream. */
export interface PictureFormat {
  /** For `VideoDecoder.configure`; `jpeg` for stills. */
  readonly codec: string
  readonly width: number
  readonly height: number
}

/** A picture to show; the receiver must close its frame. */
export interface Decoded<Frame = VideoFrame> {
  readonly frame: Frame
  readonly key: boolean
  readonly arrivedAt: number
  /** Out of the hub's cache and followed by newer ones: only the last of them is worth showing. */
  readonly cached: boolean
}

/** Turns the pictures of one stream into frames. */
export interface PictureDecoder {
  readonly configure: (format: PictureFormat) => void
  readonly decode: (header: PictureHeader, payload: Uint8Array<ArrayBuffer>) => void
  /** Brings out what was decoded without waiting for more; a key picture must come next. */
  readonly flush: () => void
  /** Number of the oldest picture that waits to be decoded; undefined when none does. */
  readonly oldestWaiting: () => number | undefined
  /** Times the decoder had to be built anew. */
  readonly rebuilt: () => number
  readonly close: () => void
}

/** With this many waiting the decoder has lost step: what waits is given up up to the next key. */
const longestQueue = 60
/** Pictures go in and none comes out for this long: the decoder is dead. */
const silentMs = 3_000

interface Pending {
  readonly key: boolean
  readonly arrivedAt: number
  readonly cached: boolean
}

/** H.264 (and H.265 where the browser can) by WebCodecs, JPEG by `createImageBitmap`. */
export function makePictureDecoder(output: (decoded: Decoded) => void): PictureDecoder {
  let codec = ''
  let decoder: VideoDecoder | undefined
  let needsKey = true
  let rebuilt = 0
  let closed = false
  let silentSince: number | undefined
  const pending = new Map<number, Pending>()
  let submitted: number[] = []

  const build = (): void => {
    drop()
    if (codec === '' || codec === 'jpeg') return
    const mine = new VideoDecoder({
      output: (frame) => {
        silentSince = undefined
        const about = pending.get(frame.timestamp)
        pending.delete(frame.timestamp)
        if (closed || mine !== decoder || about === undefined) frame.close()
        else output({ frame, ...about })
      },
      error: () => {
        if (mine === decoder) rebuild()
      }
    })
    decoder = mine
    needsKey = true
    try {
      mine.configure({ codec, optimizeForLatency: true })
    } catch {
      decoder = undefined
    }
  }

  const drop = (): void => {
    const old = decoder
    decoder = undefined
    pending.clear()
    submitted = []
    silentSince = undefined
    if (old !== undefined && old.state !== 'closed') old.close()
  }

  const rebuild = (): void => {
    rebuilt += 1
    build()
  }

  const decodeJpeg = (header: PictureHeader, payload: Uint8Array<ArrayBuffer>): void => {
    createImageBitmap(new Blob([payload], { type: 'image/jpeg' })).then(
      (bitmap) => {
        const frame = new VideoFrame(bitmap, { timestamp: header.timestampUs })
        bitmap.close()
        if (closed) frame.close()
        else output({ frame, key: true, arrivedAt: header.arrivedAt, cached: header.cached })
      },
      // A broken JPEG shows nothing; the next one may.
      () => undefined
    )
  }

  return {
    configure: (next) => {
      codec = next.codec
      build()
    },
    decode: (header, payload) => {
      if (header.kind === 'jpeg') {
        decodeJpeg(header, payload)
        return
      }
      const now = performance.now()
      if (silentSince !== undefined && now - silentSince > silentMs) rebuild()
      if (decoder === undefined && header.key) build()
      if (decoder === undefined) return
      if (decoder.decodeQueueSize > longestQueue) rebuild()
      if (needsKey && !header.key) return
      needsKey = false
      pending.set(header.timestampUs, header)
      submitted.push(header.seq)
      silentSince ??= now
      try {
        decoder.decode(
          new EncodedVideoChunk({
            type: header.key ? 'key' : 'delta',
            timestamp: header.timestampUs,
            data: payload
          })
        )
      } catch {
        rebuild()
      }
    },
    flush: () => {
      // It fails when the decoder is rebuilt meanwhile, which the next key picture mends.
      if (decoder?.state === 'configured') decoder.flush().catch(() => undefined)
    },
    oldestWaiting: () => {
      const waiting = decoder?.decodeQueueSize ?? 0
      submitted = waiting === 0 ? [] : submitted.slice(-waiting)
      return submitted[0]
    },
    rebuilt: () => rebuilt,
    close: () => {
      closed = true
      drop()
    }
  }
}
