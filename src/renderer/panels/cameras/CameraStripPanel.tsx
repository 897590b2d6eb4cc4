import type { ReactElement } from 'react'
import { severityOf } from '../../../contract/incident.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { CameraTile } from './CameraTile.tsx'
import './cameras.css'
import { useCue } from '../../hub/cameras/useCue.ts'

/** Three live cameras beside the other open incidents; in quiet times those whose turn is next. */
export function CameraStripPanel(panel: PanelProps): ReactElement | null {
  const { strip, stateOf } = useCue(panel)
  if (strip.length === 0) return null
  return (
    <div className="camera-strip">
      {strip.map(({ camera, incident }) => (
        <CameraTile
          key={camera.id}
          camera={camera}
          state={stateOf(camera)}
          mark={incident && severityOf(incident.priority)}
        />
      ))}
    </div>
  )
}
