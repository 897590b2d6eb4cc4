import { useMemo, useRef, type ReactElement } from 'react'
import type { Bounds } from '../../../contract/geo.ts'
import type { OpenIncident } from '../../../contract/leadIncident.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { incidentMarks, type IncidentMark } from '../map/incidentMarks.ts'
import '../map/map.css'
import { MapGround } from '../map/MapGround.tsx'
import { MapMarks } from '../map/MapMarks.tsx'
import type { MapShapes } from '../map/mapShapes.ts'
import { usePalette } from '../map/palette.ts'
import { fitProjection, type Projection } from '../map/projection.ts'
import { SvgMap } from '../map/SvgMap.tsx'
import { useBaseMap } from '../map/useBaseMap.ts'
import { useMapRoom, type MapRoom } from '../map/useMapRoom.ts'
import type { TakeoverCamera } from './takeoverCameras.ts'
import {
  cameraLabelId,
  cameraNameSize,
  cameraSquare,
  takeoverLabels,
  type LabelledCamera
} from './takeoverLabels.ts'
import { boundsAround, squareAround, type TakeoverPlace } from './takeoverPlace.ts'
import { takeoverWords } from './words.ts'

interface TakeoverMapProps {
  readonly item: OpenIncident
  readonly place: TakeoverPlace
  readonly cameras: readonly TakeoverCamera[]
  readonly state: ReadyWall
  readonly now: number
}

/** Where it is, as sharply as the wall may say; the map is set once and never flies. */
export function TakeoverMap({ item, place, cameras, state, now }: TakeoverMapProps): ReactElement {
  const { city, incidents } = state
  const say = useWords(takeoverWords)
  const stage = useRef<HTMLDivElement>(null)
  const { base, tilesFailed } = useBaseMap(city)
  const palette = usePalette(stage)
  const room = useMapRoom(stage)
  const shapes = base?.shapes
  const labelled = useLabelled(cameras)

  const key = JSON.stringify(place)
  const projection = useMemo(
    () => (room && shapes ? fitted(place, labelled, shapes, city.bounds, room) : undefined),
    // The text says whether the place is another.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [room, shapes, key, labelled, city.bounds]
  )
  const marks = marksOf({ item, place, city, incidents: incidents.values(), now, projection })
  const arrangement = marks.map(({ id, position, radius }) => [id, position, radius]).join(';')
  const { names, labels } = useMemo(
    () =>
      room && shapes && projection
        ? takeoverLabels({
            ...{ marks, cameras: labelled, districts: city, shapes, projection },
            ...{ unit: room.unit, obstacles: room.obstacles }
          })
        : { names: [], labels: new Map() },
    // `marks` is another list every second; `arrangement` says when it really is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [arrangement, labelled, city, shapes, projection, room]
  )
  return (
    <div className="takeover-map" ref={stage} role="img" aria-label={say.map}>
      {room && base && projection && palette && (
        <>
          {base.tiles === undefined ? (
            <SvgMap
              shapes={base.shapes}
              projection={projection}
              heat={undefined}
              unit={room.unit * 1.6}
            />
          ) : (
            <MapGround
              shapes={base.shapes}
              tiles={base.tiles}
              palette={palette}
              unit={room.unit}
              projection={projection}
              heat={undefined}
              onTilesFail={tilesFailed}
            />
          )}
          <svg className="takeover-ground" width={projection.width} height={projection.height}>
            <PlaceForm
              place={place}
              shapes={base.shapes}
              projection={projection}
              unit={room.unit}
            />
            {labelled.map((camera) => (
              <CameraSquare
                key={camera.id}
                camera={camera}
                box={labels.get(cameraLabelId(camera.id))}
                projection={projection}
                unit={room.unit}
                dead={cameras.some(({ camera: { id }, dead }) => id === camera.id && dead)}
              />
            ))}
          </svg>
          <MapMarks
            projection={projection}
            unit={room.unit}
            marks={marks}
            names={names}
            labels={labels}
            cameras={[]}
            cued={undefined}
            water={undefined}
            clockText={noText}
            exerciseText=""
            now={now}
          />
          {place.kind === 'district' || <Scale projection={projection} unit={room.unit} />}
        </>
      )}
      <PlaceNote place={place} />
    </div>
  )
}

const noText = (): string => ''

/** Cameras with a place; another list only when one of them is another. */
function useLabelled(cameras: readonly TakeoverCamera[]): readonly LabelledCamera[] {
  const key = cameras.map(({ camera: { id, position } }) => [id, position]).join(';')
  return useMemo(
    () =>
      cameras.flatMap(({ camera: { id, label, position } }) =>
        position === undefined ? [] : [{ id, label, position }]
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key]
  )
}

function fitted(
  place: TakeoverPlace,
  cameras: readonly LabelledCamera[],
  shapes: MapShapes,
  city: Bounds,
  room: MapRoom
): Projection {
  const margin = (place.kind === 'district' ? 40 : 0) * room.unit
  return fitProjection(boundsOf(place, cameras, shapes, city), room, {
    x: margin,
    y: margin,
    width: room.width - 2 * margin,
    height: room.height - 2 * margin
  })
}

