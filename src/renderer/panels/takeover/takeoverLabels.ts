import type { Position } from '../../../contract/geo.ts'
import { boxAround, type Box, type Spot } from '../map/box.ts'
import type { IncidentMark } from '../map/incidentMarks.ts'
import { districtNames, gap, labelWishes, markBoxes, type NameSpots } from '../map/labelWishes.ts'
import { isWithin, type MapShapes } from '../map/mapShapes.ts'
import { measureText } from '../map/measureText.ts'
import { placeLabels, spotsBeside, type LabelWish } from '../map/placeLabels.ts'
import type { Projection } from '../map/projection.ts'

/** Half the side of a camera's square and the size of its name, in design pixels. */
export const cameraSquare = 11
export const cameraNameSize = 34

export interface LabelledCamera {
  readonly id: string
  readonly label: string
  readonly position: Position
}

interface LabelInput {
  readonly marks: readonly IncidentMark[]
  readonly cameras: readonly LabelledCamera[]
  readonly districts: Parameters<typeof districtNames>[0]
  readonly shapes: MapShapes
  readonly projection: Projection
  readonly unit: number
  readonly obstacles: readonly Box[]
}

/** The names that a map of a few kilometres has room for: cameras first, then districts. */
export function takeoverLabels(input: LabelInput): {
  readonly names: ReturnType<typeof districtNames>
  readonly labels: ReadonlyMap<string, Box>
} {
  const { marks, shapes, projection, unit, obstacles } = input
  const names = districtNames(input.districts, shapes, {})
  const nameSpots = namesInView(shapes, projection)
  const wishes = labelWishes({
    ...{ marks, names, nameSpots, shapes: { ...shapes, water: undefined }, projection, unit },
    ...{ cued: undefined, clockText: () => '', measure: measureText }
  })
  const squares = input.cameras.map(({ position }) => {
    const side = 2 * (cameraSquare + 3) * unit
    return boxAround(projection.project(position), side, side)
  })
  const labels = placeLabels([...input.cameras.map((one) => cameraWish(one, input)), ...wishes], {
    bounds: { x: 0, y: 0, width: projection.width, height: projection.height },
    obstacles: [...markBoxes({ marks, projection, unit }), ...squares, ...obstacles]
  })
  return { names, labels }
}

export const cameraLabelId = (id: string): string => `camera ${id}`

function cameraWish({ id, label, position }: LabelledCamera, input: LabelInput): LabelWish {
  const { projection, unit } = input
  const font = cameraNameSize * unit
  const size = { width: measureText(label, font, 640), height: font }
  const spots = spotsBeside(projection.project(position), cameraSquare * unit, size, gap * unit)
  return { id: cameraLabelId(id), ...size, spots }
}

/** Steps of the grid on which a place for the name of a district is looked for. */
const steps = 12

/**
 * Places for the names of the districts that are partly in view, the middle of that part first. The
 * place where a name stands best on the map of the city may be far outside.
 */
function namesInView(shapes: MapShapes, projection: Projection): NameSpots {
  const { width, height } = projection
  const grid = Array.from({ length: steps * steps }, (_, index): Spot => ({
    x: ((index % steps) + 0.5) * (width / steps),
    y: (Math.floor(index / steps) + 0.5) * (height / steps)
  }))
  return new Map(
    shapes.districts.map(({ code, rings }) => {
      const inside = grid.filter((spot) => isWithin(rings, projection.unproject(spot)))
      const middle = {
        x: inside.reduce((sum, { x }) => sum + x, 0) / inside.length,
        y: inside.reduce((sum, { y }) => sum + y, 0) / inside.length
      }
      const far = ({ x, y }: Spot): number => Math.hypot(x - middle.x, y - middle.y)
      return [code, inside.sort((a, b) => far(a) - far(b))]
    })
  )
}
