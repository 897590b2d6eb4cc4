import type { Basemap } from '../../src/contract/basemap.ts'
import type { City } from '../../src/contract/city.ts'
import type { Position } from '../../src/contract/geo.ts'
import { areaOf, ringPoints, ringsAround, traceArcs, type Arc } from './arcs.ts'
import { drawLine, neighbourPairs, placeStops, type Centroids } from './lines.ts'
import { makeWarp, seedOf } from './noise.ts'
import { drawOutline, planOutline, type Disc } from './outline.ts'
import { planeAt, type Plane, type Point } from './plane.ts'
import { fitPowerDiagram, type PowerDiagram, type Site } from './powerDiagram.ts'
import { cellCentre, makeRaster, type Raster } from './raster.ts'
import type { Sketch } from './sketch.ts'

export interface MadeBasemap {
  readonly basemap: Basemap
  /** Largest |drawn − official| share of the land, relative, over the districts. */
  readonly worstShareError: number
  /** Largest distance of a drawn centroid from the official one, km. */
  readonly worstCentroidKm: number
}

const coarseKm = 0.14
const fineKm = 0.04
const marginKm = 1.2
const outlineRounds = 6

/** Draws the schematic map of a city; the same city file always gives the same map. */
export function makeBasemap(city: City, sketch: Sketch): MadeBasemap {
  const plane = planeAt(city.centre)
  const seed = seedOf(city.id)
  const drawn = drawDistricts(city, plane, seed)
  const { arcs, land, raster, labels } = drawn
  const codes = city.districts.map(({ code }) => code)
  const codeAt = (label: number): string => codes[label] ?? ''
  const lonLat = (points: readonly Point[]): Position[] => points.map(plane.toLonLat)
  const lines = drawLines(city, sketch, { plane, seed, raster, land, arcs, codeAt })

  const landRings = ringsAround(arcs, (label) => label >= 0)
  return {
    basemap: {
      city: city.id,
      schematic: true,
      bounds: boundsOf(landRings.flatMap((ring) => lonLat(ringPoints(arcs, ring)))),
      arcs: arcs.map(({ points }) => lonLat(points)),
      land: landRings,
      districts: codes.map((code, i) => ({
        code,
        rings: ringsAround(arcs, (label) => label === i),
        label: plane.toLonLat(deepestPoint(raster, labels, i))
      })),
      borders: indicesOf(
        arcs,
        (arc) => arc.left >= 0 && arc.right >= 0 && !lines.rivers.includes(arc.points)
      ),
      shore: drawShore(arcs, sketch, codeAt).map(({ points, coast }) => ({
        line: lonLat(points),
        coast
      })),
      rivers: lines.rivers.map(lonLat),
      roads: lines.roads.map(({ class: roadClass, points }) => ({
        class: roadClass,
        line: lonLat(points)
      })),
      ...(city.water && { water: city.water })
    },
    worstShareError: drawn.worstShareError,
    worstCentroidKm: Math.max(...drawn.residuals.map(([x, y]) => Math.hypot(x, y)))
  }
}

interface DrawnDistricts {
  readonly raster: Raster
  readonly land: Int16Array
  readonly labels: Int16Array
  readonly arcs: readonly Arc[]
  readonly residuals: readonly Point[]
  readonly worstShareError: number
}

