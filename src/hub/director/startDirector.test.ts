import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor, Control, ControlAction } from '../../contract/control.ts'
import type { Position } from '../../contract/geo.ts'
import type { Incident } from '../../contract/incident.ts'
import { Playlist } from '../../contract/playlist.ts'
import { Rules } from '../../contract/rules.ts'
import { minute, momentOf, second } from '../../contract/time.ts'
import { without } from '../../contract/without.ts'
import { makeCity, makeHealth, makeIncident } from '../../testing/make.ts'
import { openAuditLog } from '../audit/auditLog.ts'
import { startWallControl, type WallControl } from '../control/wallControl.ts'
import { middleOfWall, startDirector, type Director } from './startDirector.ts'

const [fire = { id: '' }, medical = { id: '' }, violence = { id: '' }] = makeCity().categories
const city = makeCity({
  timeZone: 'Asia/Jakarta',
  responseTargets: [
    { id: 'tiba', name: 'Tiba', from: 'receivedAt', to: 'arrivedAt', minutes: 10, basis: 'uji' }
  ],
  categories: makeCity().categories.map((one) => ({ ...one, private: one.id === violence.id }))
})
/** About 111 m a thousandth of a degree. */
const place = (east: number): Position => [110.4 + east / 1000, -6.98]
const wall: Actor = { kind: 'wall' }

let dataFolder: string
let control: WallControl
let director: Director
let rules: Rules
let playlist: Playlist | undefined
let speed: number
let live: readonly string[]
let full: boolean
const lines: string[] = []

function write(_: number, text: string): void {
  if (full) throw new Error('ENOSPC: no space left on device')
  lines.push(text)
}

beforeEach(() => {
  vi.useFakeTimers({ now: momentOf('Asia/Jakarta', 2026, 11, 22, 12) })
  dataFolder = mkdtempSync(join(tmpdir(), 'siaga-director-'))
  rules = Rules.parse({
    rules: [
      { id: 'kritis', name: 'Kritis', when: { priority: 1 }, seconds: 120, sound: true },
      {
        id: 'api',
        name: 'Api',
        when: { priority: 3, categories: [fire.id], districts: ['33.74.01'] },
        seconds: 30,
        cameras: 1,
        region: { column: 0, row: 0, columns: 8, rows: 8 }
      }
    ]
  })
  playlist = undefined
  speed = 1
  full = false
  lines.length = 0
  live = ['k1', 'k2', 'k3', 'k4', 'k5']
  control = startWallControl({
    audit: openAuditLog({
      dataFolder,
      now: Date.now,
      log: () => undefined,
      write
    }),
    room: () => ({ scenes: ['operasi', 'cctv', 'puncak'], staffOnly: false }),
    now: Date.now,
    version: '1.2.3',
    log: () => undefined
  })
  director = start()
})

afterEach(() => {
  director.stop()
  control.stop()
  vi.useRealTimers()
  rmSync(dataFolder, { recursive: true, force: true })
})

function start(incidents: readonly Incident[] = []): Director {
  return startDirector({
    control,
    arrangement: () => ({ rules, ...(playlist && { playlist }) }),
    cameras: {
      // k1 is the farthest in reach; k6 is beyond it, k7 is nobody knows where.
      cameras: () => [
        ...[5, 4, 3, 2, 1].map((east, i) => ({ id: `k${i + 1}`, position: place(east) })),
        { id: 'k6', position: place(60) },
        { id: 'k7' }
      ],
      states: () =>
        ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7'].map((id) => ({
          id,
          status: live.includes(id) ? 'live' : 'noSignal'
        }))
    },
    city,
    clock: {
      now: Date.now,
      reading: () => ({ now: Date.now(), speed, simulated: speed !== 1 })
    },
    now: Date.now,
    health: () => makeHealth(),
    incidents
  })
}

const incident = (id: string, overrides: Partial<Incident> = {}): Incident =>
  makeIncident({
    id,
    category: fire.id,
    priority: 1,
    status: 'received',
    receivedAt: Date.now(),
    position: place(0),
    district: '33.74.01',
    ...overrides
  })

function hear(...incidents: readonly Incident[]): Control {
  director.heard(
    incidents.map((one) => ({ event: { kind: 'incident', incident: one }, rejected: [] })),
    {
      outcomes: incidents.map((_, row) => ({ kind: 'incident', row: row + 1, result: 'new' })),
      gaps: undefined
    }
  )
  return control.current()
}

function pass(ms: number): Control {
  vi.advanceTimersByTime(ms)
  return control.current()
}

const act = (action: ControlAction): unknown => control.act(action, wall)

