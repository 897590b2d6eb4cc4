import type { PicturesHere } from '../../hub/cameras/cameraStore.ts'
import { canGenerateTracks } from './trackGenerator.ts'

/**
 * How pictures reach the screen. `tracks`: decoded in the worker, straight into a video. `mediaWorker`,
 * `mediaPage`: encoded, through a media source in the worker or in the page. `stills`: a key picture
 * in a while on a canvas.
 */
export type PicturePath = 'tracks' | 'mediaWorker' | 'mediaPage' | 'stills' | 'none'

/** Any baseline H.264: a browser without it has no use for a media source here. */
const usualMime = 'video/mp4; codecs="avc1.42c01f"'

/** The best this browser can do. WebCodecs are missing outside https and loopback, too. */
export function picturePath(): PicturePath {
  if (canGenerateTracks()) return 'tracks'
  if ('MediaSource' in globalThis && MediaSource.isTypeSupported(usualMime)) {
    // Firefox does not know the property.
    const inWorker: boolean | undefined = MediaSource.canConstructInDedicatedWorker
    return inWorker === true ? 'mediaWorker' : 'mediaPage'
  }
  return 'VideoDecoder' in globalThis && 'VideoFrame' in globalThis ? 'stills' : 'none'
}

export function isMedia(path: PicturePath): boolean {
  return path === 'mediaWorker' || path === 'mediaPage'
}

export function picturesOf(path: PicturePath): PicturesHere {
  if (path === 'stills' || path === 'none') return path
  return 'moving'
}
