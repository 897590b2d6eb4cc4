import { expect, it } from 'vitest'
import { Incident, isOpen } from '../../src/contract/incident.ts'
import { isInside } from '../../src/contract/geo.ts'
import { day } from '../../src/contract/time.ts'
import { openSqliteStore } from '../../src/hub/store/sqliteStore.ts'
import { pastIncidents, prepareData, semarang, seeded } from './history.ts'

const history = { incidents: 500, days: 30, until: Date.UTC(2026, 10, 22), open: 20 }

it('a past is made of valid incidents of the city, in order of time', () => {
  const past = [...pastIncidents(semarang, history)]
  const times = past.map(({ receivedAt }) => receivedAt)
  expect(past.map((incident) => Incident.parse(incident))).toEqual(past)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times[0]).toBe(history.until - 30 * day)
  expect(past.filter(isOpen)).toEqual(past.slice(-20))
  expect(past.every(({ closedAt = 0 }) => closedAt < history.until)).toBe(true)
  expect(
    past.every(({ position }) => position !== undefined && isInside(position, semarang.bounds))
  ).toBe(true)
})

it('the hub reads a prepared folder as if it had written it', async () => {
  const data = await prepareData(history)
  const store = await openSqliteStore({ folder: data.folder, log: () => undefined })
  try {
    const stored = [...store.incidents()].map(({ incident }) => incident)
    expect(stored).toEqual([...pastIncidents(semarang, history)])
  } finally {
    await store.close()
    await data.remove()
  }
})

it('seeded numbers are the same at every run and spread over 0 to 1', () => {
  const [a, b] = [seeded(7), seeded(7)]
  const numbers = Array.from({ length: 1000 }, a)
  expect(Array.from({ length: 1000 }, b)).toEqual(numbers)
  const mean = numbers.reduce((sum, n) => sum + n, 0) / 1000
  expect(mean).toBeGreaterThan(0.45)
  expect(mean).toBeLessThan(0.55)
})
