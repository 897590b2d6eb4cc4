import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Bounds } from '../../../contract/geo.ts'
import { contours } from './contours.ts'
import { densityGrid, gridBounds, levelOf, thresholdOf, type DensityCell } from './density.ts'

const city: Bounds = [110.2697, -7.1155, 110.5053, -6.9337]
const bounds = gridBounds(city)

function incidentsIn(cells: readonly DensityCell[]): number {
  const { perKm2, cellKm2 } = densityGrid(cells, bounds)
  return perKm2.reduce((sum, value) => sum + value * cellKm2, 0)
}

test('the grid sums up to the number of incidents, wherever in the city they are', () => {
  const cell = fc.record({
    position: fc.tuple(
      fc.double({ min: city[0], max: city[2], noNaN: true }),
      fc.double({ min: city[1], max: city[3], noNaN: true })
    ),
    count: fc.integer({ min: 1, max: 500 })
  })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), (cells) => {
      const count = cells.reduce((sum, { count: n }) => sum + n, 0)
      expect(Math.abs(incidentsIn(cells) - count) / count).toBeLessThan(1e-4)
    }),
    { numRuns: 25 }
  )
})

test('an incident at the very edge of the grid is not lost', () => {
  expect(incidentsIn([{ position: [bounds[0], bounds[3]], count: 7 }])).toBeCloseTo(7, 4)
})

test('an incident is densest where it happened', () => {
  const { perKm2, columns, rows } = densityGrid([{ position: [110.4, -7], count: 1 }], bounds)
  const peak = perKm2.indexOf(perKm2.reduce((a, b) => Math.max(a, b)))
  const lon = bounds[0] + (((peak % columns) + 0.5) / columns) * (bounds[2] - bounds[0])
  const lat = bounds[3] - ((Math.floor(peak / columns) + 0.5) / rows) * (bounds[3] - bounds[1])
  expect(Math.abs(lon - 110.4)).toBeLessThan(0.0015)
  expect(Math.abs(lat + 7)).toBeLessThan(0.0015)
})

test('six levels from 1 to 20 per km², whatever else is on the map', () => {
  expect([0.99, 1, 1.9, 3.4, 6.1, 11, 19.9, 20, 400].map((value) => levelOf(value, 1))).toEqual([
    0, 1, 2, 3, 4, 5, 5, 6, 6
  ])
  expect(thresholdOf(6, 0.1)).toBeCloseTo(2)
})

test('a contour runs around the incident it stands for', () => {
  const grid = densityGrid([{ position: [110.4, -7], count: 50 }], bounds)
  const [ring = [], ...others] = contours(grid, 6)
  expect(others).toEqual([])
  const lons = ring.map(([lon]) => lon)
  const lats = ring.map(([, lat]) => lat)
  expect((Math.min(...lons) + Math.max(...lons)) / 2).toBeCloseTo(110.4, 3)
  expect((Math.min(...lats) + Math.max(...lats)) / 2).toBeCloseTo(-7, 3)
})

test('two peaks give two rings, a ridge between them one', () => {
  const peaks: DensityCell[] = [
    { position: [110.38, -7], count: 50 },
    { position: [110.42, -7], count: 50 }
  ]
  expect(contours(densityGrid(peaks, bounds), 6)).toHaveLength(2)
  const ridge = [0.385, 0.39, 0.395, 0.4, 0.405, 0.41, 0.415].map((lon): DensityCell => ({
    position: [110 + lon, -7],
    count: 50
  }))
  expect(contours(densityGrid([...peaks, ...ridge], bounds), 6)).toHaveLength(1)
})
