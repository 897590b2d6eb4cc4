import { expect, test } from 'vitest'
import { minute } from '../../../contract/time.ts'
import type { Position } from '../../../contract/geo.ts'
import { designMoment, makeWallCity, makeWallIncident } from '../../../testing/make.ts'
import { incidentMarks } from './incidentMarks.ts'

const city = makeWallCity()
const position: Position = [110.4, -7]
const now = designMoment
const make = (overrides: Parameters<typeof makeWallIncident>[0]) =>
  makeWallIncident({ position, ...overrides })

test('an incident without a point is counted beside the map, never put on it', () => {
  const { marks, withoutPoint } = incidentMarks(
    [make({ id: 'a' }), makeWallIncident({ id: 'private' })],
    city,
    now
  )
  expect(marks.map(({ id }) => id)).toEqual(['a'])
  expect(withoutPoint).toBe(1)
})

test('a closed incident leaves the map', () => {
  const closed = make({ id: 'a', status: 'closed', closedAt: now - minute })
  expect(incidentMarks([closed], city, now)).toEqual({ marks: [], withoutPoint: 0 })
})

test('the newest critical incident that still waits is the lead and drawn last', () => {
  const { marks } = incidentMarks(
    [
      make({ id: 'newest but high', priority: 2, receivedAt: now - minute }),
      make({ id: 'old critical', priority: 1, receivedAt: now - 9 * minute }),
      make({ id: 'lead', priority: 1, receivedAt: now - 2 * minute }),
      make({ id: 'drill', priority: 1, receivedAt: now - minute, exercise: true })
    ],
    city,
    now
  )
  expect(marks.filter(({ lead }) => lead).map(({ id }) => id)).toEqual(['lead'])
  expect(marks.at(-1)?.id).toBe('lead')
})

test('in a surge arrived incidents shrink and lose their clocks', () => {
  const arrived = make({
    id: 'arrived',
    priority: 3,
    status: 'onScene',
    arrivedAt: now - minute
  })
  const waiting = Array.from({ length: 15 }, (_, i) => make({ id: `w${i}`, priority: 3 }))
  const find = (all: Parameters<typeof incidentMarks>[0]) =>
    incidentMarks(all, city, now).marks.find(({ id }) => id === 'arrived')
  expect(find([arrived])?.clockSize).toBe(34)
  expect(find([arrived, ...waiting])).toMatchObject({
    arrived: true,
    clockSize: undefined,
    radius: 17
  })
})
