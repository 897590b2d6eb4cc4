import type { ReactElement } from 'react'
import type { Camera } from '../../../contract/camera.ts'
import { severityOf } from '../../../contract/incident.ts'
import { responseClock, targetsFor } from '../../../contract/responseTarget.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat, type Format } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useLanguage, useWords } from '../../look/words.ts'
import { CameraFrame } from './CameraTile.tsx'
import { cameraWords } from './cameraWords.ts'
import { nearCameras, type CameraCue, type NearCamera } from '../../hub/cameras/cueCameras.ts'
import type { CueView } from '../../hub/cameras/useCue.ts'
import { crewsSentence } from '../incidents/crews.ts'
import { incidentWords } from '../incidents/words.ts'
import { CityOutline } from './CityOutline.tsx'
import { distanceText } from './distanceText.ts'
import type { TileState } from '../../hub/cameras/tileState.ts'

interface EnlargedCameraProps {
  readonly camera: Camera
  readonly tile: TileState
  /** Set when an incident cued it. */
  readonly cue: CameraCue | undefined
  readonly view: Pick<CueView, 'seen' | 'stateOf'>
  readonly panel: PanelProps
}

/** One camera in the middle of the scene; beside it the incident that cued it and the next cameras. */
export function EnlargedCamera({
  camera,
  tile,
  cue,
  view,
  panel
}: EnlargedCameraProps): ReactElement {
  const say = useWords(cameraWords)
  const format = useFormat()
  const { seen, stateOf } = view
  const severity = cue && severityOf(cue.incident.priority)
  const next = cue?.next ?? liveNear(camera, seen.cameras, stateOf)
  return (
    <section className="cctv-large" data-camera={camera.id}>
      <CameraFrame camera={camera} state={tile} large />
      <p className="cctv-large-caption">
        <b>
          {camera.label} {camera.name}
        </b>
        <span>{[camera.owner, ...camera.groups].filter(Boolean).join(', ')}</span>
        <em>{stateText(camera, tile, say, format)}</em>
      </p>
      <aside className={severity && `severity-${severity}`}>
        {cue && <Incident cue={cue} panel={panel} />}
        {next.length > 0 && <NextCameras near={next.slice(0, 3)} />}
        {camera.position && <CityOutline city={panel.state.city} place={camera.position} />}
      </aside>
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
  const sayIncident = useWords(incidentWords)
  const { incident, lead } = cue
  const category = state.city.categories.find(({ id }) => id === incident.category)
  const name = (language === 'en' ? category?.nameEn : category?.name) ?? incident.category
  const district = state.city.districts.find(({ code }) => code === incident.district)
  const severity = severityOf(incident.priority)
  const targets = targetsFor(state.city.responseTargets, incident.category)
  const clock = responseClock(incident, targets, now)
  const crews = crewsSentence(incident, state.city.agencies, sayIncident, 2) ?? sayIncident.noUnit
  return (
    <div className={`severity-${severity} cctv-incident`} data-clock={clock.state}>
      <Mark severity={severity} icon={category?.icon ?? 'other'} size={1} />
      <p className="clk">
        <i>{format.stopwatch(clock.elapsedMs)}</i>
      </p>
      <h3>{name}</h3>
      {lead && <p>{say.fromCamera(distanceText(lead.distanceM, format, say))}</p>}
      <p>{clock.state === 'stopped' ? district?.name : crews}</p>
    </div>
  )
}

function NextCameras({ near }: { readonly near: readonly NearCamera[] }): ReactElement {
  const say = useWords(cameraWords)
  const format = useFormat()
  return (
    <div className="cctv-next">
      <h2>{say.next}</h2>
      <ul>
        {near.map(({ camera, distanceM }) => (
          <li key={camera.id}>
            <b>{camera.label}</b> <span>{camera.name}</span>
            <em>{distanceText(distanceM, format, say)}</em>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The live ones around a camera that was chosen by hand, nearest first. */
function liveNear(
  { id, position }: Camera,
  cameras: readonly Camera[],
  stateOf: CueView['stateOf']
): readonly NearCamera[] {
  if (position === undefined) return []
  return nearCameras(position, cameras).filter(
    (near) => near.camera.id !== id && stateOf(near.camera).status === 'live'
  )
}

function stateText(
  { demo }: Camera,
  { status, fps }: TileState,
  say: (typeof cameraWords)['id'],
  format: Format
): string {
  if (status !== 'live') return say.states[status]
  if (!fps) return demo ? say.demoShort : say.live
  const rate = format.count(Math.round(fps))
  return demo ? say.demoAt(rate) : say.liveAt(rate)
}
