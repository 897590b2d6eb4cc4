import { memo, type ReactElement } from 'react'
import type { Box, Spot } from './box.ts'
import { cameraRadius, type CameraMark, type CuedCamera } from './cameraMarks.ts'
import { leadRing, nameSize } from './labelWishes.ts'
import type { Projection } from './projection.ts'

interface CameraMarksProps {
  readonly cameras: readonly CameraMark[]
  readonly cued: CuedCamera | undefined
  /** Place of the cued camera's label. */
  readonly box: Box | undefined
  readonly projection: Projection
  readonly unit: number
}

/** Hollow squares; a cross where no picture comes; the cued one filled, named and tied to its incident. */
export const CameraMarks = memo(function CameraMarks(props: CameraMarksProps): ReactElement {
  const { cameras, cued, box, projection, unit } = props
  const radius = cameraRadius * unit
  return (
    <g className="map-cameras" strokeWidth={2.4 * unit}>
      {cameras.map(({ id, position, look }) => {
        if (id === cued?.id) return undefined
        const { x, y } = projection.project(position)
        return look === 'dead' ? (
          <path
            key={id}
            className="map-camera-dead"
            data-camera={id}
            strokeWidth={3.4 * unit}
            d={`M${x - radius} ${y - radius}L${x + radius} ${y + radius}M${x - radius} ${y + radius}L${x + radius} ${y - radius}`}
          />
        ) : (
          <rect
            key={id}
            className={`map-camera-${look}`}
            data-camera={id}
            {...squareAt({ x, y }, radius)}
          />
        )
      })}
      {cued && <Cued cued={cued} box={box} projection={projection} unit={unit} />}
    </g>
  )
})

function Cued({
  cued,
  box,
  projection,
  unit
}: Pick<CameraMarksProps, 'box' | 'projection' | 'unit'> & {
  readonly cued: CuedCamera
}): ReactElement {
  const radius = cameraRadius * unit
  const incident = projection.project(cued.incident)
  const own = projection.project(cued.position)
  const isLeft = box !== undefined && box.x + box.width / 2 < incident.x
  // Under the ring nothing would be seen of it: then it stands in its label, on the ring's side.
  const beside = box && {
    x: isLeft ? box.x + box.width - radius : box.x + radius,
    y: box.y + box.height / 2
  }
  const at = cued.isUnderRing ? beside : own
  if (at === undefined) return <></>
  const from = towards(incident, at, leadRing * unit)
  const textAt = box && {
    x: cued.isUnderRing && !isLeft ? box.x + box.width : box.x,
    anchor: cued.isUnderRing && !isLeft ? ('end' as const) : ('start' as const)
  }
  return (
    <g className="map-camera-cued" data-camera={cued.id}>
      <line x1={from.x} y1={from.y} x2={at.x} y2={at.y} />
      <rect {...squareAt(at, radius)} />
      {box && textAt && (
        <text
          x={textAt.x}
          y={box.y + box.height / 2 + 0.349 * nameSize * unit}
          textAnchor={textAt.anchor}
          fontSize={nameSize * unit}
          strokeWidth={7 * unit}
        >
          {cued.label}
        </text>
      )}
    </g>
  )
}

function squareAt(
  { x, y }: Spot,
  radius: number
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
}

/** The point at this distance from `from` on the way to `to`. */
function towards(from: Spot, to: Spot, distance: number): Spot {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(1, distance / length)
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