describe('a rule', () => {
  test('shows a new incident with the four nearest live cameras, why, and until when', () => {
    live = ['k1', 'k2', 'k3', 'k5', 'k6', 'k7']
    expect(hear(incident('A')).takeover).toEqual({
      incident: 'A',
      category: fire.id,
      priority: 1,
      cameras: ['k5', 'k3', 'k2', 'k1'],
      region: middleOfWall,
      why: 'Kritis',
      sound: true,
      since: Date.now(),
      by: { kind: 'rule', name: 'Kritis' },
      returnsAt: Date.now() + 2 * minute
    })
    expect(pass(2 * minute).takeover).toBeUndefined()
  })

  test('shows no camera that is far away or of which nobody knows where it is', () => {
    live = ['k6', 'k7']
    expect(hear(incident('A')).takeover?.cameras).toEqual([])
  })

  test('is the first that fits, with its own region and cameras', () => {
    const { takeover } = hear(incident('A', { priority: 3 }))
    expect([takeover?.why, takeover?.cameras, takeover?.region.columns]).toEqual(['Api', ['k5'], 8])
  })

  test('says nothing about one that does not fit, a drill, a closed one or an old one', () => {
    const others: readonly Incident[] = [
      incident('category', { priority: 2, category: medical.id }),
      incident('district', { priority: 2, district: '33.74.02' }),
      without(incident('nowhere', { priority: 2 }), 'district'),
      incident('low', { priority: 4 }),
      incident('drill', { exercise: true }),
      incident('closed', { status: 'closed' }),
      incident('old', { receivedAt: Date.now() - 3 * minute })
    ]
    for (const other of others) expect(hear(other).takeover).toBeUndefined()
  })

  test('gives an incident of a private category no camera', () => {
    expect(hear(incident('A', { category: violence.id })).takeover?.cameras).toEqual([])
  })

  test('counts once for an incident, also when it is told of again or was dismissed', () => {
    hear(incident('A'))
    act({ type: 'dismissTakeover' })
    expect(hear(incident('A', { revision: 2 })).takeover).toBeUndefined()
    hear(incident('B', { priority: 4 }))
    expect(hear(incident('B', { priority: 1, revision: 2 })).takeover?.incident).toBe('B')
  })

  test('ends with its incident, and says nothing of one that was there before the start', () => {
    hear(incident('A'), incident('B'))
    expect(hear(incident('A', { status: 'closed' })).takeover?.incident).toBe('B')
    expect(hear(incident('B', { status: 'closed' })).takeover).toBeUndefined()
    director.stop()
    director = start([incident('C')])
    expect(hear(incident('C', { revision: 2 })).takeover).toBeUndefined()
    // What became grave enough only now is news, though the hub began meanwhile.
    director.stop()
    director = start([incident('D', { priority: 4 })])
    expect(hear(incident('D', { revision: 2 })).takeover?.incident).toBe('D')
  })

  test('keeps no camera beside one that is found to be private, and finds those of a new place', () => {
    hear(incident('A'), incident('B'))
    hear(incident('A', { category: violence.id }), incident('B', { category: violence.id }))
    const { takeover, takeoversWaiting } = control.current()
    const told = [takeover, ...(takeoversWaiting ?? [])]
    expect(told.map((one) => [one?.category, one?.cameras])).toEqual([
      [violence.id, []],
      [violence.id, []]
    ])
    expect(hear(incident('A')).takeover?.cameras).toEqual(['k5', 'k4', 'k3', 'k2'])
    expect(hear(incident('A', { position: place(5) })).takeover?.cameras[0]).toBe('k1')
    // A state that changes nothing of that leaves the cameras as they are, live or not.
    live = []
    const before = control.current()
    expect(hear(incident('A', { position: place(5), status: 'dispatched' }))).toBe(before)
  })

  test('ends when the incident turns out to be a drill, or none it is about', () => {
    hear(incident('A'), incident('B'))
    expect(hear(incident('A', { exercise: true })).takeover?.incident).toBe('B')
    expect(hear(incident('B', { priority: 4 })).takeover).toBeUndefined()
  })

  test('does nothing on a hub whose clock stands still, and counts no flood there', () => {
    speed = 0
    const { takeover, flood } = hear(...Array.from({ length: 20 }, (_, i) => incident(`I-${i}`)))
    expect([takeover, flood]).toEqual([undefined, undefined])
  })
})

describe('a flood', () => {
  let made = 0
  const several = (count: number): readonly Incident[] =>
    Array.from({ length: count }, () => incident(`F-${(made += 1)}`, { priority: 2 }))

  test('begins above ten in ten minutes, ends what has the wall, and lets nothing take over', () => {
    hear(incident('A'))
    expect(hear(...several(9)).takeover?.incident).toBe('A')
    const since = Date.now()
    expect(hear(...several(1), incident('B'))).toMatchObject({ flood: { since, demands: 12 } })
    expect([control.current().takeover, control.current().takeoversWaiting]).toEqual([
      undefined,
      undefined
    ])
    expect(hear(incident('C')).takeover).toBeUndefined()
    expect(pass(6 * second).flood).toEqual({ since, demands: 13 })
    // All of them are late by then, which is why it goes on; it ends ten minutes after that.
    expect(pass(11 * minute).flood?.demands).toBe(13)
    expect(pass(10 * minute).flood).toBeUndefined()
    expect(hear(incident('D')).takeover?.incident).toBe('D')
  })

  test('is there at once when a thousand come together', () => {
    const { takeover, flood } = hear(...several(999), incident('A'))
    expect([takeover, flood?.demands]).toEqual([undefined, 1000])
  })

  test('is known again after a restart with what a rule is about, and told of twice counts once', () => {
    director.stop()
    rules = Rules.parse({ rules: [{ id: 'semua', name: 'Semua', when: {}, seconds: 30 }] })
    const low = Array.from({ length: 11 }, (_, i) => incident(`L-${i}`, { priority: 5 }))
    director = start([...low, ...low])
    expect(control.current().flood?.demands).toBe(11)
  })

  test('is known again after a restart from what came before it', () => {
    director.stop()
    director = start(several(11))
    expect(control.current().flood?.demands).toBe(11)
  })
})

