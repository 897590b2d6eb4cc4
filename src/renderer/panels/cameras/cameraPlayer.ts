import type { Showing } from '../../hub/cameras/cameraStore.ts'
import { openMediaScreens } from './mediaScreens.ts'
import { isMedia, picturePath, picturesOf } from './picturePath.ts'
import { generateTrack } from './trackGenerator.ts'
import type { FromWorker, MediaWord, ToWorker, View, WorkerCounts } from './workerMessages.ts'

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
  /** Ends the connection until `open`. */
  readonly close: () => void
  /** Lends an element; give it back when the tile goes. */
  readonly borrow: () => Screen
  readonly giveBack: (screen: Screen) => void
  /** What a borrowed screen shows from now on; undefined for nothing. */
  readonly show: (screen: Screen, view: Omit<View, 'slot'> | undefined) => void
  readonly counts: () => Promise<WorkerCounts>
}

export interface CameraPlayerOptions {
  readonly makeWorker: () => Worker
  readonly heard: (message: Exclude<FromWorker, MediaWord | { type: 'showing' | 'counts' }>) => void
  readonly showing: (showing: Showing) => void
}

export function makeCameraPlayer({
  makeWorker,
  heard,
  showing
}: CameraPlayerOptions): CameraPlayer {
  const worker = makeWorker()
  const path = picturePath()
  heard({ type: 'pictures', pictures: picturesOf(path) })
  const free: Screen[] = []
  const views = new Map<number, View>()
  let screens = 0
  let toldSoon = false
  let awaitCounts: ((counts: WorkerCounts) => void)[] = []

  const tell = (message: ToWorker, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer)

  const media = isMedia(path)
    ? openMediaScreens({
        showing,
        renew: (slot) => tell({ type: 'media', slot }),
        looked: (looks) => tell({ type: 'looks', looks }),
        undecodable: (codecs) => heard({ type: 'undecodable', codecs })
      })
    : undefined

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
    } else if (
      data.type === 'handle' ||
      data.type === 'starts' ||
      data.type === 'announce' ||
      data.type === 'parcel'
    )
      media?.hear(data)
    else {
      if (data.type === 'states') media?.see(data.states)
      heard(data)
    }
  }

  const makeScreen = (): Screen => {
    const slot = screens
    screens += 1
    if (path === 'stills' || path === 'none') {
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
    if (media !== undefined) {
      media.add(slot, video, path === 'mediaPage')
      return { slot, element: video }
    }
    const track = generateTrack()
    if (track !== undefined) {
      video.srcObject = new MediaStream([track])
      tell({ type: 'slot', slot, frames: track.writable }, [track.writable])
    }
    return { slot, element: video }
  }

  return {
    open: (url, protocols) => tell({ type: 'open', url, protocols, path }),
    close: () => tell({ type: 'close' }),
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
