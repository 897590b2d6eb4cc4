import { useMemo, useRef, type ReactElement } from 'react'
import type { Briefing } from '../../../contract/briefing.ts'
import type { WallCity } from '../../../contract/city.ts'
import { unknownDistrict } from '../../../contract/review.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { boxAround, type Box } from '../map/box.ts'
import { makeHeat } from '../map/heat.ts'
import '../map/map.css'
import type { MapShapes } from '../map/mapShapes.ts'
import { measureText } from '../map/measureText.ts'
import { placeLabels } from '../map/placeLabels.ts'
import { fitProjection, type Projection } from '../map/projection.ts'
import { SvgMap } from '../map/SvgMap.tsx'
import { useBaseMap } from '../map/useBaseMap.ts'
import { useMapRoom, type MapRoom } from '../map/useMapRoom.ts'
import { monthNames } from './monthNames.ts'
import { briefingWords } from './words.ts'

const labelled = 3

/** Where this month's reports are, with the heaviest districts by name. */
export function DistrictMap({
  briefing,
  city
}: {
  readonly briefing: Briefing
  readonly city: WallCity
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const stage = useRef<HTMLDivElement>(null)
  const { base } = useBaseMap(city)
  const room = useMapRoom(stage)
  const shapes = base?.shapes
  const projection = useMemo(
    () => (room && shapes ? fitted(shapes, city, room) : undefined),
    [room, shapes, city]
  )
  const heat = useMemo(
    () =>
      briefing.cells &&
      makeHeat({ window: '30d', cells: briefing.cells, withoutPosition: 0 }, 'smooth', city.bounds),
    [briefing.cells, city]
  )
  const unknown = briefing.districts.find(({ district }) => district === unknownDistrict)
  return (
    <section className="briefing-part briefing-where" aria-label={say.where}>
      <h2>{say.where}</h2>
      <p className="briefing-note">
        {[
          say.whereWhat(monthNames(briefing, format).nowYear),
          unknown && say.unknownDistrict(format.count(unknown.count)),
          shapes?.schematic === true ? say.schematic : undefined
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      <div className="briefing-map" ref={stage}>
        {room && shapes && projection && room.width * room.height > 0 && (
          <>
            <SvgMap shapes={shapes} projection={projection} heat={heat} unit={room.unit} />
            <Heaviest {...{ briefing, city, shapes, projection, room }} />
          </>
        )}
      </div>
    </section>
  )
}

function fitted(
  { bounds }: MapShapes,
  city: WallCity,
  { width, height, unit }: MapRoom
): Projection {
  const margin = 6 * unit
  const frame = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin }
  return fitProjection(bounds[0] < bounds[2] ? bounds : city.bounds, { width, height }, frame)
}

/** A point in each of the heaviest districts, and a line from it to its name beside the heat. */
function Heaviest({
  briefing,
  city,
  shapes,
  projection,
  room
}: {
  readonly briefing: Briefing
  readonly city: WallCity
  readonly shapes: MapShapes
  readonly projection: Projection
  readonly room: MapRoom
}): ReactElement {
  const format = useFormat()
  const { unit } = room
  const size = 34 * unit
  const heaviest = briefing.districts
    .filter(({ district, count }) => district !== unknownDistrict && Number(count) > 0)
    .slice(0, labelled)
    .flatMap(({ district, count }) => {
      const known = city.districts.find(({ code }) => code === district)
      if (known === undefined) return []
      const at = shapes.districts.find(({ code }) => code === district)?.label ?? known.centroid
      const text = format.count(count)
      const width = measureText(`${known.shortName} ${text}`, size, 620) + 8 * unit
      return [{ ...known, text, width, spot: projection.project(at) }]
    })
  const dots = heaviest.map(({ spot }) => boxAround(spot, 24 * unit, 24 * unit))
  const placed = placeLabels(
    heaviest.map(({ code, width, spot }) => ({
      id: code,
      width,
      height: size * 1.2,
      spots: spotsAround(spot, width, unit),
      near: spot
    })),
    { bounds: { x: 0, y: 0, width: room.width, height: room.height }, obstacles: dots }
  )
  return (
    <svg className="map-svg briefing-heaviest" width={room.width} height={room.height}>
      {heaviest.map(({ code, shortName, text, spot }) => {
        const box = placed.get(code)
        if (box === undefined) return undefined
        const end = nearestEdge(box, spot.x)
        return (
          <g key={code} data-district={code}>
            <line
              x1={spot.x}
              y1={spot.y}
              x2={end}
              y2={box.y + box.height / 2}
              strokeWidth={2 * unit}
            />
            <circle cx={spot.x} cy={spot.y} r={7 * unit} />
            <text x={box.x + 4 * unit} y={box.y + box.height * 0.76} fontSize={size}>
              <tspan className="briefing-value">{shortName}</tspan> {text}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** Beside and away from the point, outwards first: the heat under it stays seen. */
function spotsAround(
  { x, y }: { readonly x: number; readonly y: number },
  width: number,
  unit: number
): { readonly x: number; readonly y: number }[] {
  const aside = width / 2
  return [90, 150, 40].flatMap((far) =>
    [-1, 1].flatMap((side) =>
      [-0.7, 0.7, 0].map((up) => ({
        x: x + side * (aside + far * unit),
        y: y + up * far * unit
      }))
    )
  )
}

function nearestEdge(box: Box, x: number): number {
  return Math.abs(box.x - x) < Math.abs(box.x + box.width - x) ? box.x : box.x + box.width
}
