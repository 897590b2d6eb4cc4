import { describe, expect, it } from 'vitest'
import type { Health, SourceHealth } from '../../contract/health.ts'
import { makeHealth } from '../../testing/make.ts'
import { freshnessOfWall, type WallAge } from './freshnessOfWall.ts'
import { initialWall } from './reduceWall.ts'

const connected = makeHealth().broker
const beating = (ageMs: number): SourceHealth => ({
  source: `s${ageMs}`,
  ageMs,
  heartbeat: true,
  missing: 0
})

function age(health: Partial<Health>, perfNow = 0, storeFailingAt?: number): WallAge {
  return freshnessOfWall(
    {
      ...initialWall,
      connection: { state: 'open' },
      heardAt: 0,
      health: makeHealth(health),
      storeFailingAt
    },
    perfNow
  )
}

describe('the figures are', () => {
  it('live while every link speaks', () => {
    expect(age({})).toEqual({ freshness: 'live', ageMs: 400, fault: 'none' })
  })

  it('as old as the way through the broker and the waiting here together', () => {
    expect(age({ pathAgeMs: 4_000 }, 1_500)).toEqual({
      freshness: 'stale',
      ageMs: 5_500,
      fault: 'path'
    })
  })

  it('lost after half a minute without the hub, whatever it said last', () => {
    expect(age({}, 30_001)).toMatchObject({ freshness: 'lost', fault: 'hub' })
  })

  it('stale from the first moment of a lost broker, and lost by its age', () => {
    const lost = (forMs: number): Partial<Health> => ({
      broker: { ...connected, state: 'lost', forMs, attempt: 1 }
    })
    expect(age(lost(100))).toMatchObject({ freshness: 'stale', fault: 'broker' })
    expect(age(lost(204_000))).toEqual({ freshness: 'lost', ageMs: 204_000, fault: 'broker' })
  })

  it('judged by how long the broker has been silent when nothing ever came through it', () => {
    const health = makeHealth({ broker: { ...connected, forMs: 9_000 } })
    const silent: Health = { ...health }
    delete silent.pathAgeMs
    expect(
      freshnessOfWall(
        { connection: { state: 'open' }, heardAt: 0, health: silent, storeFailingAt: undefined },
        0
      )
    ).toEqual({ freshness: 'stale', ageMs: 9_000, fault: 'path' })
  })

  it('stale when the store fails, and lost when it goes on failing', () => {
    expect(age({}, 2_000, 1_000)).toMatchObject({ freshness: 'stale', fault: 'store' })
    expect(age({}, 2_000, -30_000)).toMatchObject({ freshness: 'lost', fault: 'store' })
  })

  it('lost when all sources that should beat are silent, not when one of them is', () => {
    expect(age({ sources: [beating(90_000), beating(40_000)] })).toEqual({
      freshness: 'lost',
      ageMs: 90_000 - 50_000,
      fault: 'sources'
    })
    expect(age({ sources: [beating(90_000), beating(200)] }).freshness).toBe('live')
  })

  it('not judged by sources that never promised to beat', () => {
    expect(age({ sources: [{ ...beating(90_000), heartbeat: false }] }).freshness).toBe('live')
  })

  it('lost before the first word, and lost to a window that is not let in', () => {
    expect(freshnessOfWall(initialWall, 5)).toEqual({
      freshness: 'lost',
      ageMs: undefined,
      fault: 'starting'
    })
    expect(freshnessOfWall({ ...initialWall, connection: { state: 'refused' } }, 5)).toMatchObject({
      freshness: 'lost',
      fault: 'refused'
    })
  })

  it('blamed on the nearest broken link and as old as the oldest', () => {
    expect(
      age({ broker: { ...connected, state: 'lost', forMs: 100_000, attempt: 3 } }, 40_000)
    ).toEqual({ freshness: 'lost', ageMs: 140_000, fault: 'hub' })
  })
})
