import { reachM, type Camera } from '../../../contract/camera.ts'
import type { WallCity } from '../../../contract/city.ts'
import { distanceM, type Position } from '../../../contract/geo.ts'
import { isOpen, severityOf, type Severity, type WallIncident } from '../../../contract/incident.ts'
import type { TileStatus } from './cameraStore.ts'

/** A camera beside an incident. */
export interface NearCamera {
  readonly camera: Camera
  readonly distanceM: number
}

/** Which camera to show large, and which after it. */
export interface CameraCue {
  readonly incident: WallIncident
  /** The nearest that is live; undefined when none is in reach. */
  readonly lead: NearCamera | undefined
  /** Nearer than the lead but not live, nearest first: they stay small and hatched. */
  readonly passedOver: readonly NearCamera[]
  /** Live ones after the lead, nearest first. */
  readonly next: readonly NearCamera[]
}

export interface CueInput {
  readonly incidents: Iterable<WallIncident>
  /** Of `leadOf`: the one that feed and map put first. */
  readonly lead: WallIncident | undefined
  /** The one somebody wants the wall to look at, however grave. */
  readonly focused?: string | undefined
  readonly cameras: readonly Camera[]
  /** What may be believed of a camera at this moment. */
  readonly statusOf: (camera: Camera) => TileStatus
  readonly categories: WallCity['categories']
  /** Guests are in the room: no incident cues a camera. */
  readonly guests: boolean
}

/**
 * The lead incident, if it is critical, high or chosen, cues its nearest live camera. One of a private
 * category, a drill or one without a point cues none, and no lesser one in its place: the picture
 * stands below the lead and would be taken for it.
 */
export function cueCameras(input: CueInput): CameraCue | undefined {
  const { lead: incident } = input
  if (input.guests || incident === undefined) return undefined
  if (incident.priority > 2 && incident.id !== input.focused) return undefined
  if (!mayCue(input)(incident) || incident.position === undefined) return undefined
  const near = nearCameras(incident.position, input.cameras)
  const live = near.filter(({ camera }) => input.statusOf(camera) === 'live')
  const [lead, ...next] = live
  const passedOver = near.filter(
    ({ camera, distanceM: away }) =>
      input.statusOf(camera) !== 'live' && (lead === undefined || away < lead.distanceM)
  )
  return { incident, lead, passedOver, next }
}

/** A camera of the strip, with the incident it stands beside. */
export interface StripCamera extends NearCamera {
  readonly incident: WallIncident
}

/**
 * The live cameras for a strip of `count`: one beside each further open incident, the gravest
 * first, then more of the lead's. Never the one that is shown large.
 */
export function stripCameras(
  input: CueInput,
  cue: CameraCue | undefined,
  count: number
): readonly StripCamera[] {
  if (input.guests) return []
  const strip: StripCamera[] = []
  const taken = new Set(cue?.lead ? [cue.lead.camera.id] : [])
  const take = (incident: WallIncident, near: readonly NearCamera[]): void => {
    const free = near.find(
      ({ camera }) => !taken.has(camera.id) && input.statusOf(camera) === 'live'
    )
    if (free === undefined || strip.length >= count) return
    taken.add(free.camera.id)
    strip.push({ ...free, incident })
  }
  for (const incident of cueing(input)) {
    if (strip.length >= count) break
    if (incident.id !== cue?.incident.id && incident.position !== undefined)
      take(incident, nearCameras(incident.position, input.cameras))
  }
  for (const near of cue?.next ?? []) if (cue) take(cue.incident, [near])
  return strip
}

/** By camera id, the gravest open incident that has this camera as its nearest. */
export function incidentsAtCameras(input: CueInput): ReadonlyMap<string, Severity> {
  const marks = new Map<string, Severity>()
  if (input.guests) return marks
  for (const { position, priority } of cueing(input)) {
    const [nearest] = position === undefined ? [] : nearCameras(position, input.cameras)
    if (nearest !== undefined && !marks.has(nearest.camera.id))
      marks.set(nearest.camera.id, severityOf(priority))
  }
  return marks
}

const nearKnown = new WeakMap<readonly Camera[], WeakMap<Position, readonly NearCamera[]>>()

/**
 * Cameras within reach of a place, nearest first. Remembered: in a flood five hundred incidents ask
 * at every change, and neither they nor the cameras have moved.
 */
export function nearCameras(place: Position, cameras: readonly Camera[]): readonly NearCamera[] {
  const known = nearKnown.get(cameras) ?? new WeakMap<Position, readonly NearCamera[]>()
  nearKnown.set(cameras, known)
  const near = known.get(place) ?? findNear(place, cameras)
  known.set(place, near)
  return near
}

function findNear(place: Position, cameras: readonly Camera[]): readonly NearCamera[] {
  return cameras
    .flatMap((camera) =>
      camera.position === undefined
        ? []
        : [{ camera, distanceM: distanceM(place, camera.position) }]
    )
    .filter((near) => near.distanceM <= reachM)
    .sort((a, b) => a.distanceM - b.distanceM || (a.camera.id < b.camera.id ? -1 : 1))
}

/** Open incidents that may cue a camera: gravest first, then newest. */
function cueing(input: CueInput): readonly WallIncident[] {
  return [...input.incidents]
    .filter(mayCue(input))
    .sort(
      (a, b) => a.priority - b.priority || b.receivedAt - a.receivedAt || (a.id < b.id ? -1 : 1)
    )
}

function mayCue({ categories }: CueInput): (incident: WallIncident) => boolean {
  const privateIds = new Set(categories.filter((c) => c.private).map(({ id }) => id))
  return (incident) =>
    isOpen(incident) &&
    !incident.exercise &&
    !privateIds.has(incident.category) &&
    incident.position !== undefined
}
