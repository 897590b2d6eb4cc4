import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Control } from '../../contract/control.ts'
import type { WallRoom } from '../../contract/reduceControl.ts'
import { minute } from '../../contract/time.ts'
import { parseLine, type AuditEntry } from '../audit/auditEntry.ts'
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
