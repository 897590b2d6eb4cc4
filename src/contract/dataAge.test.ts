import { expect, test } from 'vitest'
import { makeHealth } from '../testing/make.ts'
import { dataAge, type DataAge } from './dataAge.ts'
import type { Health } from './health.ts'
import { second } from './time.ts'

const { broker } = makeHealth()
const beating = (ageMs: number): Health['sources'][number] => ({
  source: `s${ageMs}`,
  ageMs,
  heartbeat: true,
  missing: 0
})
const lostFor = (forMs: number): Partial<Health> => ({
  broker: { ...broker, state: 'lost', forMs }
})

test.each<[string, Partial<Health>, DataAge]>([
  ['nothing at all', {}, { freshness: 'live', ageMs: 400, fault: 'none' }],
  ['the way', { pathAgeMs: 6_000 }, { freshness: 'stale', ageMs: 6_000, fault: 'path' }],
  ['the way, for long', { pathAgeMs: 31_000 }, { freshness: 'lost', ageMs: 31_000, fault: 'path' }],
  ['the broker', lostFor(400), { freshness: 'stale', ageMs: 400, fault: 'broker' }],
  ['the broker, for long', lostFor(40_000), { freshness: 'lost', ageMs: 40_000, fault: 'broker' }],
  [
    'every source',
    { sources: [beating(60_000), beating(31_000)] },
    { freshness: 'lost', ageMs: 31_000, fault: 'sources' }
  ],
  [
    'one source of several',
    { sources: [beating(60_000), beating(500)] },
    { freshness: 'live', ageMs: 500, fault: 'none' }
  ]
])('figures are as old as the worst of it: %s', (_what, health, age) => {
  const waited = { silenceMs: 0, storeFailingMs: undefined }
  expect(dataAge(makeHealth(health), waited)).toEqual(age)
})

test('a store that fails is stale at once, and lost when it has failed for long', () => {
  const failing = (storeFailingMs: number) =>
    dataAge(makeHealth(), { silenceMs: 0, storeFailingMs })
  expect(failing(0)).toEqual({ freshness: 'stale', ageMs: 0, fault: 'store' })
  expect(failing(31 * second)).toEqual({ freshness: 'lost', ageMs: 31_000, fault: 'store' })
})

test('whoever shows them adds how long they have heard nothing', () => {
  const waited = { silenceMs: 5 * second, storeFailingMs: undefined }
  expect(dataAge(makeHealth({ pathAgeMs: 2_000 }), waited)).toEqual({
    freshness: 'stale',
    ageMs: 7_000,
    fault: 'path'
  })
})