function drawDistricts(city: City, plane: Plane, seed: number): DrawnDistricts {
  const [west, south, east, north] = city.bounds
  const min = plane.toKm([west, south])
  const max = plane.toKm([east, north])
  const rasterOf = (cellKm: number): Raster =>
    makeRaster(
      [min[0] - marginKm, min[1] - marginKm],
      [max[0] + marginKm, max[1] + marginKm],
      cellKm
    )
  const totalKm2 = city.districts.reduce((sum, { areaKm2 }) => sum + areaKm2, 0)
  const sites = city.districts.map(({ centroid, areaKm2 }): Site => ({
    centroid: plane.toKm(centroid),
    share: areaKm2 / totalKm2
  }))
  const outlineWarp = makeWarp(seed, [
    { wavelengthKm: 5.5, amplitudeKm: 0.8 },
    { wavelengthKm: 1.9, amplitudeKm: 0.24 },
    { wavelengthKm: 0.6, amplitudeKm: 0.06 }
  ])
  const borderWarp = makeWarp(seed + 7, [
    { wavelengthKm: 3.4, amplitudeKm: 0.55 },
    { wavelengthKm: 1.3, amplitudeKm: 0.2 },
    { wavelengthKm: 0.5, amplitudeKm: 0.06 }
  ])

  // Discs move until the cells drawn inside them have their centroids in the right places.
  const coarse = rasterOf(coarseKm)
  let discs = city.districts.map(({ areaKm2 }, i): Disc => ({
    centre: sites[i]?.centroid ?? [0, 0],
    areaKm2
  }))
  const outlineOf = () => ({ discs, areaKm2: totalKm2, min, max, warp: outlineWarp })
  let outline = planOutline(coarse, outlineOf())
  let fit: PowerDiagram | undefined
  for (let round = 0; round < outlineRounds; round++) {
    outline = planOutline(coarse, outlineOf())
    const land = drawOutline(coarse, outlineOf(), outline)
    fit = fitPowerDiagram({ raster: coarse, land, sites, warp: borderWarp, rounds: 160 })
    if (round === outlineRounds - 1) break
    discs = discs.map((disc, i) => {
      const [dx, dy] = fit?.residuals[i] ?? [0, 0]
      return { ...disc, centre: [disc.centre[0] + 0.6 * dx, disc.centre[1] + 0.6 * dy] }
    })
  }

  const raster = rasterOf(fineKm)
  const land = drawOutline(raster, outlineOf(), outline)
  // Smoothing the stairs shifts area by a trace; asking for that much more gives it back.
  let wanted = sites
  let result: DrawnDistricts | undefined
  for (let round = 0; round < 4; round++) {
    fit = fitPowerDiagram({ raster, land, sites: wanted, warp: borderWarp, rounds: 90, from: fit })
    const arcs = traceArcs(raster, fit.labels)
    const drawnKm2 = areaOf(
      arcs,
      ringsAround(arcs, (label) => label >= 0)
    )
    const shares = sites.map(
      (_, i) =>
        areaOf(
          arcs,
          ringsAround(arcs, (label) => label === i)
        ) / drawnKm2
    )
    const errors = sites.map(({ share }, i) => ((shares[i] ?? 0) - share) / share)
    const worstShareError = Math.max(...errors.map(Math.abs))
    if (!result || worstShareError < result.worstShareError)
      result = {
        raster,
        land: Int16Array.from(fit.labels, (label) => (label >= 0 ? 1 : 0)),
        labels: fit.labels,
        arcs,
        residuals: fit.residuals,
        worstShareError
      }
    if (worstShareError < 0.002) break
    wanted = wanted.map((site, i) => ({ ...site, share: site.share * (1 - (errors[i] ?? 0)) }))
  }
  if (!result) throw new Error('no diagram was drawn')
  return result
}

interface Ground {
  readonly plane: Plane
  readonly seed: number
  readonly raster: Raster
  readonly land: Int16Array
  readonly arcs: readonly Arc[]
  readonly codeAt: (label: number) => string
}

interface Lines {
  readonly roads: { readonly class: 1 | 2 | 3; readonly points: readonly Point[] }[]
  readonly rivers: (readonly Point[])[]
}

