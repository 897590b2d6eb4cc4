import type { ReactElement } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import type { TileState } from '../../hub/cameras/tileState.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { CameraInTurn } from './CameraInTurn.tsx'
import { CameraFrame } from './CameraTile.tsx'
import './cameras.css'
import { cameraWords } from './cameraWords.ts'
import { distanceText, sharpM } from './distanceText.ts'
import { useCue } from '../../hub/cameras/useCue.ts'

/**
 * The nearest live camera of the gravest incident, large. A nearer one that is not live stays small
 * in the corner, hatched. In quiet times the live cameras take turns; nothing at all while something
 * grave is open that may cue none.
 */
export function CueCameraPanel(panel: PanelProps): ReactElement | null {
  const say = useWords(cameraWords)
  const format = useFormat()
  const { cue, focused, inTurn, stateOf, seen } = useCue(panel)
  if (focused !== undefined) return <ChosenCamera camera={focused} state={stateOf(focused)} />
  if (inTurn !== undefined) return <CameraInTurn camera={inTurn} stateOf={stateOf} />
  if (cue === undefined || seen.cameras.length === 0) return null
  const { lead, passedOver } = cue
  const [nearer] = passedOver
  if (lead === undefined) return <p className="cue-camera-none">{say.noneNear}</p>
  const { camera } = lead
  // What lies somewhere in a cell has no distance to the metre.
  const isSharp = (cue.incident.positionAccuracyM ?? 0) <= sharpM
  const howFar = (metres: number): string => {
    const far = distanceText(metres, format, say)
    return isSharp ? far : say.about(far)
  }
  const nearerState = nearer && stateOf(nearer.camera)
  return (
    <figure className="cue-camera" data-camera={camera.id} data-incident={cue.incident.id}>
      <CameraFrame camera={camera} state={stateOf(camera)} large />
      <figcaption className="cue-camera-caption">
        <b>
          {camera.label} {camera.name}
        </b>{' '}
        {(nearer ? say.nearest : say.fromScene)(howFar(lead.distanceM))}
      </figcaption>
      {nearer && nearerState && nearerState.status !== 'live' ? (
        <div className="cue-camera-nearer" data-camera={nearer.camera.id}>
          <CameraFrame camera={nearer.camera} state={nearerState} />
          <p>
            <b>
              {nearer.camera.label} {nearer.camera.name}
            </b>
            <br />
            {say.states[nearerState.status]}{' '}
            {nearerState.ageMs !== undefined && format.age(nearerState.ageMs)}
            <br />
            {say.fromScene(howFar(nearer.distanceM))}
          </p>
        </div>
      ) : (
        <span className="cue-camera-corner">{camera.demo ? say.demoShort : say.live}</span>
      )}
    </figure>
  )
}

/** What somebody wants to see, which need not be near the lead incident. */
function ChosenCamera({
  camera,
  state
}: {
  readonly camera: Camera
  readonly state: TileState
}): ReactElement {
  const say = useWords(cameraWords)
  return (
    <figure className="cue-camera" data-camera={camera.id} data-focus>
      <CameraFrame camera={camera} state={state} large />
      <figcaption className="cue-camera-caption">
        <b>
          {camera.label} {camera.name}
        </b>{' '}
        {say.chosen}
      </figcaption>
      {camera.demo && <span className="cue-camera-corner">{say.demoShort}</span>}
    </figure>
  )
}
