import type { CameraState } from '../../../contract/camera.ts'
import type { Showing } from '../../hub/cameras/cameraStore.ts'
import { makeMediaScreen, type MediaScreen } from './mediaScreen.ts'
import { makeMediaSlot, type MediaSlot } from './mediaSlot.ts'
import { watchCodecs } from './undecodableCodecs.ts'
import type { MediaWord, ToWorker } from './workerMessages.ts'

/** All video elements of this page that play a media source. */
export interface MediaScreens {
  /** `here`: the media source is in the page, because this browser has none in workers. */
  readonly add: (slot: number, video: HTMLVideoElement, here: boolean) => void
  readonly hear: (word: MediaWord) => void
  /** Asks about codecs as they are heard of. */
  readonly see: (states: readonly CameraState[]) => void
}

export interface MediaScreensOptions {
  readonly showing: (showing: Showing) => void
  /** The slot wants pictures from their next key one on, and in a worker another media source. */
  readonly renew: (slot: number) => void
  readonly looked: (looks: Extract<ToWorker, { type: 'looks' }>['looks']) => void
  readonly undecodable: (codecs: readonly string[]) => void
}

const tendMs = 500
const lookMs = 1_000
/** An element that fails is given another source, at most so often. */
const renewMs = 5_000

interface Place {
  readonly video: HTMLVideoElement
  readonly screen: MediaScreen
  slot: MediaSlot | undefined
  url: string | undefined
}

export function openMediaScreens(options: MediaScreensOptions): MediaScreens {
  const { showing, renew, looked, undecodable } = options
  const places = new Map<number, Place>()

  // Only H.264 is put into the fragments.
  const plays = (codec: string): Promise<boolean> =>
    Promise.resolve(
      codec.startsWith('avc1.') && MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`)
    )
  const codecs = watchCodecs(plays, undecodable)

  setInterval(() => {
    for (const { screen } of places.values()) screen.tend()
  }, tendMs)
  setInterval(() => {
    if (document.hidden) return
    const looks = [...places.values()].flatMap(({ screen }) => screen.look() ?? [])
    if (looks.length > 0) looked(looks)
  }, lookMs)

  /** Another media source of the page. */
  const attachHere = (place: Place): void => {
    if (place.url !== undefined) URL.revokeObjectURL(place.url)
    const source = new MediaSource()
    place.slot = makeMediaSlot({ source, starts: place.screen.starts })
    place.url = URL.createObjectURL(source)
    place.video.src = place.url
    place.screen.attached()
  }

  return {
    add: (slot, video, here) => {
      const place: Place = {
        ...{ video, slot: undefined, url: undefined },
        screen: makeMediaScreen(video, showing)
      }
      places.set(slot, place)
      const begin = (): void => {
        if (here) attachHere(place)
        renew(slot)
      }
      video.addEventListener('error', () => {
        showing({ slot, camera: undefined, quality: 'sub' })
        setTimeout(begin, renewMs)
      })
      begin()
    },
    hear: (word) => {
      switch (word.type) {
        case 'handle': {
          const place = places.get(word.slot)
          if (place === undefined) return
          // A provider by the standard, which TypeScript's types do not know yet.
          place.video.srcObject = word.handle as MediaProvider
          place.screen.attached()
          return
        }
        case 'starts':
          places.get(word.showing.slot)?.screen.starts(word.showing, word.second)
          return
        case 'announce':
          places.get(word.showing.slot)?.slot?.announce(word.showing)
          return
        case 'parcel':
          places.get(word.slot)?.slot?.show(word.parcel)
          return
      }
    },
    see: (states) => codecs.see(states.map(({ codec }) => codec))
  }
}
