import type { Camera } from '../../../contract/camera.ts'
import { distanceM } from '../../../contract/geo.ts'
import type { CamerasSeen } from '../../hub/cameras/cameraStore.ts'
import { isDark, tileState, type TileState } from '../../hub/cameras/tileState.ts'
import type { TakeoverPlace } from './takeoverPlace.ts'

/** A camera beside what happened. */
export interface TakeoverCamera {
  readonly camera: Camera
  readonly state: TileState
  readonly distanceM: number | undefined
  /** No picture that could be believed. */
  readonly dead: boolean
}

/**
 * The cameras a takeover named, the nearest first, each with what may be believed of it. A place that
 * is no finer than a district has none: a picture would show where.
 */
export function takeoverCameras(
  ids: readonly string[],
  place: TakeoverPlace,
  seen: CamerasSeen,
  perfNow: number
): readonly TakeoverCamera[] {
  if (place.kind !== 'point' && place.kind !== 'cell') return []
  const far = ({ distanceM: metres }: TakeoverCamera): number => metres ?? Infinity
  return ids
    .flatMap((id): TakeoverCamera[] => {
      const camera = seen.cameras.find((one) => one.id === id)
      if (camera === undefined) return []
      const state = tileState(seen, id, perfNow)
      const dead = state.status === 'frozen' || isDark(state, seen.keepPictureMs)
      return [
        {
          ...{ camera, state, dead: dead || state.status === 'noSignal' },
          distanceM: camera.position && distanceM(place.position, camera.position)
        }
      ]
    })
    .sort((a, b) => far(a) - far(b))
}
