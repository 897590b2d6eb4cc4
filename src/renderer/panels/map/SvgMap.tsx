import { memo, useId, useMemo, type ReactElement } from 'react'
import { cellToBoundary } from 'h3-js'
import { contours } from './contours.ts'
import { levelOf, thresholdOf } from './density.ts'
import type { GroundProps } from './GlMap.tsx'
import type { Line } from './mapShapes.ts'
import type { Projection } from './projection.ts'

type SvgMapProps = Pick<GroundProps, 'projection' | 'shapes' | 'heat' | 'unit'>

/** The same base map and heat without WebGL; colours come straight from the tokens. */
export const SvgMap = memo(function SvgMap({
  projection,
  shapes,
  heat,
  unit
}: SvgMapProps): ReactElement {
  const id = useId()
  const land = useMemo(
    () => shapes.land.map((ring) => `${path(ring, projection)}Z`).join(''),
    [shapes, projection]
  )
  const roads = ([3, 2, 1] as const).map((wanted) => ({
    wanted,
    width: [4.5, 3, 2][wanted - 1] ?? 2,
    d: shapes.roads
      .filter((road) => road.class === wanted)
      .map((road) => path(road.line, projection))
      .join('')
  }))
  return (
    <svg className="map-svg" width={projection.width} height={projection.height} aria-hidden="true">
      <clipPath id={id}>
        <path d={land} />
      </clipPath>
      <path d={land} className="map-land" />
      <g clipPath={land === '' ? undefined : `url(#${id})`}>
        <SvgHeat heat={heat} projection={projection} />
        <path d={lines(shapes.rivers, projection)} className="map-river" strokeWidth={6 * unit} />
        {roads.map(({ wanted, width, d }) => (
          <path
            key={wanted}
            d={d}
            className={`map-road map-road-${wanted}`}
            strokeWidth={width * unit}
          />
        ))}
      </g>
      <path
        d={lines(shapes.borders, projection)}
        className="map-border"
        strokeWidth={1.6 * unit}
        strokeDasharray={`${1.5 * unit} ${6 * unit}`}
      />
      {[false, true].map((coast) => (
        <path
          key={String(coast)}
          d={lines(
            shapes.shore.filter((piece) => piece.coast === coast).map(({ line }) => line),
            projection
          )}
          className="map-shore"
          strokeWidth={(coast ? 2.6 : 1.6) * unit}
        />
      ))}
    </svg>
  )
})

const SvgHeat = memo(function SvgHeat({
  heat,
  projection
}: Pick<SvgMapProps, 'heat' | 'projection'>): ReactElement | undefined {
  const paths = useMemo(() => (heat ? heatPaths(heat, projection) : []), [heat, projection])
  if (paths.length === 0) return undefined
  return (
    <g>
      {paths.map((d, level) => (
        <path key={level} d={d} fillRule="evenodd" style={{ fill: `var(--h${level + 1})` }} />
      ))}
    </g>
  )
})

function heatPaths(heat: NonNullable<GroundProps['heat']>, projection: Projection): string[] {
  const levels = [1, 2, 3, 4, 5, 6]
  if (heat.style === 'smooth')
    return levels.map((level) =>
      contours(heat.grid, thresholdOf(level, heat.start))
        .map((ring) => `${path(ring, projection)}Z`)
        .join('')
    )
  return levels.map((level) =>
    heat.hexagons
      .filter(({ perKm2 }) => levelOf(perKm2, heat.start) === level)
      .map(({ cell }) => {
        const ring = cellToBoundary(cell).map(([lat, lon]): [number, number] => [lon, lat])
        return `${path(ring, projection)}Z`
      })
      .join('')
  )
}

const lines = (all: readonly Line[], projection: Projection): string =>
  all.map((line) => path(line, projection)).join('')

function path(line: Line, { project }: Projection): string {
  return line
    .map((position, i) => {
      const { x, y } = project(position)
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}
