import type { Basemap } from '../../../contract/basemap.ts'
import type { Bounds, Position } from '../../../contract/geo.ts'

export type Line = readonly Position[]

export interface DistrictShape {
  readonly code: string
  readonly rings: readonly Line[]
  /** Where its name stands best. */
  readonly label: Position
}

/** What a map of a city is drawn from, wherever it comes from. */
export interface MapShapes {
  readonly bounds: Bounds
  readonly land: readonly Line[]
  readonly districts: readonly DistrictShape[]
  readonly borders: readonly Line[]
  readonly shore: readonly { readonly line: Line; readonly coast: boolean }[]
  readonly rivers: readonly Line[]
  readonly roads: readonly { readonly class: 1 | 2 | 3; readonly line: Line }[]
  readonly water: { readonly name: string; readonly position: Position } | undefined
  /** Not official: the wall says so. */
  readonly schematic: boolean
  /** Who made the borders, where the file says it. */
  readonly attribution: string | undefined
}

/** Puts the shared arcs of a schematic basemap together to lines and rings. */
export function shapesOf(basemap: Basemap): MapShapes {
  const arc = (index: number): Line => {
    const points = basemap.arcs[index < 0 ? ~index : index] ?? []
    return index < 0 ? points.toReversed() : points
  }
  const ring = (indices: readonly number[]): Line => indices.flatMap((index) => arc(index).slice(1))
  return {
    bounds: basemap.bounds,
    land: basemap.land.map(ring),
    districts: basemap.districts.map(({ code, rings, label }) => ({
      code,
      rings: rings.map(ring),
      label
    })),
    borders: basemap.borders.map(arc),
    shore: basemap.shore,
    rivers: basemap.rivers,
    roads: basemap.roads,
    water: basemap.water,
    schematic: true,
    attribution: undefined
  }
}

/** A city without any map: only its extent, so that incidents still have a place. */
export function bareShapes(bounds: Bounds): MapShapes {
  return {
    bounds,
    land: [],
    districts: [],
    borders: [],
    shore: [],
    rivers: [],
    roads: [],
    water: undefined,
    schematic: true,
    attribution: undefined
  }
}

/** Is a place inside rings, holes not counting (even–odd)? */
export function isWithin(rings: readonly Line[], [lon, lat]: Position): boolean {
  let inside = false
  for (const ring of rings) {
    let before = ring.at(-1)
    for (const point of ring) {
      if (
        before &&
        point[1] > lat !== before[1] > lat &&
        lon < ((before[0] - point[0]) * (lat - point[1])) / (before[1] - point[1]) + point[0]
      )
        inside = !inside
      before = point
    }
  }
  return inside
}
