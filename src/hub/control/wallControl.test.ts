import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Control } from '../../contract/control.ts'
import type { WallRoom } from '../../contract/reduceControl.ts'
import { minute } from '../../contract/time.ts'
import { parseLine, type AuditEntry } from '../audit/auditEntry.ts'
import { shownAt } from '../audit/shownAt.ts'
import { auditFiles, auditFolder, openAuditLog, writeAndSync } from '../audit/auditLog.ts'
import { startWallControl, type WallControl } from './wallControl.ts'

const wholeRoom: WallRoom = { scenes: ['operasi', 'cctv'], staffOnly: false }
const wall = { kind: 'wall' } as const
let dataFolder: string
let full: boolean
let control: WallControl
let room: WallRoom

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 7) })
  dataFolder = mkdtempSync(join(tmpdir(), 'siaga-control-'))
  full = false
  room = wholeRoom
  control = start()
})

afterEach(() => {
  control.stop()
  vi.useRealTimers()
  rmSync(dataFolder, { recursive: true, force: true })
})

function start(): WallControl {
  const write = (file: number, text: string): void => {
    if (full) throw new Error('ENOSPC: no space left on device')
    writeAndSync(file, text)
  }
  const audit = openAuditLog({ dataFolder, now: Date.now, log: () => undefined, write })
  return startWallControl({
    audit,
    room: () => room,
    now: Date.now,
    version: '1.2.3',
    log: () => undefined
  })
}

