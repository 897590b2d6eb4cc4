import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coarsePosition } from '../../../contract/coarsePosition.ts'
import type { Mode } from '../../../contract/control.ts'
import { distanceM, isInside, type Position } from '../../../contract/geo.ts'
import { without } from '../../../contract/without.ts'
import { makeWallCity, makeWallIncident } from '../../../testing/make.ts'
import { noCameras, type CamerasSeen } from '../../hub/cameras/cameraStore.ts'
import { takeoverCameras } from './takeoverCameras.ts'
import { boundsAround, squareAround, takeoverPlace } from './takeoverPlace.ts'

const city = makeWallCity()
const position: Position = [110.412345, -6.987654]
const at = { position, district: '33.74.01', subdistrict: '33.74.01.1001' }
const fire = makeWallIncident({ ...at, category: 'kebakaran', positionAccuracyM: 20 })
const medical = makeWallIncident({ ...at, category: 'medis' })
const home = makeWallIncident({ ...at, category: 'kdrt' })

describe('where a takeover says that it is', () => {
  it('is the point where the mode allows it', () => {
    const point = { kind: 'point', position, accuracyM: undefined }
    expect(takeoverPlace(fire, city, 'briefing')).toEqual(point)
    expect(takeoverPlace(medical, city, 'operations')).toEqual(point)
  })

  it('says how unsure the feed is of the point', () => {
    const unsure = takeoverPlace({ ...fire, positionAccuracyM: 400 }, city, 'operations')
    expect(unsure).toEqual({ kind: 'point', position, accuracyM: 400 })
  })

  it('is the cell of a sensitive one in a briefing, even if the point were sent', () => {
    const cell = { kind: 'cell', position: coarsePosition(position, city), halfM: 250 }
    expect(takeoverPlace(medical, city, 'briefing')).toEqual(cell)
    const unknown = makeWallIncident({ ...at, category: 'baru' })
    expect(takeoverPlace(unknown, city, 'briefing')).toEqual(cell)
  })

  it('is the district of a private one, and for guests, whatever was sent', () => {
    const district = { kind: 'district', code: '33.74.01', why: 'private' }
    expect(takeoverPlace(home, city, 'operations')).toEqual(district)
    expect(takeoverPlace(fire, city, 'guests')).toEqual(district)
  })

  it('is a district too while there is no point, and nowhere without a known district', () => {
    const noPoint = without(fire, 'position')
    expect(takeoverPlace(noPoint, city, 'operations')).toEqual({
      kind: 'district',
      code: '33.74.01',
      why: 'noPoint'
    })
    const lost = takeoverPlace({ ...noPoint, district: '99.99.99' }, city, 'operations')
    expect(lost).toEqual({ kind: 'nowhere' })
  })
})

it('nothing is told of a sensitive place but its cell, wherever in the cell it is', () => {
  const [west, south, east, north] = city.bounds
  const inside = fc.tuple(
    fc.double({ min: west, max: east, noNaN: true }),
    fc.double({ min: south, max: north, noNaN: true })
  )
  fc.assert(
    fc.property(inside, fc.constantFrom<Mode>('briefing', 'guests'), (place, mode) => {
      const told = (where: Position): unknown =>
        takeoverPlace({ ...medical, position: where }, city, mode)
      expect(told(place)).toEqual(told(coarsePosition(place, city)))
    })
  )
})

it('the map holds the place, its streets, and the cameras that are not too far for that', () => {
  const near: Position = [110.43, -6.987654]
  const far: Position = [110.48, -6.987654]
  const bounds = boundsAround(position, [near, far])
  expect(isInside(near, bounds)).toBe(true)
  expect(isInside(far, bounds)).toBe(false)
  const [west, south] = boundsAround(position, [])
  expect(distanceM([west, position[1]], position)).toBeCloseTo(1_200, -1)
  expect(distanceM([position[0], south], position)).toBeCloseTo(1_200, -1)
})

it('a square is as wide as it is said to be', () => {
  const [west, south, east, north] = squareAround(position, 250)
  expect(distanceM([west, south], [west, north])).toBeCloseTo(500, -1)
  expect(distanceM([west, position[1]], [east, position[1]])).toBeCloseTo(500, -1)
})

describe('the cameras of a takeover', () => {
  const camera = (id: string, lon: number): CamerasSeen['cameras'][number] => ({
    ...{ id, label: id.toUpperCase(), name: id, owner: 'uji', groups: [] },
    ...{ position: [lon, position[1]], guest: false, demo: false, hasMain: false }
  })
  const seen: CamerasSeen = {
    ...noCameras,
    connected: true,
    cameras: [camera('far', 110.44), camera('near', 110.42)],
    states: new Map([
      ['far', { id: 'far', status: 'live' }],
      ['near', { id: 'near', status: 'frozen', pictureAgeMs: 9_000 }]
    ])
  }

  it('stand by their distance, the stalled one as stalled, an unknown one not at all', () => {
    const place = takeoverPlace(fire, city, 'operations')
    const cameras = takeoverCameras(['far', 'gone', 'near'], place, seen, 0)
    expect(cameras.map(({ camera: { id }, dead }) => [id, dead])).toEqual([
      ['near', true],
      ['far', false]
    ])
  })

  it('are none where only the district is told', () => {
    const place = takeoverPlace(home, city, 'operations')
    expect(takeoverCameras(['far', 'near'], place, seen, 0)).toEqual([])
  })
})
