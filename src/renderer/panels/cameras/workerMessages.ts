import type { CameraQuality } from '../../../contract/camera.ts'
import type { CameraAction, Showing } from '../../hub/cameras/cameraStore.ts'
import type { PicturePath } from './picturePath.ts'
import type { Parcel } from './pictureParcels.ts'

/** What one tile wants to show. */
export interface View {
  /** Number of the permanent video element. */
  readonly slot: number
  readonly camera: string
  readonly quality: CameraQuality
  /** The cued or enlarged one: released at once instead of on the tick, slowed down last. */
  readonly priority: boolean
}

/** Page → worker. */
export type ToWorker =
  | {
      readonly type: 'open'
      readonly url: string
      readonly protocols: readonly string[]
      readonly path: PicturePath
    }
  /** No connection until the next `open`. */
  | { readonly type: 'close' }
  /** A place to put frames; the stream is transferred. */
  | { readonly type: 'slot'; readonly slot: number; readonly frames: WritableStream<VideoFrame> }
  /** The same where frames cannot go into a video; the canvas is transferred. */
  | { readonly type: 'canvas'; readonly slot: number; readonly canvas: OffscreenCanvas }
  /** A place for encoded pictures, or a new media source for one that failed. */
  | { readonly type: 'media'; readonly slot: number }
  /** What the page sees on its media elements, where no frame can be read in the worker. */
  | {
      readonly type: 'looks'
      readonly looks: readonly { readonly showing: Showing; readonly cells: Uint8Array }[]
    }
  /** Replaces all views; an empty list decodes nothing. */
  | { readonly type: 'views'; readonly views: readonly View[] }
  | { readonly type: 'count' }

/** Figures since the start, for measurements and tests. */
export interface WorkerCounts {
  readonly released: Readonly<Record<number, number>>
  readonly dropped: number
  readonly rebuilt: number
  readonly decoders: number
  /** Milliseconds from the hub's socket to the release, the latest few thousand. */
  readonly latencies: readonly number[]
}

/** Worker → page. */
export type FromWorker =
  | Exclude<CameraAction, { type: 'restarted' }>
  | { readonly type: 'counts'; readonly counts: WorkerCounts }
  | MediaWord

/** About the media sources, where frames cannot go into a video. */
export type MediaWord =
  /** The worker's media source for a slot. */
  | { readonly type: 'handle'; readonly slot: number; readonly handle: MediaSourceHandle }
  /** From this second of its timeline on the slot shows something else. */
  | { readonly type: 'starts'; readonly showing: Showing; readonly second: number }
  /** The next parcel of the slot is this camera's; for a media source of the page. */
  | { readonly type: 'announce'; readonly showing: Showing }
  | { readonly type: 'parcel'; readonly slot: number; readonly parcel: Parcel }