function recorded(): readonly AuditEntry[] {
  return auditFiles(dataFolder)
    .flatMap((name) => readFileSync(join(auditFolder(dataFolder), name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => {
      const entry = parseLine(line)
      if (typeof entry === 'string') throw new Error(`${entry}: ${line}`)
      return entry
    })
}

const operations = { type: 'setMode', mode: 'operations', name: 'Rina', reason: 'rob' } as const

test('everything that is done, refused, or runs out is on record, with what it became', () => {
  control.act(operations, wall)
  control.act({ type: 'callScene', scene: 'none' }, { kind: 'program', name: 'kalender' })
  vi.advanceTimersByTime(31 * minute)
  const csv = { what: 'csv', by: wall, code: 'K7Q2', incidents: 1_305 }
  control.announce({ event: 'export', ...csv })
  control.ended({ event: 'exportEnd', ...csv, complete: false })
  expect(recorded().map(({ what, control: { mode } }) => [what, mode.mode])).toEqual([
    [{ event: 'start', version: '1.2.3' }, 'briefing'],
    [{ event: 'act', action: 'setMode', by: wall }, 'operations'],
    [
      {
        event: 'refused',
        action: 'callScene',
        by: { kind: 'program', name: 'kalender' },
        refusal: 'unknownScene'
      },
      'operations'
    ],
    [{ event: 'due' }, 'briefing'],
    [{ event: 'export', ...csv }, 'briefing'],
    [{ event: 'exportEnd', ...csv, complete: false }, 'briefing']
  ])
})

test('what a restart finds is what the last line says', () => {
  control.act({ type: 'callScene', scene: 'cctv' }, wall)
  control.act({ type: 'drawCurtain' }, wall)
  control.stop()
  control = start()
  const { curtain, scene, mode } = control.current()
  expect([curtain.drawn, scene.id, mode.mode]).toEqual([true, 'cctv', 'briefing'])
})

describe('what the playlist shows', () => {
  const playlist = { kind: 'playlist', name: 'Siang' } as const
  const system = { kind: 'system' } as const
  const show = (scene: string) => control.act({ type: 'callScene', scene }, playlist)
  const lines = () => recorded().map(({ what }) => what.event)

  /** Both scenes in turn, every half a minute. */
  function play(times: number): void {
    control.act({ type: 'tellPlaylist', playlist: { part: 'Siang' } }, system)
    for (let i = 0; i < times; i += 1) {
      show(i % 2 === 0 ? 'cctv' : 'operasi')
      vi.advanceTimersByTime(minute / 2)
    }
  }

  test('is written together, every ten minutes and before every other line', () => {
    const at = Date.now()
    play(3)
    expect(lines()).toEqual(['start', 'act'])
    control.act({ type: 'drawCurtain' }, wall)
    expect(recorded().at(-2)?.what).toEqual({
      event: 'playlist',
      scenes: ['cctv', 'operasi', 'cctv'].map((scene, i) => ({ at: at + (i * minute) / 2, scene }))
    })
    play(20)
    vi.advanceTimersByTime(minute)
    expect(lines()).toEqual(['start', 'act', 'playlist', 'act', 'playlist'])
    play(1)
    control.stop()
    expect(lines().slice(5)).toEqual(['playlist', 'stop'])
  })

  test('is known for every moment, or it is said that it is not', () => {
    const at = Date.now()
    const told = (after: number) => {
      const { control: shown, sceneUnsure } = shownAt(recorded(), at + after)
      return [shown?.scene.id, sceneUnsure]
    }
    play(3)
    expect(told(40_000)).toEqual(['operasi', true])
    control.act({ type: 'hold' }, wall)
    expect([told(-1), told(0), told(40_000), told(70_000)]).toEqual([
      [undefined, false],
      ['cctv', false],
      ['operasi', false],
      ['cctv', false]
    ])
    expect(told(10 * minute)).toEqual(['cctv', false])
    control.act({ type: 'release' }, wall)
    play(2)
    control = start()
    // That hub ended without a word: what its playlist showed at last is lost.
    expect(told(2 * minute)).toEqual(['cctv', true])
  })

  test('does not change while nothing can be written', () => {
    full = true
    control.act({ type: 'drawCurtain' }, wall)
    expect(show('cctv')).toBe('notRecorded')
    expect(control.current().scene.id).toBe('operasi')
  })
})

test('of a flood its beginning and its end are on record, and not every count between', () => {
  const count = (demands: number | undefined) =>
    control.act({ type: 'setFlood', demands }, { kind: 'system' })
  for (const demands of [11, 20, 12, undefined, undefined]) count(demands)
  expect(recorded().map(({ control: { flood } }) => flood?.demands)).toEqual([
    undefined,
    11,
    undefined
  ])
})

describe('while the disk is full', () => {
  const told: Control[] = []
  beforeEach(() => {
    told.length = 0
    control.onChange((next) => told.push(next))
    full = true
  })

  test('nothing is done that could not be recorded, and the wall says so', () => {
    expect(control.act({ type: 'callScene', scene: 'cctv' }, wall)).toBe('notRecorded')
    expect(control.act(operations, wall)).toBe('notRecorded')
    expect(control.announce({ event: 'export', what: 'csv', by: wall })).toBe(false)
    const { scene, mode, recording } = control.current()
    expect([scene.id, mode.mode, recording]).toEqual(['operasi', 'briefing', 'failing'])
    expect(told.at(-1)?.recording).toBe('failing')
  })

  test('it is known when there is room again, also where an export alone was refused', () => {
    control.announce({ event: 'export', what: 'csv', by: wall })
    full = false
    vi.advanceTimersByTime(5_000)
    expect(control.current().recording).toBe('ok')
    expect(recorded().at(-1)?.what).toMatchObject({ event: 'refused', action: 'export', by: wall })
  })

  test('one that asks again and again is on record once, and takes no room of the curtain', () => {
    for (let i = 0; i < 500; i += 1) control.act({ type: 'hold' }, { kind: 'program', name: 'a' })
    control.act({ type: 'drawCurtain' }, wall)
    full = false
    vi.advanceTimersByTime(5_000)
    expect(recorded().map(({ what }) => ('action' in what ? what.action : what.event))).toEqual([
      'start',
      'hold',
      'drawCurtain'
    ])
  })

  test('a takeover shows no more of its incident than what that has become', () => {
    full = false
    const known = { incident: 'A', category: 'api', priority: 1, cameras: ['k1'] } as const
    const region = { column: 0, row: 0, columns: 8, rows: 8 }
    const takeOver = { type: 'takeOver', ...known, region, why: 'Kritis', forS: 120 } as const
    control.act(takeOver, { kind: 'rule', name: 'Kritis' })
    full = true
    const correct = { type: 'correctTakeover', ...known, category: 'kdrt', cameras: [] } as const
    expect(control.act(correct, { kind: 'system' })).toBeUndefined()
    expect(control.current().takeover).toMatchObject({ category: 'kdrt', cameras: [] })
    expect(control.act({ type: 'endTakeover', incident: 'A' }, { kind: 'system' })).toBeUndefined()
    expect(control.current().takeover).toBeUndefined()
    full = false
    vi.advanceTimersByTime(5_000)
    expect(recorded().map(({ what }) => ('action' in what ? what.action : what.event))).toEqual([
      'start',
      'takeOver',
      'correctTakeover',
      'endTakeover'
    ])
  })

  test('the curtain falls all the same, and is recorded when there is room again', () => {
    const drawnAt = Date.now()
    expect(control.act({ type: 'drawCurtain' }, wall)).toBeUndefined()
    expect(told[0]?.curtain.drawn).toBe(true)
    expect(recorded()).toHaveLength(1)
    vi.advanceTimersByTime(minute)
    full = false
    vi.advanceTimersByTime(5_000)
    expect(control.current().recording).toBe('ok')
    expect(recorded().at(-1)).toMatchObject({
      what: { event: 'act', action: 'drawCurtain', doneAt: drawnAt },
      control: { curtain: { drawn: true } }
    })
    expect(control.act({ type: 'callScene', scene: 'cctv' }, wall)).toBeUndefined()
  })

  test('how an export ended is recorded when there is room again', () => {
    const ended = { event: 'exportEnd', what: 'csv', by: wall, complete: true } as const
    const doneAt = Date.now()
    control.ended(ended)
    full = false
    vi.advanceTimersByTime(5_000)
    expect(recorded().at(-1)?.what).toEqual({ ...ended, doneAt })
  })
})

test('a scene that the room no longer has is left for the first one, on record', () => {
  control.act({ type: 'callScene', scene: 'cctv' }, wall)
  const before = control.current()
  control.rearranged()
  expect(control.current()).toBe(before)
  room = { ...wholeRoom, scenes: ['operasi'] }
  control.rearranged()
  expect(control.current().scene).toMatchObject({ id: 'operasi', held: false })
  expect(recorded().at(-1)).toMatchObject({
    what: { event: 'due' },
    control: { scene: { id: 'operasi' } }
  })
})
