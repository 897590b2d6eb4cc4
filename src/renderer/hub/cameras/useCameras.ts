import { useSyncExternalStore } from 'react'
import { noCameras, reduceCameras, type CameraAction, type CamerasSeen } from './cameraStore.ts'

/** One for the whole window, whatever scene is on. */
let seen: CamerasSeen = noCameras
const listeners = new Set<() => void>()

/** A word of the camera socket. */
export function hearOfCameras(action: CameraAction): void {
  seen = reduceCameras(seen, action, performance.now())
  for (const listener of listeners) listener()
}

/** For the gallery and tests: what a hub would have said. */
export function pretendCameras(pretended: CamerasSeen): void {
  seen = pretended
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Everything this window knows of the cameras. */
export function useCameras(): CamerasSeen {
  return useSyncExternalStore(subscribe, () => seen)
}
