import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coarseAccuracyM, coarsePosition } from '../../contract/coarsePosition.ts'
import { Mode } from '../../contract/control.ts'
import { distanceM, type Position } from '../../contract/geo.ts'
import { Health } from '../../contract/health.ts'
import { Change, type Change as AnyChange } from '../../contract/hubMessages.ts'
import { few, several } from '../../contract/shownCount.ts'
import { without } from '../../contract/without.ts'
import {
  designMoment,
  makeCity,
  makeControl,
  makeHealth,
  makeIncident
} from '../../testing/make.ts'
import { createAggregates } from '../aggregates/aggregates.ts'
import { MemoryStore } from '../aggregates/memoryStore.ts'
import { redactFor } from './redact.ts'

const city = makeCity()
const exact: Position = [110.412345, -6.987654]
const incident = makeIncident({
  category: 'medis',
  position: exact,
  positionAccuracyM: 12,
  district: '33.74.01',
  subdistrict: '33.74.01.1001',
  assignments: [
    { agency: 'dinkes', dispatchedAt: designMoment - 90_000, arrivedAt: designMoment - 10_000 }
  ],
  calls: 3
})

describe('a sensitive incident', () => {
  test('is told as it is in operations', () => {
    expect(redactFor('operations', city).incident(incident)).toEqual(incident)
  })

  test('sits in the middle of its cell in a briefing, and says how far it may be off', () => {
    expect(redactFor('briefing', city).incident(incident)).toEqual({
      ...incident,
      position: coarsePosition(exact, city),
      positionAccuracyM: coarseAccuracyM
    })
  })

  test('has a district for guests, and who has come but not when', () => {
    expect(redactFor('guests', city).incident(incident)).toEqual({
      ...without(incident, 'position', 'positionAccuracyM', 'subdistrict'),
      assignments: [{ agency: 'dinkes', status: 'onScene' }],
      calls: few
    })
  })
})

test('any other incident keeps its place in a briefing and loses it for guests', () => {
  const fire = { ...incident, category: 'kebakaran' }
  expect(redactFor('briefing', city).incident(fire)).toEqual(fire)
  expect(redactFor('guests', city).incident(fire).position).toBeUndefined()
})

test('a coarse place is the same for the whole cell, near the true one, and never jitters', () => {
  const [west, south, east, north] = city.bounds
  const inside = fc.tuple(
    fc.double({ min: west, max: east, noNaN: true }),
    fc.double({ min: south, max: north, noNaN: true })
  )
  fc.assert(
    fc.property(inside, (position) => {
      const coarse = coarsePosition(position, city)
      expect(coarsePosition(coarse, city)).toEqual(coarse)
      // A hundredth for the difference between the two formulas of the Earth.
      expect(distanceM(position, coarse)).toBeLessThanOrEqual(coarseAccuracyM * 1.01)
    })
  )
})

describe('figures for guests', () => {
  const store = new MemoryStore()
  const events = Array.from({ length: 17 }, (_, n) =>
    makeIncident({
      id: `I-${n}`,
      district: n < 14 ? '33.74.01' : '33.74.02',
      position: exact,
      assignments: [{ agency: n < 12 ? 'damkar' : 'dinkes' }]
    })
  )
  store.commitEvents(...events.map((one) => ({ kind: 'incident' as const, incident: one })))
  const aggregates = createAggregates({ city, store, now: designMoment })
  const changes = aggregates.take()

  test('name no number below five and no cell of the map', () => {
    const shown = changes.flatMap((change) => redactFor('guests', city).change(change) ?? [])
    const figure = (topic: string): unknown =>
      shown.find((change) => change.kind === 'aggregate' && change.topic === topic)
    expect(figure('density:24h')).toBeUndefined()
    expect(figure('districtCounts')).toMatchObject({
      value: { today: { '33.74.01': several, '33.74.02': few } }
    })
    expect(figure('openCounts')).toMatchObject({
      value: { open: 17, byAgency: { damkar: { open: 12 }, dinkes: { open: 5 } } }
    })
    expect(figure('volume')).toMatchObject({ value: { today: { count: 17 }, hours: [] } })
    expect(JSON.stringify(shown)).not.toMatch(/"position"|110\.4|subdistrict/u)
  })

  test('and everything else are changes of the contract in every mode', () => {
    const all: AnyChange[] = [...changes, { kind: 'control', control: makeControl() }]
    for (const mode of Mode.options)
      for (const change of all) {
        const shown = redactFor(mode, city).change(change)
        if (shown !== undefined) expect(Change.parse(shown)).toEqual(shown)
      }
  })
})

