import { useEffect, useState, type ReactElement } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import { turnMs } from '../../hub/cameras/camerasInTurn.ts'
import type { TileState } from '../../hub/cameras/tileState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { CameraFrame } from './CameraTile.tsx'
import { cameraWords } from './cameraWords.ts'

interface CameraInTurnProps {
  readonly camera: Camera
  readonly stateOf: (camera: Camera) => TileState
}

/** A live camera whose turn it is, because nothing grave is open. One fades into the next. */
export function CameraInTurn({ camera, stateOf }: CameraInTurnProps): ReactElement {
  const say = useWords(cameraWords)
  const format = useFormat()
  const seconds = format.count(turnMs / 1000)
  return (
    <figure className="cue-camera" data-camera={camera.id} data-in-turn>
      {useCrossFade(camera).map((layer) => (
        <div key={layer.id} className="cue-camera-layer">
          <CameraFrame camera={layer} state={stateOf(layer)} />
        </div>
      ))}
      <figcaption className="cue-camera-caption">
        <b>
          {camera.label} {camera.name}
        </b>{' '}
        {say.nothingHere}
      </figcaption>
      <span className="cue-camera-corner">
        {camera.demo ? say.demoInTurn(seconds) : say.liveInTurn(seconds)}
      </span>
    </figure>
  )
}

/** The old picture waits below so long for the new one, and is gone well before the next turn. */
const leaveMs = 2_000

/** The camera and, below it for a moment, the one before. */
function useCrossFade(camera: Camera): readonly Camera[] {
  const [layers, setLayers] = useState<readonly Camera[]>([camera])
  if (layers.at(-1)?.id !== camera.id)
    setLayers([...layers.slice(-1).filter(({ id }) => id !== camera.id), camera])
  useEffect(() => {
    if (layers.length < 2) return undefined
    const timer = setTimeout(() => setLayers(layers.slice(-1)), leaveMs)
    return () => clearTimeout(timer)
  }, [layers])
  return layers
}
