import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Control,
  ControlAction,
  isNarrower,
  isPerson,
  Mode,
  operationsMs,
  mostTakeoversWaiting,
  type Actor,
  type HubAction,
  type Refusal
} from './control.ts'
import {
  controlAfterRestart,
  controlInRoom,
  firstControl,
  nextDue,
  reduceControl,
  settleControl,
  type WallRoom
} from './reduceControl.ts'
import { codeOf } from './export.ts'
import type { BriefingStep } from './steps.ts'
import { minute, second } from './time.ts'

const morning = codeOf(7n)
const evening = codeOf(19n)
const room: WallRoom = {
  scenes: ['operasi', 'cctv', 'puncak'],
  staffOnly: false,
  steps: {
    rapat: {
      name: 'Rapat pagi',
      steps: [
        { title: 'Kota', scene: 'operasi', range: '7d', notes: 'salam' },
        { title: 'Kamera', scene: 'cctv', camera: 'k01' },
        { title: 'Lama', scene: 'gone' },
        { title: 'Angka', scene: 'puncak', code: morning }
      ]
    }
  }
}
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

  do(actor: Actor, action: ControlAction | HubAction, after = second): this {
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

const wanted = (incident: string, priority = 1, forS = 120): HubAction => ({
  type: 'takeOver',
  incident,
  category: 'kebakaran',
  cameras: ['k01'],
  region: { column: 11, row: 0, columns: 25, rows: 18 },
  why: 'prioritas 1',
  priority,
  forS
})

describe('a takeover', () => {
  const whose = ({ takeover, takeoversWaiting }: Control) => [
    takeover?.incident,
    ...(takeoversWaiting ?? []).map(({ incident }) => incident)
  ]

  test('has the region for its time, and the scene below it stays as it is', () => {
    const told = new Told().do(rule, wanted('A'))
    expect(told.state).toEqual({
      ...firstControl(start, room),
      takeover: {
        incident: 'A',
        category: 'kebakaran',
        cameras: ['k01'],
        region: { column: 11, row: 0, columns: 25, rows: 18 },
        why: 'prioritas 1',
        priority: 1,
        since: told.now,
        by: rule,
        returnsAt: told.now + 2 * minute
      }
    })
    expect(nextDue(told.state)).toBe(told.now + 2 * minute)
    expect(told.pass(2 * minute).state).toEqual(firstControl(start, room))
  })

  test('is for rules alone', () => {
    for (const actor of [wall, { kind: 'remote' }, { kind: 'program' }] as const)
      expect(new Told().do(actor, wanted('A')).refused).toBe('notAllowed')
  })

  test('of equal priority waits for its turn, and for no longer than its own time', () => {
    const told = new Told()
      .do(rule, wanted('A'))
      .do(rule, wanted('B', 1, 60))
      .do(rule, wanted('C', 1, 180))
    expect(whose(told.state)).toEqual(['A', 'B', 'C'])
    expect(whose(told.pass(minute).state)).toEqual(['A', 'C'])
    expect(whose(told.pass(minute).state)).toEqual(['C'])
    expect(told.state.takeover?.returnsAt).toBe(told.now + 3 * minute)
  })

  test('that is graver comes first, and what had the region has it again for the rest', () => {
    const told = new Told().do(rule, wanted('A', 2)).do(rule, wanted('B', 1, 60))
    expect(whose(told.state)).toEqual(['B', 'A'])
    told.pass(minute)
    expect([whose(told.state), told.state.takeover?.returnsAt]).toEqual([
      ['A'],
      // It had the region for one second.
      told.now + 119 * second
    ])
  })

  test('of an incident that has the region, or waits for it, is nothing new', () => {
    const told = new Told().do(rule, wanted('A')).do(rule, wanted('B'))
    const before = told.state
    expect(told.do(rule, wanted('A')).do(rule, wanted('B')).state).toEqual(before)
  })

  test('ends at a gesture, and the one that waits is seen before it ends too', () => {
    const told = new Told().do(rule, wanted('A')).do(rule, wanted('B'))
    expect(whose(told.do(wall, { type: 'dismissTakeover' }).state)).toEqual(['B'])
    expect(whose(told.do(wall, { type: 'dismissTakeover' }).state)).toEqual([undefined])
  })

  test('never lies over what a person holds, and waits until that is released', () => {
    const told = new Told().do(rule, wanted('A')).do(wall, { type: 'callScene', scene: 'cctv' })
    expect(whose(told.state)).toEqual([undefined])
    told.do(rule, wanted('B')).do(rule, wanted('C', 1, 30))
    expect([told.refused, whose(told.state)]).toEqual([undefined, [undefined, 'B', 'C']])
    told.pass(minute).do(wall, { type: 'release' })
    expect([whose(told.state), told.state.scene.id]).toEqual([['B'], 'cctv'])
  })

  test('ends with its incident', () => {
    const told = new Told().do(rule, wanted('A')).do(rule, wanted('B')).do(rule, wanted('C'))
    told.do({ kind: 'system' }, { type: 'endTakeover', incident: 'B' })
    expect(whose(told.state)).toEqual(['A', 'C'])
    told.do({ kind: 'system' }, { type: 'endTakeover', incident: 'A' })
    expect(whose(told.state)).toEqual(['C'])
  })

  test('is ended by a flood, and refused as long as it lasts', () => {
    const told = new Told().do(rule, wanted('A')).do(rule, wanted('B'))
    told.do({ kind: 'system' }, { type: 'setFlood', demands: 11 })
    const since = told.now
    expect(whose(told.state)).toEqual([undefined])
    told.do({ kind: 'system' }, { type: 'setFlood', demands: 30 })
    expect(told.state.flood).toEqual({ since, demands: 30 })
    expect(told.do(rule, wanted('C')).refused).toBe('flood')
    told.do({ kind: 'system' }, { type: 'setFlood', demands: undefined }).do(rule, wanted('D'))
    expect([told.state.flood, whose(told.state)]).toEqual([undefined, ['D']])
  })

  test('does not outlive a clock that was set back to before it', () => {
    const told = new Told().do(rule, wanted('A')).do(rule, wanted('B'))
    expect(whose(told.pass(-minute).state)).toEqual([undefined])
  })
})

describe('a prepared briefing', () => {
  const startSteps = { type: 'startSteps', id: 'rapat' } as const

  test('shows the scene, camera, period and figures of each step, and no other ones', () => {
    const told = new Told().do(wall, startSteps)
    const seen = [told.state]
    for (let i = 0; i < 3; i += 1) seen.push(told.do(wall, { type: 'nextStep' }).state)
    expect(
      seen.map(({ steps, scene, focus, briefing }) => [
        steps?.at,
        scene.id,
        scene.held,
        scene.range,
        focus?.on.id,
        briefing?.code
      ])
    ).toEqual([
      [0, 'operasi', true, '7d', undefined, undefined],
      [1, 'cctv', true, undefined, 'k01', undefined],
      // The scene of the step between is no more, and after the last one it stays.
      [3, 'puncak', true, undefined, undefined, morning],
      [3, 'puncak', true, undefined, undefined, morning]
    ])
    expect(told.do(wall, { type: 'previousStep' }).state.steps?.at).toBe(1)
  })

  test('goes back to what the wall showed before, held or not', () => {
    const told = new Told()
      .do(wall, { type: 'callScene', scene: 'cctv' })
      .do(wall, { type: 'focus', on: { kind: 'incident', id: 'SMG-1' } })
      .do(wall, { type: 'freezeBriefing', code: evening })
    const before = told.state
    told
      .do({ kind: 'remote' }, startSteps)
      .do({ kind: 'remote' }, { type: 'nextStep' })
      .do(wall, { type: 'callScene', scene: 'puncak' })
      .do({ kind: 'remote' }, { type: 'endSteps' })
    expect(told.state).toEqual(before)
  })

  test('ends when the wall is released, and then nobody holds it', () => {
    const told = new Told().do(wall, startSteps).do(wall, { type: 'nextStep' })
    const { scene, steps, focus } = told.do(wall, { type: 'release' }).state
    expect([scene.id, scene.held, steps, focus]).toEqual(['operasi', false, undefined, undefined])
  })

  test('that is not there is refused, and so is a step while none is walked', () => {
    const told = new Told()
    expect(told.do(wall, { type: 'startSteps', id: 'none' }).refused).toBe('unknownSteps')
    expect(told.do(wall, { type: 'nextStep' }).refused).toBe('unknownSteps')
    expect(told.do(wall, { type: 'endSteps' }).refused).toBeUndefined()
  })

  test('stays at its step over a restart, and is forgotten with its file', () => {
    const told = new Told().do(wall, startSteps).do(wall, { type: 'nextStep' })
    const { steps, scene, focus } = controlAfterRestart(told.state, told.now, room)
    expect([steps?.at, scene.id, focus?.on.id]).toEqual([1, 'cctv', 'k01'])
    const without = controlAfterRestart(told.state, told.now, { ...room, steps: {} })
    expect([without.steps, without.scene.id]).toEqual([undefined, 'operasi'])
  })

  test('whose file is removed leaves none of its figures, camera or hold behind', () => {
    const before = new Told().do(wall, { type: 'freezeBriefing', code: evening })
    const shown = before.state
    const { state, now } = before.do(wall, startSteps).do(wall, { type: 'nextStep' })
    expect(controlInRoom(state, now, { ...room, steps: {} })).toEqual(shown)
  })

  test('whose file is edited stays at the step it shows, and never tells another title', () => {
    const told = new Told().do(wall, startSteps).do(wall, { type: 'nextStep' })
    const [city, camera, old, figures] = room.steps?.['rapat']?.steps ?? []
    if (!city || !camera || !old || !figures) throw new Error('The briefing has four steps.')
    const edited = (...[first = city, ...others]: readonly BriefingStep[]): Control =>
      controlInRoom(told.state, told.now, {
        ...room,
        steps: { rapat: { name: 'Rapat', steps: [first, ...others] } }
      })
    expect(edited(city, camera, figures)).toBe(told.state)
    expect(edited(figures, city, camera)).toMatchObject({ steps: { at: 2 }, scene: { id: 'cctv' } })
    expect(edited(city, figures)).toMatchObject({
      steps: { at: 1, title: 'Angka' },
      scene: { id: 'puncak', held: true },
      briefing: { code: morning }
    })
    expect(edited(figures)).toMatchObject({ steps: { at: 0 }, scene: { id: 'puncak' } })
    expect(edited(old)).toMatchObject({ scene: { id: 'operasi', held: false } })
  })
})

test('a clock that was set back ends what it cannot time', () => {
  const told = new Told()
    .do(wall, { type: 'mute', minutes: 30 })
    .do(wall, { type: 'identify' })
    .do({ kind: 'program' }, { type: 'callScene', scene: 'cctv', forS: 60 })
  const { mute, identify, scene } = settleControl(told.state, start - minute)
  expect([mute, identify, scene.id]).toEqual([undefined, undefined, 'operasi'])
  expect(controlAfterRestart(told.state, start - minute, room).mute).toBeUndefined()
})

describe('the playlist', () => {
  const tell = (part: string): HubAction => ({ type: 'tellPlaylist', playlist: { part } })

  test('stays paused by whom it was paused, whatever is told of it, also over a restart', () => {
    const told = new Told().do({ kind: 'system' }, tell('pagi'))
    told.do(wall, { type: 'pausePlaylist' })
    const pausedAt = told.now
    told.do({ kind: 'system' }, tell('malam'))
    expect(told.state.playlist).toEqual({ paused: true, since: pausedAt, by: wall, part: 'malam' })
    expect(told.do({ kind: 'program' }, { type: 'resumePlaylist' }).refused).toBe('setByPerson')
    expect(controlAfterRestart(told.state, told.now, room).playlist).toEqual({
      paused: true,
      since: pausedAt,
      by: wall
    })
    expect(told.do(wall, { type: 'resumePlaylist' }).state.playlist?.paused).toBe(false)
  })

  test('is nothing to pause where the room has none', () => {
    const told = new Told().do(wall, { type: 'pausePlaylist' })
    expect([told.refused, told.state.playlist]).toEqual([undefined, undefined])
    told.do({ kind: 'system' }, tell('pagi'))
    told.do({ kind: 'system' }, { type: 'tellPlaylist', playlist: undefined })
    expect(told.state.playlist).toBeUndefined()
  })
})

test('a restart forgets what the hub counts or hears anew', () => {
  const told = new Told()
    .do(rule, wanted('A'))
    .do(rule, wanted('B'))
    .do(wall, { type: 'identify' })
    .do({ kind: 'remote' }, { type: 'tellSteering', steering: {} })
  const parts = (state: Control): readonly string[] => Object.keys(state).sort()
  const fresh = parts(firstControl(start, room))
  expect(parts(controlAfterRestart(told.state, told.now, room))).toEqual(fresh)
  told.do({ kind: 'system' }, { type: 'setFlood', demands: 11 })
  expect(parts(controlAfterRestart(told.state, told.now, room))).toEqual(fresh)
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
const anyAction = fc.oneof<fc.Arbitrary<ControlAction | HubAction>[]>(
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
    { type: 'unmute' },
    { type: 'freezeBriefing', code: evening },
    { type: 'releaseBriefing' },
    { type: 'startSteps', id: 'rapat' },
    { type: 'nextStep' },
    { type: 'previousStep' },
    { type: 'endSteps' },
    { type: 'pausePlaylist' },
    { type: 'resumePlaylist' },
    { type: 'dismissTakeover' }
  ),
  fc.constantFrom<HubAction>(
    { type: 'setFlood', demands: 12 },
    { type: 'setFlood', demands: undefined },
    { type: 'tellPlaylist', playlist: { part: 'pagi' } },
    { type: 'endTakeover', incident: 'A' }
  ),
  fc
    .tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: 1, max: 3 }), fc.nat(600))
    .map(([incident, priority, s]) => wanted(incident, priority, s + 1)),
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
          for (const part of ['focus', 'mute', 'briefing', 'steps'] as const)
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

