import type { Aggregates } from '../../contract/aggregates.ts'
import type { Health } from '../../contract/health.ts'
import type { Snapshot } from '../../contract/hubMessages.ts'
import type { Priority, WallIncident } from '../../contract/incident.ts'
import { day, minute, second, startOfDay, startOfMonth, type Moment } from '../../contract/time.ts'
import { designMoment, makeHealth, makeSnapshot, makeWallIncident } from '../../testing/make.ts'
import { makeChance } from './chance.ts'
import { operasi, peaks, semarang } from './cities.ts'
import { makeBoard, makeDensity, makeForecast, makeHours, type Cluster } from './figures.ts'

/** The day of the design's pictures: its figures, in the shape the hub sends them. */

const zone = semarang.timeZone

interface Told {
  readonly id: string
  readonly category: string
  readonly priority: Priority
  /** Short names. */
  readonly district: string
  readonly kelurahan?: string
  readonly position?: readonly [number, number]
  /** How long ago it was received, or how long it took when it has ended. */
  readonly clock: `${number}:${number}`
  readonly crews?: readonly string[]
  readonly state?: 'waiting' | 'dispatched' | 'enRoute' | 'arrived' | 'closed'
  /** Only for closed ones: how long ago it was received. */
  readonly receivedAgo?: number
}

/** An incident as the feed of the picture tells it. */
export function tell(now: Moment, told: Told): WallIncident {
  const [minutes = 0, seconds = 0] = told.clock.split(':').map(Number)
  const length = minutes * minute + seconds * second
  const state = told.state ?? 'enRoute'
  const receivedAt = now - (told.receivedAgo ?? (state === 'arrived' ? length + minute : length))
  const dispatchedAt = receivedAt + Math.min(length * 0.26, 70 * second)
  const departedAt = receivedAt + Math.min(length * 0.58, 150 * second)
  const arrivedAt = receivedAt + length
  const rank = ['waiting', 'dispatched', 'enRoute', 'arrived', 'closed'].indexOf(state)
  const district = semarang.districts.find(({ shortName }) => shortName === told.district)
  const subdistrict = district?.subdistricts.find(({ name }) => name === told.kelurahan)
  const times = {
    ...(rank >= 1 && { dispatchedAt: Math.round(dispatchedAt) }),
    ...(rank >= 2 && { departedAt: Math.round(departedAt) }),
    ...(rank >= 3 && { arrivedAt })
  }
  const status =
    (['received', 'dispatched', 'enRoute', 'onScene', 'closed'] as const)[rank] ?? 'received'
  return makeWallIncident({
    id: told.id,
    category: told.category,
    priority: told.priority,
    status,
    channel: '112',
    receivedAt,
    ...times,
    ...(state === 'closed' && { closedAt: arrivedAt + 12 * minute }),
    ...(told.position && { position: [...told.position], positionAccuracyM: 30 }),
    ...(district && { district: district.code }),
    ...(subdistrict && { subdistrict: subdistrict.code }),
    assignments: (told.crews ?? []).map((agency) => ({ agency, status, ...times }))
  })
}

export const designIncidents: readonly WallIncident[] = (
  [
    {
      id: 'SMG-250325-0031',
      category: 'kecelakaan',
      priority: 1,
      district: 'Banyumanik',
      kelurahan: 'Ngesrep',
      position: [110.4205, -7.0445],
      clock: '2:47',
      crews: ['dinkes', 'polrestabes']
    },
    {
      id: 'SMG-250325-0026',
      category: 'medis',
      priority: 2,
      district: 'Utara',
      kelurahan: 'Bulu Lor',
      position: [110.408, -6.965],
      clock: '11:38',
      state: 'waiting'
    },
    {
      id: 'SMG-250325-0029',
      category: 'kebakaran',
      priority: 2,
      district: 'Timur',
      kelurahan: 'Bugangan',
      position: [110.4365, -6.97],
      clock: '6:05',
      crews: ['damkar']
    },
    {
      id: 'SMG-250325-0027',
      category: 'pohon',
      priority: 3,
      district: 'Ngaliyan',
      kelurahan: 'Purwoyoso',
      position: [110.345, -7.004],
      clock: '8:51',
      crews: ['disperkim']
    },
    {
      id: 'SMG-250325-0030',
      category: 'penyelamatan',
      priority: 4,
      district: 'Mijen',
      kelurahan: 'Kedungpane',
      position: [110.325, -7.043],
      clock: '4:20',
      crews: ['damkar']
    },
    {
      id: 'SMG-250325-0028',
      category: 'lalin',
      priority: 3,
      district: 'Barat',
      kelurahan: 'Krapyak',
      position: [110.3745, -6.9855],
      clock: '7:12',
      crews: ['dishub'],
      state: 'arrived'
    },
    {
      id: 'SMG-250325-0025',
      category: 'kriminal',
      priority: 3,
      district: 'Pedurungan',
      kelurahan: 'Palebon',
      position: [110.4685, -7.0125],
      clock: '9:03',
      crews: ['polrestabes'],
      state: 'arrived'
    }
  ] satisfies readonly Told[]
).map((told) => tell(designMoment, told))

/** Where the pictures show heat: about as many as a month has. */
export const semarangHeat: readonly Cluster[] = [
  [110.4215, -6.986, 270, 0.011],
  [110.43, -6.992, 90, 0.011],
  [110.385, -6.981, 130, 0.011],
  [110.36, -6.986, 50, 0.012],
  [110.458, -6.957, 120, 0.009],
  [110.478, -6.999, 130, 0.01],
  [110.453, -6.992, 55, 0.012],
  [110.417, -7.057, 70, 0.009],
  [110.422, -7.035, 50, 0.009],
  [110.4155, -7.08, 40, 0.009],
  [110.302, -6.966, 35, 0.01],
  [110.335, -7.03, 25, 0.01],
  [110.447, -7.046, 50, 0.009],
  [110.379, -7.055, 30, 0.011],
  [110.415, -6.952, 45, 0.009],
  [110.47, -6.975, 45, 0.012],
  [110.4, -7.01, 60, 0.02]
]

