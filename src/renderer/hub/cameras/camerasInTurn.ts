import type { Camera } from '../../../contract/camera.ts'
import { distanceM } from '../../../contract/geo.ts'
import { isOpen, type WallIncident } from '../../../contract/incident.ts'
import type { CueInput } from './cueCameras.ts'

/** One camera stays on the screen so long, while no incident asks for another. */
export const turnMs = 12_000

/** "Nothing happens here" is said of no camera nearer to an open incident. An assumption of ours. */
export const besideM = 500

/**
 * Cameras take turns only while nothing grave is open: below a grave lead that cues none, any
 * picture would be taken for its own.
 */
export function isCalm(lead: WallIncident | undefined): boolean {
  return lead === undefined || lead.priority > 2 || lead.exercise
}

/**
 * The live cameras whose turn it is at a step, and those that follow, at most `count`. A camera that
 * falls silent is passed over and the others keep their place. None that stands beside an open
 * incident, private ones above all, none whose place is unknown, and none of `taken`.
 */
export function camerasInTurn(
  { cameras, incidents, statusOf, guests }: CueInput,
  {
    step,
    count,
    taken
  }: { readonly step: number; readonly count: number; readonly taken: ReadonlySet<string> }
): readonly Camera[] {
  const open = [...incidents].filter(isOpen)
  const isFree = (camera: Camera): boolean => {
    const { position } = camera
    return (
      position !== undefined &&
      (!guests || camera.guest) &&
      !taken.has(camera.id) &&
      statusOf(camera) === 'live' &&
      !open.some((one) => one.position && distanceM(one.position, position) <= besideM)
    )
  }
  const first = cameras.length === 0 ? 0 : step % cameras.length
  return [...cameras.slice(first), ...cameras.slice(0, first)].filter(isFree).slice(0, count)
}
