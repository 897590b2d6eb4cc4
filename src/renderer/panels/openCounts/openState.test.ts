import { describe, expect, it } from 'vitest'
import type { OpenCounts } from '../../../contract/aggregates.ts'
import { makeHealth } from '../../../testing/make.ts'
import { isDense } from './isDense.ts'
import { openState } from './openState.ts'

const counts = (rest: Partial<OpenCounts> = {}): OpenCounts => ({
  open: 0,
  late: 0,
  arrived: 0,
  exercises: 0,
  byAgency: {},
  ...rest
})
const health = makeHealth()
const failing = makeHealth({ store: { state: 'failing', incidents: 5 } })
const lost = makeHealth({ broker: { ...health.broker, state: 'lost' } })

describe('nothing open', () => {
  it('is said only while the feed is live and the store works', () => {
    expect(openState(counts(), health, 'live')).toEqual({ kind: 'none' })
    expect(openState(counts(), health, 'stale')).toEqual({ kind: 'unknown', why: 'delayed' })
    expect(openState(counts(), health, 'lost')).toEqual({ kind: 'unknown', why: 'disconnected' })
    expect(openState(counts(), failing, 'live')).toEqual({ kind: 'unknown', why: 'storeFailing' })
    expect(openState(counts(), lost, 'live')).toEqual({ kind: 'unknown', why: 'disconnected' })
    expect(openState(counts(), undefined, 'live')).toEqual({ kind: 'unknown', why: 'waiting' })
    expect(openState(undefined, health, 'live')).toEqual({ kind: 'unknown', why: 'waiting' })
  })

  it('in an empty store is a beginning, not an all-clear', () => {
    const empty = makeHealth({ store: { state: 'ok', incidents: 0 } })
    expect(openState(counts(), empty, 'live')).toEqual({ kind: 'first' })
  })

  it('but a drill is shown as a drill', () => {
    expect(openState(counts({ exercises: 1 }), health, 'live').kind).toBe('counts')
  })
})

it('"all within target" is said only when that is known and all there is to say', () => {
  const quiet = counts({ open: 1 })
  expect(openState(quiet, health, 'live').kind).toBe('quiet')
  expect(openState(quiet, health, 'stale').kind).toBe('counts')
  expect(openState(quiet, failing, 'live').kind).toBe('counts')
  for (const more of [{ late: 1 }, { arrived: 1 }, { exercises: 1 }])
    expect(openState({ ...quiet, ...more }, health, 'live').kind).toBe('counts')
  // More than a wall is sent: thousands, which that sentence has no room for either.
  expect(openState({ ...quiet, open: 1200 }, health, 'live', 700).kind).toBe('counts')
})

it('two digits keep the large sizes, three take the smaller', () => {
  const labels = ['terbuka', 'lewat target', 'tiba']
  expect(isDense(['20', '3', '9'], labels)).toBe(false)
  expect(isDense(['240', '124', '66'], labels)).toBe(true)
})
