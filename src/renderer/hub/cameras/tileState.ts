import type { CameraProblem, CameraStatus } from '../../../contract/camera.ts'
import type { CamerasSeen } from './cameraStore.ts'

/** What a tile may say of its camera at this moment. */
export interface TileState {
  readonly status: CameraStatus
  /** How long it has not been live; undefined when live or unknown. */
  readonly ageMs: number | undefined
  readonly problem: CameraProblem | undefined
  readonly fps: number | undefined
}

/**
 * The hub's word, made older by the time since it came. Without the hub nothing is live: then every
 * camera is without signal since the hub was last heard.
 */
export function tileState(seen: CamerasSeen, id: string, perfNow: number): TileState {
  const state = seen.states.get(id)
  const sinceHeard = Math.max(0, perfNow - seen.heardAt)
  if (state === undefined)
    return { status: 'neverSeen', ageMs: undefined, problem: undefined, fps: undefined }
  const { status, problem, fps } = state
  if (!seen.connected && status === 'live')
    return { status: 'noSignal', ageMs: sinceHeard, problem: undefined, fps: undefined }
  const age = state.pictureAgeMs === undefined ? undefined : state.pictureAgeMs + sinceHeard
  return { status, ageMs: status === 'live' ? undefined : age, problem, fps }
}
