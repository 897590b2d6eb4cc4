import {
  useState,
  type ComponentType,
  type CSSProperties,
  type HTMLAttributes,
  type ReactElement
} from 'react'
import type { Control } from '../../../contract/control.ts'
import { severityOf } from '../../../contract/incident.ts'
import type { OpenIncident } from '../../../contract/leadIncident.ts'
import { responseClock, targetsFor } from '../../../contract/responseTarget.ts'
import { gridColumns, gridRows, type GridPlace, type Scene } from '../../../contract/scene.ts'
import { useCameras } from '../../hub/cameras/useCameras.ts'
import type { WallMoment } from '../../hub/moments.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { Boundary } from '../../look/Boundary.tsx'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import { CameraFrame } from '../cameras/CameraTile.tsx'
import '../cameras/cameras.css'
import { cameraWords } from '../cameras/cameraWords.ts'
import { distanceText } from '../cameras/distanceText.ts'
import '../incidents/incidents.css'
import { categoryIcon, useCategoryName } from '../incidents/categoryName.ts'
import { LeadIncident } from '../incidents/LeadIncident.tsx'
import { useRoom } from '../useRoom.ts'
import './takeover.css'
import { takeoverCameras, type TakeoverCamera } from './takeoverCameras.ts'
import { layTakeover, pictureShare, pushedByRails } from './takeoverLayout.ts'
import { TakeoverMap } from './TakeoverMap.tsx'
import { takeoverPlace, type TakeoverPlace } from './takeoverPlace.ts'
import { takeoverWords } from './words.ts'

type Taking = NonNullable<Control['takeover']>

interface TakeoverProps {
  readonly state: ReadyWall
  readonly moment: WallMoment
}

/** A new incident has a region of the wall for itself, over a scene that goes on. */
export function Takeover({
  state,
  moment,
  layout,
  Box
}: TakeoverProps & {
  readonly layout: Scene['layout']
  /** Draws what it holds where any of it is seen: a region may lie on other displays alone. */
  readonly Box: ComponentType<HTMLAttributes<HTMLDivElement>>
}): ReactElement {
  // Nobody can say when it ends while the hub is lost: then the frozen scene is all there is.
  const hubLost = moment.age.freshness === 'lost' && moment.age.fault === 'hub'
  const takeover = hubLost ? undefined : state.control.takeover
  const [last, setLast] = useState<Taking>()
  const [leaving, setLeaving] = useState<GridPlace>()
  // When it ends, what it said is gone at once; only its ground fades.
  if (takeover !== last) {
    setLast(takeover)
    setLeaving(takeover === undefined ? last?.region : undefined)
  }
  return (
    <div className="takeover-area">
      {takeover && (
        <Box
          key={`${takeover.incident} ${takeover.since}`}
          className="takeover-place"
          style={placed(takeover.region, layout)}
        >
          <Boundary fallback={(error) => <Failed error={error} />}>
            <Region takeover={takeover} state={state} moment={moment} />
          </Boundary>
        </Box>
      )}
      {leaving && (
        <i
          className="takeover-leaving"
          style={placed(leaving, layout)}
          onAnimationEnd={() => setLeaving(undefined)}
        />
      )}
    </div>
  )
}

function placed({ column, row, columns, rows }: GridPlace, layout: Scene['layout']): CSSProperties {
  const share = (cells: number, all: number): string => `${(cells / all) * 100}%`
  const across = (at: number): string => {
    const pushed = layout === 'rails' ? pushedByRails(at) : 0
    return `${share(at, gridColumns)} + ${pushed}rem * (var(--wall-scale) - 1)`
  }
  return {
    left: `calc(${across(column)})`,
    right: `calc(100% - (${across(column + columns)}))`,
    top: share(row, gridRows),
    height: share(rows, gridRows)
  }
}

/** What was to be seen here is in the feed all the same. */
function Failed({ error }: { readonly error: string }): ReactElement {
  const say = useWords(takeoverWords)
  return (
    <section className="takeover takeover-failed" role="alert">
      <h3>{say.failed}</h3>
      <p>{error}</p>
    </section>
  )
}

