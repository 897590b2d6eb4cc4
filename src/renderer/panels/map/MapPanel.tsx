import { useCallback, useMemo, useRef, type ReactElement } from 'react'
import {
  DensityWindow as DensityWindows,
  type WallAggregates,
  type Density,
  type DensityWindow
} from '../../../contract/aggregates.ts'
import type { Bounds, Position } from '../../../contract/geo.ts'
import { useCue } from '../../hub/cameras/useCue.ts'
import { focusedIncident } from '../../hub/focusOf.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { boxAround } from './box.ts'
import { cameraMarks, cameraRadius, cuedCamera } from './cameraMarks.ts'
import { makeHeat } from './heat.ts'
import { heatWindowOf, useHeatSettings } from './heatSettings.ts'
import { incidentMarks, type IncidentMark } from './incidentMarks.ts'
import { districtNames, findNameSpots, labelWishes, leadRing, markBoxes } from './labelWishes.ts'
import { MapGround } from './MapGround.tsx'
import { MapKey } from './MapKey.tsx'
import { MapLegend } from './MapLegend.tsx'
import { MapMarks } from './MapMarks.tsx'
import { mapWords } from './mapWords.ts'
import { measureText } from './measureText.ts'
import { usePalette } from './palette.ts'
import { placeLabels } from './placeLabels.ts'
import { fitProjection, type Projection } from './projection.ts'
import { useBaseMap } from './useBaseMap.ts'
import { useMapRoom } from './useMapRoom.ts'
import './map.css'

const none: Readonly<Record<string, number>> = {}

