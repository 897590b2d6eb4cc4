import { cellCentre, keepLargestPart, neighbours, type Raster } from './raster.ts'
import type { Point } from './plane.ts'
import type { Warp } from './noise.ts'

export interface Site {
  /** Where the district's centroid really is. */
  readonly centroid: Point
  /** Share of the land it is to have; all together 1. */
  readonly share: number
}

/** A fitted diagram: cell of the raster belongs to the site with the least |x−p|² − w. */
export interface PowerDiagram {
  /** Index of the site per cell, -1 outside the land. */
  readonly labels: Int16Array
  readonly generators: Point[]
  readonly weights: number[]
  /** Largest |area − wanted| / wanted over the sites. */
  readonly worstError: number
  /** From each cell's centroid to the district's real one. */
  readonly residuals: readonly Point[]
}

export interface FitOptions {
  readonly raster: Raster
  readonly land: Int16Array
  readonly sites: readonly Site[]
  readonly warp: Warp
  readonly rounds: number
  /** Start from an earlier, coarser fit. */
  readonly from?: Pick<PowerDiagram, 'generators' | 'weights'> | undefined
}

/**
 * Fits weights until every cell has its official share, and moves the generators so that the
 * cells' centroids come to lie on the real ones. Plain Voronoi cells miss the areas by a quarter.
 */
export function fitPowerDiagram(options: FitOptions): PowerDiagram {
  const { raster, land, sites, warp, rounds, from } = options
  const cells = landCells(raster, land, warp)
  const landKm2 = cells.index.length * raster.cellKm ** 2
  const generators =
    from?.generators.map((p): Point => [p[0], p[1]]) ?? sites.map((s) => s.centroid)
  const weights = [...(from?.weights ?? sites.map(({ share }) => (share * landKm2) / Math.PI))]
  const owner = new Int16Array(cells.index.length)
  let best = { error: Infinity, weights: [...weights], generators: [...generators] }

  // A site's step shrinks when its error changes sign (small cells between close neighbours
  // answer strongly) and grows while it keeps its sign.
  const steps = sites.map((): number => (from === undefined ? 0.4 : 0.1))
  let before = sites.map(() => 0)
  for (let round = 0; round < rounds; round++) {
    const measured = assign(cells, generators, weights, owner)
    const errors = sites.map(({ share }, i) => {
      const wanted = share * cells.index.length
      return (wanted - (measured[i]?.count ?? 0)) / wanted
    })
    const error = Math.max(...errors.map(Math.abs))
    const settled = from !== undefined || round > rounds * 0.5
    if (settled && error < best.error)
      best = { error, weights: [...weights], generators: [...generators] }
    sites.forEach(({ share, centroid }, i) => {
      const now = errors[i] ?? 0
      const step = steps[i] ?? 0
      steps[i] = now * (before[i] ?? 0) < 0 ? step * 0.5 : Math.min(0.5, step * 1.15)
      weights[i] = (weights[i] ?? 0) + ((steps[i] ?? 0) * now * share * landKm2) / Math.PI
      const cell = measured[i]
      const generator = generators[i]
      if (settled || !cell || !generator || Math.abs(now) > 0.15) return
      const reach = Math.sqrt((share * landKm2) / Math.PI)
      generators[i] = nearTo(centroid, reach, [
        generator[0] + 0.12 * (centroid[0] - cell.x / cell.count),
        generator[1] + 0.12 * (centroid[1] - cell.y / cell.count)
      ])
    })
    before = errors
    if (settled && error < 2e-4) break
  }

  const measured = assign(cells, best.generators, best.weights, owner)
  const labels = new Int16Array(land.length).fill(-1)
  cells.index.forEach((cell, i) => (labels[cell] = owner[i] ?? -1))
  joinStrays(raster, labels, sites.length)
  return {
    labels,
    generators: best.generators,
    weights: best.weights,
    worstError: best.error,
    residuals: sites.map(({ centroid }, i) => {
      const cell = measured[i]
      if (!cell || cell.count === 0) return [0, 0]
      return [centroid[0] - cell.x / cell.count, centroid[1] - cell.y / cell.count]
    })
  }
}

interface Cells {
  readonly index: Int32Array
  /** Real and warped place of each land cell. */
  readonly x: Float64Array
  readonly y: Float64Array
  readonly u: Float64Array
  readonly v: Float64Array
}

function landCells(raster: Raster, land: Int16Array, warp: Warp): Cells {
  const index = Int32Array.from(land.keys()).filter((cell) => land[cell] === 1)
  const size = index.length
  const [x, y, u, v] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ] // four were just made
  index.forEach((cell, i) => {
    const [px, py] = cellCentre(raster, cell)
    const [dx, dy] = warp(px, py)
    x[i] = px
    y[i] = py
    u[i] = px + dx
    v[i] = py + dy
  })
  return { index, x, y, u, v }
}

interface Measured {
  count: number
  x: number
  y: number
}

function assign(
  cells: Cells,
  generators: readonly Point[],
  weights: readonly number[],
  owner: Int16Array
): Measured[] {
  const measured = generators.map((): Measured => ({ count: 0, x: 0, y: 0 }))
  const gx = Float64Array.from(generators, (p) => p[0])
  const gy = Float64Array.from(generators, (p) => p[1])
  const w = Float64Array.from(weights)
  for (let i = 0; i < owner.length; i++) {
    const u = cells.u[i] ?? 0
    const v = cells.v[i] ?? 0
    let least = Infinity
    let site = 0
    for (let k = 0; k < gx.length; k++) {
      const power = (u - (gx[k] ?? 0)) ** 2 + (v - (gy[k] ?? 0)) ** 2 - (w[k] ?? 0)
      if (power >= least) continue
      least = power
      site = k
    }
    owner[i] = site
    const cell = measured[site]
    if (!cell) continue
    cell.count++
    cell.x += cells.x[i] ?? 0
    cell.y += cells.y[i] ?? 0
  }
  return measured
}

function nearTo(anchor: Point, reach: number, point: Point): Point {
  const dx = point[0] - anchor[0]
  const dy = point[1] - anchor[1]
  const far = Math.hypot(dx, dy)
  return far <= reach ? point : [anchor[0] + (dx * reach) / far, anchor[1] + (dy * reach) / far]
}

/** The warp can cut crumbs off a cell; they go to whoever surrounds them. */
function joinStrays(raster: Raster, labels: Int16Array, sites: number): void {
  for (let site = 0; site < sites; site++)
    keepLargestPart(raster, labels, site, (cell) => {
      for (const next of neighbours(cell, raster.width, raster.height)) {
        const label = labels[next]
        if (label !== undefined && label >= 0 && label !== site) return label
      }
      return site
    })
}
