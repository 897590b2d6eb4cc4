import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change, Topic } from '../../contract/hubMessages.ts'
import type { WallIncident } from '../../contract/incident.ts'
import { makeWallIncident } from '../../testing/make.ts'
import { ChangeHistory } from './changeHistory.ts'

const allTopics: ReadonlySet<Topic> = new Set(['incidents', 'duty', 'callCounts'])

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc
    .record({ id: fc.integer({ min: 0, max: 6 }), revision: fc.nat(99) })
    .map(({ id, revision }): Change => ({
      kind: 'incident',
      incident: makeWallIncident({ id: `I-${id}`, revision })
    })),
  fc.integer({ min: 0, max: 6 }).map((id): Change => ({ kind: 'incidentGone', id: `I-${id}` })),
  fc.nat(9).map((count): Change => ({ kind: 'notSent', count })),
  fc
    .tuple(fc.constantFrom('duty' as const, 'callCounts' as const), fc.nat(99))
    .map(([topic, value]): Change => ({ kind: 'aggregate', topic, value }))
)

const anyBatches = fc.array(fc.array(anyChange, { maxLength: 6 }), { maxLength: 20 })
const anyTopics = fc
  .subarray<Topic>(['incidents', 'duty', 'callCounts'])
  .map((topics): ReadonlySet<Topic> => new Set(topics))

/** What a window knows, and how it takes changes in. */
class Window {
  incidents = new Map<string, WallIncident>()
  notSent = 0
  aggregates = new Map<string, unknown>()

  static of(history: ChangeHistory, topics: ReadonlySet<Topic>): Window {
    const window = new Window()
    const state = history.state(topics)
    window.incidents = new Map(state.incidents.map((incident) => [incident.id, incident]))
    window.notSent = state.notSent
    window.aggregates = new Map(Object.entries(state.aggregates))
    return window
  }

  take(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === 'incident') this.incidents.set(change.incident.id, change.incident)
      else if (change.kind === 'incidentGone') this.incidents.delete(change.id)
      else if (change.kind === 'notSent') this.notSent = change.count
      else if (change.kind === 'aggregate') this.aggregates.set(change.topic, change.value)
    }
  }
}

describe('the resume law', () => {
  test('a window that resumes at any point sees what a fresh window sees', () => {
    fc.assert(
      fc.property(anyBatches, anyTopics, fc.nat(20), fc.nat(5), (batches, topics, at, limit) => {
        const history = new ChangeHistory('run', limit)
        const left = Math.min(at, batches.length)
        for (const batch of batches.slice(0, left)) history.add(batch)
        const window = Window.of(history, topics)
        const { seq } = history
        for (const batch of batches.slice(left)) history.add(batch)
        const missed = history.since(seq, topics)
        // Only what was forgotten may end in a snapshot.
        if (missed === undefined) {
          expect(batches.flat().some(({ kind }) => kind === 'incidentGone')).toBe(true)
          return
        }
        window.take(missed)
        expect(window).toEqual(Window.of(history, topics))
      }),
      { numRuns: 500 }
    )
  })

  test('a window that is told every batch sees what a fresh window sees', () => {
    fc.assert(
      fc.property(anyBatches, (batches) => {
        const history = new ChangeHistory('run')
        const window = Window.of(history, allTopics)
        for (const batch of batches) window.take(history.add(batch))
        expect(window).toEqual(Window.of(history, allTopics))
      })
    )
  })
})

test('within one number the last word on a thing wins', () => {
  const history = new ChangeHistory('run')
  const told = history.add([
    { kind: 'notSent', count: 1 },
    { kind: 'incident', incident: makeWallIncident({ id: 'A', revision: 1 }) },
    { kind: 'incidentGone', id: 'A' },
    { kind: 'notSent', count: 2 }
  ])
  expect(told).toEqual([
    { kind: 'notSent', count: 2 },
    { kind: 'incidentGone', id: 'A' }
  ])
  expect(history.seq).toBe(1)
})

test('a number that has not been given yet, or was forgotten, asks for a snapshot', () => {
  const history = new ChangeHistory('run', 1)
  history.add([{ kind: 'incidentGone', id: 'A' }])
  history.add([{ kind: 'incidentGone', id: 'B' }])
  expect(history.since(3, allTopics)).toBeUndefined()
  expect(history.since(0, allTopics)).toBeUndefined()
  expect(history.since(1, allTopics)).toEqual([{ kind: 'incidentGone', id: 'B' }])
})

test('nothing changed takes no number', () => {
  const history = new ChangeHistory('run')
  expect(history.add([])).toEqual([])
  expect(history.seq).toBe(0)
})
