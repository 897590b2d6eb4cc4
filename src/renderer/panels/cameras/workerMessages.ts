import type { CameraQuality } from '../../../contract/camera.ts'
import type { CameraAction } from '../../hub/cameras/cameraStore.ts'

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
      /** Decode one key picture in a while, for canvases. */
      readonly stills: boolean
    }
  /** A place to put frames; the stream is transferred. */
  | { readonly type: 'slot'; readonly slot: number; readonly frames: WritableStream<VideoFrame> }
  /** The same where frames cannot go into a video; the canvas is transferred. */
  | { readonly type: 'canvas'; readonly slot: number; readonly canvas: OffscreenCanvas }
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