function boundsOf(
  place: TakeoverPlace,
  cameras: readonly LabelledCamera[],
  { districts }: MapShapes,
  city: Bounds
): Bounds {
  if (place.kind === 'point' || place.kind === 'cell')
    return boundsAround(
      place.position,
      cameras.map(({ position }) => position)
    )
  const rings = districts.find((one) => place.kind === 'district' && one.code === place.code)?.rings
  const points = (rings ?? []).flat()
  if (points.length === 0) return city
  const lons = points.map(([lon]) => lon)
  const lats = points.map(([, lat]) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

/** Others that are open in view are small: they are not what this is about. */
const otherRadius = 15
const ownRadius = 40

function marksOf({
  item,
  place,
  city,
  incidents,
  now,
  projection
}: {
  readonly item: OpenIncident
  readonly place: TakeoverPlace
  readonly city: ReadyWall['city']
  readonly incidents: Parameters<typeof incidentMarks>[0]
  readonly now: number
  readonly projection: Projection | undefined
}): readonly IncidentMark[] {
  const inView = ({ position }: IncidentMark): boolean => {
    if (projection === undefined) return false
    const { x, y } = projection.project(position)
    return x > 0 && y > 0 && x < projection.width && y < projection.height
  }
  const others = incidentMarks(incidents, city, now)
    .marks.filter((mark) => mark.id !== item.incident.id && inView(mark))
    .map((mark) => ({ ...mark, lead: false, radius: otherRadius, clockSize: undefined }))
  if (place.kind !== 'point' && place.kind !== 'cell') return others
  // Its clock stands large above; here it would only cover streets. A cell has no ring: that would
  // say where in it.
  const own = incidentMarks([item.incident], city, now).marks.map((mark) => ({
    ...mark,
    ...{ position: place.position, radius: ownRadius, clockSize: undefined },
    lead: place.kind === 'point'
  }))
  return [...others, ...own]
}

/** The cell, the district, or how unsure the point is, under the mark. */
function PlaceForm({
  place,
  shapes,
  projection,
  unit
}: {
  readonly place: TakeoverPlace
  readonly shapes: MapShapes
  readonly projection: Projection
  readonly unit: number
}): ReactElement | undefined {
  const stroke = { strokeWidth: 4 * unit }
  switch (place.kind) {
    case 'nowhere':
      return undefined
    case 'district': {
      const rings = shapes.districts.find(({ code }) => code === place.code)?.rings ?? []
      const d = rings
        .map(
          (ring) =>
            `M${ring
              .map((position) => projection.project(position))
              .map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
              .join('L')}Z`
        )
        .join('')
      return <path className="takeover-area-form" d={d} fillRule="evenodd" {...stroke} />
    }
    case 'cell': {
      const [west, south, east, north] = squareAround(place.position, place.halfM)
      const from = projection.project([west, north])
      const to = projection.project([east, south])
      return (
        <rect
          className="takeover-area-form"
          data-cell
          x={from.x}
          y={from.y}
          width={to.x - from.x}
          height={to.y - from.y}
          {...stroke}
        />
      )
    }
    case 'point': {
      if (place.accuracyM === undefined) return undefined
      const at = projection.project(place.position)
      const [, , east] = squareAround(place.position, place.accuracyM)
      const radius = projection.project([east, place.position[1]]).x - at.x
      return <circle className="takeover-area-form" cx={at.x} cy={at.y} r={radius} {...stroke} />
    }
  }
}

function CameraSquare({
  camera: { id, label, position },
  box,
  projection,
  unit,
  dead
}: {
  readonly camera: LabelledCamera
  readonly box: { readonly x: number; readonly y: number; readonly height: number } | undefined
  readonly projection: Projection
  readonly unit: number
  readonly dead: boolean
}): ReactElement {
  const { x, y } = projection.project(position)
  const half = cameraSquare * unit
  return (
    <g
      className={dead ? 'takeover-camera takeover-camera-dead' : 'takeover-camera'}
      data-camera={id}
    >
      {dead ? (
        <path
          d={`M${x - half} ${y - half}L${x + half} ${y + half}M${x - half} ${y + half}L${x + half} ${y - half}`}
          strokeWidth={5 * unit}
        />
      ) : (
        <rect x={x - half} y={y - half} width={2 * half} height={2 * half} />
      )}
      {box && (
        <text
          x={box.x}
          y={box.y + box.height / 2 + 0.349 * cameraNameSize * unit}
          fontSize={cameraNameSize * unit}
          strokeWidth={7 * unit}
        >
          {label}
        </text>
      )}
    </g>
  )
}

const lengths = [200, 500, 1_000, 2_000]
/** Room for its figure, in design pixels. */
const leastScale = 104

/** How far is far: a length, because a map without one may be a street or a town. */
function Scale({
  projection,
  unit
}: {
  readonly projection: Projection
  readonly unit: number
}): ReactElement | undefined {
  const format = useFormat()
  const middle = projection.unproject({ x: projection.width / 2, y: projection.height / 2 })
  const pixels = (metres: number): number => {
    const [west, , east] = squareAround(middle, metres / 2)
    return projection.project([east, middle[1]]).x - projection.project([west, middle[1]]).x
  }
  const length = lengths.findLast((metres) => pixels(metres) < projection.width * 0.28)
  if (length === undefined || pixels(length) < leastScale * unit) return undefined
  return (
    <p className="takeover-scale" data-map-obstacle style={{ width: pixels(length) }}>
      {length < 1_000 ? `${format.count(length)} m` : `${format.count(length / 1_000)} km`}
    </p>
  )
}

/** What the map does not say. */
function PlaceNote({ place }: { readonly place: TakeoverPlace }): ReactElement | undefined {
  const say = useWords(takeoverWords)
  const format = useFormat()
  const note = noteOf()
  return note === undefined ? undefined : (
    <p className="takeover-note" data-map-obstacle>
      {note}
    </p>
  )

  function noteOf(): string | undefined {
    switch (place.kind) {
      case 'point':
        return place.accuracyM === undefined
          ? undefined
          : say.accuracy(format.count(Math.round(place.accuracyM)))
      case 'cell':
        return say.cell(format.count(2 * place.halfM))
      case 'district':
        return place.why === 'private' ? say.private : say.noPoint
      case 'nowhere':
        return say.noPoint
    }
  }
}
