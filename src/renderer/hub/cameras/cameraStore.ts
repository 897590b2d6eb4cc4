import {
  defaultKeepPictureMs,
  type Camera,
  type CameraPressure,
  type CameraQuality,
  type CameraState,
  type CameraStatus
} from '../../../contract/camera.ts'

/** What a video element shows at this moment, which may still be the small stream or nothing. */
export interface Showing {
  /** Number of the permanent video element. */
  readonly slot: number
  readonly camera: string | undefined
  readonly quality: CameraQuality
}

/** What this browser can show: moving pictures, a still every few seconds, or nothing at all. */
export type PicturesHere = 'moving' | 'stills' | 'none'

/** Everything a window knows of the cameras; what the pictures show is in the video elements. */
export interface CamerasSeen {
  /** The hub of the cameras answers; else nothing shown may count as live. */
  readonly connected: boolean
  readonly cameras: readonly Camera[]
  readonly states: ReadonlyMap<string, CameraState>
  readonly pressure: CameraPressure
  /** Guests are in the room, says the hub: no incident cues a camera. */
  readonly guests: boolean
  /** The last picture of a silent camera stays this long, hatched; then its tile is dark. */
  readonly keepPictureMs: number
  readonly pictures: PicturesHere
  /** Codecs, as states name them, that this browser cannot decode. */
  readonly undecodable: ReadonlySet<string>
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
  guests: false,
  keepPictureMs: defaultKeepPictureMs,
  pictures: 'moving',
  undecodable: new Set(),
  heardAt: 0,
  showing: new Map()
}

/** A word of the camera socket, by way of the worker that listens to it. */
export type CameraAction =
  | {
      readonly type: 'cameras'
      readonly cameras: readonly Camera[]
      readonly guests: boolean
      readonly keepPictureMs?: number | undefined
    }
  | {
      readonly type: 'states'
      readonly states: readonly CameraState[]
      readonly pressure: CameraPressure
    }
  /** No word of the hub for two seconds: nothing shown may count as live. */
  | { readonly type: 'lost' }
  | { readonly type: 'showing'; readonly showing: Showing }
  | { readonly type: 'pictures'; readonly pictures: PicturesHere }
  /** Replaces all. */
  | { readonly type: 'undecodable'; readonly codecs: readonly string[] }
  /** The worker ended and another one begins. */
  | { readonly type: 'restarted' }

/** `at` is `performance.now()`. */
export function reduceCameras(seen: CamerasSeen, action: CameraAction, at: number): CamerasSeen {
  switch (action.type) {
    case 'cameras':
      return {
        ...seen,
        cameras: action.cameras,
        guests: action.guests,
        keepPictureMs: action.keepPictureMs ?? defaultKeepPictureMs
      }
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
    case 'pictures':
      return { ...seen, pictures: action.pictures }
    case 'undecodable':
      return { ...seen, undecodable: new Set(action.codecs) }
    case 'restarted':
      return { ...seen, connected: false, showing: new Map() }
  }
}

/**
 * A camera's state in this window: `undecodable` where pictures come that this browser cannot show.
 */
export type TileStatus = CameraStatus | 'undecodable'

/** What this window may say of a camera, whatever its age. A lost hub leaves none live. */
export function statusHere(seen: CamerasSeen, id: string): TileStatus {
  const state = seen.states.get(id)
  if (state === undefined) return 'neverSeen'
  const { status, codec } = state
  if (!seen.connected && status === 'live') return 'noSignal'
  const undecodable =
    seen.pictures === 'none' || (codec !== undefined && seen.undecodable.has(codec))
  return undecodable && (status === 'live' || status === 'frozen') ? 'undecodable' : status
}

/** Of all cameras: how many in each state. */
export function countStates(seen: CamerasSeen): Readonly<Record<TileStatus, number>> {
  const counts = { live: 0, frozen: 0, noSignal: 0, service: 0, neverSeen: 0, undecodable: 0 }
  for (const { id } of seen.cameras) counts[statusHere(seen, id)] += 1
  return counts
}
