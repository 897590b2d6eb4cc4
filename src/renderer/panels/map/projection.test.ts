import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitProjection } from './projection.ts'

const bounds = [110.2697, -7.1155, 110.5053, -6.9337] as const

test('the city fills its frame and stays inside it', () => {
  const frame = { x: 30, y: 20, width: 1820, height: 1400 }
  const { project } = fitProjection([...bounds], { width: 1880, height: 1450 }, frame)
  const northWest = project([bounds[0], bounds[3]])
  const southEast = project([bounds[2], bounds[1]])
  expect(northWest.y).toBeCloseTo(20, 3)
  expect(southEast.y).toBeCloseTo(1420, 3)
  expect(northWest.x).toBeGreaterThan(30)
  expect(southEast.x).toBeLessThan(1850)
  expect(northWest.x - 30).toBeCloseTo(1850 - southEast.x, 3)
})

test('unprojecting undoes projecting', () => {
  const size = { width: 1880, height: 1450 }
  const { project, unproject } = fitProjection([...bounds], size, { x: 0, y: 0, ...size })
  fc.assert(
    fc.property(
      fc.double({ min: bounds[0], max: bounds[2], noNaN: true }),
      fc.double({ min: bounds[1], max: bounds[3], noNaN: true }),
      (lon, lat) => {
        const [lon2, lat2] = unproject(project([lon, lat]))
        expect(lon2).toBeCloseTo(lon, 9)
        expect(lat2).toBeCloseTo(lat, 9)
      }
    )
  )
})
