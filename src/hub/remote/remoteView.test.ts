import { describe, expect, test } from 'vitest'
import type { Camera } from '../../contract/camera.ts'
import type { Mode } from '../../contract/control.ts'
import type { Health } from '../../contract/health.ts'
import { RemoteView, type RemoteRole } from '../../contract/remote.ts'
import { hour, minute, second } from '../../contract/time.ts'
import {
  designMoment,
  makeControl,
  makeHealth,
  makeWallCity,
  makeWallIncident
} from '../../testing/make.ts'
import { remoteView, type RemoteRoom } from './remoteView.ts'

const camera = (id: string, guest: boolean): Camera => ({
  id,
  label: id.toUpperCase(),
  name: `Simpang ${id}`,
  position: [110.4, -7],
  guest,
  groups: [],
  demo: false,
  hasMain: false
})

const room = (mode: Mode, overrides: Partial<RemoteRoom> = {}): RemoteRoom => ({
  clock: { now: designMoment, speed: 1, simulated: false },
  health: makeHealth(),
  control: makeControl({
    mode: { mode, since: designMoment, by: { kind: 'wall', name: 'Rina' }, reason: 'banjir' },
    steps: { id: 'rapat', at: 0, since: designMoment, by: { kind: 'remote', name: 'Sari' } }
  }),
  city: makeWallCity(),
  staffOnly: false,
  incidents: [
    makeWallIncident({
      id: 'A',
      position: [110.4, -6.95],
      district: '33.74.01',
      subdistrict: '33.74.01.1001'
    }),
    makeWallIncident({ id: 'B', priority: 1, receivedAt: designMoment - hour }),
    makeWallIncident({ id: 'C', priority: 1 }),
    makeWallIncident({ id: 'D', status: 'closed', closedAt: designMoment })
  ],
  cameras: [camera('k1', true), camera('k2', false)],
  scenes: [{ id: 'operasi', name: 'Operasi' }],
  steps: {
    rapat: { name: 'Rapat', steps: [{ title: 'Satu', scene: 'operasi', notes: 'Pelan-pelan.' }] }
  },
  ...overrides
})

const device = (role: RemoteRole) => ({ name: 'Sari', role, expiresAt: designMoment + hour })
const seen = (mode: Mode, role: RemoteRole = 'operator'): RemoteView =>
  RemoteView.parse(remoteView(device(role), room(mode)))

describe('a remote is shown', () => {
  test.each(['operations', 'briefing'] as const)(
    'in %s the open incidents, the gravest and newest first, no place finer than the district',
    (mode) => {
      const { incidents } = seen(mode)
      expect(incidents.map(({ id }) => id)).toEqual(['C', 'B', 'A'])
      expect(incidents[2]).toEqual({
        id: 'A',
        category: 'kebakaran',
        priority: 2,
        district: '33.74.01',
        receivedAt: designMoment - 3 * minute,
        late: false
      })
    }
  )

  test('among guests no incident, no camera that is not for them, no name', () => {
    const { incidents, cameras, control } = seen('guests')
    expect(incidents).toEqual([])
    expect(cameras.map(({ id }) => id)).toEqual(['k1'])
    expect(JSON.stringify(control)).not.toMatch(/Rina|banjir|Sari/u)
    expect(seen('briefing').cameras.map(({ id }) => id)).toEqual(['k1', 'k2'])
  })

  test('the notes of a prepared briefing only when it may walk it', () => {
    const notes = (role: RemoteRole) => seen('briefing', role).steps?.steps[0]?.notes
    expect(notes('viewer')).toBeUndefined()
    expect(notes('presenter')).toBe('Pelan-pelan.')
    expect(notes('operator')).toBe('Pelan-pelan.')
  })

  test('fifty incidents at most, whatever comes in', () => {
    const incidents = Array.from({ length: 900 }, (_, at) => makeWallIncident({ id: `I-${at}` }))
    const view = remoteView(device('viewer'), room('operations', { incidents }))
    expect(RemoteView.parse(view).incidents).toHaveLength(50)
  })
})

test('the age of its figures is that of the wall', () => {
  const health = makeHealth()
  const freshness = (given: Partial<Health>) =>
    remoteView(device('viewer'), room('operations', { health: { ...health, ...given } })).freshness
  expect(freshness({})).toBe('live')
  expect(freshness({ pathAgeMs: 6 * second })).toBe('stale')
  expect(freshness({ store: { state: 'failing', incidents: 1, reason: 'diskFull' } })).toBe('stale')
})
