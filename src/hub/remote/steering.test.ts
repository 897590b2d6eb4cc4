import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor, Control, ControlAction, HubAction } from '../../contract/control.ts'
import { minute, second } from '../../contract/time.ts'
import { startWallControl, type WallControl } from '../control/wallControl.ts'
import { steering, type Steering } from './steering.ts'

const wall: Actor = { kind: 'wall' }
let control: WallControl
let steers: Steering
let connected: Set<string>
let diskFull: boolean

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 7) })
  diskFull = false
  connected = new Set(['Sari', 'Budi'])
  start()
})

afterEach(() => {
  steers.stop()
  control.stop()
  vi.useRealTimers()
})

/** `last`: the state a hub ended with. */
function start(last?: Control): void {
  control = startWallControl({
    audit: {
      last: last && {
        seq: 1,
        at: Date.now(),
        what: { event: 'stop', version: '1' },
        control: last,
        previous: '',
        hash: ''
      },
      append: () => {
        if (diskFull) throw new Error('ENOSPC')
      },
      close: () => undefined
    },
    room: () => ({
      scenes: ['operasi', 'cctv'],
      staffOnly: false,
      steps: { rapat: { name: 'Rapat', steps: [{ title: 'Satu', scene: 'cctv' }] } }
    }),
    now: Date.now,
    version: '1.2.3',
    log: () => undefined
  })
  steers = steering({
    control,
    isConnected: (name) => connected.has(name),
    giveBackAfterMs: minute,
    now: Date.now
  })
}

function act(name: string, action: ControlAction): void {
  steers.doing(name, () => control.act(action, { kind: 'remote', name }))
}

function leave(name: string): void {
  connected.delete(name)
  steers.left(name)
}

const byHub = (action: HubAction): unknown => control.act(action, { kind: 'playlist' })
const steerer = (): string | undefined => control.current().steering?.by.name
const focus = { type: 'focus', on: { kind: 'camera', id: 'k07' } } as const
const cctv = { type: 'callScene', scene: 'cctv' } as const

test('the wall is told who steers, and when it goes back after they have left', () => {
  expect(steerer()).toBeUndefined()
  act('Sari', cctv)
  expect(control.current().steering).toMatchObject({ by: { kind: 'remote', name: 'Sari' } })
  leave('Sari')
  expect(control.current().steering?.returnsAt).toBe(Date.now() + minute)
  vi.advanceTimersByTime(minute - 1)
  expect(control.current().scene.held).toBe(true)
  vi.advanceTimersByTime(1)
  expect(control.current()).toMatchObject({ scene: { held: false, by: { kind: 'system' } } })
  expect(steerer()).toBeUndefined()
})

test('what was not done makes nobody steer', () => {
  act('Sari', { type: 'callScene', scene: 'tidak-ada' })
  expect(steerer()).toBeUndefined()
})

test('who comes back in time keeps everything', () => {
  act('Sari', cctv)
  leave('Sari')
  vi.advanceTimersByTime(minute - second)
  connected.add('Sari')
  steers.returned('Sari')
  expect(control.current().steering?.returnsAt).toBeUndefined()
  vi.advanceTimersByTime(10 * minute)
  expect(control.current().scene).toMatchObject({ id: 'cctv', held: true })
})

test('scene, focus, steps and a pause go back; curtain, mode and mute stay', () => {
  byHub({ type: 'tellPlaylist', playlist: {} })
  act('Sari', { type: 'pausePlaylist' })
  act('Sari', { type: 'startSteps', id: 'rapat' })
  act('Sari', focus)
  act('Sari', { type: 'hold' })
  act('Sari', { type: 'mute', minutes: 30 })
  act('Sari', { type: 'drawCurtain' })
  act('Sari', { type: 'setMode', mode: 'guests' })
  steers.giveBack('Sari')
  const { scene, focus: looked, steps, playlist, mute, curtain, mode } = control.current()
  expect([scene.held, looked, steps, playlist?.paused]).toEqual([
    false,
    undefined,
    undefined,
    false
  ])
  expect([mute?.by.name, curtain.drawn, mode.mode]).toEqual(['Sari', true, 'guests'])
  expect(steerer()).toBeUndefined()
})