test('while the disk is full nothing is tried again and again, and then the flood is told', () => {
  playlist = Playlist.parse({ otherwise: [{ scene: 'cctv', seconds: 60 }] })
  pass(second)
  full = true
  hear(...Array.from({ length: 12 }, (_, i) => incident(`F-${i}`)))
  playlist = undefined
  pass(minute)
  expect([control.current().flood, control.current().recording]).toEqual([undefined, 'failing'])
  full = false
  lines.length = 0
  pass(3 * second)
  expect(control.current()).toMatchObject({ flood: { demands: 12 }, recording: 'ok' })
  expect(lines.filter((line) => line.includes('"refused"'))).toHaveLength(1)
})

describe('the playlist', () => {
  beforeEach(() => {
    playlist = Playlist.parse({
      dayParts: [
        {
          name: 'Siang',
          from: '12.00',
          to: '13.00',
          entries: [
            { scene: 'operasi', seconds: 60 },
            { scene: 'puncak', seconds: 20, range: '7d' },
            { scene: 'cctv', seconds: 40 }
          ]
        }
      ]
    })
    pass(second)
  })
  const scene = () => control.current().scene.id
  const waitsFor = () => control.current().playlist?.waitsFor

  test('shows each scene at its time and says what comes next', () => {
    const begin = Date.now() - second
    expect(control.current().playlist).toEqual({
      paused: false,
      since: begin + second / 4,
      by: { kind: 'system' },
      part: 'Siang',
      nextAt: begin + minute,
      next: 'puncak'
    })
    expect(pass(minute).scene).toEqual({
      id: 'puncak',
      held: false,
      since: begin + minute,
      by: { kind: 'playlist', name: 'Siang' },
      range: '7d'
    })
    expect(pass(20 * second).scene.id).toBe('cctv')
    playlist = undefined
    expect(pass(second).playlist).toBeUndefined()
  })

  test('that is edited shows whose turn it is now, also in the place of one that began as early', () => {
    playlist = Playlist.parse({ otherwise: [{ scene: 'operasi', seconds: 86_400 }] })
    pass(second)
    playlist = Playlist.parse({ otherwise: [{ scene: 'cctv', seconds: 86_400 }] })
    expect(pass(second).scene.id).toBe('cctv')
    playlist = Playlist.parse({ otherwise: [{ scene: 'cctv', seconds: 86_400, range: '7d' }] })
    expect(pass(second).scene.range).toBe('7d')
  })

  test('waits while a person holds the wall, and goes on with what is due then', () => {
    act({ type: 'callScene', scene: 'cctv' })
    pass(70 * second)
    expect([scene(), waitsFor(), control.current().playlist?.next]).toEqual([
      'cctv',
      'person',
      undefined
    ])
    act({ type: 'release' })
    pass(second)
    expect([scene(), waitsFor()]).toEqual(['puncak', undefined])
  })

  test('takes back a scene that was called and released in its turn', () => {
    act({ type: 'callScene', scene: 'cctv' })
    pass(second)
    act({ type: 'release' })
    expect(pass(second).scene.id).toBe('operasi')
  })

  test('is paused and resumed by hand', () => {
    act({ type: 'pausePlaylist' })
    expect([pass(70 * second).scene.id, control.current().playlist?.nextAt]).toEqual([
      'operasi',
      undefined
    ])
    act({ type: 'resumePlaylist' })
    expect(pass(second).scene.id).toBe('puncak')
  })

  test('changes no scene under a takeover, nor for half a minute after a new critical one', () => {
    hear(incident('A'))
    expect([pass(70 * second).scene.id, waitsFor()]).toEqual(['operasi', 'takeover'])
    pass(minute)
    expect([scene(), waitsFor()]).toEqual(['operasi', undefined])
    act({ type: 'dismissTakeover' })
    rules = { rules: [] }
    hear(incident('B'))
    expect([pass(29 * second).scene.id, waitsFor()]).toEqual(['operasi', 'incident'])
    expect([pass(30 * second).scene.id, waitsFor()]).toEqual(['puncak', undefined])
  })

  test('waits for a scene that was called for a time', () => {
    control.act({ type: 'callScene', scene: 'cctv', forS: 65 }, { kind: 'program' })
    expect([pass(62 * second).scene.id, waitsFor()]).toEqual(['cctv', 'scene'])
    expect(pass(4 * second).scene.id).toBe('puncak')
  })
})
