import { describe, expect, test } from 'vitest'
import { minute, second } from '../../contract/time.ts'
import { designMoment as now, makeCity, makeHealth, makeIncident } from '../../testing/make.ts'
import { demandWatch } from './demandWatch.ts'

const city = makeCity({
  responseTargets: [
    { id: 'tiba', name: 'Tiba', from: 'receivedAt', to: 'arrivedAt', minutes: 10, basis: 'uji' }
  ]
})
const fresh = { fresh: true, asked: false }
const asked = { fresh: true, asked: true }
const incident = makeIncident({ priority: 3, status: 'dispatched', receivedAt: now })

describe('a new incident', () => {
  test('is a demand once, whatever else is heard of it', () => {
    const watch = demandWatch(city)
    expect(watch.incident(incident, now, fresh)).toBe(1)
    expect(watch.incident({ ...incident, priority: 1 }, now + second, asked)).toBe(0)
  })

  test('of low priority is none, unless a rule asks for it or it becomes graver', () => {
    const watch = demandWatch(city)
    const low = { ...incident, priority: 4 }
    expect(watch.incident(low, now, fresh)).toBe(0)
    expect(watch.incident({ ...low, priority: 2 }, now, fresh)).toBe(1)
    expect(watch.incident({ ...low, id: 'other' }, now, asked)).toBe(1)
  })

  test('is none when it is closed, a drill, or was received long ago', () => {
    const watch = demandWatch(city)
    for (const other of [
      { ...incident, status: 'closed' as const },
      { ...incident, exercise: true }
    ])
      expect(watch.incident(other, now, asked)).toBe(0)
    expect(watch.incident(incident, now, { fresh: false, asked: true })).toBe(0)
  })
})

test('an incident counts once, also where a clock that runs fast makes it news for hours', () => {
  const watch = demandWatch(city)
  const hours = 600 * minute
  expect(watch.incident(incident, now, fresh)).toBe(1)
  expect(watch.missed(now + 9 * minute, hours)).toBe(0)
  const there = { ...incident, status: 'onScene' as const, arrivedAt: now + 9 * minute }
  expect(watch.incident(there, now + 9 * minute, fresh)).toBe(0)
  expect(watch.missed(now + 30 * minute, hours)).toBe(0)
  expect(watch.incident(there, now + 30 * minute, fresh)).toBe(0)
})

describe('a missed target', () => {
  test('is a demand once, when it is missed', () => {
    const watch = demandWatch(city)
    watch.incident(incident, now, fresh)
    expect(watch.missed(now + 10 * minute, 10 * minute)).toBe(0)
    expect(watch.missed(now + 10 * minute + 1, 10 * minute)).toBe(1)
    expect(watch.missed(now + 20 * minute, 10 * minute)).toBe(0)
  })

  test('is noticed as well when the next word of the incident comes first', () => {
    const watch = demandWatch(city)
    watch.incident(incident, now, fresh)
    const later = now + 11 * minute
    expect(watch.incident({ ...incident, status: 'enRoute' }, later, fresh)).toBe(1)
    expect(watch.missed(later, 10 * minute)).toBe(0)
  })

  test('is none where the crew came in time, the incident was closed, or it was late before', () => {
    const watch = demandWatch(city)
    for (const [id, then] of Object.entries({
      arrived: { arrivedAt: now + minute },
      closed: { status: 'closed' as const }
    })) {
      watch.incident({ ...incident, id }, now, fresh)
      expect(watch.incident({ ...incident, id, ...then }, now + 2 * minute, fresh)).toBe(0)
    }
    const old = { ...incident, id: 'old', receivedAt: now - 20 * minute }
    expect(watch.incident(old, now, { fresh: false, asked: false })).toBe(0)
    expect(watch.missed(now + 20 * minute, 10 * minute)).toBe(0)
  })
})

test('a fault of the path is a demand each time it begins, and a lost broker is one fault', () => {
  const watch = demandWatch(city)
  const { broker } = makeHealth()
  const source = { source: 'cad-112', ageMs: 31 * second, heartbeat: true, missing: 0 }
  const silent = { sources: [source, { ...source, source: 'quiet', heartbeat: false }] }
  expect(watch.faults(makeHealth())).toBe(0)
  expect(watch.faults(makeHealth(silent))).toBe(1)
  expect(watch.faults(makeHealth(silent))).toBe(0)
  const lost = makeHealth({ ...silent, broker: { ...broker, state: 'lost' } })
  expect(watch.faults(lost)).toBe(1)
  expect(demandWatch(city).faults(lost)).toBe(1)
  expect(watch.faults(makeHealth())).toBe(0)
  const store = { state: 'failing', incidents: 0 } as const
  expect(watch.faults(makeHealth({ ...silent, store }))).toBe(2)
})
