import { coarseCellM, coarsePosition } from '../../../contract/coarsePosition.ts'
import type { WallCity } from '../../../contract/city.ts'
import type { Mode } from '../../../contract/control.ts'
import type { Bounds, Position } from '../../../contract/geo.ts'
import type { WallIncident } from '../../../contract/incident.ts'
import { sharpM } from '../cameras/distanceText.ts'

/** How sharply the wall may say where an incident is. */
export type TakeoverPlace =
  | {
      readonly kind: 'point'
      readonly position: Position
      /** The feed itself is no surer than this, in metres. */
      readonly accuracyM: number | undefined
    }
  /** Somewhere in a square: its centre says nothing more. */
  | { readonly kind: 'cell'; readonly position: Position; readonly halfM: number }
  | { readonly kind: 'district'; readonly code: string; readonly why: 'private' | 'noPoint' }
  | { readonly kind: 'nowhere' }

/**
 * The hub sends no more than the mode allows; this map would be the first to show it if it did, so
 * what is sensitive is put into its cell once more, which leaves a place that is coarse as it is.
 */
export function takeoverPlace(
  { category, district, position, positionAccuracyM }: WallIncident,
  city: Pick<WallCity, 'bounds' | 'categories' | 'districts'>,
  mode: Mode
): TakeoverPlace {
  const known = city.categories.find(({ id }) => id === category)
  const isPrivate = known?.private === true
  if (isPrivate || mode === 'guests' || position === undefined) {
    const why = isPrivate || mode === 'guests' ? 'private' : 'noPoint'
    const isKnown = city.districts.some(({ code }) => code === district)
    return district !== undefined && isKnown
      ? { kind: 'district', code: district, why }
      : { kind: 'nowhere' }
  }
  if (mode !== 'operations' && (known === undefined || known.sensitive !== undefined))
    return { kind: 'cell', position: coarsePosition(position, city), halfM: coarseCellM / 2 }
  const isSharp = positionAccuracyM === undefined || positionAccuracyM <= sharpM
  return { kind: 'point', position, accuracyM: isSharp ? undefined : positionAccuracyM }
}

const metresPerDegree = 111_195

/** Half the side of the map around a point: at least streets, at most the next districts. */
const leastM = 1_200
const mostM = 3_200

/** What the map shows around a place: the cameras as well, as far as that stays a map of streets. */
export function boundsAround(centre: Position, cameras: readonly Position[]): Bounds {
  const [lon, lat] = centre
  const perLon = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  const reach = cameras.map(([x, y]) =>
    Math.max(Math.abs(x - lon) * perLon, Math.abs(y - lat) * metresPerDegree)
  )
  const within = reach.filter((metres) => metres * cameraRoom <= mostM)
  const half = Math.max(leastM, ...within.map((metres) => metres * cameraRoom))
  return [
    lon - half / perLon,
    lat - half / metresPerDegree,
    lon + half / perLon,
    lat + half / metresPerDegree
  ]
}

/** Beyond a camera there is still room for its name. */
const cameraRoom = 1.25

/** A square of so many metres around a place, as bounds. */
export function squareAround([lon, lat]: Position, halfM: number): Bounds {
  const dLat = halfM / metresPerDegree
  const dLon = dLat / Math.cos((lat * Math.PI) / 180)
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat]
}
