import { useSyncExternalStore } from 'react'
import { cameraSocketPath } from '../../../contract/camera.ts'
import { subprotocol } from '../../../contract/hubMessages.ts'
import { makeCameraPlayer, type CameraPlayer } from './cameraPlayer.ts'
import { noCameras, reduceCameras, type CameraAction, type CamerasSeen } from './cameraStore.ts'

/*
 * One player for the whole window, whatever scene is on: video elements and decoders live longer
 * than panels do.
 */
let player: CameraPlayer | undefined
let seen: CamerasSeen = noCameras
const listeners = new Set<() => void>()

function dispatch(action: CameraAction): void {
  seen = reduceCameras(seen, action, performance.now())
  for (const listener of listeners) listener()
}

/** For the gallery and tests: what a hub would have said. */
export function pretendCameras(pretended: CamerasSeen): void {
  seen = pretended
  for (const listener of listeners) listener()
}

/**
 * Connects this window to the hub's cameras, once, when the window starts. Without it every camera
 * is without signal.
 */
export function openCameras({ token }: { readonly token: string | undefined }): CameraPlayer {
  if (player !== undefined) return player
  player = makeCameraPlayer({
    makeWorker: () => new Worker(new URL('./cameraWorker.ts', import.meta.url), { type: 'module' }),
    heard: dispatch,
    showing: (showing) => dispatch({ type: 'showing', showing })
  })
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const protocols = token === undefined ? [subprotocol] : [subprotocol, `token.${token}`]
  player.open(`${scheme}://${location.host}${cameraSocketPath}`, protocols)
  return player
}

/** Undefined before `openCameras`, as in the gallery. */
export function cameraPlayer(): CameraPlayer | undefined {
  return player
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Everything this window knows of the cameras. */
export function useCameras(): CamerasSeen {
  return useSyncExternalStore(subscribe, () => seen)
}
