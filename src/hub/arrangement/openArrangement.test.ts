import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Scene } from '../../contract/scene.ts'
import { makeCity } from '../../testing/make.ts'
import { loadCity } from '../loadCity.ts'
import { findResources } from '../resources.ts'
import {
  openArrangement,
  roomFolder,
  type ArrangementOptions,
  type RoomArrangement
} from './openArrangement.ts'
import { largestFile } from './readRoom.ts'
import { writeDraft } from '../wholeFile.ts'

const grid = (id: string, name = id): Scene => ({
  id,
  name,
  layout: 'grid',
  panels: [{ panel: 'map', place: { column: 0, row: 0, columns: 48, rows: 24 } }]
})
const resources = { scenes: [grid('operasi'), grid('cctv')], rules: { rules: [] } }
const rule = { id: 'gawat', name: 'Gawat', when: { priority: 1 }, seconds: 120 }
const rules = (seconds: unknown): string =>
  JSON.stringify({ rules: [{ ...rule, seconds }] }, null, 2)

let data: string
let logged: string[]
let room: RoomArrangement | undefined

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'siaga-room-'))
  logged = []
})

afterEach(() => {
  room?.stop()
  vi.useRealTimers()
  rmSync(data, { recursive: true, force: true })
})

/** Looked at only when told, unless `lookEveryMs` says otherwise. */
function open(others: Partial<ArrangementOptions> = {}): RoomArrangement {
  room?.stop()
  room = openArrangement({
    dataFolder: data,
    resources,
    city: makeCity(),
    log: (event, values) => logged.push(`${event} ${JSON.stringify(values ?? {})}`),
    lookEveryMs: 3_600_000,
    settleMs: 3_600_000,
    ...others
  })
  return room
}

const inRoom = (path: string): string => join(roomFolder(data), path)

function write(path: string, content: string | Buffer | object): void {
  const isText = typeof content === 'string' || Buffer.isBuffer(content)
  mkdirSync(dirname(inRoom(path)), { recursive: true })
  writeFileSync(inRoom(path), isText ? content : JSON.stringify(content, null, 2))
}

const secondsNow = (): number | undefined => room?.current().rules.rules[0]?.seconds
const sceneIds = (): string[] => (room?.current().scenes ?? []).map(({ id }) => id)

describe('a room', () => {
  test('without files is what is shipped', () => {
    expect(open().current()).toEqual({ ...resources, steps: {} })
    expect(open().problems()).toEqual([])
  })

  test('puts its scenes in the place of shipped ones, else behind them', () => {
    write('scenes/malam.json', grid('malam'))
    write('scenes/cctv.json', grid('cctv', 'Kamera'))
    write('scenes/banjir.json', grid('banjir'))
    expect(open().current().scenes).toEqual([
      grid('operasi'),
      grid('cctv', 'Kamera'),
      grid('banjir'),
      grid('malam')
    ])
  })

  test('has displays, a playlist, rules and prepared briefings out of its files', () => {
    const playlist = { dayParts: [], otherwise: [{ scene: 'cctv', seconds: 30 }] }
    const briefing = {
      name: 'Wali Kota',
      steps: [{ title: 'Pagi', scene: 'cctv', notes: 'pelan' }]
    }
    write('wall.json', {
      cellWidthMm: 1210,
      cellHeightMm: 681,
      displays: [{ id: 'A1', row: 1, column: 1 }]
    })
    write('playlist.json', playlist)
    write('rules.json', rules(60))
    write('steps/wali-kota.json', briefing)
    const current = open().current()
    expect(current.displays?.displays[0]?.id).toBe('A1')
    expect(current.playlist).toEqual(playlist)
    expect(secondsNow()).toBe(60)
    expect(current.steps).toEqual({ 'wali-kota': briefing })
    expect(current.steps['constructor']).toBeUndefined()
  })
})