export const designAggregates: Partial<Aggregates> = {
  openCounts: {
    open: 7,
    late: 1,
    arrived: 2,
    exercises: 0,
    byAgency: {
      damkar: { open: 2, late: 0 },
      dinkes: { open: 2, late: 1 },
      polrestabes: { open: 2, late: 0 },
      dishub: { open: 1, late: 0 },
      disperkim: { open: 1, late: 0 }
    }
  },
  volume: {
    total: 15_812,
    since: designMoment - 419 * day,
    today: {
      start: startOfDay(designMoment, zone),
      count: 31,
      usual: { low: 27, high: 35 },
      usualDays: 56
    },
    month: {
      start: startOfMonth(designMoment, zone),
      count: 1_298,
      last: 1_308,
      forecast: { value: 1_714, low: 1_668, high: 1_771 }
    },
    hours: [
      ...makeHours(designMoment, [
        { high: 1, rest: 3 },
        { high: 0, rest: 5 },
        { high: 3, rest: 3 },
        { rest: 5 },
        { high: 1, rest: 2 },
        { high: 2, rest: 2 },
        { high: 1, rest: 2 },
        { high: 1, rest: 1 },
        { high: 1, rest: 1 },
        { rest: 1 },
        {},
        { rest: 1 },
        { rest: 2 },
        { rest: 2 },
        { rest: 1 },
        { rest: 3 },
        { rest: 4 },
        { high: 1, rest: 2 },
        { rest: 2 },
        { rest: 3 },
        { high: 1, rest: 1 },
        { rest: 3 },
        { rest: 3 },
        { critical: 1 }
      ])
    ],
    forecast: makeForecast(designMoment, [4, 4, 5, 6, 6, 4])
  },
  responseTimes: {
    today: {
      target: semarang.headlineTarget,
      n: 27,
      medianMs: 8 * minute + 42 * second,
      p90Ms: 11 * minute + 5 * second
    },
    within: { met: 24, breached: 3, running: 4, unknown: 0 }
  },
  agencyBoard: makeBoard(semarang, [
    ['damkar', 7.2, 10.3, 92, 312],
    ['dinkes', 8.9, 11.6, 84, 402],
    ['polrestabes', 8.1, 10.6, 88, 96],
    ['dishub', 9.4, 12, 79, 118],
    ['disperkim', 9.8, 12.9, 71, 143],
    ['bpbd', 11.9, 14.2, 64, 41],
    ['pln', 9.2, 12.4, 81, 88],
    ['satpolpp', 8.6, 11.2, 83, 52]
  ]),
  callCounts: {
    everSeen: true,
    today: { emergency: 60, information: 53, prank: 25, ghost: 9, dropped: 5 }
  },
  districtCounts: {
    today: districts({
      Utara: 3,
      Tugu: 1,
      Barat: 3,
      Tengah: 3,
      Timur: 2,
      Gayamsari: 1,
      Genuk: 2,
      Ngaliyan: 2,
      Selatan: 2,
      Candisari: 1,
      Gajahmungkur: 1,
      Tembalang: 2,
      Banyumanik: 4,
      Mijen: 1,
      Pedurungan: 3
    }),
    unknown: 0
  },
  duty: {
    duty: { operators: 9, fieldOfficers: 64, at: designMoment - 122 * minute, simulated: false }
  },
  'density:1h': makeDensity(
    '1h',
    semarangHeat.slice(0, 2).map(([x, y, , r]) => [x, y, 2, r])
  ),
  'density:24h': makeDensity(
    '24h',
    semarangHeat.map(([x, y, n, r]) => [x, y, Math.ceil(n / 30), r])
  ),
  'density:7d': makeDensity(
    '7d',
    semarangHeat.map(([x, y, n, r]) => [x, y, Math.ceil(n / 4), r])
  ),
  'density:30d': makeDensity('30d', semarangHeat)
}

/** District counts by short name. */
export function districts(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    semarang.districts.flatMap(({ code, shortName }) => {
      const count = counts[shortName]
      return count === undefined ? [] : [[code, count]]
    })
  )
}

/** Messages of a minute as they come from a few sources. */
export function makePulse(seed = 7, busy = 0.7): readonly number[] {
  const chance = makeChance(seed)
  return Array.from({ length: 60 }, () => (chance() < busy ? 1 + Math.floor(chance() * 6) : 0))
}

export const designHealth: Health = makeHealth({
  broker: {
    state: 'connected',
    url: 'mqtts://mqtt.semarang112.lokal:8883',
    protocol: '5',
    forMs: 9 * day,
    attempt: 0
  },
  messages: 41_906,
  pulse: [...makePulse()],
  sources: [
    { source: 'cad', ageMs: 400, heartbeat: true, missing: 0 },
    { source: 'ambulans', ageMs: 1_200, heartbeat: true, missing: 0 }
  ],
  store: { state: 'ok', incidents: 15_812, freeBytes: 412e9 }
})

/** `A-operasi`, 25 March 2025, 14.02.11. */
export const designSnapshot: Snapshot = makeSnapshot({
  clock: { now: designMoment, speed: 1, simulated: false },
  city: semarang,
  scenes: [operasi],
  peaks,
  incidents: [...designIncidents],
  aggregates: designAggregates,
  health: designHealth
})
