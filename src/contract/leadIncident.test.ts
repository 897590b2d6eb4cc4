import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeWallCity, makeWallIncident } from '../testing/make.ts'
import type { Priority } from './incident.ts'
import { isUrgent, leadOf, openIncidents } from './leadIncident.ts'
import { minute } from './time.ts'

const now = Date.UTC(2025, 2, 25, 7, 2, 11)
const city = makeWallCity()

interface Some {
  readonly id: string
  readonly priority: Priority
  readonly ageMin: number
  readonly arrived: boolean
  readonly exercise: boolean
}

const make = ({ id, priority, ageMin, arrived, exercise }: Some) =>
  makeWallIncident({
    id,
    priority,
    exercise,
    receivedAt: now - ageMin * minute,
    ...(arrived && {
      status: 'onScene',
      dispatchedAt: now - ageMin * minute,
      departedAt: now - ageMin * minute,
      arrivedAt: now
    })
  })

const some = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  priority: fc.constantFrom<Priority[]>(1, 2, 3, 4, 5),
  ageMin: fc.integer({ min: 0, max: 30 }),
  arrived: fc.boolean(),
  exercise: fc.boolean()
})

const leadId = (all: readonly Some[]): string | undefined =>
  leadOf(openIncidents(all.map(make), city, now))?.incident.id

test('the newest critical one that waits leads, however the incidents are ordered', () => {
  const all: readonly Some[] = [
    { id: 'newer high', priority: 2, ageMin: 0, arrived: false, exercise: false },
    { id: 'old critical', priority: 1, ageMin: 9, arrived: false, exercise: false },
    { id: 'lead', priority: 1, ageMin: 2, arrived: false, exercise: false },
    { id: 'arrived critical', priority: 1, ageMin: 1, arrived: true, exercise: false },
    { id: 'drill', priority: 1, ageMin: 0, arrived: false, exercise: true }
  ]
  expect(leadId(all)).toBe('lead')
  expect(leadId(all.toReversed())).toBe('lead')
})

test('one that somebody wants to look at leads before all, until it is over', () => {
  const open = openIncidents(
    [
      makeWallIncident({ id: 'critical', priority: 1 }),
      makeWallIncident({ id: 'wanted', priority: 4 }),
      makeWallIncident({ id: 'over', status: 'closed', closedAt: now })
    ],
    city,
    now
  )
  expect(leadOf(open, 'wanted')?.incident.id).toBe('wanted')
  expect(leadOf(open, 'over')?.incident.id).toBe('critical')
})

test('there is a lead whenever something is open, the same in any order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(some, { selector: ({ id }) => id, minLength: 1 }), (all) => {
      const lead = leadId(all)
      expect(lead).toBeDefined()
      expect(leadId(all.toReversed())).toBe(lead)
    })
  )
})

test('an urgent one leads before any that is not', () => {
  fc.assert(
    fc.property(fc.uniqueArray(some, { selector: ({ id }) => id }), (all) => {
      const open = openIncidents(all.map(make), city, now)
      const lead = leadOf(open)
      expect(lead !== undefined && isUrgent(lead)).toBe(open.some(isUrgent))
    })
  )
})

test('nothing open has no lead', () => {
  const closed = makeWallIncident({ id: 'a', status: 'closed', closedAt: now })
  expect(leadOf(openIncidents([closed], city, now))).toBeUndefined()
})