function Region({
  takeover,
  state,
  moment
}: TakeoverProps & { readonly takeover: Taking }): ReactElement {
  const { city, incidents } = state
  const say = useWords(takeoverWords)
  const incident = incidents.get(takeover.incident)
  const severity = severityOf(incident?.priority ?? takeover.priority)
  return (
    <section
      className={`takeover severity-${severity}`}
      aria-label={say.label}
      data-takeover={takeover.incident}
    >
      {incident === undefined ? (
        <Unknown takeover={takeover} state={state} />
      ) : (
        <Known
          item={{
            incident,
            clock: responseClock(
              incident,
              targetsFor(city.responseTargets, incident.category),
              moment.now
            )
          }}
          takeover={takeover}
          state={state}
          moment={moment}
        />
      )}
      <Why takeover={takeover} state={state} />
    </section>
  )
}

/** What the rule said of it, and that there is no more. */
function Unknown({
  takeover: { category, priority },
  state: { city }
}: {
  readonly takeover: Taking
  readonly state: ReadyWall
}): ReactElement {
  const say = useWords(takeoverWords)
  const name = useCategoryName(city, category)
  return (
    <div className="takeover-unknown">
      <Mark severity={severityOf(priority)} icon={categoryIcon(city, category)} size={1.02} />
      <div>
        <h3>{name}</h3>
        <p>{say.unknown}</p>
        <p>{say.unknownWhy}</p>
      </div>
    </div>
  )
}

function Known({
  item,
  takeover,
  state,
  moment
}: TakeoverProps & { readonly item: OpenIncident; readonly takeover: Taking }): ReactElement {
  const [element, room] = useRoom<HTMLDivElement>()
  const seen = useCameras()
  const { city, control } = state
  const place = takeoverPlace(item.incident, city, control.mode.mode)
  const near = takeoverCameras(takeover.cameras, place, seen, moment.perfNow)
  const scale = room?.scale ?? 1
  const layout =
    room && layTakeover({ width: room.width / scale, height: room.height / scale }, near.length)
  const cameras = near.slice(0, layout?.cameras ?? 0)
  return (
    <div
      className="takeover-known"
      ref={element}
      data-head={layout?.head}
      data-body={cameras.length === 0 ? 'map' : layout?.body}
      data-large={layout?.large}
      style={{ '--pictures': pictureShare, '--columns': layout?.columns } as CSSProperties}
    >
      {layout && (
        <>
          <LeadIncident
            item={item}
            city={city}
            room={{ width: layout.headWidth, large: layout.large }}
          />
          <div className="takeover-body">
            <TakeoverMap
              item={item}
              place={place}
              cameras={cameras}
              state={state}
              now={moment.now}
            />
            {cameras.length > 0 && (
              <ul className="takeover-cameras">
                {cameras.map((near, index) => (
                  <Picture key={near.camera.id} near={near} place={place} first={index === 0} />
                ))}
              </ul>
            )}
          </div>
        </>
      )}
    </div>
  )
}

/** A picture, how far its camera is, and whether it may be believed. */
function Picture({
  near: { camera, state, distanceM },
  place,
  first
}: {
  readonly near: TakeoverCamera
  readonly place: TakeoverPlace
  readonly first: boolean
}): ReactElement {
  const words = useWords(cameraWords)
  const format = useFormat()
  const far = distanceM === undefined ? undefined : distanceText(distanceM, format, words)
  const live = state.status === 'live'
  const shown = live && camera.demo ? words.demoShort : words.states[state.status]
  return (
    <li className="takeover-camera-tile" data-camera={camera.id} data-status={state.status}>
      <CameraFrame camera={camera} state={state} large={first} />
      <p>
        <b>
          {camera.label} {camera.name}
        </b>
        <span>
          {[far && (place.kind === 'cell' ? words.about(far) : far), shown]
            .filter(Boolean)
            .join(', ')}
        </span>
      </p>
    </li>
  )
}

/** Which rule or person, until when, and how to be rid of it. */
function Why({
  takeover: { by, why, returnsAt },
  state: { clock, control }
}: {
  readonly takeover: Taking
  readonly state: ReadyWall
}): ReactElement {
  const say = useWords(takeoverWords)
  const format = useFormat()
  const name = by.name ?? why
  const waiting = control.takeoversWaiting?.length ?? 0
  // Control runs in real time; where the wall's clock does not, that is said.
  const time = format.clock(returnsAt) + (clock?.simulated ? ` ${say.realTime}` : '')
  return (
    <footer className="takeover-why" data-simulated={clock?.simulated || undefined}>
      <span>
        {by.kind === 'rule' ? say.rule(name) : `${name} ${say.by[by.kind]}`}
        {why !== name && `, ${why}`}
      </span>
      <b>{say.returns(time)}</b>
      {waiting > 0 && <b>{say.waiting(format.count(waiting))}</b>}
      <span>{say.dismiss}</span>
    </footer>
  )
}
