import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen, type WallIncident } from '../../../contract/incident.ts'
import { minute } from '../../../contract/time.ts'
import { designMoment, makeWallCity, makeWallIncident } from '../../../testing/make.ts'
import { arrangeFeed, type Feed, type FeedSpace } from './arrangeFeed.ts'

const now = designMoment
const city = makeWallCity()
const roomy: FeedSpace = {
  available: 100,
  twoLine: 1.28,
  oneLine: 0.7,
  more: 0.64,
  heading: 0.86,
  recent: 1.12
}

function incident(id: string, age: number, rest: Partial<WallIncident> = {}): WallIncident {
  return makeWallIncident({ id, receivedAt: now - age * minute, ...rest })
}

function arrange(
  incidents: readonly WallIncident[],
  space: Partial<FeedSpace> = {},
  notSent = 0
): Feed {
  return arrangeFeed({ incidents, notSent }, city, now, { ...roomy, ...space })
}

const ids = (items: Feed['rows']): readonly string[] => items.map((item) => item.incident.id)
const arrived = (age: number): Partial<WallIncident> => ({ arrivedAt: now - (age - 4) * minute })

describe('the lead', () => {
  it('is the newest critical one', () => {
    const feed = arrange([
      incident('old', 9, { priority: 1 }),
      incident('new', 2, { priority: 1 }),
      incident('newest', 1, { priority: 3 })
    ])
    expect(feed.lead?.incident.id).toBe('new')
  })

  it('is the newest high one where none is critical, else the newest', () => {
    expect(arrange([incident('a', 5), incident('b', 1, { priority: 3 })]).lead?.incident.id).toBe(
      'a'
    )
    const low = [incident('a', 5, { priority: 3 }), incident('b', 1, { priority: 5 })]
    expect(arrange(low).lead?.incident.id).toBe('b')
  })

  it('still waits for a crew while any does, and is a drill only among drills', () => {
    const feed = arrange([
      incident('there', 6, { priority: 1, ...arrived(6) }),
      incident('drill', 1, { priority: 1, exercise: true }),
      incident('waits', 3, { priority: 4 })
    ])
    expect(feed.lead?.incident.id).toBe('waits')
    expect(arrange([incident('drill', 1, { exercise: true })]).lead?.incident.id).toBe('drill')
  })
})

describe('the rows', () => {
  it('come late first, then by severity, then by age; arrived after those, drills last', () => {
    const feed = arrange([
      incident('lead', 1, { priority: 1 }),
      incident('drill', 12, { exercise: true }),
      incident('arrived', 20, arrived(20)),
      incident('medium', 8, { priority: 3 }),
      incident('high', 2),
      incident('high, older', 5),
      incident('late low', 11, { priority: 5 }),
      incident('late high', 11)
    ])
    expect(ids(feed.rows)).toEqual([
      'late high',
      'late low',
      'high, older',
      'high',
      'medium',
      'arrived',
      'drill'
    ])
  })

  it('have two lines while all that wait fit, then one', () => {
    const many = Array.from({ length: 11 }, (_, index) => incident(`i${index}`, 3))
    expect(arrange(many, { available: 12.8 }).lines).toBe(2)
    expect(arrange(many, { available: 12.7 }).lines).toBe(1)
  })

  it('give up the arrived before they give up their second line', () => {
    const incidents = [
      ...Array.from({ length: 4 }, (_, index) => incident(`waits ${index}`, 3)),
      ...Array.from({ length: 9 }, (_, index) => incident(`there ${index}`, 30, arrived(30)))
    ]
    const feed = arrange(incidents, { available: 5.2 })
    expect(feed.lines).toBe(2)
    expect(feed.more).toEqual({ waiting: 0, arrived: 9, exercises: 0, unknown: 0 })
  })
})

it('closed ones fill only room that no open one needs, newest first, without drills', () => {
  const closed = [
    incident('first', 90, { status: 'closed', closedAt: now - 60 * minute }),
    incident('second', 90, { status: 'closed', closedAt: now - 30 * minute }),
    incident('drill', 9, { status: 'closed', closedAt: now - minute, exercise: true })
  ]
  expect(arrange(closed).recent.map(({ id }) => id)).toEqual(['second', 'first'])
  expect(arrange(closed, { available: 2 }).recent.map(({ id }) => id)).toEqual(['second'])
  expect(
    arrange([...closed, incident('a', 1), incident('b', 1)], { available: 1.3 }).recent
  ).toEqual([])
})

const anyIncident = fc.record({
  priority: fc.integer({ min: 1, max: 5 }),
  age: fc.integer({ min: 0, max: 300 }),
  arrived: fc.boolean(),
  closed: fc.boolean(),
  exercise: fc.boolean()
})

it('every open incident is the lead, a row, or counted, and what is shown fits', () => {
  fc.assert(
    fc.property(
      fc.array(anyIncident, { maxLength: 60 }),
      fc.nat({ max: 50 }),
      fc.double({ min: 0, max: 25, noNaN: true }),
      (drawn, notSent, available) => {
        const incidents = drawn.map(({ priority, age, arrived: there, closed, exercise }, index) =>
          incident(`i${index}`, age, {
            priority,
            exercise,
            ...(there && { arrivedAt: now - (age * minute) / 2 }),
            ...(closed && { status: 'closed', closedAt: now })
          })
        )
        const feed = arrange(incidents, { available }, notSent)
        const open = incidents.filter(isOpen).length
        const { waiting, arrived: there, exercises, unknown } = feed.more
        expect((feed.lead ? 1 : 0) + feed.rows.length + waiting + there + exercises).toBe(open)
        expect(unknown).toBe(notSent)
        expect(new Set(ids(feed.rows)).size).toBe(feed.rows.length)
        const hidden = waiting + there + exercises + unknown > 0
        const height =
          feed.rows.length * (feed.lines === 2 ? roomy.twoLine : roomy.oneLine) +
          (hidden ? roomy.more : 0) +
          (feed.recent.length > 0 ? roomy.heading + feed.recent.length * roomy.recent : 0)
        expect(height).toBeLessThanOrEqual(Math.max(available, roomy.more) + 1e-4)
      }
    )
  )
})
