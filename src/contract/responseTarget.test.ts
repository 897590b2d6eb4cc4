import { describe, expect, it } from 'vitest'
import {
  judge,
  judgeAll,
  responseClock,
  targetsFor,
  type ResponseTarget
} from './responseTarget.ts'
import { minute } from './time.ts'

const arrive: ResponseTarget = {
  id: 'tiba-10',
  name: 'tiba',
  from: 'receivedAt',
  to: 'arrivedAt',
  minutes: 10,
  basis: 'test'
}
const depart: ResponseTarget = {
  ...arrive,
  id: 'berangkat-5',
  to: 'departedAt',
  minutes: 5,
  categories: ['medis']
}
const medical = targetsFor([arrive, depart], 'medis')
const open = { receivedAt: 0, status: 'received' } as const
const at = (minutes: number): number => minutes * minute

describe('the targets of an incident', () => {
  it('are those of its category, the shortest first', () => {
    expect(medical.map(({ id }) => id)).toEqual(['berangkat-5', 'tiba-10'])
    expect(targetsFor([arrive, depart], 'kebakaran')).toEqual([arrive])
  })
})

describe('a verdict', () => {
  it('is met at the very end of the target and breached a millisecond later', () => {
    expect(judge({ ...open, arrivedAt: at(10) }, arrive, at(99))).toBe('met')
    expect(judge({ ...open, arrivedAt: at(10) + 1 }, arrive, at(99))).toBe('breached')
  })

  it('is running until the target is passed', () => {
    expect(judge(open, arrive, at(10))).toBe('running')
    expect(judge(open, arrive, at(10) + 1)).toBe('breached')
  })

  it('is unknown once closed without the awaited moment, however late', () => {
    expect(judge({ ...open, status: 'closed', closedAt: at(60) }, arrive, at(99))).toBe('unknown')
    expect(judge({ ...open, status: 'closed', closedAt: at(2) }, arrive, at(99))).toBe('unknown')
  })

  it('is unknown where only the status says that the crew came', () => {
    expect(judge({ ...open, status: 'onScene' }, arrive, at(60))).toBe('unknown')
    expect(judge({ ...open, status: 'enRoute' }, arrive, at(60))).toBe('breached')
  })

  it('over several targets is breached by any and met by all', () => {
    expect(judgeAll({ ...open, departedAt: at(6), arrivedAt: at(9) }, medical, at(9))).toBe(
      'breached'
    )
    expect(judgeAll({ ...open, departedAt: at(4), arrivedAt: at(9) }, medical, at(9))).toBe('met')
    expect(judgeAll({ ...open, departedAt: at(4) }, medical, at(9))).toBe('running')
    expect(judgeAll(open, [], at(9))).toBe('unknown')
  })
})

describe('the clock', () => {
  it('counts against the first target whose end has not come', () => {
    expect(responseClock(open, medical, at(3))).toMatchObject({
      target: depart,
      state: 'running',
      elapsedMs: at(3)
    })
    expect(responseClock(open, medical, at(6))).toMatchObject({ target: depart, state: 'late' })
    expect(responseClock({ ...open, departedAt: at(6) }, medical, at(7))).toMatchObject({
      target: arrive,
      state: 'running',
      breached: true
    })
  })

  it('stands still at the last awaited moment', () => {
    const there = { ...open, departedAt: at(2), arrivedAt: at(8) }
    expect(responseClock(there, medical, at(30))).toEqual({
      target: arrive,
      elapsedMs: at(8),
      targetMs: at(10),
      state: 'stopped',
      breached: false
    })
  })

  it('has stopped nobody knows when, where only the status says that the crew came', () => {
    expect(responseClock({ ...open, status: 'onScene' }, [arrive], at(30))).toMatchObject({
      state: 'stopped',
      elapsedMs: undefined,
      breached: false
    })
  })

  it('runs without a target, and is never late then', () => {
    expect(responseClock(open, [], at(90))).toMatchObject({ state: 'running', elapsedMs: at(90) })
  })

  it('never runs backwards when the sender is ahead of us', () => {
    expect(responseClock({ ...open, receivedAt: at(5) }, [arrive], at(3)).elapsedMs).toBe(0)
  })
})
