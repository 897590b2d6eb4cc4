import { useMemo } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import { leadOf, openIncidents } from '../../../contract/leadIncident.ts'
import { useMoment } from '../useWall.ts'
import type { PanelProps } from '../wallState.ts'
import type { CamerasSeen } from './cameraStore.ts'
import {
  cueCameras,
  incidentsAtCameras,
  stripCameras,
  type CameraCue,
  type StripCamera
} from './cueCameras.ts'
import type { Severity } from '../../../contract/incident.ts'
import { tileState, type TileState } from './tileState.ts'
import { useCameras } from './useCameras.ts'

/** Tiles of the strip in Operasi. */
export const stripLength = 3

/** The cameras of this window and what the incidents make of them. */
export interface CueView {
  readonly seen: CamerasSeen
  readonly stateOf: (camera: Pick<Camera, 'id'>) => TileState
  readonly cue: CameraCue | undefined
  readonly strip: readonly StripCamera[]
  readonly marks: ReadonlyMap<string, Severity>
}

/** Computed anew when incidents or states change and once a second, because ages grow. */
export function useCue({ state }: Pick<PanelProps, 'state'>): CueView {
  const seen = useCameras()
  const { now, perfNow } = useMoment()
  const { incidents, city } = state
  return useMemo(() => {
    const stateOf = (camera: Pick<Camera, 'id'>): TileState => tileState(seen, camera.id, perfNow)
    const input = {
      incidents: [...incidents.values()],
      lead: leadOf(openIncidents(incidents.values(), city, now))?.incident,
      cameras: seen.cameras,
      statusOf: (camera: Camera) => stateOf(camera).status,
      categories: city.categories,
      guests: false
    }
    const cue = cueCameras(input)
    return {
      seen,
      stateOf,
      cue,
      strip: stripCameras(input, cue, stripLength),
      marks: incidentsAtCameras(input)
    }
  }, [seen, incidents, city, now, perfNow])
}
