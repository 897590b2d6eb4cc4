import { cameraSocketPath } from '../../../contract/camera.ts'
import { subprotocol } from '../../../contract/hubMessages.ts'
import { hearOfCameras } from '../../hub/cameras/useCameras.ts'
import { makeCameraPlayer, type CameraPlayer } from './cameraPlayer.ts'

/*
 * One player for the whole window, whatever scene is on: video elements and decoders live longer
 * than panels do.
 */
let player: CameraPlayer | undefined
let connect = (): void => undefined

/**
 * Connects this window to the hub's cameras, once, when the window starts. Without it every camera
 * is without signal.
 */
export function openCameras({ token }: { readonly token: string | undefined }): CameraPlayer {
  if (player !== undefined) return player
  player = makeCameraPlayer({
    makeWorker: () => new Worker(new URL('./cameraWorker.ts', import.meta.url), { type: 'module' }),
    heard: hearOfCameras,
    showing: (showing) => hearOfCameras({ type: 'showing', showing })
  })
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const protocols = token === undefined ? [subprotocol] : [subprotocol, `token.${token}`]
  const connected = player
  connect = () => connected.open(`${scheme}://${location.host}${cameraSocketPath}`, protocols)
  connect()
  return player
}

/** Behind a curtain no picture comes into this window at all. */
export function closeCameras(): void {
  player?.close()
}

export function reopenCameras(): void {
  connect()
}

/** For the gallery: pictures without a hub. */
export function pretendPlayer(pretended: CameraPlayer): void {
  player = pretended
}

/** Undefined before `openCameras`. */
export function cameraPlayer(): CameraPlayer | undefined {
  return player
}
