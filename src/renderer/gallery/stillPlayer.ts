import { hearOfCameras } from '../hub/cameras/useCameras.ts'
import type { CameraPlayer } from '../panels/cameras/cameraPlayer.ts'
import { loopOf } from './cameras.ts'

/** One frame of each demo loop, so that the gallery needs neither a hub nor a decoder. */
const stills = import.meta.glob<string>('./stills/*.webp', {
  eager: true,
  import: 'default',
  query: '?url'
})

/** Shows a picture instead of a stream. */
export function makeStillPlayer(): CameraPlayer {
  let screens = 0
  return {
    open: () => undefined,
    close: () => undefined,
    borrow: () => {
      screens += 1
      return { slot: screens, element: document.createElement('img') }
    },
    giveBack: ({ element }) => element.remove(),
    show: ({ slot, element }, view) => {
      const still = view && stills[`./stills/${loopOf.get(view.camera) ?? ''}.webp`]
      if (still !== undefined && element instanceof HTMLImageElement) element.src = still
      const showing = { slot, camera: view?.camera, quality: 'sub' as const }
      hearOfCameras({ type: 'showing', showing })
    },
    counts: () => Promise.reject(new Error('stills count nothing'))
  }
}
