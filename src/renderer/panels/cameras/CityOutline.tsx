import type { ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import type { Position } from '../../../contract/geo.ts'
import { fitProjection } from '../map/projection.ts'
import { useBaseMap } from '../map/useBaseMap.ts'

/** In hundredths of a rem: as wide as the column beside the enlarged picture. */
const size = { width: 330, height: 268 }
const margin = 4

/** The city's land, small, with one place marked: where in the city the picture is from. */
export function CityOutline({
  city,
  place
}: {
  readonly city: WallCity
  readonly place: Position
}): ReactElement | null {
  const { base } = useBaseMap(city)
  if (base === undefined) return null
  const { project } = fitProjection(base.shapes.bounds, size, {
    x: margin,
    y: margin,
    width: size.width - 2 * margin,
    height: size.height - 2 * margin
  })
  const land = base.shapes.land
    .map((ring) => ring.map((point) => spot(project(point))).join('L'))
    .map((points) => `M${points}Z`)
    .join('')
  const { x, y } = project(place)
  return (
    <svg className="cctv-outline" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      <path d={land} />
      <circle cx={x} cy={y} r={15} />
      <rect x={x - 6} y={y - 6} width={12} height={12} />
    </svg>
  )
}

function spot({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`
}
