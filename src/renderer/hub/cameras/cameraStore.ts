import type {
  Camera,
  CameraPressure,
  CameraQuality,
  CameraState
} from '../../../contract/camera.ts'

/** What a video element shows at this moment, which may still be the small stream or nothing. */
export interface Showing {
  /** Number of the permanent video element. */
  readonly slot: number
  readonly camera: string | undefined
  readonly quality: CameraQuality
}

/** Everything a window knows of the cameras; what the pictures show is in the video elements. */
export interface CamerasSeen {
  /** The hub of the cameras answers; else nothing shown may count as live. */
  readonly connected: boolean
  readonly cameras: readonly Camera[]
  readonly states: ReadonlyMap<string, CameraState>
  readonly pressure: CameraPressure
  /** `performance.now()` when the states came: ages grow from there. */
  readonly heardAt: number
  /** By slot: the camera whose pictures are on that video element. */
  readonly showing: ReadonlyMap<number, Showing>
}

export const noCameras: CamerasSeen = {
  connected: false,
  cameras: [],
  states: new Map(),
  pressure: 'none',
  heardAt: 0,
  showing: new Map()
}

/** A word of the camera socket, by way of the worker that listens to it. */
export type CameraAction =
  | { readonly type: 'cameras'; readonly cameras: readonly Camera[] }
  | {
      readonly type: 'states'
      readonly states: readonly CameraState[]
      readonly pressure: CameraPressure
    }
  /** No word of the hub for two seconds: nothing shown may count as live. */
  | { readonly type: 'lost' }
  | { readonly type: 'showing'; readonly showing: Showing }
  /** The worker ended and another one begins. */
  | { readonly type: 'restarted' }

/** `at` is `performance.now()`. */
export function reduceCameras(seen: CamerasSeen, action: CameraAction, at: number): CamerasSeen {
  switch (action.type) {
    case 'cameras':
      return { ...seen, cameras: action.cameras }
    case 'states':
      return {
        ...seen,
        connected: true,
        heardAt: at,
        pressure: action.pressure,
        states: new Map(action.states.map((state) => [state.id, state]))
      }
    case 'lost':
      return { ...seen, connected: false }
    case 'showing':
      return { ...seen, showing: new Map(seen.showing).set(action.showing.slot, action.showing) }
    case 'restarted':
      return { ...seen, connected: false, showing: new Map() }
  }
}

/** Of all cameras: how many in each state. A lost hub leaves none live. */
export function countStates(seen: CamerasSeen): Readonly<Record<CameraState['status'], number>> {
  const counts = { live: 0, frozen: 0, noSignal: 0, service: 0, neverSeen: 0 }
  for (const camera of seen.cameras) {
    const status = seen.states.get(camera.id)?.status ?? 'neverSeen'
    counts[!seen.connected && status === 'live' ? 'noSignal' : status] += 1
  }
  return counts
}
