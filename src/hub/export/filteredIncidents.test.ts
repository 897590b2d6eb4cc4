import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Incident } from '../../contract/incident.ts'
import type { ReviewQuestion, Selection } from '../../contract/review.ts'
import { hour } from '../../contract/time.ts'
import { designMoment, makeCity, makeIncident } from '../../testing/make.ts'
import { createAggregates } from '../aggregates/aggregates.ts'
import { reviewer } from '../review/reviewApi.ts'
import { openIncidentReader } from '../store/incidentReader.ts'
import { openSqliteStore } from '../store/sqliteStore.ts'
import { filteredIncidents } from './filteredIncidents.ts'

const city = makeCity()
const period = { from: '2025-03-11', to: '2025-03-24' }

const incident: fc.Arbitrary<Omit<Incident, 'id'>> = fc
  .record({
    receivedAt: fc.integer({ min: -20 * 24, max: 0 }).map((hours) => designMoment + hours * hour),
    category: fc.constantFrom('kebakaran', 'medis', 'kdrt'),
    district: fc.constantFrom('33.74.01', '33.74.02', undefined),
    agencies: fc.subarray(['damkar', 'dinkes', 'polisi']),
    exercise: fc.boolean()
  })
  .map(({ district, agencies, ...rest }) =>
    makeIncident({
      ...rest,
      ...(district === undefined ? {} : { district }),
      assignments: agencies.map((agency) => ({ agency }))
    })
  )

const some = <T>(values: readonly T[]): fc.Arbitrary<[T, ...T[]] | undefined> =>
  fc.option(
    fc.subarray([...values], { minLength: 1 }).map((chosen) => chosen as [T, ...T[]]),
    {
      nil: undefined
    }
  )

const selection: fc.Arbitrary<Selection> = fc
  .record({
    categories: some(['kebakaran', 'medis', 'kdrt']),
    districts: some(['33.74.01', '33.74.02', 'unknown']),
    agencies: some(['damkar', 'dinkes']),
    days: fc.constantFrom(undefined, { from: '2025-03-12', to: '2025-03-20' }),
    weekdays: some([0, 1, 2, 3, 4, 5, 6]),
    hours: some(Array.from({ length: 24 }, (_, at) => at))
  })
  .map(withoutAbsent)

/** Keys that are absent must not be there at all. */
function withoutAbsent(chosen: Record<string, unknown>): Selection {
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
}

test('as many incidents leave as the total counts, whatever is chosen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-filter-'))
  const store = await openSqliteStore({ folder, log: () => undefined })
  const made = fc.sample(incident, { numRuns: 1_500, seed: 112 })
  await store.commit(
    made.map((one, at) => ({
      event: { kind: 'incident', incident: { ...one, id: `I-${at}` } },
      rejected: []
    })),
    designMoment
  )
  const aggregates = createAggregates({ city, store, now: designMoment })
  const ask = reviewer({ city, aggregates, now: () => designMoment })
  const reader = openIncidentReader(folder)
  let counted = 0
  await fc.assert(
    fc.asyncProperty(selection, async (chosen) => {
      const question: ReviewQuestion = { period, selection: chosen }
      const count = await filteredIncidents(reader, city, question).count()
      counted += count
      expect(count).toBe(ask(question).total.count)
    }),
    { numRuns: 60, seed: 112 }
  )
  expect(counted).toBeGreaterThan(1_000)
  reader.close()
  await store.close()
  rmSync(folder, { recursive: true })
})
