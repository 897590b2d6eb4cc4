import type { Showing } from '../../hub/cameras/cameraStore.ts'
import { readAccessUnit } from './annexB.ts'
import { timescale, writeFragment, writeInit } from './fragmentWriter.ts'
import type { Parcel } from './pictureParcels.ts'

/** One video element's worth of encoded pictures, on one timeline without gaps, whatever is shown. */
export interface MediaSlot {
  readonly show: (parcel: Parcel) => void
  /** From the next picture on it is this one's. */
  readonly announce: (showing: Showing) => void
}

export interface MediaSlotOptions {
  readonly source: MediaSource
  /** What was announced begins at this second of the timeline. */
  readonly starts: (showing: Showing, second: number) => void
}

/** Times are milliseconds. */
const usualInterval = 100
const longestInterval = 1_000
/** With so many waiting the element has lost step: what waits is given up up to the next key. */
const mostWaiting = 60
const keepSeconds = 10

interface Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Set where the chunk begins another stream. */
  readonly codec: string | undefined
}

/**
 * Feeds a media source, in the page or in a worker. Each picture is a fragment of its own and follows
 * the one before without a gap, so that another stream, another camera or a stall never leave a hole
 * at which a player would stop. Cached pictures last a thousandth of a second: only the last of them
 * is worth showing.
 */
export function makeMediaSlot({ source, starts }: MediaSlotOptions): MediaSlot {
  let buffer: SourceBuffer | undefined
  let waiting: Chunk[] = []
  let announced: Showing | undefined
  let number = 0
  /** Where the timeline ends. */
  let end = 0
  let stream: number | undefined
  let parameterSets = ''
  let codec = ''
  let needsKey = true
  let lastAt = 0
  /** Between the stream's clock and the timeline; undefined until a live picture has told. */
  let offset: number | undefined

  const pump = (): void => {
    if (source.readyState !== 'open' || buffer?.updating === true) return
    const first = waiting[0]
    if (first === undefined) {
      evict()
      return
    }
    const mime = `video/mp4; codecs="${first.codec ?? codec}"`
    try {
      if (buffer === undefined) {
        buffer = source.addSourceBuffer(mime)
        buffer.addEventListener('updateend', pump)
      } else if (first.codec !== undefined) buffer.changeType(mime)
      codec = first.codec ?? codec
      const next = waiting.findIndex((chunk, i) => i > 0 && chunk.codec !== undefined)
      const together = waiting.splice(0, next < 0 ? waiting.length : next)
      buffer.appendBuffer(joined(together.map(({ bytes }) => bytes)))
    } catch {
      // A source that takes no more: the page sees its element fail and asks for another.
      waiting = []
      if (source.readyState === 'open') source.endOfStream('decode')
    }
  }
  source.addEventListener('sourceopen', pump)

  const evict = (): void => {
    const old = end / timescale - keepSeconds
    if (buffer === undefined || buffer.buffered.length === 0) return
    if (buffer.buffered.start(0) < old - keepSeconds) buffer.remove(0, old)
  }

  const begin = (parcel: Parcel): boolean => {
    const { sps, pps } = readAccessUnit(parcel.data)
    if (sps === undefined || pps === undefined) return false
    const sets = `${sps.join()} ${pps.join()}`
    if (sets === parameterSets) return true
    parameterSets = sets
    const { width, height } = parcel.format
    waiting.push({ bytes: writeInit({ width, height, sps, pps }), codec: parcel.format.codec })
    return true
  }

  return {
    announce: (showing) => {
      announced = showing
    },
    show: (parcel) => {
      if (waiting.length > mostWaiting) {
        waiting = waiting.filter((chunk) => chunk.codec !== undefined)
        needsKey = true
      }
      if (parcel.stream !== stream) {
        stream = parcel.stream
        offset = undefined
        needsKey = true
      }
      if (needsKey && !parcel.key) return
      if (parcel.key && !begin(parcel)) return
      needsKey = false
      const at = Math.round(parcel.timestampUs / 1_000)
      const interval = clamp(at - lastAt, 1, longestInterval, usualInterval)
      lastAt = at
      let duration = 1
      if (!parcel.cached) {
        offset ??= end - at
        duration = at + interval + offset - end
        if (duration < 1 || duration > 2 * interval) {
          // The stream stood still or its clock jumped: go on from here.
          duration = interval
          offset = end - at
        }
      }
      if (announced !== undefined) starts(announced, end / timescale)
      announced = undefined
      number += 1
      const { sample } = readAccessUnit(parcel.data)
      waiting.push({
        bytes: writeFragment({ number, at: end, duration, key: parcel.key, sample }),
        codec: undefined
      })
      end += duration
      pump()
    }
  }
}

function clamp(value: number, least: number, most: number, otherwise: number): number {
  return value < least || value > most ? otherwise : value
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