test('guests are not told whose name and reason stand behind what they see', () => {
  const by = { kind: 'remote', name: 'Rina Wulandari' } as const
  const { mode, scene, curtain } = makeControl()
  const control = makeControl({
    mode: { ...mode, by, reason: 'kunjungan dewan' },
    scene: { ...scene, by, why: 'permintaan tamu' },
    curtain: { ...curtain, by },
    mute: { until: designMoment, since: designMoment, by },
    focus: { on: { kind: 'camera', id: 'k01' }, since: designMoment, by }
  })
  expect(JSON.stringify(redactFor('guests', city).control(control))).not.toMatch(
    /Rina|kunjungan|permintaan/u
  )
  expect(redactFor('briefing', city).control(control)).toEqual(control)
})

describe('what takes over the wall', () => {
  const wanted = {
    incident: 'SMG-1',
    cameras: ['k01', 'k02'],
    region: { column: 11, row: 0, columns: 25, rows: 18 },
    why: 'Kejadian kritis baru',
    priority: 1,
    since: designMoment,
    by: { kind: 'rule' as const }
  }
  const control = makeControl({
    takeover: { ...wanted, category: 'medis', returnsAt: designMoment + 120_000 },
    takeoversWaiting: [
      { ...wanted, category: 'kebakaran', forS: 120, until: designMoment + 120_000 },
      { ...wanted, category: 'medis', forS: 120, until: designMoment + 120_000 }
    ],
    flood: { since: designMoment, demands: 11 },
    playlist: { paused: false, since: designMoment, by: { kind: 'system' }, waitsFor: 'takeover' }
  })

  test('is told in operations as it is', () => {
    expect(redactFor('operations', city).control(control)).toEqual(control)
  })

  test('has no cameras in a briefing where they would tell a sensitive place', () => {
    const shown = redactFor('briefing', city).control(control)
    expect([shown.takeover, ...(shown.takeoversWaiting ?? [])].map((one) => one?.cameras)).toEqual([
      [],
      ['k01', 'k02'],
      []
    ])
  })

  test('is not told to guests at all, nor what the wall showed before a prepared briefing', () => {
    const { scene } = control
    const steps = {
      ...{ id: 'rapat', at: 0, since: designMoment, by: { kind: 'wall' as const, name: 'Rina' } },
      before: { scene: { ...scene, why: 'permintaan' } }
    }
    const shown = redactFor('guests', city).control({ ...control, steps })
    expect(JSON.stringify(shown)).not.toMatch(/takeover|flood|SMG-1|k01|permintaan|Rina/u)
  })
})

test('guests are told that messages were turned away or lost, and not how many a few are', () => {
  const source = { source: 'siaga-1', ageMs: 0, heartbeat: true, missing: 3 }
  const health = makeHealth({
    messages: 4,
    sources: [source, { ...source, source: 'siaga-2', missing: 0 }],
    store: { state: 'ok', incidents: 3 },
    rejected: { messages: 1, fields: 12, incidentsToday: 0, latest: [] }
  })
  const shown = redactFor('guests', city).health(health)
  expect(Health.parse(shown)).toMatchObject({
    messages: few,
    sources: [{ missing: few }, { missing: 0 }],
    store: { incidents: few },
    rejected: { messages: few, fields: 12, incidentsToday: 0 }
  })
  expect(redactFor('briefing', city).health(health)).toEqual(health)
})
