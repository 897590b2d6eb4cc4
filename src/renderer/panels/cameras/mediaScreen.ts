import type { Showing } from '../../hub/cameras/cameraStore.ts'
import { sampleGreens } from './lumaGrid.ts'

/** A video element on a media source: what it really shows, how late it is, and what it looks like. */
export interface MediaScreen {
  /** What was announced begins at this second; told once the element presents it. */
  readonly starts: (showing: Showing, second: number) => void
  readonly attached: () => void
  /** Catches up where it has fallen behind; call it often. */
  readonly tend: () => void
  /** What is on the screen; undefined while nothing certain is. */
  readonly look: () => { readonly showing: Showing; readonly cells: Uint8Array } | undefined
}

/** Seconds behind the newest picture: a little is caught up by hurrying, more by leaping. */
const comfortable = 0.5
const tooMuch = 1.2
const hurry = 1.1
/** A leap lands so far behind the newest picture. */
const landing = 0.2
/** Presentation times are rounded differently by browsers. */
const slack = 0.002

let pixels: CanvasRenderingContext2D | null | undefined

export function makeMediaScreen(
  video: HTMLVideoElement,
  tell: (showing: Showing) => void
): MediaScreen {
  let shown: Showing | undefined
  let coming: { readonly showing: Showing; readonly second: number } | undefined
  let watching = false

  const present = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    watching = false
    if (coming === undefined) return
    if (mediaTime + slack < coming.second) {
      watch()
      return
    }
    shown = coming.showing
    coming = undefined
    tell(shown)
  }
  const watch = (): void => {
    if (watching) return
    watching = true
    video.requestVideoFrameCallback(present)
  }

  return {
    starts: (showing, second) => {
      if (showing.camera === undefined) {
        shown = coming = undefined
        tell(showing)
        return
      }
      coming = { showing, second }
      watch()
      // Another camera need not be waited for; the same one in another size goes on without a break.
      if (shown?.camera !== showing.camera && video.currentTime < second) video.currentTime = second
    },
    attached: () => {
      shown = coming = undefined
    },
    tend: () => {
      const { buffered } = video
      if (buffered.length === 0) return
      const newest = buffered.end(buffered.length - 1)
      const behind = newest - video.currentTime
      if (behind > tooMuch) video.currentTime = newest - landing
      video.playbackRate = behind > comfortable ? hurry : 1
      // A refusal to play only concerns sound.
      if (video.paused && video.isConnected) video.play().catch(() => undefined)
    },
    look: () => {
      const { videoWidth: width, videoHeight: height } = video
      if (shown?.camera === undefined || coming !== undefined || width === 0) return undefined
      pixels ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      if (pixels === null) return undefined
      const { canvas } = pixels
      if (canvas.width !== width || canvas.height !== height)
        Object.assign(canvas, { width, height })
      pixels.drawImage(video, 0, 0)
      const { data } = pixels.getImageData(0, 0, width, height)
      return { showing: shown, cells: sampleGreens(new Uint8Array(data.buffer), width, height) }
    }
  }
}
