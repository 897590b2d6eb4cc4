import type { CameraProblem } from '../../../contract/camera.ts'
import { statusHere, type CamerasSeen, type TileStatus } from './cameraStore.ts'

/** What a tile may say of its camera at this moment. */
export interface TileState {
  readonly status: TileStatus
  /** How long it has not been live; undefined when live or unknown. */
  readonly ageMs: number | undefined
  readonly problem: CameraProblem | undefined
  readonly fps: number | undefined
  readonly codec: string | undefined
}

/**
 * The hub's word, made older by the time since it came. Without the hub nothing is live: then every
 * camera is without signal since the hub was last heard.
 */
export function tileState(seen: CamerasSeen, id: string, perfNow: number): TileState {
  const state = seen.states.get(id)
  const status = statusHere(seen, id)
  const sinceHeard = Math.max(0, perfNow - seen.heardAt)
  if (state === undefined)
    return { status, ageMs: undefined, problem: undefined, fps: undefined, codec: undefined }
  const { problem, fps, codec } = state
  if (state.status === 'live' && status === 'noSignal')
    return { status, ageMs: sinceHeard, problem: undefined, fps: undefined, codec }
  const age = state.pictureAgeMs === undefined ? undefined : state.pictureAgeMs + sinceHeard
  const hasAge = status !== 'live' && status !== 'undecodable'
  return { status, ageMs: hasAge ? age : undefined, problem, fps, codec }
}

/** Nothing of it is shown any more: its last picture is older than pictures are kept. */
export function isDark({ status, ageMs }: TileState, keepPictureMs: number): boolean {
  if (status === 'live') return false
  return status === 'undecodable' || (ageMs ?? Infinity) > keepPictureMs
}
