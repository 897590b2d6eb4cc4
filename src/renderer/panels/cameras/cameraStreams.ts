import type { CameraQuality, Look, PictureHeader } from '../../../contract/camera.ts'
import { makeFrameQueue, type FrameQueue } from './frameQueue.ts'
import type { Decoded, PictureDecoder, PictureFormat } from './pictureDecoder.ts'
import type { Showing } from '../../hub/cameras/cameraStore.ts'
import type { View, WorkerCounts } from './workerMessages.ts'

/** Pictures of non-priority tiles leave on this tick, all together: one compositing for 35 tiles. */
export const tickMs = 1000 / 15

/** Something to show, decoded or not, that must be closed. */
export interface Frame<Self> {
  readonly clone: () => Self
  readonly close: () => void
}

/** Where the frames of a slot go. Takes ownership of each. */
export type ShowFrame<F> = (frame: F) => void

interface Stream {
  readonly channel: number
  readonly camera: string
  readonly quality: CameraQuality
  priority: boolean
  readonly decoder: PictureDecoder
  lastKeyAt: number
  keyIntervalMs: number
  wantsLook: boolean
}

interface Waiting<F> {
  readonly frame: F
  readonly arrivedAt: number | undefined
  readonly close: () => void
}

interface Slot<F> {
  readonly show: ShowFrame<F>
  readonly queue: FrameQueue<Waiting<F>>
  view: View | undefined
  /** The stream whose frames are on the screen. */
  shown: Stream | undefined
  released: number
}

/**
 * Looks are taken at key pictures where they come at least this often: between them an encoder
 * leaves out the very noise by which a living picture is known.
 */
const longestKeyIntervalMs = 5_500
const keptLatencies = 4_000

/**
 * Everything between the socket and the video elements: one decoder for each camera and quality that
 * some slot shows, however many slots; the large stream takes a slot over with its first picture.
 */
export interface CameraStreams<F> {
  readonly addSlot: (slot: number, show: ShowFrame<F>) => void
  /** Says which streams are watched from now on. */
  readonly setViews: (views: readonly View[]) => void
  readonly watched: () => readonly {
    readonly channel: number
    readonly camera: string
    readonly quality: CameraQuality
    readonly priority: boolean
  }[]
  readonly format: (channel: number, format: PictureFormat) => void
  readonly channelOf: (camera: string, quality: CameraQuality) => number | undefined
  readonly picture: (header: PictureHeader, payload: Uint8Array<ArrayBuffer>) => void
  /** Releases one frame a slot. */
  readonly tick: () => void
  /** Asks every stream for a look; they come by `looked` when the next fitting picture does. */
  readonly askLooks: () => void
  readonly oldestWaiting: () => number | undefined
  readonly counts: () => WorkerCounts
  readonly reset: () => void
}

export interface CameraStreamsOptions<F> {
  readonly makeDecoder: (output: (decoded: Decoded<F>) => void) => PictureDecoder
  /** The luma grid of a frame, where it can be read here. */
  readonly lookAt: ((frame: F) => Promise<Uint8Array | undefined>) | undefined
  /**
   * Frames leave on the tick, and a burst leaves its oldest out. Otherwise each leaves at once, the
   * first of a slot being a key picture: so it must be where frames are not decoded yet.
   */
  readonly paced: boolean
  readonly showing: (showing: Showing) => void
  readonly looked: (look: Look) => void
  /** `watched()` is not what it was. */
  readonly watchChanged: () => void
  /** Real time, to measure how long pictures are on their way. */
  readonly realNow: () => number
  /** Only stills can be shown: the hub sends one key picture of each stream in a while. */
  readonly stills: () => boolean
}

