import type { ReactElement } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import { severityOf } from '../../../contract/incident.ts'
import { responseClock, targetsFor } from '../../../contract/responseTarget.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useLanguage, useWords } from '../../look/words.ts'
import { CameraFrame } from './CameraTile.tsx'
import { cameraWords } from './cameraWords.ts'
import type { CameraCue } from '../../hub/cameras/cueCameras.ts'
import { distanceText } from './distanceText.ts'
import type { TileState } from '../../hub/cameras/tileState.ts'

interface EnlargedCameraProps {
  readonly camera: Camera
  readonly tile: TileState
  /** Set when an incident cued it. */
  readonly cue: CameraCue | undefined
  readonly panel: PanelProps
}

/** One camera in the middle of the scene; beside it the incident that cued it and the next cameras. */
export function EnlargedCamera({ camera, tile, cue, panel }: EnlargedCameraProps): ReactElement {
  const say = useWords(cameraWords)
  const format = useFormat()
  const live =
    tile.status === 'live'
      ? tile.fps
        ? say.liveAt(format.count(Math.round(tile.fps)))
        : say.live
      : say.states[tile.status]
  return (
    <section className="cctv-large" data-camera={camera.id}>
      <CameraFrame camera={camera} state={tile} large />
      <p className="cctv-large-caption">
        <b>
          {camera.label} {camera.name}
        </b>
        <span>{[camera.owner, ...camera.groups].filter(Boolean).join(', ')}</span>
        <em>{live}</em>
      </p>
      <aside>{cue && <Incident cue={cue} panel={panel} />}</aside>
    </section>
  )
}

function Incident({
  cue,
  panel: { state, now }
}: {
  readonly cue: CameraCue
  readonly panel: PanelProps
}): ReactElement {
  const say = useWords(cameraWords)
  const format = useFormat()
  const language = useLanguage()
  const { incident, lead, next } = cue
  const category = state.city.categories.find(({ id }) => id === incident.category)
  const name = (language === 'en' ? category?.nameEn : category?.name) ?? incident.category
  const district = state.city.districts.find(({ code }) => code === incident.district)
  const severity = severityOf(incident.priority)
  const targets = targetsFor(state.city.responseTargets, incident.category)
  const clock = responseClock(incident, targets, now)
  return (
    <>
      <div className={`severity-${severity} cctv-incident`} data-clock={clock.state}>
        <Mark severity={severity} icon={category?.icon ?? 'other'} size={1} />
        <p className="clk">
          <i>{format.stopwatch(clock.elapsedMs)}</i>
        </p>
        <h3>{name}</h3>
        <p>{district?.name}</p>
        {lead && <p>{say.fromCamera(distanceText(lead.distanceM, format, say))}</p>}
      </div>
      {next.length > 0 && (
        <div className="cctv-next">
          <h2>{say.next}</h2>
          <ul>
            {next.slice(0, 3).map((near) => (
              <li key={near.camera.id}>
                <b>{near.camera.label}</b> <span>{near.camera.name}</span>
                <em>{distanceText(near.distanceM, format, say)}</em>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