test('what a person at the wall has set meanwhile stays', () => {
  act('Sari', cctv)
  act('Sari', focus)
  leave('Sari')
  control.act({ type: 'callScene', scene: 'operasi' }, wall)
  expect(steerer()).toBe('Sari')
  vi.advanceTimersByTime(minute)
  expect(control.current()).toMatchObject({ scene: { id: 'operasi', held: true, by: wall } })
  expect(control.current().focus).toBeUndefined()
})

test('a person at the wall who replaces or undoes all of it has taken over', () => {
  act('Sari', focus)
  control.act({ type: 'unfocus' }, wall)
  expect(steerer()).toBeUndefined()
  act('Sari', cctv)
  control.act({ type: 'hold' }, wall)
  expect(steerer()).toBeUndefined()
  act('Sari', { type: 'drawCurtain' })
  expect(steerer()).toBe('Sari')
  control.act({ type: 'openCurtain' }, wall)
  expect(steerer()).toBeUndefined()
})

test('what the hub does by itself takes nothing from who steers', () => {
  act('Sari', { type: 'mute', minutes: 5 })
  byHub({ type: 'setFlood', demands: 12 })
  vi.advanceTimersByTime(6 * minute)
  expect(steerer()).toBe('Sari')
})

test('the next one to steer inherits, and gives all of it back', () => {
  act('Sari', cctv)
  act('Budi', focus)
  expect(steerer()).toBe('Budi')
  leave('Sari')
  vi.advanceTimersByTime(2 * minute)
  expect(control.current().scene.held).toBe(true)
  steers.giveBack('Budi')
  expect(control.current()).toMatchObject({ scene: { held: false } })
  expect(control.current().focus).toBeUndefined()
})

test('who gives back leaves to the others what they have set', () => {
  act('Sari', cctv)
  act('Budi', focus)
  steers.giveBack('Budi')
  expect(control.current().focus).toBeUndefined()
  expect(control.current().scene.held).toBe(true)
  expect(steerer()).toBe('Sari')
})

test('after a restart of the hub whoever steered is away until they come back', () => {
  act('Sari', cctv)
  const last = control.current()
  steers.stop()
  control.stop()
  connected.clear()
  start(last)
  expect(control.current().steering).toMatchObject({ by: { name: 'Sari' } })
  expect(control.current().scene.held).toBe(true)
  vi.advanceTimersByTime(minute)
  expect(control.current().scene.held).toBe(false)
})

test('a prepared briefing that goes back leaves to the wall what it held and looked at before', () => {
  control.act({ type: 'callScene', scene: 'operasi' }, wall)
  control.act({ type: 'focus', on: { kind: 'camera', id: 'k03' } }, wall)
  act('Sari', { type: 'startSteps', id: 'rapat' })
  act('Sari', focus)
  steers.giveBack('Sari')
  expect(control.current()).toMatchObject({
    scene: { id: 'operasi', held: true, by: wall },
    focus: { on: { id: 'k03' }, by: wall }
  })
})

describe('while the disk is full', () => {
  test('nobody is told to steer who has given the wall back', () => {
    act('Sari', { type: 'mute', minutes: 5 })
    diskFull = true
    steers.giveBack('Sari')
    expect(steerer()).toBeUndefined()
  })

  test('what those who have gone had set waits, and goes back when there is room', () => {
    act('Sari', cctv)
    act('Budi', focus)
    leave('Sari')
    diskFull = true
    leave('Budi')
    vi.advanceTimersByTime(2 * minute)
    expect(control.current().scene.held).toBe(true)
    diskFull = false
    vi.advanceTimersByTime(5 * second)
    expect(control.current()).toMatchObject({ scene: { held: false } })
    expect(control.current().focus).toBeUndefined()
    expect(steerer()).toBeUndefined()
  })
})