describe('whatever rules ask for', () => {
  test('the gravest has the region, then the oldest, unless somebody holds the wall or in a flood', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const told = new Told()
        for (const [actor, action, after] of story) {
          const { state, now } = told.do(actor, action, after)
          const { takeover, takeoversWaiting: waiting = [], scene, flood } = state
          if (scene.held || flood !== undefined) expect(takeover).toBeUndefined()
          else if (waiting.length > 0)
            expect(takeover?.priority).toBeLessThanOrEqual(gravest(waiting))
          if (flood !== undefined) expect(waiting).toEqual([])
          expect(waiting).toEqual(
            waiting.toSorted((a, b) => a.priority - b.priority || a.since - b.since)
          )
          for (const { since, until, forS } of waiting) {
            expect(until).toBeGreaterThan(now)
            expect(until).toBeLessThanOrEqual(since + 601 * second)
            expect(forS).toBeGreaterThan(0)
          }
          const ids = [takeover, ...waiting].flatMap((one) => one?.incident ?? [])
          expect(new Set(ids).size).toBe(ids.length)
        }
      }),
      { numRuns: 200 }
    )
  })

  test('no more of them wait than are told', () => {
    const told = new Told()
    for (let i = 0; i < 40; i += 1) told.do(rule, wanted(`I-${i}`, i === 39 ? 1 : 2), 1)
    expect(told.state.takeover?.incident).toBe('I-39')
    expect(told.state.takeoversWaiting).toHaveLength(mostTakeoversWaiting)
  })
})

function gravest(waiting: NonNullable<Control['takeoversWaiting']>): number {
  return Math.min(...waiting.map(({ priority }) => priority))
}

test.each([
  wanted('A'),
  { type: 'endTakeover', incident: 'A' },
  { type: 'setFlood', demands: 11 },
  { type: 'tellPlaylist', playlist: {} },
  { type: 'tellSteering', steering: {} },
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
