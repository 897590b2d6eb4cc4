import { memo, type KeyboardEvent, type ReactElement } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import type { Severity } from '../../../contract/incident.ts'
import { day } from '../../../contract/time.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import { CameraPicture } from './CameraPicture.tsx'
import { cameraWords } from './cameraWords.ts'
import { codecName } from './codecName.ts'
import { isDark, type TileState } from '../../hub/cameras/tileState.ts'
import { useCameras } from '../../hub/cameras/useCameras.ts'
import { useMoment } from '../../hub/useWall.ts'

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
  const { keepPictureMs, pictures, pressure } = useCameras()
  const { status, ageMs, problem } = state
  const dark = isDark(state, keepPictureMs)
  const still = pictures === 'stills' || (pressure === 'stills' && !large)
  return (
    <div className="camera-frame" data-status={status} data-dark={dark}>
      <CameraPicture
        camera={camera.id}
        quality={large && camera.hasMain ? 'main' : 'sub'}
        priority={large}
      />
      {status !== 'live' && !dark && <i className="camera-hatch" />}
      {status === 'live' && still && <b className="camera-plate camera-still">{say.still}</b>}
      {status !== 'live' && (
        <b className="camera-plate">
          {status === 'undecodable'
            ? plateOfCodec(codecName(state.codec), say)
            : say.plates[status]}
          {status === 'service' && <ServiceEnd camera={camera} />}
          {ageMs !== undefined && (status !== 'service' || ageMs > servedMs) && (
            <span>
              {status === 'service' ? say.pictureAgo(format.age(ageMs)) : format.age(ageMs)}
            </span>
          )}
        </b>
      )}
      {status !== 'live' && problem !== undefined && status !== 'service' && (
        <em className="camera-problem">{say.problems[problem]}</em>
      )}
    </div>
  )
}

function plateOfCodec(name: string | undefined, say: (typeof cameraWords)['id']): string {
  return name === undefined ? say.plates.undecodable : say.undecodable(name)
}

/** The hour at which a service ends, where it ends within a day. */
function ServiceEnd({
  camera: { serviceUntil }
}: {
  readonly camera: Camera
}): ReactElement | null {
  const say = useWords(cameraWords)
  const format = useFormat()
  const { clock } = useMoment()
  if (serviceUntil === undefined || Math.abs(serviceUntil - clock) >= day) return null
  return <span>{say.serviceUntil(format.timeOfDay(serviceUntil))}</span>
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
      className={mark ? `camera-tile severity-${mark}` : 'camera-tile'}
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
