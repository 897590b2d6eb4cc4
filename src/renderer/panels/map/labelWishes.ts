import type { WallCity } from '../../../contract/city.ts'
import type { ShownCount } from '../../../contract/shownCount.ts'
import type { Position } from '../../../contract/geo.ts'
import type { Box, Spot } from './box.ts'
import { boxAround } from './box.ts'
import { cameraRadius, type CuedCamera } from './cameraMarks.ts'
import { byImportance, type IncidentMark } from './incidentMarks.ts'
import { isWithin, type MapShapes } from './mapShapes.ts'
import { spotsBeside, spotsNear, type LabelWish } from './placeLabels.ts'
import type { Projection } from './projection.ts'

export interface DistrictName {
  readonly code: string
  readonly name: string
  readonly at: Position
  /** Today's incidents; 0 is not written, nor is what guests are not told. */
  readonly count: ShownCount
}

/** Where the name of a district may stand, the best first; by code. */
export type NameSpots = ReadonlyMap<string, readonly Spot[]>

export interface LabelInput {
  readonly marks: readonly IncidentMark[]
  readonly cued: CuedCamera | undefined
  readonly nameSpots: NameSpots
  readonly names: readonly DistrictName[]
  readonly shapes: MapShapes
  readonly projection: Projection
  /** Pixels of one design pixel. */
  readonly unit: number
  /** The text of a mark's clock. */
  readonly clockText: (mark: IncidentMark) => string
  readonly measure: (text: string, size: number, weight: number) => number
}

/** Sizes in design pixels. */
export const nameSize = 28
export const clockWeight = 620
/** Between a mark and its label. */
export const gap = 10

export const nameGap = 9
/** Radius of the ring around the lead. */
export const leadRing = 64

/** Around a mark: its outline and a part of the dark rim that parts it from others. */
const halo = 1.14

/** Rectangles of the marks themselves, ring of the lead included. */
export function markBoxes({
  marks,
  projection,
  unit
}: Pick<LabelInput, 'marks' | 'projection' | 'unit'>): Box[] {
  return marks.map(({ position, radius, lead }) => {
    const size = 2 * (lead ? leadRing : radius * halo) * unit
    return boxAround(projection.project(position), size, size)
  })
}

/** Everything that wants a place on the map, most important first. */
export function labelWishes(input: LabelInput): LabelWish[] {
  const clocks = byImportance(input.marks)
  const [first] = clocks
  const rest = first?.lead ? clocks.slice(1) : clocks
  return [
    ...(first?.lead ? clockWish(first, input) : []),
    ...cuedCameraWish(input),
    ...rest.flatMap((mark) => clockWish(mark, input)),
    ...input.names.map((name) => nameWish(name, input)),
    ...waterWish(input)
  ]
}

function clockWish(
  mark: IncidentMark,
  { projection, unit, clockText, measure }: LabelInput
): LabelWish[] {
  if (mark.clockSize === undefined) return []
  const font = mark.clockSize * unit
  const padding = mark.late ? 8 * unit : 0
  const width = measure(widest(clockText(mark)), font, clockWeight) + 2 * padding
  const height = font * (mark.late ? 1.12 : 0.9)
  const at = projection.project(mark.position)
  const radius = (mark.lead ? leadRing : mark.radius) * unit
  return [
    {
      id: mark.id,
      width,
      height,
      spots: spotsBeside(at, radius, { width, height }, gap * unit),
      ...((mark.lead || mark.late) && { near: at })
    }
  ]
}

/** Digits are equally wide, so a running clock keeps its box until it gains a digit. */
const widest = (text: string): string => text.replaceAll(/\d/gu, '0')