/** Where it happens now, and where it usually does. */
export function MapPanel({ state, now, scene }: PanelProps): ReactElement {
  const { city, aggregates, incidents } = state
  const say = useWords(mapWords)
  const format = useFormat()
  const stage = useRef<HTMLDivElement>(null)
  const [settings, setSettings] = useHeatSettings()
  const { base, tilesFailed } = useBaseMap(city)
  const palette = usePalette(stage)
  const room = useMapRoom(stage)
  const shapes = base?.shapes

  const projection = useMemo(() => {
    if (!room || !shapes) return undefined
    const margin = 34 * room.unit
    return fitProjection(extentOf(shapes.bounds, city.bounds), room, {
      x: margin,
      y: margin * 0.7,
      width: room.width - 2 * margin,
      height: room.height - 1.7 * margin
    })
  }, [room, shapes, city.bounds])

  const heatWindow = heatWindowOf(settings, state.control.scene, scene.id)
  const density = shownDensity(aggregates, heatWindow)
  const heat = useMemo(
    () => (density && shapes ? makeHeat(density, settings.style, shapes.bounds) : undefined),
    [density, settings.style, shapes]
  )

  const focused = focusedIncident(state.control)
  const { marks, withoutPoint } = useMemo(
    () => incidentMarks(incidents.values(), city, now, focused),
    [incidents, city, now, focused]
  )
  const today = aggregates.districtCounts?.today ?? none
  const names = useMemo(
    () => (shapes ? districtNames(city, shapes, today) : []),
    [city, shapes, today]
  )
  const nameSpots = useMemo(
    () => (room && shapes && projection ? findNameSpots(shapes, projection, room.unit) : new Map()),
    [shapes, projection, room]
  )
  const { cameras, cued } = useCamerasOnMap({ state, projection, unit: room?.unit })
  const clockText = useCallback(
    ({ clock }: IncidentMark) => format.stopwatch(clock.elapsedMs),
    [format]
  )
  // A label moves only when something about it changes; a ticking clock changes nothing.
  const arrangement = useMemo(
    () =>
      marks
        .map((mark) =>
          [
            ...[mark.id, mark.position, mark.radius, mark.clockSize, mark.late, mark.lead],
            clockText(mark).length
          ].join()
        )
        .join(';'),
    [marks, clockText]
  )
  const labels = useMemo(() => {
    if (!room || !projection || !shapes) return new Map()
    const input = { marks, cued, names, nameSpots, shapes, projection, unit: room.unit, clockText }
    const wishes = labelWishes({ ...input, measure: measureText })
    const size = 2 * (cameraRadius + 3) * room.unit
    return placeLabels(wishes, {
      bounds: { x: 0, y: 0, ...sizeOf(room) },
      obstacles: [...markBoxes(input), ...room.obstacles],
      avoid: cameras.map(({ position }) => boxAround(projection.project(position), size, size))
    })
    // `marks` is another list every second; `arrangement` says when it really is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [arrangement, names, nameSpots, cameras, cued, shapes, projection, room, clockText])

  const note =
    shapes &&
    (shapes.land.length === 0
      ? say.noBasemap
      : shapes.schematic
        ? say.schematic
        : shapes.attribution)
  return (
    <div className="map-panel">
      <div className="map-stage" ref={stage} role="img" aria-label={say.label}>
        {room && palette && projection && base && (
          <>
            <MapGround
              shapes={base.shapes}
              tiles={base.tiles}
              palette={palette}
              unit={room.unit}
              projection={projection}
              heat={heat}
              onTilesFail={tilesFailed}
            />
            <MapMarks
              projection={projection}
              unit={room.unit}
              marks={marks}
              names={names}
              labels={labels}
              cameras={cameras}
              cued={cued}
              water={base.shapes.water?.name}
              clockText={clockText}
              exerciseText={say.exercise}
              now={now}
            />
          </>
        )}
        <MapLegend
          settings={settings}
          shown={density?.window}
          given={heatWindow !== settings.window}
          onChange={setSettings}
          // No incident has a point there: it would be how many are open, to the last one.
          withoutPoint={state.control.mode.mode === 'guests' ? 0 : withoutPoint}
          counted={density && (density.cells.length > 0 ? 'some' : 'none')}
        />
        <p className="map-note" data-map-obstacle>
          {note}
          {base?.faults.map(({ file, why }) => (
            <span key={file} className="map-file-fault">
              {say.notUsed(file, say.why[why])}
            </span>
          ))}
        </p>
      </div>
      <MapKey
        city={city}
        cameras={cameras.length > 0}
        dead={cameras.some(({ look }) => look === 'dead')}
      />
    </div>
  )
}

/** Until the hub has sent the chosen window, the one before it stands, under its own name. */
function shownDensity(
  aggregates: Partial<WallAggregates>,
  chosen: DensityWindow
): Density | undefined {
  return [chosen, ...DensityWindows.options]
    .map((window) => aggregates[`density:${window}`])
    .find((density) => density !== undefined)
}

/** Cameras and the cued one; other objects only when something about them changed. */
function useCamerasOnMap({
  state,
  projection,
  unit
}: Pick<PanelProps, 'state'> & {
  readonly projection: Projection | undefined
  readonly unit: number | undefined
}): {
  readonly cameras: ReturnType<typeof cameraMarks>
  readonly cued: ReturnType<typeof cuedCamera>
} {
  const { seen, stateOf, cue: lead, focused } = useCue({ state })
  // What stands large is another camera while one is in focus.
  const cue = focused === undefined ? lead : undefined
  const cameras = cameraMarks(seen.cameras, (camera) => stateOf(camera).status)
  const cued =
    projection && unit !== undefined
      ? cuedCamera(cue, distanceOn(projection), (leadRing + 2 * cameraRadius) * unit)
      : undefined
  const now = JSON.stringify([cameras, cued])
  // The text says whether they changed: ages, which grow every second, are no part of it.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => ({ cameras, cued }), [now])
}

function distanceOn({ project }: Projection): (a: Position, b: Position) => number {
  return (a, b) => {
    const [from, to] = [project(a), project(b)]
    return Math.hypot(from.x - to.x, from.y - to.y)
  }
}

/** The land and everything that counts as inside the city: no incident falls off the map. */
function extentOf(a: Bounds, b: Bounds): Bounds {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }): {
  readonly width: number
  readonly height: number
} {
  return { width, height }
}