function drawLines(city: City, sketch: Sketch, ground: Ground): Lines {
  const { plane, seed, raster, land, arcs, codeAt } = ground
  const centroids: Centroids = new Map(
    city.districts.map(({ code, centroid }) => [code, plane.toKm(centroid)])
  )
  const warp = makeWarp(seed + 31, [
    { wavelengthKm: 4.2, amplitudeKm: 0.42 },
    { wavelengthKm: 1.6, amplitudeKm: 0.12 }
  ])
  const draw = (stops: readonly string[]): (readonly Point[])[] =>
    drawLine(placeStops(stops, centroids), warp, raster, land)

  const joined = new Set(
    sketch.roads.flatMap(({ stops }) =>
      stops.slice(1).map((stop, i) => pairKey(stop, stops[i] ?? ''))
    )
  )
  const others = neighbourPairs(centroids).filter(([a, b]) => !joined.has(pairKey(a, b)))
  return {
    roads: [
      ...others.flatMap((pair) => draw(pair).map((points) => ({ class: 3 as const, points }))),
      ...sketch.roads.flatMap((road) =>
        draw(road.stops).map((points) => ({ class: road.class, points }))
      )
    ],
    rivers: sketch.rivers.flatMap((river) => {
      if ('stops' in river) return draw(river.stops)
      const [one, other] = river.between
      return arcs
        .filter(({ left, right }) => {
          const [a, b] = [codeAt(left), codeAt(right)]
          return (one.includes(a) && other.includes(b)) || (one.includes(b) && other.includes(a))
        })
        .map(({ points }) => points)
    })
  }
}

const pairKey = (a: string, b: string): string => [a, b].sort().join(' ')

interface Shore {
  readonly points: readonly Point[]
  readonly coast: boolean
}

/** The outline, cut where the sea begins and ends: districts on the coast, seen from its side. */
function drawShore(
  arcs: readonly Arc[],
  { coast }: Sketch,
  codeAt: (label: number) => string
): Shore[] {
  return indicesOf(arcs, ({ left, right }) => left < 0 || right < 0).flatMap((index) => {
    const arc = arcs[index]
    if (!arc) return []
    // Walk with the land on the left, so that the outside is on the right.
    const points = arc.left < 0 ? arc.points.toReversed() : arc.points
    const district = codeAt(arc.left < 0 ? arc.right : arc.left)
    if (!coast?.districts.includes(district)) return [{ points, coast: false }]
    const bearing = (coast.bearing * Math.PI) / 180
    const faces = points.map((_, i) => {
      const [from, to] = [
        points[Math.max(0, i - reach)],
        points[Math.min(points.length - 1, i + reach)]
      ]
      if (!from || !to) return false
      const [nx, ny] = [to[1] - from[1], from[0] - to[0]]
      return nx * Math.sin(bearing) + ny * Math.cos(bearing) > 0.3 * Math.hypot(nx, ny)
    })
    return cutWhereItChanges(points, faces)
  })
}

/** Points to either side by which the direction of the outline is judged, about a kilometre. */
const reach = 8

function cutWhereItChanges(points: readonly Point[], faces: readonly boolean[]): Shore[] {
  const pieces: { points: Point[]; coast: boolean }[] = []
  points.forEach((point, i) => {
    const coast = faces[i] ?? false
    const last = pieces.at(-1)
    if (last?.coast === coast) {
      last.points.push(point)
      return
    }
    last?.points.push(point)
    pieces.push({ points: [point], coast })
  })
  return pieces.filter((piece) => piece.points.length > 1)
}

function indicesOf(arcs: readonly Arc[], wanted: (arc: Arc) => boolean): number[] {
  return arcs.flatMap((arc, index) => (wanted(arc) ? [index] : []))
}

function boundsOf(positions: readonly Position[]): [number, number, number, number] {
  const lons = positions.map(([lon]) => lon)
  const lats = positions.map(([, lat]) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

/** The cell of a label farthest from any other, by peeling one ring of cells after the other. */
function deepestPoint(raster: Raster, labels: Int16Array, label: number): Point {
  const { width } = raster
  let current = [...labels.keys()].filter((cell) => labels[cell] === label)
  let inside = new Set(current)
  for (;;) {
    const next = current.filter((cell) =>
      [cell - 1, cell + 1, cell - width, cell + width].every((beside) => inside.has(beside))
    )
    if (next.length === 0) break
    current = next
    inside = new Set(next)
  }
  const places = current.map((cell) => cellCentre(raster, cell))
  const middle = places[Math.floor(places.length / 2)]
  return middle ?? [0, 0]
}
