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

test('in a flood the severe are drawn above the mild, late or not, and the arrived beneath', () => {
  const flood = Array.from({ length: 80 }, (_, i) =>
    make({
      id: `f${i}`,
      priority: ((i % 4) + 1) as 1 | 2 | 3 | 4,
      receivedAt: now - (i % 25) * minute,
      ...(i % 3 === 0 && { status: 'onScene', arrivedAt: now })
    })
  )
  const { marks } = incidentMarks(flood, city, now)
  const order = marks.filter(({ lead }) => !lead)
  const waiting = order.filter(({ arrived }) => !arrived).map(({ severity }) => severity)
  expect(order.slice(0, order.length - waiting.length).every(({ arrived }) => arrived)).toBe(true)
  const groups = waiting.filter((severity, i) => severity !== waiting[i - 1])
  expect(groups).toEqual(['low', 'medium', 'high', 'critical'])
  const widest = Math.max(...order.filter(({ arrived }) => arrived).map(({ radius }) => radius))
  expect(widest).toBeLessThanOrEqual(22)
})
