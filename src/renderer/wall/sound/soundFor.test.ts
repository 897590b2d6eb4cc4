import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Control } from '../../../contract/control.ts'
import type { WallIncident } from '../../../contract/incident.ts'
import { minute, second } from '../../../contract/time.ts'
import { without } from '../../../contract/without.ts'
import { designMoment, makeControl, makeWallIncident } from '../../../testing/make.ts'
import { pace, silence, soundFor, type Heard, type Pace, type Signal } from './soundFor.ts'

const critical = makeWallIncident({ id: 'A', priority: 1, receivedAt: designMoment - 5 * second })

function heard(
  incidents: readonly WallIncident[] = [],
  control: Partial<Control> = {},
  rest: Partial<Heard> = {}
): Heard {
  return {
    runId: 'run-1',
    connection: { state: 'open' },
    control: makeControl(control),
    incidents: new Map(incidents.map((incident) => [incident.id, incident])),
    freshness: 'live',
    now: designMoment,
    ...rest
  }
}

const takeover = (overrides: Partial<NonNullable<Control['takeover']>> = {}): Partial<Control> => ({
  takeover: {
    incident: 'A',
    category: 'kebakaran',
    cameras: [],
    region: { column: 10, row: 2, columns: 20, rows: 20 },
    why: 'Kritis baru',
    priority: 1,
    sound: true,
    returnsAt: designMoment + 2 * minute,
    since: designMoment,
    by: { kind: 'rule' },
    ...overrides
  }
})

const flood: Partial<Control> = { flood: { since: designMoment, demands: 14 } }
const waiting = (): Partial<Control> => {
  const { takeover: made } = takeover()
  if (made === undefined) return {}
  const { returnsAt: until, ...wanted } = made
  return { takeoversWaiting: [{ ...wanted, forS: 120, until }] }
}
const guests: Partial<Control> = {
  mode: { mode: 'guests', since: designMoment, by: { kind: 'wall' } }
}

describe('heard is', () => {
  test('a takeover whose rule asks for it, once, and again for the next one', () => {
    const taken = heard([critical], takeover())
    expect(soundFor(heard([critical]), taken)).toBe('incident')
    expect(soundFor(taken, taken)).toBeUndefined()
    expect(soundFor(taken, heard([critical], takeover({ incident: 'B' })))).toBe('incident')
  })

  test('one that waits behind a held scene, and not again when it takes over', () => {
    const waits = heard([critical], waiting())
    expect(soundFor(heard([critical]), waits)).toBe('incident')
    expect(soundFor(waits, heard([critical], takeover()))).toBeUndefined()
  })

  test.each([
    ['a surge', flood],
    ['guests', guests]
  ])('a new critical incident where %s keeps rules from being asked', (_, control) => {
    const after = heard([critical], control)
    expect(soundFor(heard([], control), after)).toBe('incident')
    expect(soundFor(after, after)).toBeUndefined()
  })

  test('the critical incident with which a surge begins, whichever is told first', () => {
    expect(soundFor(heard([critical]), heard([critical], flood))).toBe('incident')
    const old = { ...critical, receivedAt: designMoment - minute }
    expect(soundFor(heard([old]), heard([old], flood))).toBeUndefined()
  })

  test('that the data is lost, once', () => {
    const lost = heard([], {}, { freshness: 'lost', connection: { state: 'lost', attempt: 1 } })
    expect(soundFor(heard([], {}, { freshness: 'stale' }), lost)).toBe('fault')
    expect(soundFor(lost, lost)).toBeUndefined()
    expect(soundFor(lost, heard())).toBeUndefined()
  })
})

describe('not heard is', () => {
  test.each<[string, Heard | undefined, Heard]>([
    ['what is there at the start', undefined, heard([critical], takeover())],
    ['a wall that begins lost', undefined, heard([], {}, { freshness: 'lost' })],
    ['another run of the hub', heard([], flood, { runId: 'old' }), heard([critical], flood)],
    [
      'what came in while this window was away',
      heard([], flood, { connection: { state: 'lost', attempt: 2 } }),
      heard([critical], flood)
    ],
    ['a takeover whose rule asks for nothing', heard(), heard([critical], withoutSound())],
    ['what a rule leaves to the eye', heard(), heard([critical])],
    ['an exercise that takes over', heard(), heard([{ ...critical, exercise: true }], takeover())],
    ['an exercise', heard([], flood), heard([{ ...critical, exercise: true }], flood)],
    ['what is not critical', heard([], flood), heard([{ ...critical, priority: 2 }], flood)],
    ['what is closed', heard([], flood), heard([{ ...critical, status: 'closed' }], flood)],
    [
      'back-log of the feed',
      heard([], flood),
      heard([{ ...critical, receivedAt: designMoment - 3 * minute }], flood)
    ]
  ])('%s', (_, previous, next) => {
    expect(soundFor(previous, next)).toBeUndefined()
  })
})

function withoutSound(): Partial<Control> {
  const { takeover: made } = takeover()
  return made === undefined ? {} : { takeover: without(made, 'sound') }
}

const moments = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 20 * second }),
    signal: fc.option(fc.constantFrom<Signal>('incident', 'fault'), { nil: undefined }),
    flood: fc.boolean(),
    muted: fc.boolean()
  }),
  { maxLength: 60 }
)

test('two signals never come within ten seconds, nor within a minute of a surge', () => {
  fc.assert(
    fc.property(moments, (given) => {
      let state: Pace = silence
      let at = 0
      let last = -Infinity
      for (const { after, ...moment } of given) {
        at += after
        const { pace: next, play } = pace(state, { ...moment, at })
        state = next
        if (play === undefined) continue
        expect(moment.muted).toBe(false)
        expect(at - last).toBeGreaterThanOrEqual(moment.flood ? minute : 10 * second)
        last = at
      }
    }),
    { numRuns: 200 }
  )
})

test('what comes too soon is heard as one when it may be, the fault before the incident', () => {
  const calm = { flood: false, muted: false }
  const first = pace(silence, { ...calm, signal: 'incident', at: 0 })
  expect(first.play).toBe('incident')
  const next_ = pace(first.pace, { ...calm, signal: 'incident', at: 3 * second })
  const third = pace(next_.pace, { ...calm, signal: 'fault', at: 6 * second })
  expect([next_.play, third.play]).toEqual([undefined, undefined])
  const due = pace(third.pace, { ...calm, signal: undefined, at: 10 * second })
  expect(due).toEqual({ pace: { lastAt: 10 * second, waiting: undefined }, play: 'fault' })
})

test('what comes in while sound is muted is not heard afterwards', () => {
  const muted = pace(silence, { signal: 'incident', at: 0, flood: false, muted: true })
  const after = pace(muted.pace, { signal: undefined, at: 1, flood: false, muted: false })
  expect([muted.play, after.play]).toEqual([undefined, undefined])
})
