import type { Camera } from '../../../contract/camera.ts'
import type { Position } from '../../../contract/geo.ts'
import type { TileStatus } from '../../hub/cameras/cameraStore.ts'
import type { CameraCue } from '../../hub/cameras/cueCameras.ts'

/** A camera as it stands on the map. `service` is off on purpose, so it is no fault. */
export interface CameraMark {
  readonly id: string
  readonly position: Position
  readonly look: 'live' | 'dead' | 'service'
}

/** The camera whose picture is beside the lead incident. */
export interface CuedCamera {
  readonly id: string
  readonly label: string
  readonly position: Position
  /** Where the incident is that it looks at. */
  readonly incident: Position
  /** So near that the lead's ring covers it. */
  readonly isUnderRing: boolean
}

/** Half the side of a camera's square, in design pixels. */
export const cameraRadius = 8

const looks: Readonly<Record<TileStatus, CameraMark['look']>> = {
  live: 'live',
  // The camera works; it is this browser that cannot show it.
  undecodable: 'live',
  frozen: 'dead',
  noSignal: 'dead',
  neverSeen: 'dead',
  service: 'service'
}

/** Cameras with a position; dead ones last, so that they are drawn above the others. */
export function cameraMarks(
  cameras: readonly Camera[],
  statusOf: (camera: Camera) => TileStatus
): CameraMark[] {
  return cameras
    .flatMap((camera): CameraMark[] =>
      camera.position === undefined
        ? []
        : [{ id: camera.id, position: camera.position, look: looks[statusOf(camera)] }]
    )
    .sort((a, b) => Number(a.look === 'dead') - Number(b.look === 'dead'))
}

/** `distancePx` is what the map makes of the way between two places; `ringPx` the lead's ring. */
export function cuedCamera(
  cue: CameraCue | undefined,
  distancePx: (a: Position, b: Position) => number,
  ringPx: number
): CuedCamera | undefined {
  const camera = cue?.lead?.camera
  const incident = cue?.incident.position
  if (camera?.position === undefined || incident === undefined) return undefined
  const { id, label, position } = camera
  return { id, label, position, incident, isUnderRing: distancePx(position, incident) < ringPx }
}
