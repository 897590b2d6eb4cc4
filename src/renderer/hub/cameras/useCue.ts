import { useMemo } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import { leadOf, openIncidents } from '../../../contract/leadIncident.ts'
import { useMoment } from '../useWall.ts'
import type { WallMoment } from '../moments.ts'
import type { PanelProps, ReadyWall } from '../wallState.ts'
import type { CamerasSeen } from './cameraStore.ts'
import { focusedCamera, focusedIncident } from '../focusOf.ts'
import { cueCameras, incidentsAtCameras, stripCameras, type CameraCue } from './cueCameras.ts'
import { camerasInTurn, isCalm, turnMs } from './camerasInTurn.ts'
import type { Severity, WallIncident } from '../../../contract/incident.ts'
import { tileState, type TileState } from './tileState.ts'
import { useCameras } from './useCameras.ts'

/** Tiles of the strip in Operasi. */
export const stripLength = 3

/** A tile of the strip and, unless it is only its turn, the incident it stands beside. */
export interface StripTile {
  readonly camera: Camera
  readonly incident: WallIncident | undefined
}

/** The cameras of this window and what the incidents make of them. */
export interface CueView {
  readonly seen: CamerasSeen
  readonly stateOf: (camera: Pick<Camera, 'id'>) => TileState
  readonly cue: CameraCue | undefined
  /** Somebody wants it large, whatever is cued. */
  readonly focused: Camera | undefined
  /** Large while nothing cues a camera and nothing grave is open. */
  readonly inTurn: Camera | undefined
  readonly strip: readonly StripTile[]
  readonly marks: ReadonlyMap<string, Severity>
}

/** Computed anew when incidents or states change and once a second, because ages grow. */
export function useCue({ state }: Pick<PanelProps, 'state'>): CueView {
  const seen = useCameras()
  const moment = useMoment()
  const { incidents, city, control } = state
  const { focus } = control
  return useMemo(
    () => sharedView({ seen, incidents, city, focus, moment }),
    [seen, incidents, city, focus, moment]
  )
}

interface CueMoment extends Pick<ReadyWall, 'incidents' | 'city'> {
  readonly seen: CamerasSeen
  readonly focus: ReadyWall['control']['focus']
  readonly moment: WallMoment
}

let latest: { readonly of: CueMoment; readonly view: CueView } | undefined

/** Several panels ask at the same moment; it is found once for all of them. */
function sharedView(of: CueMoment): CueView {
  const isLatest =
    latest?.of.seen === of.seen &&
    latest.of.incidents === of.incidents &&
    latest.of.city === of.city &&
    latest.of.focus === of.focus &&
    latest.of.moment === of.moment
  if (latest === undefined || !isLatest) latest = { of, view: cueView(of) }
  return latest.view
}

function cueView({ seen, incidents, city, focus, moment: { now, perfNow } }: CueMoment): CueView {
  const step = Math.floor(perfNow / turnMs)
  const stateOf = (camera: Pick<Camera, 'id'>): TileState => tileState(seen, camera.id, perfNow)
  const input = {
    incidents: [...incidents.values()],
    lead: leadOf(openIncidents(incidents.values(), city, now), focusedIncident({ focus }))
      ?.incident,
    focused: focusedIncident({ focus }),
    cameras: seen.cameras,
    statusOf: (camera: Camera) => stateOf(camera).status,
    categories: city.categories,
    guests: seen.guests
  }
  const cue = cueCameras(input)
  const calm = cue === undefined && isCalm(input.lead)
  // What is of low priority is no reason to look at its camera rather than at another.
  const worthALook = calm
    ? { ...input, incidents: input.incidents.filter(({ priority }) => priority <= 3) }
    : input
  const beside = stripCameras(worthALook, cue, stripLength)
  const [inTurn, ...following] = calm
    ? camerasInTurn(input, {
        step,
        count: 1 + stripLength - beside.length,
        taken: new Set(beside.map(({ camera }) => camera.id))
      })
    : []
  return {
    seen,
    stateOf,
    cue,
    focused: seen.cameras.find(({ id }) => id === focusedCamera({ focus })),
    inTurn,
    strip: [...beside, ...following.map((camera) => ({ camera, incident: undefined }))],
    marks: incidentsAtCameras(input)
  }
}
