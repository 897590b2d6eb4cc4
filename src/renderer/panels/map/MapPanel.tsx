import { useCallback, useMemo, useRef, type ReactElement } from 'react'
import type { Bounds } from '../../../contract/geo.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { makeHeat } from './heat.ts'
import { useHeatSettings } from './heatSettings.ts'
import { incidentMarks, type IncidentMark } from './incidentMarks.ts'
import { districtNames, labelWishes, markBoxes } from './labelWishes.ts'
import { MapGround } from './MapGround.tsx'
import { MapKey } from './MapKey.tsx'
import { MapLegend } from './MapLegend.tsx'
import { MapMarks } from './MapMarks.tsx'
import { mapWords } from './mapWords.ts'
import { measureText } from './measureText.ts'
import { usePalette } from './palette.ts'
import { placeLabels } from './placeLabels.ts'
import { fitProjection } from './projection.ts'
import { useBaseMap } from './useBaseMap.ts'
import { useMapRoom } from './useMapRoom.ts'
import './map.css'

const none: Readonly<Record<string, number>> = {}

/** Where it happens now, and where it usually does. */
export function MapPanel({ state, now }: PanelProps): ReactElement {
  const { city, aggregates, incidents } = state
  const say = useWords(mapWords)
  const format = useFormat()
  const stage = useRef<HTMLDivElement>(null)
  const [settings, setSettings] = useHeatSettings()
  const base = useBaseMap(city)
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

  const density = aggregates[`density:${settings.window}`]
  const heat = useMemo(
    () =>
      density && shapes
        ? makeHeat(density, settings.window, settings.style, shapes.bounds)
        : undefined,
    [density, settings, shapes]
  )

  const { marks, withoutPoint } = incidentMarks(incidents.values(), city, now)
  const today = aggregates.districtCounts?.today ?? none
  const names = useMemo(
    () => (shapes ? districtNames(city, shapes, today) : []),
    [city, shapes, today]
  )
  const clockText = useCallback(
    ({ clock }: IncidentMark) => format.stopwatch(clock.elapsedMs),
    [format]
  )
  // A label moves only when something about it changes; a ticking clock changes nothing.
  const arrangement = marks
    .map(({ id, position, radius, clockSize, late, lead, clock }) =>
      [id, position, radius, clockSize, late, lead, format.stopwatch(clock.elapsedMs).length].join()
    )
    .join(';')
  const labels = useMemo(() => {
    if (!room || !projection || !shapes) return new Map()
    const input = { marks, names, shapes, projection, unit: room.unit, clockText }
    const wishes = labelWishes({ ...input, measure: measureText })
    const obstacles = [...markBoxes(input), ...room.obstacles]
    return placeLabels(wishes, { bounds: { x: 0, y: 0, ...sizeOf(room) }, obstacles })
    // `marks` is another list every second; `arrangement` says when it really is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [arrangement, names, shapes, projection, room, clockText])

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
            />
            <MapMarks
              projection={projection}
              unit={room.unit}
              marks={marks}
              names={names}
              labels={labels}
              water={base.shapes.water?.name}
              clockText={clockText}
              exerciseText={say.exercise}
              now={now}
            />
          </>
        )}
        <MapLegend
          settings={settings}
          onChange={setSettings}
          withoutPoint={withoutPoint}
          counted={density?.cells.reduce((sum, [, count]) => sum + count, 0)}
        />
        <p className="map-note" data-map-obstacle>
          {note}
        </p>
      </div>
      <MapKey city={city} />
    </div>
  )
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
