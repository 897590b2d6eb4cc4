import type { PicturesHere, Showing } from '../../hub/cameras/cameraStore.ts'
import type { FromWorker, ToWorker, View, WorkerCounts } from './workerMessages.ts'
import { canGenerateTracks, generateTrack } from './trackGenerator.ts'

/** A permanent element of the page with its place in the worker. */
export interface Screen {
  readonly slot: number
  /** A video; a canvas where this browser can only show stills. */
  readonly element: HTMLElement
}

/**
 * The page's end of the camera worker. Elements are made once and lent out: Chromium refuses
 * new players after a thousand, so tiles that come and go must not make new ones.
 */
export interface CameraPlayer {
  readonly open: (url: string, protocols: readonly string[]) => void
  /** Lends an element; give it back when the tile goes. */
  readonly borrow: () => Screen
  readonly giveBack: (screen: Screen) => void
  /** What a borrowed screen shows from now on; undefined for nothing. */
  readonly show: (screen: Screen, view: Omit<View, 'slot'> | undefined) => void
  readonly counts: () => Promise<WorkerCounts>
}

export interface CameraPlayerOptions {
  readonly makeWorker: () => Worker
  readonly heard: (message: Exclude<FromWorker, { type: 'showing' | 'counts' }>) => void
  readonly showing: (showing: Showing) => void
}

/** Stills where no frame can go into a video; nothing without WebCodecs, as outside https. */
export function picturesHere(): PicturesHere {
  if (canGenerateTracks()) return 'moving'
  return 'VideoDecoder' in globalThis && 'VideoFrame' in globalThis ? 'stills' : 'none'
}

export function makeCameraPlayer({
  makeWorker,
  heard,
  showing
}: CameraPlayerOptions): CameraPlayer {
  const worker = makeWorker()
  const pictures = picturesHere()
  heard({ type: 'pictures', pictures })
  const free: Screen[] = []
  const views = new Map<number, View>()
  let screens = 0
  let toldSoon = false
  let awaitCounts: ((counts: WorkerCounts) => void)[] = []

  const tell = (message: ToWorker, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer)

  const tellViews = (): void => {
    if (toldSoon) return
    toldSoon = true
    // A scene mounts thirty-five tiles at once: one message for all of them.
    queueMicrotask(() => {
      toldSoon = false
      tell({ type: 'views', views: document.hidden ? [] : [...views.values()] })
    })
  }
  document.addEventListener('visibilitychange', tellViews)

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'showing') showing(data.showing)
    else if (data.type === 'counts') {
      for (const resolve of awaitCounts) resolve(data.counts)
      awaitCounts = []
    } else heard(data)
  }

  const makeScreen = (): Screen => {
    const slot = screens
    screens += 1
    if (pictures !== 'moving') {
      const element = document.createElement('canvas')
      const canvas = element.transferControlToOffscreen()
      tell({ type: 'canvas', slot, canvas }, [canvas])
      return { slot, element }
    }
    const video = document.createElement('video')
    video.muted = true
    video.autoplay = true
    video.playsInline = true
    video.disablePictureInPicture = true
    const track = generateTrack()
    if (track !== undefined) {
      video.srcObject = new MediaStream([track])
      tell({ type: 'slot', slot, frames: track.writable }, [track.writable])
    }
    return { slot, element: video }
  }

  return {
    open: (url, protocols) => tell({ type: 'open', url, protocols, stills: pictures === 'stills' }),
    borrow: () => free.pop() ?? makeScreen(),
    giveBack: (screen) => {
      screen.element.remove()
      views.delete(screen.slot)
      free.push(screen)
      tellViews()
    },
    show: (screen, view) => {
      if (view === undefined) views.delete(screen.slot)
      else views.set(screen.slot, { slot: screen.slot, ...view })
      tellViews()
    },
    counts: () =>
      new Promise((resolve) => {
        awaitCounts.push(resolve)
        tell({ type: 'count' })
      })
  }
}
