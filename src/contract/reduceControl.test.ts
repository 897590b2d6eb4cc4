import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Control,
  ControlAction,
  isNarrower,
  isPerson,
  Mode,
  operationsMs,
  type Actor,
  type Refusal
} from './control.ts'
import {
  controlAfterRestart,
  firstControl,
  nextDue,
  reduceControl,
  settleControl,
  type WallRoom
} from './reduceControl.ts'
import { minute, second } from './time.ts'

const room: WallRoom = { scenes: ['operasi', 'cctv', 'puncak'], staffOnly: false }
const start = 1_000_000_000_000
const wall: Actor = { kind: 'wall' }
const rule: Actor = { kind: 'rule', name: 'prioritas 1' }

/** A wall to which things are done one after another, a second apart. */
class Told {
  state: Control
  now = start
  refused: Refusal | undefined
  readonly room: WallRoom

  constructor(of: WallRoom = room) {
    this.room = of
    this.state = firstControl(start, of)
  }

  do(actor: Actor, action: ControlAction, after = second): this {
    this.now += after
    const { state, refused } = reduceControl(
      this.state,
      { action, actor, now: this.now },
      this.room
    )
    this.state = Control.parse(state)
    this.refused = refused
    return this
  }

  pass(ms: number): this {
    this.now += ms
    this.state = settleControl(this.state, this.now)
    return this
  }
}

const operations = { type: 'setMode', mode: 'operations', name: 'Rina', reason: 'banjir' } as const

describe('the mode', () => {
  test('is briefing at first, and operations where only staff see the wall', () => {
    expect(new Told().state.mode.mode).toBe('briefing')
    expect(new Told({ ...room, staffOnly: true }).state.mode.mode).toBe('operations')
  })

  test('operations needs a name and a reason', () => {
    const told = new Told().do(wall, { type: 'setMode', mode: 'operations', name: 'Rina' })
    expect([told.refused, told.state.mode.mode]).toEqual(['nameAndReasonNeeded', 'briefing'])
    told.do(wall, operations)
    expect([told.refused, told.state.mode]).toEqual([
      undefined,
      {
        mode: 'operations',
        since: told.now,
        by: { kind: 'wall', name: 'Rina' },
        reason: 'banjir',
        until: told.now + operationsMs
      }
    ])
  })

  test('operations falls back after thirty minutes, and not before', () => {
    const told = new Told().do(wall, operations)
    expect(told.pass(30 * minute - 1).state.mode.mode).toBe('operations')
    expect(told.pass(1).state.mode).toEqual({
      mode: 'briefing',
      since: told.now,
      by: { kind: 'system' }
    })
  })

  test('operations ends when the clock was set back to before it began', () => {
    expect(new Told().do(wall, operations).pass(-minute).state.mode.mode).toBe('briefing')
  })

  test('operations asks for nothing and has no end where only staff see the wall', () => {
    const told = new Told({ ...room, staffOnly: true })
      .do(wall, { type: 'setMode', mode: 'guests' })
      .do(wall, { type: 'setMode', mode: 'operations' })
    expect([told.refused, told.state.mode.mode, told.state.mode.until]).toEqual([
      undefined,
      'operations',
      undefined
    ])
  })

  test('that a person chose is narrowed by anything and widened by persons alone', () => {
    const told = new Told().do(wall, { type: 'setMode', mode: 'briefing' })
    const program: Actor = { kind: 'program', name: 'kalender' }
    told.do(program, { ...operations })
    expect([told.refused, told.state.mode.mode]).toEqual(['setByPerson', 'briefing'])
    told.do(program, { type: 'setMode', mode: 'guests' })
    expect([told.refused, told.state.mode.mode]).toEqual([undefined, 'guests'])
  })
})

describe('a restart of the hub', () => {
  test('ends operations', () => {
    const told = new Told().do(wall, operations)
    expect(controlAfterRestart(told.state, told.now, room).mode.mode).toBe('briefing')
  })

  test('keeps what somebody chose that shows less, the curtain and the scene', () => {
    const told = new Told()
      .do(wall, { type: 'setMode', mode: 'guests' })
      .do(wall, { type: 'drawCurtain' })
      .do(wall, { type: 'callScene', scene: 'cctv' })
    const { mode, curtain, scene } = controlAfterRestart(told.state, told.now, room)
    expect([mode.mode, curtain.drawn, scene.id, scene.held]).toEqual(['guests', true, 'cctv', true])
  })

  test('forgets a scene called for a time, and one that is no more', () => {
    const called = new Told().do(rule, { type: 'callScene', scene: 'cctv', forS: 120 })
    expect(controlAfterRestart(called.state, called.now, room).scene.id).toBe('operasi')
    const gone = new Told().do(wall, { type: 'callScene', scene: 'puncak' })
    const fewer = { ...room, scenes: ['operasi'] }
    expect(controlAfterRestart(gone.state, gone.now, fewer).scene.id).toBe('operasi')
  })
})

