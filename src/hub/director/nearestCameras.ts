import { reachM } from '../../contract/camera.ts'
import { distanceM, type Position } from '../../contract/geo.ts'

/** A camera as far as it matters where it is. */
export interface PlacedCamera {
  readonly id: string
  readonly position?: Position | undefined
  readonly live: boolean
}

/** Ids of the live cameras in reach of a place, nearest first. */
export function nearestCameras(
  place: Position,
  cameras: readonly PlacedCamera[],
  count: number
): string[] {
  return cameras
    .flatMap(({ id, position, live }) =>
      live && position !== undefined ? [{ id, away: distanceM(place, position) }] : []
    )
    .filter(({ away }) => away <= reachM)
    .sort((a, b) => a.away - b.away || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id)
}
