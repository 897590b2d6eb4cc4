import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Briefing } from '../../contract/briefing.ts'
import type { Incident } from '../../contract/incident.ts'
import type { ReviewAnswer } from '../../contract/review.ts'
import { day, minute } from '../../contract/time.ts'
import { designMoment, makeCity, makeIncident } from '../../testing/make.ts'
import { createAggregates } from '../aggregates/aggregates.ts'
import { MemoryStore } from '../aggregates/memoryStore.ts'
import { reviewer } from '../review/reviewApi.ts'
import { briefingOf } from './briefingOf.ts'

const city = makeCity()

function hubWith(incidents: readonly Incident[], now = designMoment) {
  const store = new MemoryStore()
  store.commitEvents(...incidents.map((incident) => ({ kind: 'incident' as const, incident })))
  const aggregates = createAggregates({ city, store, now })
  const ask = reviewer({ city, aggregates, now: () => now })
  return {
    briefing: briefingOf({ city, aggregates, ask }, now),
    of: (from: string, to = from): ReviewAnswer => ask({ period: { from, to }, selection: {} })
  }
}

/** So many closed incidents on each day before the design's, each with its crew there in time. */
function history(days: number, perDay: number, minutes = 8): Incident[] {
  return Array.from({ length: days * perDay }, (_, index) => {
    const receivedAt =
      designMoment - (1 + Math.floor(index / perDay)) * day + (index % perDay) * minute
    return makeIncident({
      id: `H-${index}`,
      receivedAt,
      arrivedAt: receivedAt + minutes * minute + (index % perDay) * 1000,
      status: 'closed',
      district: index % 3 === 0 ? '33.74.01' : '33.74.02'
    })
  })
}

const anyIncident = fc
  .record({
    id: fc.integer({ min: 1, max: 400 }),
    ago: fc.integer({ min: 0, max: 70 * 24 * 60 }),
    took: fc.option(fc.integer({ min: 0, max: 1800 }), { nil: undefined }),
    exercise: fc.integer({ min: 0, max: 6 }),
    district: fc.constantFrom('33.74.01', '33.74.02', undefined)
  })
  .map(({ id, ago, took, exercise, district }) => {
    const receivedAt = designMoment - ago * minute
    return makeIncident({
      id: `I-${id}`,
      receivedAt,
      exercise: exercise === 0,
      ...(district !== undefined && { district }),
      ...(took !== undefined && { arrivedAt: receivedAt + took * 1000, status: 'onScene' })
    })
  })

describe('the figures', () => {
  test('are those of the review for the same days', () => {
    fc.assert(
      fc.property(fc.array(anyIncident, { minLength: 1, maxLength: 60 }), (incidents) => {
        const { briefing, of } = hubWith([...history(60, 1), ...incidents])
        Briefing.parse(briefing)
        const { month, last } = briefing
        const march = of('2025-03-01', '2025-03-31')
        expect(month.count).toBe(march.total.count)
        expect(month.response.medianMs).toBe(march.response.medianMs)
        expect(month.days.map(({ count }) => count)).toEqual(march.days.map(({ count }) => count))
        expect(month.days.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(month.count)
        for (const { day: on, medianMs, n = 0 } of [...month.days, ...(last?.days ?? [])]) {
          const { response } = of(on)
          expect([on, medianMs, n]).toEqual([on, response.medianMs, response.n])
        }
        expect(last?.count).toBe(of('2025-02-01', '2025-02-28').total.count)
        expect(briefing.response.today).toMatchObject({ n: of('2025-03-25').response.n })
        const inDistricts = briefing.districts.map(({ count }) => Number(count))
        expect(inDistricts.reduce((sum, count) => sum + count, 0)).toBe(month.count)
      }),
      { numRuns: 10 }
    )
  })

  test('of a month before that is not stored whole are left out', () => {
    const { briefing } = hubWith(history(40, 2))
    expect(briefing.last).toBeUndefined()
    expect(briefing.change).toBeUndefined()
    expect(briefing.response.change).toBe('tooFew')
  })

  test('say surely below, above or neither only where the whole interval does', () => {
    const standing = (minutes: number, perDay = 4) =>
      hubWith(history(20, perDay, minutes)).briefing.response.monthStanding
    expect([standing(8), standing(12), standing(10)]).toEqual(['below', 'above', 'above'])
    expect(hubWith(history(2, 3, 8)).briefing.response.monthStanding).toBe('tooFew')
    const mixed = [...history(20, 2, 8), ...history(20, 2, 12).map(renamed)]
    expect(hubWith(mixed).briefing.response.monthStanding).toBe('around')
  })

  test('of an empty store are none', () => {
    const { briefing } = hubWith([])
    expect(briefing.since).toBeUndefined()
    expect(briefing.month.count).toBe(0)
    expect(briefing.events).toEqual([])
  })
})

function renamed(incident: Incident): Incident {
  return { ...incident, id: `${incident.id}-b` }
}

describe('the gravest', () => {
  const open = (id: string, priority: number, ago: number, more: Partial<Incident> = {}) =>
    makeIncident({ id, priority, receivedAt: designMoment - ago * minute, category: id, ...more })

  test('are critical first, then late, then old; drills and closed ones are not among them', () => {
    const { briefing } = hubWith([
      open('late-high', 2, 30),
      open('high', 2, 3),
      open('critical', 1, 2),
      open('drill', 1, 1, { exercise: true }),
      open('closed', 1, 1, { status: 'closed' }),
      open('arrived', 1, 5, { arrivedAt: designMoment - minute, status: 'onScene' }),
      open('low', 5, 9)
    ])
    expect(briefing.events.map(({ category, clock }) => [category, clock.state])).toEqual([
      ['critical', 'running'],
      ['arrived', 'stopped'],
      ['late-high', 'late']
    ])
    expect(briefing.open).toBe(5)
  })

  test('say who is on the way, and nothing of anybody else', () => {
    const { briefing } = hubWith([
      open('critical', 1, 4, {
        position: [110.4, -6.95],
        district: '33.74.01',
        subdistrict: '33.74.01.1001',
        assignments: [
          { agency: 'damkar', status: 'dispatched', departedAt: designMoment - minute },
          { agency: 'dinkes' }
        ]
      })
    ])
    expect(briefing.events).toEqual([
      {
        category: 'critical',
        priority: 1,
        district: '33.74.01',
        subdistrict: '33.74.01.1001',
        crews: [{ agency: 'damkar', status: 'enRoute' }, { agency: 'dinkes' }],
        clock: {
          state: 'running',
          elapsedMs: 4 * minute,
          targetMs: 10 * minute,
          to: 'arrivedAt',
          breached: false
        }
      }
    ])
  })
})