test('the files in docs/arranging.md can be used as they stand there', () => {
  const docs = readFileSync(new URL('../../../docs/arranging.md', import.meta.url), 'utf8')
  const examples = [...docs.matchAll(/^## `([^`]+)`\n[^#]*?```json\n(.*?)```/gmsu)]
  for (const [, file = '', text = ''] of examples) write(file, text)
  const shipped = findResources(import.meta.dirname)
  const city = loadCity('semarang', shipped.folder, shipped.cityIds)
  open({ resources: shipped, city })
  expect(room?.problems()).toEqual([])
  expect([...(room?.files().keys() ?? [])].sort()).toEqual([
    'playlist.json',
    'rules.json',
    'scenes/malam.json',
    'steps/wali-kota.json',
    'wall.json'
  ])
})

describe('a file that cannot be used is told, and', () => {
  test('what is shipped, or nothing, counts where it never could be', () => {
    write('rules.json', rules('lama'))
    write('playlist.json', '{')
    write('scenes/operasi.json', grid('lain'))
    expect(open().current()).toEqual({ ...resources, steps: {} })
    expect(room?.problems()).toEqual([
      { file: 'scenes/operasi.json', line: 2, reason: 'wrongValue', key: 'id', instead: 'shipped' },
      { file: 'playlist.json', line: 1, reason: 'notJson', instead: 'nothing' },
      {
        file: 'rules.json',
        line: 9,
        reason: 'wrongValue',
        key: 'rules.0.seconds',
        instead: 'shipped'
      }
    ])
    expect(logged.join()).not.toContain('lama')
  })

  test('the last good one counts, also after a restart, until it is repaired', () => {
    write('rules.json', rules(60))
    open()
    write('rules.json', rules('lama'))
    room?.take('rules.json')
    const problem = {
      file: 'rules.json',
      line: 9,
      reason: 'wrongValue',
      key: 'rules.0.seconds',
      instead: 'lastGood'
    }
    for (const once of [room, open(), open()]) {
      expect(once?.problems()).toEqual([problem])
      expect(secondsNow()).toBe(60)
    }
    write('rules.json', rules(90))
    room?.take('rules.json')
    expect(room?.problems()).toEqual([])
    expect(secondsNow()).toBe(90)
  })

  test.each<[string, () => void]>([
    ['too large', () => write('rules.json', ' '.repeat(largestFile) + rules(60))],
    ['no text', () => write('rules.json', Buffer.from([0xff, 0xfe, 0x7b, 0]))],
    ['a folder', () => mkdirSync(inRoom('rules.json'), { recursive: true })],
    [
      'a link that leads out of the folder',
      () => {
        write('../elsewhere.json', rules(60))
        mkdirSync(roomFolder(data), { recursive: true })
        symlinkSync('../elsewhere.json', inRoom('rules.json'))
      }
    ]
  ])('one that is %s is unreadable', (_, make) => {
    make()
    open()
    expect(room?.problems()).toEqual([
      { file: 'rules.json', reason: 'unreadable', instead: 'shipped' }
    ])
  })

  test('a link within the folder is followed', () => {
    write('scenes/.rapat.json', rules(45))
    symlinkSync('scenes/.rapat.json', inRoom('rules.json'))
    open()
    expect(secondsNow()).toBe(45)
  })

  test('names that nothing has are told with their line', () => {
    write('rules.json', JSON.stringify({ rules: [{ ...rule, when: { categories: ['x'] } }] }))
    write(
      'playlist.json',
      '{"dayParts": [],\n"otherwise": [{"scene": "cctv", "seconds": 9},\n{"scene": "x", "seconds": 9}]}'
    )
    write('steps/a.json', { name: 'A', steps: [{ title: 'T', scene: 'x' }] })
    write('steps/Rapat Pagi.json', { name: 'A', steps: [{ title: 'T', scene: 'cctv' }] })
    open()
    expect(
      room?.problems().map(({ file, line, key, reason }) => [file, line, key, reason])
    ).toEqual([
      ['playlist.json', 3, 'otherwise.1.scene', 'unknownName'],
      ['rules.json', 1, 'rules.0.when.categories.0', 'unknownName'],
      ['steps/Rapat Pagi.json', undefined, undefined, 'unknownName'],
      ['steps/a.json', 6, 'steps.0.scene', 'unknownName']
    ])
  })

  test('a scene that goes takes its places in playlist and briefings with it, until it is back', () => {
    const entry = { scene: 'malam', seconds: 30 }
    write('scenes/malam.json', grid('malam'))
    write('playlist.json', {
      dayParts: [{ name: 'Malam', from: '22.00', to: '06.00', entries: [entry] }],
      otherwise: [entry]
    })
    write('steps/a.json', {
      name: 'A',
      steps: [
        { title: 'T', scene: 'malam' },
        { title: 'U', scene: 'cctv' }
      ]
    })
    const whole = open().current()
    rmSync(inRoom('scenes/malam.json'))
    room?.take('scenes/malam.json')
    expect(room?.current()).toMatchObject({
      playlist: { dayParts: [], otherwise: [] },
      steps: { a: { steps: [{ title: 'U' }] } }
    })
    expect(room?.problems().map(({ file, instead }) => [file, instead])).toEqual([
      ['playlist.json', 'lastGood'],
      ['steps/a.json', 'lastGood']
    ])
    write('scenes/malam.json', grid('malam'))
    room?.take('scenes/malam.json')
    expect(room?.current()).toEqual(whole)
    expect(room?.problems()).toEqual([])
  })

  test('more scenes than a room has keys for are not taken', () => {
    for (let index = 10; index < 76; index += 1) write(`scenes/s${index}.json`, grid(`s${index}`))
    open()
    expect(sceneIds()).toHaveLength(2 + 64)
    expect(room?.problems().map(({ file }) => file)).toEqual(['scenes/s74.json', 'scenes/s75.json'])
  })

  test('a folder that cannot be looked into keeps what was in it', () => {
    write('scenes/malam.json', grid('malam'))
    open()
    rmSync(inRoom('scenes'), { recursive: true })
    writeFileSync(inRoom('scenes'), 'no folder')
    open()
    expect(sceneIds()).toContain('malam')
    expect(room?.problems().map(({ file }) => file)).toEqual(['scenes/', 'scenes/malam.json'])
  })
})

test('a room that is a file, not a folder, is told and nothing of it counts', () => {
  writeFileSync(roomFolder(data), 'x')
  expect(open().current()).toEqual({ ...resources, steps: {} })
  expect(room?.problems().map(({ file }) => file)).toEqual(['./', 'scenes/', 'steps/'])
})

test('a draft that was never put in place, as a power cut leaves it, changes nothing', () => {
  write('scenes/malam.json', grid('malam'))
  writeDraft(inRoom('scenes/malam.json'), JSON.stringify(grid('malam', 'Baru')))
  open()
  expect(room?.current().scenes.at(-1)?.name).toBe('malam')
  expect(room?.problems()).toEqual([])
})

test('after any writing, breaking, removing and restarting the last good text of each file counts', () => {
  const paths = ['rules.json', 'scenes/malam.json', 'scenes/operasi.json'] as const
  const textOf = (path: string, n: number): string =>
    path === 'rules.json'
      ? rules(10 + n)
      : JSON.stringify(grid(path.slice('scenes/'.length, -'.json'.length), `N${n}`))
  const step = fc.record({
    path: fc.constantFrom(...paths),
    kind: fc.constantFrom('good', 'cut', 'wrong', 'empty', 'gone', 'restart'),
    n: fc.nat({ max: 99 })
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
      rmSync(roomFolder(data), { recursive: true, force: true })
      open()
      const good = new Map<string, string>()
      const broken = new Set<string>()
      for (const { path, kind, n } of steps) {
        const text = textOf(path, n)
        if (kind === 'restart') {
          open()
          continue
        }
        broken.delete(path)
        if (kind === 'gone') {
          rmSync(inRoom(path), { force: true })
          good.delete(path)
        } else if (kind === 'good') {
          write(path, text)
          good.set(path, text)
        } else {
          write(path, { cut: text.slice(0, -2), wrong: '{"id":1}', empty: '' }[kind])
          broken.add(path)
        }
        room?.take(path)
        expect(room?.files()).toEqual(good)
        expect(new Set(room?.problems().map(({ file }) => file))).toEqual(broken)
      }
      open()
      expect(room?.files()).toEqual(good)
    }),
    { numRuns: 15 }
  )
})

describe('while the hub runs', () => {
  const timing = { settleMs: 30, lookEveryMs: 100 }
  const changed = (): Promise<void> =>
    new Promise((resolve) => room?.onChange(() => resolve(undefined)))

  test('a file that is written, renamed into place or removed is taken in', async () => {
    open(timing)
    let next = changed()
    write('scenes/malam.json', grid('malam'))
    await next
    expect(sceneIds()).toEqual(['operasi', 'cctv', 'malam'])

    next = changed()
    write('scenes/.malam.json.swp', grid('malam', 'Larut'))
    renameSync(inRoom('scenes/.malam.json.swp'), inRoom('scenes/malam.json'))
    await next
    expect(room?.current().scenes.at(-1)?.name).toBe('Larut')

    next = changed()
    rmSync(inRoom('scenes/malam.json'))
    await next
    expect(sceneIds()).toEqual(['operasi', 'cctv'])
    expect(logged).toEqual([])
  })

  test('half a file is no problem until nobody has gone on with it for a while', () => {
    vi.useFakeTimers()
    write('rules.json', rules(60))
    open({ settleMs: 300, lookEveryMs: 100 })
    for (const half of [20, 30, 40]) {
      write('rules.json', rules(61).slice(0, half))
      vi.advanceTimersByTime(290)
      expect(room?.problems()).toEqual([])
    }
    write('rules.json', rules(61))
    vi.advanceTimersByTime(500)
    expect(secondsNow()).toBe(61)
    expect(logged).toEqual([])

    write('rules.json', rules(62).slice(0, 20))
    vi.advanceTimersByTime(500)
    expect(room?.problems()).toHaveLength(1)
    expect(secondsNow()).toBe(61)
  })

  test('what is written anew with the same text changes nothing', () => {
    write('scenes/malam.json', grid('malam'))
    const before = open().current()
    write('scenes/malam.json', grid('malam'))
    room?.onChange(() => expect.unreachable('nothing is otherwise'))
    room?.take('scenes/malam.json')
    expect(room?.current()).toBe(before)
  })
})

test('what cannot be kept on disk counts all the same, and is logged once', () => {
  write('.good', 'no folder')
  write('rules.json', rules(60))
  open()
  room?.take('rules.json')
  expect(secondsNow()).toBe(60)
  expect(logged).toHaveLength(1)
  expect(existsSync(inRoom('.good'))).toBe(true)
  expect(readFileSync(inRoom('.good'), 'utf8')).toBe('no folder')
})