/** Beside its square; where that is under the lead's ring, the square stands beside the ring too. */
function cuedCameraWish({ cued, projection, unit, measure }: LabelInput): LabelWish[] {
  if (!cued) return []
  const font = nameSize * unit
  const square = cued.isUnderRing ? (2 * cameraRadius + nameGap) * unit : 0
  const size = { width: measure(cued.label, font, 640) + square, height: font }
  const [at, radius] = cued.isUnderRing
    ? [projection.project(cued.incident), leadRing]
    : [projection.project(cued.position), cameraRadius]
  const spots = spotsBeside(at, radius * unit, size, (cued.isUnderRing ? 2 * gap : gap) * unit)
  const [right, left, ...others] = spots
  return [{ id: 'camera', ...size, spots: [left, right, ...others].filter((spot) => !!spot) }]
}

function nameWish(
  { code, name, at, count }: DistrictName,
  { nameSpots, projection, unit, measure }: LabelInput
): LabelWish {
  const font = nameSize * unit
  const figure = count !== 0 ? nameGap * unit + measure(String(count), font, 640) : 0
  const width = measure(name, font, 440) + figure + 6 * unit
  const spots = nameSpots.get(code) ?? spotsNear(projection.project(at), width * 0.32, font, 4)
  return { id: `district ${code}`, width, height: font * 1.12, spots }
}

/** How far a name may wander from where it stands best, in its own heights. */
const nameReach = 7

/** Places inside each district, near the best one; they change only with the map and its size. */
export function findNameSpots(shapes: MapShapes, projection: Projection, unit: number): NameSpots {
  const font = nameSize * unit
  const [stepX, stepY] = [font * 0.7, font * 0.4]
  const steps = (step: number): number[] => {
    const count = Math.floor((nameReach * font) / step)
    return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step)
  }
  const offsets = steps(stepX)
    .flatMap((x) => steps(stepY).map((y): Spot => ({ x, y })))
    .filter(({ x, y }) => Math.hypot(x, y) <= nameReach * font)
    .sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y))
  return new Map(
    shapes.districts.map(({ code, rings, label }) => {
      const best = projection.project(label)
      const spots = offsets.map(({ x, y }): Spot => ({ x: best.x + x, y: best.y + y }))
      return [code, spots.filter((spot) => isWithin(rings, projection.unproject(spot)))]
    })
  )
}

/** The name of the sea stays in the sea, also where the panel ends before its usual place. */
function waterWish({ shapes, projection, unit, measure }: LabelInput): LabelWish[] {
  const { water } = shapes
  if (!water) return []
  const font = nameSize * unit
  const width = measure(water.name, font, 400) + water.name.length * font * 0.12
  const height = font * 1.2
  const inLand = isWithin(shapes.land, water.position)
  const { x, y } = projection.project(water.position)
  const at: Spot = {
    x: Math.min(projection.width - width / 2, Math.max(width / 2, x)),
    y: Math.min(projection.height - height / 2, Math.max(height / 2 + 0.3 * font, y))
  }
  const fits = (spot: Spot): boolean =>
    [-1, 0, 1].every(
      (side) =>
        isWithin(
          shapes.land,
          projection.unproject({ x: spot.x + (side * width) / 2, y: spot.y + height })
        ) === inLand
    )
  const spots = spotsNear(at, width * 0.5, height, 6)
  return [{ id: 'water', width, height, spots: inLand ? spots : spots.filter(fits) }]
}

/** Names of the districts where they stand best, largest count first. */
export function districtNames(
  city: Pick<WallCity, 'districts'>,
  shapes: MapShapes,
  today: Readonly<Record<string, ShownCount>>
): DistrictName[] {
  const labels = new Map(shapes.districts.map(({ code, label }) => [code, label]))
  return city.districts
    .map(({ code, shortName, centroid }) => ({
      code,
      name: shortName,
      at: labels.get(code) ?? centroid,
      count: today[code] ?? 0
    }))
    .sort((a, b) => rank(b) - rank(a) || (a.code < b.code ? -1 : 1))
}

function rank({ count }: DistrictName): number {
  return typeof count === 'number' ? count : 0
}
