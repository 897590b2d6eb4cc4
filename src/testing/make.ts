import { AggregateTopic } from '../contract/aggregates.ts'
import type { City, WallCity } from '../contract/city.ts'
import type { Control } from '../contract/control.ts'
import type { Health } from '../contract/health.ts'
import type { Changes, Heartbeat, Snapshot } from '../contract/hubMessages.ts'
import type { Incident, WallIncident } from '../contract/incident.ts'
import { minute, type HubClock, type Moment } from '../contract/time.ts'
import type { WallSettings } from '../contract/wall.ts'

/** Builders with fixed defaults: a test names only what it is about. */

/** Tuesday 25 March 2025, 14.02.11 in Semarang: the moment of the design's pictures. */
export const designMoment: Moment = Date.UTC(2025, 2, 25, 7, 2, 11)

export function makeIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    id: 'SMG-1',
    revision: 1,
    category: 'kebakaran',
    priority: 2,
    status: 'received',
    receivedAt: designMoment - 3 * minute,
    assignments: [],
    calls: 1,
    exercise: false,
    simulated: false,
    ...overrides
  }
}

export function makeWallIncident(overrides: Partial<WallIncident> = {}): WallIncident {
  return { ...makeIncident(), ...overrides }
}

/** A small city: two districts, two agencies, three categories, one target. */
export function makeCity(overrides: Partial<City> = {}): City {
  return {
    ...makeWallCity(),
    sources: ['made for a test'],
    ...overrides
  }
}

export function makeWallCity(overrides: Partial<WallCity> = {}): WallCity {
  return {
    id: 'contoh',
    name: 'Kota Contoh',
    service: 'Contoh 112',
    locale: 'id-ID',
    timeZone: 'Asia/Jakarta',
    timeZoneName: 'WIB',
    centre: [110.4, -7],
    bounds: [110.3, -7.1, 110.5, -6.9],
    areaKm2: 300,
    districts: [
      {
        code: '33.74.01',
        name: 'Contoh Utara',
        shortName: 'Utara',
        centroid: [110.4, -6.95],
        areaKm2: 150,
        aliases: [],
        subdistricts: [{ code: '33.74.01.1001', name: 'Muara' }]
      },
      {
        code: '33.74.02',
        name: 'Contoh Selatan',
        shortName: 'Selatan',
        centroid: [110.4, -7.05],
        areaKm2: 150,
        aliases: [],
        subdistricts: [{ code: '33.74.02.1001', name: 'Bukit' }]
      }
    ],
    agencies: [
      {
        id: 'damkar',
        name: 'Dinas Pemadam Kebakaran',
        shortName: 'Damkar',
        kind: 'opd',
        named: true,
        aliases: []
      },
      {
        id: 'dinkes',
        name: 'Dinas Kesehatan',
        shortName: 'Ambulans',
        kind: 'opd',
        named: true,
        aliases: []
      }
    ],
    categories: [
      {
        id: 'kebakaran',
        name: 'Kebakaran',
        nameEn: 'Fire',
        icon: 'fire',
        agencies: ['damkar'],
        priority: 1,
        aliases: [],
        private: false
      },
      {
        id: 'medis',
        name: 'Darurat medis',
        nameEn: 'Medical emergency',
        icon: 'medical',
        agencies: ['dinkes'],
        priority: 2,
        aliases: [],
        private: false,
        sensitive: 'health of a person'
      },
      {
        id: 'kdrt',
        name: 'KDRT',
        nameEn: 'Violence at home',
        icon: 'domestic',
        agencies: [],
        priority: 2,
        aliases: [],
        private: true
      }
    ],
    responseTargets: [
      {
        id: 'tiba-10',
        name: 'Tiba 10 menit',
        from: 'receivedAt',
        to: 'arrivedAt',
        minutes: 10,
        basis: 'made for a test'
      }
    ],
    headlineTarget: 'tiba-10',
    channels: [{ id: '112', name: '112', aliases: [] }],
    ...overrides
  }
}

export function makeHealth(overrides: Partial<Health> = {}): Health {
  return {
    broker: {
      state: 'connected',
      url: 'mqtt://127.0.0.1:1883',
      protocol: '5',
      forMs: 60_000,
      attempt: 0
    },
    pathAgeMs: 400,
    messageAgeMs: 400,
    messages: 100,
    pulse: Array.from({ length: 60 }, () => 1),
    sources: [],
    store: { state: 'ok', incidents: 100 },
    rejected: { messages: 0, fields: 0, incidentsToday: 0, latest: [] },
    cameras: { configured: 0, live: 0 },
    simulated: false,
    ...overrides
  }
}

export function makeClock(overrides: Partial<HubClock> = {}): HubClock {
  return { now: designMoment, speed: 1, simulated: false, ...overrides }
}

export function makeWallSettings(overrides: Partial<WallSettings> = {}): WallSettings {
  return {
    widthMm: 3600,
    farM: 8,
    theme: 'dark',
    language: 'id',
    staffOnly: false,
    soundVolume: 0,
    pixelShift: false,
    ...overrides
  }
}

export function makeSnapshot(overrides: Partial<Snapshot> = {}): Snapshot {
  return {
    type: 'snapshot',
    runId: 'run-1',
    seq: 0,
    clock: makeClock(),
    topics: ['incidents', ...AggregateTopic.options],
    control: makeControl(),
    city: makeWallCity(),
    wall: makeWallSettings(),
    scenes: [],
    incidents: [],
    notSent: 0,
    aggregates: {},
    health: makeHealth(),
    ...overrides
  }
}

export function makeControl(overrides: Partial<Control> = {}): Control {
  const start = { since: designMoment, by: { kind: 'system' } } as const
  return {
    mode: { mode: 'briefing', ...start },
    curtain: { drawn: false, ...start },
    scene: { id: 'operasi', held: false, ...start },
    recording: 'ok',
    ...overrides
  }
}

/** Changes that follow on `after` by one. */
export function makeChanges(overrides: Partial<Changes> = {}): Changes {
  const after = overrides.after ?? 0
  return {
    type: 'changes',
    runId: 'run-1',
    after,
    seq: after + 1,
    clock: makeClock(),
    changes: [],
    ...overrides
  }
}

export function makeHeartbeat(overrides: Partial<Heartbeat> = {}): Heartbeat {
  return {
    type: 'heartbeat',
    runId: 'run-1',
    seq: 0,
    clock: makeClock(),
    health: makeHealth(),
    ...overrides
  }
}