export function makeCameraStreams<F extends Frame<F>>(
  options: CameraStreamsOptions<F>
): CameraStreams<F> {
  const { makeDecoder, lookAt, paced, showing, looked, watchChanged, realNow, stills } = options
  const slots = new Map<number, Slot<F>>()
  const streams = new Map<string, Stream>()
  const byChannel = new Map<number, Stream>()
  let views: readonly View[] = []
  let rebuilt = 0
  const latencies: number[] = []

  const keyOf = (camera: string, quality: CameraQuality): string => `${camera}/${quality}`

  const open = (camera: string, quality: CameraQuality): Stream => {
    let channel = 0
    while (byChannel.has(channel)) channel += 1
    const stream: Stream = {
      channel,
      camera,
      quality,
      priority: false,
      decoder: makeDecoder((decoded) => deliver(stream, decoded)),
      lastKeyAt: 0,
      keyIntervalMs: Infinity,
      wantsLook: false
    }
    streams.set(keyOf(camera, quality), stream)
    byChannel.set(channel, stream)
    return stream
  }

  const close = (stream: Stream): void => {
    rebuilt += stream.decoder.rebuilt()
    stream.decoder.close()
    streams.delete(keyOf(stream.camera, stream.quality))
    byChannel.delete(stream.channel)
    for (const slot of slots.values()) if (slot.shown === stream) slot.shown = undefined
  }

  /** The streams a view needs: until the large one has come, the small one as well. */
  const needs = (view: View): readonly string[] => {
    const wanted = keyOf(view.camera, view.quality)
    const shown = slots.get(view.slot)?.shown
    const waiting = shown?.camera !== view.camera || shown.quality !== view.quality
    return view.quality === 'main' && waiting ? [wanted, keyOf(view.camera, 'sub')] : [wanted]
  }

  /** Opens and closes streams until they are what the views need, and says so. */
  const settle = (): void => {
    const wanted = new Set(views.flatMap(needs))
    let changed = false
    for (const stream of [...streams.values()]) {
      if (wanted.has(keyOf(stream.camera, stream.quality))) continue
      close(stream)
      changed = true
    }
    for (const view of views) {
      for (const key of needs(view)) {
        if (streams.has(key)) continue
        open(view.camera, key.endsWith('/main') ? 'main' : 'sub')
        changed = true
      }
    }
    for (const stream of streams.values()) {
      const priority = views.some(
        (view) => view.priority && needs(view).includes(keyOf(stream.camera, stream.quality))
      )
      if (priority !== stream.priority) changed = true
      stream.priority = priority
    }
    if (changed) watchChanged()
  }

  const deliver = (stream: Stream, decoded: Decoded<F>): void => {
    const { frame, key, cached } = decoded
    lookIfAsked(stream, frame, key)
    let switched = false
    for (const [number, slot] of slots) {
      const { view } = slot
      if (view?.camera !== stream.camera) continue
      const isWanted = view.quality === stream.quality
      if (!isWanted && slot.shown?.camera === view.camera && slot.shown.quality === view.quality)
        continue
      if (slot.shown !== stream) {
        if (!paced && !key) continue
        slot.queue.clear()
        slot.shown = stream
        switched = true
        showing({ slot: number, camera: stream.camera, quality: stream.quality })
      }
      const copy = frame.clone()
      if (cached) slot.queue.clear()
      slot.queue.push({
        frame: copy,
        arrivedAt: cached ? undefined : decoded.arrivedAt,
        close: () => copy.close()
      })
      if (view.priority || !paced) release(slot)
    }
    frame.close()
    if (switched) settle()
  }

  const lookIfAsked = (stream: Stream, frame: F, key: boolean): void => {
    const now = performance.now()
    if (key) {
      stream.keyIntervalMs = now - stream.lastKeyAt
      stream.lastKeyAt = now
    }
    const byKeys =
      stream.keyIntervalMs <= longestKeyIntervalMs &&
      now - stream.lastKeyAt < 2 * longestKeyIntervalMs
    if (lookAt === undefined || !stream.wantsLook || (byKeys && !key)) return
    stream.wantsLook = false
    const copy = frame.clone()
    void lookAt(copy).then((cells) => {
      copy.close()
      if (cells !== undefined) looked({ channel: stream.channel, cells })
    })
  }

  const release = (slot: Slot<F>): void => {
    const next = slot.queue.take()
    if (next === undefined) return
    if (next.arrivedAt !== undefined) {
      latencies.push(realNow() - next.arrivedAt)
      if (latencies.length > keptLatencies) latencies.splice(0, keptLatencies / 2)
    }
    slot.released += 1
    slot.show(next.frame)
  }

  return {
    addSlot: (slot, show) => {
      slots.set(slot, {
        show,
        queue: makeFrameQueue(),
        view: views.find((view) => view.slot === slot),
        shown: undefined,
        released: 0
      })
    },
    setViews: (next) => {
      views = next
      for (const [number, slot] of slots) {
        const view = next.find((candidate) => candidate.slot === number)
        if (slot.view?.camera !== view?.camera || view === undefined) {
          slot.queue.clear()
          if (slot.shown !== undefined) showing({ slot: number, camera: undefined, quality: 'sub' })
          slot.shown = undefined
        }
        slot.view = view
      }
      settle()
    },
    watched: () =>
      [...streams.values()].map(({ channel, camera, quality, priority }) => ({
        channel,
        camera,
        quality,
        priority
      })),
    format: (channel, format) => byChannel.get(channel)?.decoder.configure(format),
    channelOf: (camera, quality) => streams.get(keyOf(camera, quality))?.channel,
    picture: (header, payload) => {
      const stream = byChannel.get(header.channel)
      if (stream === undefined) return
      stream.decoder.decode(header, payload)
      // The hub sends one key picture in a while: nothing comes after it to push it out.
      if (stills()) stream.decoder.flush()
    },
    tick: () => {
      for (const slot of slots.values()) release(slot)
    },
    askLooks: () => {
      for (const stream of streams.values()) stream.wantsLook = true
    },
    oldestWaiting: () => {
      let oldest: number | undefined
      for (const { decoder } of streams.values()) {
        const seq = decoder.oldestWaiting()
        if (seq !== undefined && (oldest === undefined || seq < oldest)) oldest = seq
      }
      return oldest
    },
    counts: () => ({
      released: Object.fromEntries([...slots].map(([slot, { released }]) => [slot, released])),
      dropped: [...slots.values()].reduce((sum, { queue }) => sum + queue.dropped(), 0),
      rebuilt: [...streams.values()].reduce((sum, { decoder }) => sum + decoder.rebuilt(), rebuilt),
      decoders: streams.size,
      latencies: [...latencies]
    }),
    reset: () => {
      for (const stream of [...streams.values()]) close(stream)
      settle()
    }
  }
}