describe('a scene', () => {
  test('that a person calls holds until it is released', () => {
    const told = new Told().do(wall, { type: 'callScene', scene: 'cctv' })
    told.do(rule, { type: 'callScene', scene: 'puncak', forS: 120 })
    expect([told.refused, told.state.scene.id]).toEqual(['sceneHeld', 'cctv'])
    told.do(rule, { type: 'release' })
    expect([told.refused, told.state.scene.held]).toEqual(['sceneHeld', true])
    told.do(wall, { type: 'release' }).do({ kind: 'playlist' }, { type: 'nextScene' })
    expect([told.refused, told.state.scene.id]).toEqual([undefined, 'puncak'])
  })

  test('called for a time goes back to where the first of them began', () => {
    const told = new Told()
      .do(rule, { type: 'callScene', scene: 'cctv', why: 'kebakaran', forS: 120 })
      .do(rule, { type: 'callScene', scene: 'puncak', forS: 60 })
    expect(nextDue(told.state)).toBe(told.now + minute)
    expect(told.pass(minute).state.scene).toEqual({
      id: 'operasi',
      since: told.now,
      by: { kind: 'system' },
      held: false
    })
  })

  test('that is held in a takeover goes back when it is released', () => {
    const told = new Told()
      .do(rule, { type: 'callScene', scene: 'cctv', forS: 120 })
      .do(wall, { type: 'hold' })
    expect(told.pass(10 * minute).state.scene.id).toBe('cctv')
    expect(told.do(wall, { type: 'release' }).state.scene.id).toBe('operasi')
  })

  test('of no such name is refused, and next and previous go round', () => {
    const told = new Told().do(wall, { type: 'callScene', scene: 'none' })
    expect(told.refused).toBe('unknownScene')
    expect(told.do(wall, { type: 'previousScene' }).state.scene.id).toBe('puncak')
    expect(told.do(wall, { type: 'nextScene' }).state.scene.id).toBe('operasi')
  })
})

test('a mute ends by itself', () => {
  const told = new Told().do(wall, { type: 'mute', minutes: 10 })
  expect(told.state.mute?.until).toBe(told.now + 10 * minute)
  expect(told.pass(10 * minute).state.mute).toBeUndefined()
})

const anyActor = fc.constantFrom<Actor>(
  { kind: 'wall' },
  { kind: 'remote', name: 'Budi' },
  { kind: 'rule' },
  { kind: 'playlist' },
  { kind: 'program' }
)
const anyAction = fc.oneof<fc.Arbitrary<ControlAction>[]>(
  fc.record({
    type: fc.constant('setMode' as const),
    mode: fc.constantFrom(...Mode.options),
    name: fc.constant('Rina'),
    reason: fc.constant('latihan')
  }),
  fc.constantFrom<ControlAction>(
    { type: 'drawCurtain' },
    { type: 'openCurtain' },
    { type: 'nextScene' },
    { type: 'previousScene' },
    { type: 'hold' },
    { type: 'release' },
    { type: 'focus', on: { kind: 'incident', id: 'SMG-1' } },
    { type: 'unfocus' },
    { type: 'mute', minutes: 5 },
    { type: 'unmute' }
  ),
  fc.record({
    type: fc.constant('callScene' as const),
    scene: fc.constantFrom('operasi', 'cctv', 'puncak', 'none'),
    forS: fc.integer({ min: 1, max: 300 })
  })
)
const anyStory = fc.array(fc.tuple(anyActor, anyAction, fc.integer({ min: 0, max: 10 * minute })), {
  maxLength: 30
})

describe('whatever is done', () => {
  test('what a person has set only persons and time change, except towards less', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const told = new Told()
        for (const [actor, action, after] of story) {
          const before = settleControl(told.state, told.now + after)
          const { state } = told.do(actor, action, after)
          if (isPerson(actor)) continue
          if (before.curtain.drawn && isPerson(before.curtain.by))
            expect(state.curtain).toEqual(before.curtain)
          if (before.scene.held && isPerson(before.scene.by))
            expect(state.scene).toEqual(before.scene)
          if (isPerson(before.mode.by) && !isNarrower(state.mode.mode, before.mode.mode))
            expect(state.mode).toEqual(before.mode)
          for (const part of ['focus', 'mute'] as const)
            if (before[part] && isPerson(before[part].by)) expect(state[part]).toEqual(before[part])
        }
      }),
      { numRuns: 200 }
    )
  })

  test('operations is never older than thirty minutes, and a drawn curtain can always be drawn', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const told = new Told()
        for (const [actor, action, after] of story) {
          const { state, now } = told.do(actor, action, after)
          if (state.mode.mode === 'operations')
            expect(state.mode.until).toBe(state.mode.since + operationsMs)
          expect(nextDue(state) ?? Infinity).toBeGreaterThan(now)
          const drawn = reduceControl(state, { action: { type: 'drawCurtain' }, actor, now }, room)
          expect([drawn.refused, drawn.state.curtain.drawn]).toEqual([undefined, true])
        }
      }),
      { numRuns: 200 }
    )
  })
})

test.each([
  { type: 'setMode', mode: 'open' },
  { type: 'setMode', mode: 'operations', name: 'x'.repeat(41), reason: 'y' },
  { type: 'setMode', mode: 'operations', name: 'a\nb', reason: 'y' },
  { type: 'callScene', scene: '../etc' },
  { type: 'mute', minutes: 1e9 },
  { type: 'drawCurtain', extra: true },
  { type: 'shout' }
])('%j is no action', (action) => {
  expect(ControlAction.safeParse(action).success).toBe(false)
})
