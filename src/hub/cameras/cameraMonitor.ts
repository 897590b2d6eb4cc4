import type { Camera, CameraQuality, CameraState } from '../../contract/camera.ts'
import type { FeedReading } from './cameraFeed.ts'
import { isTooLarge } from './cameraSource.ts'
import { makeFrozenPicture, type FrozenPicture } from './frozenPicture.ts'

/** Everything known of one camera's honesty: what its feed says and what windows see. */
export interface CameraMonitor {
  readonly look: (quality: CameraQuality, cells: Uint8Array, now: number) => void
  readonly state: (feed: FeedReading, now: number, realNow: number) => CameraState
}

/**
 * `now` is monotonic, `realNow` the real time that `serviceUntil` is written in; `flickerCells` as in
 * the camera's entry.
 */
export function makeCameraMonitor(camera: Camera, flickerCells: number): CameraMonitor {
  const pictures: Record<CameraQuality, FrozenPicture> = {
    sub: makeFrozenPicture(flickerCells),
    main: makeFrozenPicture(flickerCells)
  }
  return {
    look: (quality, cells, now) => pictures[quality].look(cells, now),
    state: (feed, now, realNow) => {
      const frozenForMs = pictures.sub.frozenForMs(now)
      const inService = camera.serviceUntil !== undefined && camera.serviceUntil > realNow
      const status = inService
        ? 'service'
        : feed.pictureAgeMs === undefined
          ? 'neverSeen'
          : !feed.flowing
            ? 'noSignal'
            : frozenForMs !== undefined
              ? 'frozen'
              : 'live'
      const { problem = status === 'live' && isTooLarge(feed.format) ? 'tooLarge' : undefined } =
        feed
      const pictureAgeMs = status === 'frozen' ? frozenForMs : feed.pictureAgeMs
      return {
        id: camera.id,
        status,
        ...(pictureAgeMs !== undefined && { pictureAgeMs: Math.round(pictureAgeMs) }),
        ...(problem !== undefined && { problem }),
        ...(feed.format !== undefined && feed.format),
        fps: Math.round(feed.fps * 10) / 10
      }
    }
  }
}
