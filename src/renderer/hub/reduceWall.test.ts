import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WallAggregates } from '../../contract/aggregates.ts'
import {
  makeChanges,
  makeHealth,
  makeHeartbeat,
  makeSnapshot,
  makeWallIncident
} from '../../testing/make.ts'
import { initialWall, reduceWall, type CheckedChange, type CheckedMessage } from './reduceWall.ts'
import type { WallState } from './wallState.ts'

const hear = (state: WallState, message: CheckedMessage, at = 0): WallState =>
  reduceWall(state, { type: 'heard', at, message })

const changes = (overrides: Parameters<typeof makeChanges>[0]): CheckedMessage => ({
  ...makeChanges(overrides),
  changes: []
})

describe('the reducer', () => {
  it('leaves everything as it is when changes do not follow', () => {
    const state = hear(initialWall, makeSnapshot({ seq: 4 }))
    expect(hear(state, changes({ after: 5 }))).toBe(state)
    expect(hear(state, changes({ after: 4, runId: 'run-2' }))).toBe(state)
  })

  it('does not let the heartbeat of another run make old figures look live', () => {
    const state = hear(initialWall, makeSnapshot())
    expect(hear(state, makeHeartbeat({ runId: 'run-2' }), 9)).toBe(state)
  })

  it('remembers since when the store fails, and forgets it when it is well', () => {
    const failing = makeHealth({ store: { state: 'failing', incidents: 1, reason: 'diskFull' } })
    const first = hear(initialWall, makeSnapshot({ health: failing }), 10)
    const second = hear(first, makeHeartbeat({ health: failing }), 20)
    const well = hear(second, makeHeartbeat(), 30)
    expect([first, second, well].map((state) => state.storeFailingAt)).toEqual([10, 10, undefined])
  })

  it('leaves incidents untouched, so that drawings of them stay', () => {
    const state = hear(initialWall, makeSnapshot({ incidents: [makeWallIncident()] }))
    const after = hear(state, {
      ...makeChanges({ after: state.seq, seq: state.seq + 1 }),
      changes: [{ kind: 'notSent', count: 3 }]
    })
    expect(after.notSent).toBe(3)
    expect(after.incidents).toBe(state.incidents)
  })
})

const ids = fc.constantFrom('a', 'b', 'c', 'd')
const change: fc.Arbitrary<CheckedChange> = fc.oneof(
  fc.record({ id: ids, revision: fc.nat(9) }).map(({ id, revision }) => ({
    kind: 'incident' as const,
    incident: makeWallIncident({ id, revision })
  })),
  ids.map((id) => ({ kind: 'incidentGone' as const, id })),
  fc.nat(5).map((count) => ({ kind: 'notSent' as const, count })),
  fc.nat(50).map((unknown) => ({
    kind: 'aggregate' as const,
    topic: 'districtCounts' as const,
    value: { today: {}, unknown }
  }))
)

/** What a fresh window would be given by a hub where all this has happened. */
function snapshotAfter(ticks: readonly (readonly CheckedChange[])[], seq: number): CheckedMessage {
  const incidents = new Map<string, ReturnType<typeof makeWallIncident>>()
  let notSent = 0
  let counts: WallAggregates['districtCounts'] | undefined
  for (const one of ticks.slice(0, seq).flat()) {
    if (one.kind === 'incident') incidents.set(one.incident.id, one.incident)
    else if (one.kind === 'incidentGone') incidents.delete(one.id)
    else if (one.kind === 'notSent') notSent = one.count
    else if (one.kind === 'aggregate' && one.topic === 'districtCounts') counts = one.value
  }
  return makeSnapshot({
    seq,
    notSent,
    incidents: [...incidents.values()],
    aggregates: counts === undefined ? {} : { districtCounts: counts }
  })
}

const known = (state: WallState): unknown => ({
  ...state,
  incidents: Object.fromEntries([...state.incidents].sort(([a], [b]) => a.localeCompare(b)))
})

describe('the resume law', () => {
  it('snapshot at n and the changes to m show what a snapshot at m shows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 12 }),
        fc.nat(12),
        (ticks, from) => {
          const n = Math.min(from, ticks.length)
          let resumed = hear(initialWall, snapshotAfter(ticks, n))
          ticks.slice(n).forEach((changes, index) => {
            const after = n + index
            resumed = hear(resumed, { ...makeChanges({ after }), changes })
          })
          const fresh = hear(initialWall, snapshotAfter(ticks, ticks.length))
          expect(known(resumed)).toEqual(known(fresh))
        }
      )
    )
  })
})
