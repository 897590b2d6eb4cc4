import { memo, type KeyboardEvent, type ReactElement } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import type { Severity } from '../../../contract/incident.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import { CameraPicture } from './CameraPicture.tsx'
import { cameraWords } from './cameraWords.ts'
import type { TileState } from '../../hub/cameras/tileState.ts'

/** The last picture of a silent camera stays this long, hatched; then the tile is dark. */
export const keepPictureMs = 15 * 60_000

/** A camera in service may well have pictures; only their absence is worth an age. */
const servedMs = 10_000

interface CameraFrameProps {
  readonly camera: Camera
  readonly state: TileState
  readonly large?: boolean
}

/** A camera's picture with what is not right about it written on a solid plate. */
export function CameraFrame({ camera, state, large = false }: CameraFrameProps): ReactElement {
  const say = useWords(cameraWords)
  const format = useFormat()
  const { status, ageMs, problem } = state
  const dark = status !== 'live' && status !== 'frozen' && (ageMs ?? Infinity) > keepPictureMs
  return (
    <div className="camera-frame" data-status={status} data-dark={dark}>
      <CameraPicture
        camera={camera.id}
        quality={large && camera.hasMain ? 'main' : 'sub'}
        priority={large}
      />
      {status !== 'live' && !dark && <i className="camera-hatch" />}
      {status !== 'live' && (
        <b className="camera-plate">
          {say.plates[status]}
          {ageMs !== undefined && (status !== 'service' || ageMs > servedMs) && (
            <span>{format.age(ageMs)}</span>
          )}
        </b>
      )}
      {status !== 'live' && problem !== undefined && status !== 'service' && (
        <em className="camera-problem">{say.problems[problem]}</em>
      )}
    </div>
  )
}

interface CameraTileProps extends CameraFrameProps {
  /** The gravest open incident beside it. */
  readonly mark?: Severity | undefined
  readonly cued?: boolean
  /** Column and row of a CSS grid. */
  readonly at?: { readonly column: number; readonly row: number }
  /** Makes the tile a button. */
  readonly onEnlarge?: (id: string) => void
}

/** A tile: picture, mark of the incident beside it, label and name. */
export const CameraTile = memo(function CameraTile({
  camera,
  state,
  mark,
  cued = false,
  at,
  onEnlarge
}: CameraTileProps): ReactElement {
  const say = useWords(cameraWords)
  const enlarge = onEnlarge && ((): void => onEnlarge(camera.id))
  return (
    <figure
      className="camera-tile"
      data-camera={camera.id}
      data-cued={cued}
      style={at && { gridColumn: at.column, gridRow: at.row }}
      {...(enlarge && {
        role: 'button',
        tabIndex: 0,
        'aria-label': say.enlarge(`${camera.label} ${camera.name}`),
        onClick: enlarge,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key === 'Enter' || event.key === ' ') enlarge()
        }
      })}
    >
      <CameraFrame camera={camera} state={state} />
      <figcaption>
        {mark && <Mark severity={mark} size={0.3} />}
        <b>{camera.label}</b> <span>{camera.name}</span>
      </figcaption>
    </figure>
  )
})
