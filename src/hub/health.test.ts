import { tmpdir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { Health } from '../contract/health.ts'
import { designMoment, makeCity, makeIncident } from '../testing/make.ts'
import { createPulse, startHealthMonitor, type HealthMonitor } from './health.ts'
import type { CommitResult, Entry, Store } from './store/store.ts'
import { StoreError } from './store/storeError.ts'

let monitor: HealthMonitor | undefined
afterEach(() => monitor?.stop())

const nothing: CommitResult = { outcomes: [], gaps: undefined }

/** A store that only knows what health asks of it. */
function makeStore(commit: Store['commit'] = () => Promise.resolve(nothing)): Store {
  return {
    identity: 'made for a test',
    commit,
    incidents: () => [],
    calls: () => [],
    incident: () => undefined,
    duty: () => undefined,
    gaps: () => [{ source: 'padu', missing: 2, since: designMoment - 5_000 }],
    rejections: () => [],
    rejectionCounts: () => ({ messages: 4, fields: 7 }),
    rejectedIncidentsSince: () => 1,
    close: () => Promise.resolve()
  }
}

function start(store = makeStore()): HealthMonitor {
  monitor = startHealthMonitor({
    city: makeCity(),
    clock: {
      now: () => designMoment,
      reading: () => ({ now: designMoment, speed: 0, simulated: true })
    },
    store,
    aggregates: { incidents: 3, simulated: true },
    dataFolder: tmpdir()
  })
  return monitor
}

const entry = (event: NonNullable<Entry['event']>): Entry => ({ event, rejected: [] })

test('before anything came the broker is being looked for and no age is made up', () => {
  const health = Health.parse(start().health())
  expect(health.broker.state).toBe('connecting')
  expect(health).not.toHaveProperty('messageAgeMs')
  expect(health.store).toMatchObject({ state: 'ok', incidents: 3 })
  expect(health.simulated).toBe(true)
})

test('a source is known by what it sends, with its gap', () => {
  const watching = start()
  watching.heard(
    [
      entry({ kind: 'heartbeat', source: 'padu' }),
      entry({ kind: 'incident', incident: makeIncident({ source: 'psc' }) })
    ],
    nothing
  )
  const { sources, messages, pulse } = Health.parse(watching.health())
  expect(sources).toMatchObject([
    { source: 'padu', heartbeat: true, missing: 2, missingForMs: 5_000 },
    { source: 'psc', heartbeat: false, missing: 0 }
  ])
  expect(messages).toBe(2)
  expect(pulse.reduce((sum, count) => sum + count, 0)).toBe(2)
  watching.heard([], { outcomes: [], gaps: [] })
  expect(watching.health().sources[0]).not.toHaveProperty('missingForMs')
})

test('a gap from before the start is shown although its source is silent', () => {
  const { sources } = Health.parse(start().health())
  expect(sources).toMatchObject([
    { source: 'padu', heartbeat: false, missing: 2, missingForMs: 5_000 }
  ])
})

test('of very many sources the latest hundred are told of, and every gap', () => {
  const watching = start()
  for (let n = 0; n < 3_000; n += 1)
    watching.heard([entry({ kind: 'heartbeat', source: `cad-${n}` })], nothing)
  const names = watching.health().sources.map(({ source }) => source)
  expect(names).toHaveLength(101)
  expect(names).toContain('cad-2999')
  expect(names).not.toContain('cad-2899')
  expect(names).toContain('padu')
})

test('a store that cannot write says why until it can', async () => {
  let full = true
  const watching = start(
    makeStore(() =>
      full
        ? Promise.reject(new StoreError('The disk is full.', 'diskFull'))
        : Promise.resolve(nothing)
    )
  )
  const heartbeat = entry({ kind: 'heartbeat', source: 'padu' })
  const incident = entry({ kind: 'incident', incident: makeIncident() })
  await expect(watching.watchedStore.commit([incident], 0)).rejects.toThrow()
  expect(watching.health().store).toMatchObject({ state: 'failing', reason: 'diskFull' })
  full = false
  // Nothing of a heartbeat is written, so it proves nothing.
  await watching.watchedStore.commit([heartbeat], 0)
  expect(watching.health().store.state).toBe('failing')
  await watching.watchedStore.commit([heartbeat, incident], 0)
  expect(watching.health().store.state).toBe('ok')
})

test('the pulse forgets after a minute, and a gap is a gap', () => {
  const pulse = createPulse()
  pulse.add(100_000, 3)
  pulse.add(102_500, 1)
  expect(pulse.read(103_000).slice(-4)).toEqual([3, 0, 1, 0])
  expect(pulse.read(159_999).indexOf(3)).toBe(0)
  expect(pulse.read(160_000)).not.toContain(3)
  expect(pulse.read(9_000_000).every((count) => count === 0)).toBe(true)
})
