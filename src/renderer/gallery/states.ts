import type { Aggregates } from '../../contract/aggregates.ts'
import type { HandoverTold } from '../../contract/briefing.ts'
import type { Health, Rejected, RejectionReason } from '../../contract/health.ts'
import type { Snapshot } from '../../contract/hubMessages.ts'
import {
  day,
  hour,
  minute,
  second,
  startOfDay,
  startOfMonth,
  type Moment
} from '../../contract/time.ts'
import { designMoment, makeHealth } from '../../testing/make.ts'
import type { CamerasSeen } from '../hub/cameras/cameraStore.ts'
import type { BriefingSeen } from '../hub/briefingStore.ts'
import type { ReviewSeen } from '../hub/reviewStore.ts'
import type { Connection } from '../hub/wallState.ts'
import { arranged } from './arranged.ts'
import { briefings } from './briefingDay.ts'
import { makeCameras } from './cameras.ts'
import { briefing, cctv, operasi, pekanbaru, puncak, semarang, serang } from './cities.ts'
import { countDistricts, countOpen, makeCrowd } from './crowd.ts'
import { directingStates } from './directingStates.ts'
import { phoneStates } from './phoneStates.ts'
import { reviewMoment, reviews } from './reviewDay.ts'
import { densityOf, emptyAggregates, makeBoard, makeForecast, makeHours } from './figures.ts'
import {
  designAggregates,
  designHealth,
  designSnapshot,
  districts,
  makePulse,
  tell
} from './semarangDay.ts'

/** Two files of the room cannot be used. */
function withFiles(snapshot: Snapshot): Snapshot {
  const files: Health['files'] = [
    {
      file: 'rules.json',
      line: 12,
      reason: 'wrongValue',
      key: 'rules.0.seconds',
      instead: 'lastGood'
    },
    { file: 'scenes/malam.json', line: 3, reason: 'notJson', instead: 'nothing' }
  ]
  return { ...snapshot, health: { ...snapshot.health, files } }
}

/** One picture of the gallery. */
export interface GalleryState {
  readonly what: string
  readonly snapshot?: Snapshot
  readonly cameras?: CamerasSeen
  /** What the scene Puncak was answered; it is the scene shown then. */
  readonly review?: ReviewSeen
  /** What the scene Briefing was answered; it is the scene shown then. */
  readonly briefing?: BriefingSeen
  /** What was left to the shift; the card of the hand-over is open then. */
  readonly handover?: HandoverTold
  /** How long the window has waited since the hub's last word. */
  readonly silentMs?: number
  readonly storeFailingForMs?: number
  readonly connection?: Connection
  readonly scale?: number
  readonly theme?: 'light'
  readonly language?: 'en'
  readonly overlay?: 'quarantine' | 'keys' | 'mode' | 'earlier' | 'steps' | 'remote'
  /** The scene editor is open over the scene. */
  readonly editor?: true
  /** Not a wall but the panel of the time-lapse, several times. */
  readonly replays?: true
  /** Drawn at this size only, instead of 1920×1080 and 3840×2160. */
  readonly size?: readonly [number, number]
}

const at = (year: number, month: number, date: number, h: number, m: number, s: number): Moment =>
  Date.UTC(year, month - 1, date, h - 7, m, s)

function withHealth(overrides: Partial<Health>, snapshot = designSnapshot): Snapshot {
  return { ...snapshot, health: { ...snapshot.health, ...overrides } }
}

const dutyAt = (now: Moment, operators: number, fieldOfficers: number): Aggregates['duty'] => ({
  duty: { operators, fieldOfficers, at: now - 75 * minute, simulated: false }
})

function quiet(): Snapshot {
  const now = at(2025, 3, 26, 3, 18, 40)
  const closed = (
    id: string,
    category: string,
    priority: 2 | 3,
    district: string,
    kelurahan: string,
    clock: `${number}:${number}`,
    receivedAgo: number
  ) =>
    tell(now, { id, category, priority, district, kelurahan, clock, receivedAgo, state: 'closed' })
  return {
    ...designSnapshot,
    clock: { now, speed: 1, simulated: false },
    incidents: [
      tell(now, {
        id: 'SMG-250326-0005',
        category: 'penyelamatan',
        priority: 4,
        district: 'Pedurungan',
        kelurahan: 'Tlogosari Kulon',
        position: [110.4705, -6.99],
        clock: '3:18',
        crews: ['damkar']
      }),
      closed('SMG-250326-0004', 'medis', 3, 'Gajahmungkur', 'Sampangan', '7:32', 37 * minute),
      closed('SMG-250326-0003', 'kecelakaan', 2, 'Barat', 'Salamanmloyo', '9:48', 121 * minute),
      closed('SMG-250326-0002', 'kebakaran', 3, 'Genuk', 'Genuksari', '7:11', 146 * minute),
      closed('SMG-250326-0001', 'kriminal', 3, 'Pedurungan', 'Palebon', '10:55', 190 * minute)
    ],
    aggregates: {
      ...designAggregates,
      openCounts: {
        open: 1,
        late: 0,
        arrived: 0,
        exercises: 0,
        byAgency: { damkar: { open: 1, late: 0 } }
      },
      volume: {
        total: 15_845,
        since: designMoment - 419 * day,
        today: {
          start: at(2025, 3, 26, 0, 0, 0),
          count: 5,
          usual: { low: 2, high: 6 },
          usualDays: 56
        },
        month: {
          start: at(2025, 3, 1, 0, 0, 0),
          count: 1_331,
          last: 1_308,
          forecast: { value: 1_719, low: 1_679, high: 1_768 }
        },
        hours: [
          ...makeHours(now, [
            { rest: 2 },
            { rest: 1 },
            { rest: 3 },
            { rest: 4 },
            { high: 1, rest: 1 },
            { rest: 2 },
            { rest: 3 },
            { high: 2 },
            { high: 2, rest: 1 },
            { critical: 1, high: 1, rest: 2 },
            { rest: 3 },
            { high: 1, rest: 2 },
            { critical: 1, rest: 3 },
            { high: 1, rest: 3 },
            { rest: 4 },
            { high: 1, rest: 2 },
            { rest: 2 },
            { rest: 1 },
            { rest: 1 },
            { rest: 2 },
            { rest: 2 },
            { high: 1 },
            { rest: 1 },
            { rest: 1 }
          ])
        ],
        forecast: makeForecast(now, [2, 1, 1, 3, 3, 3], 1)
      },
      responseTimes: {
        today: {
          target: semarang.headlineTarget,
          n: 4,
          medianMs: 8 * minute + 40 * second,
          p90Ms: 10 * minute
        },
        within: { met: 3, breached: 1, running: 1, unknown: 0 }
      },
      callCounts: {
        everSeen: true,
        today: { emergency: 6, information: 3, prank: 5, ghost: 1, dropped: 0 }
      },
      duty: dutyAt(now, 6, 38),
      districtCounts: {
        today: districts({ Barat: 1, Genuk: 1, Gajahmungkur: 1, Pedurungan: 2 }),
        unknown: 0
      }
    },
    health: { ...designHealth, messageAgeMs: 1_800, pulse: [...makePulse(3, 0.3)] }
  }
}

function surge(open: number, seed: number): Snapshot {
  const now = at(2025, 4, 5, 18, 2, 11)
  const incidents = makeCrowd({ city: semarang, now, count: open, seed, arrived: 0.4 })
  const openCounts = countOpen(incidents, semarang, now)
  return {
    ...designSnapshot,
    clock: { now, speed: 1, simulated: false },
    incidents: [...incidents],
    aggregates: {
      ...designAggregates,
      openCounts,
      volume: {
        total: 16_468,
        since: designMoment - 419 * day,
        today: {
          start: at(2025, 4, 5, 0, 0, 0),
          count: 46 + open,
          usual: { low: 30, high: 40 },
          usualDays: 56
        },
        month: {
          start: at(2025, 4, 1, 0, 0, 0),
          count: 313 + open,
          last: 1_722,
          forecast: { value: 1_560 + open, low: 1_470 + open, high: 1_660 + open }
        },
        hours: [
          ...makeHours(now, [
            { rest: 3 },
            { rest: 4 },
            { high: 1, rest: 2 },
            { critical: 1, high: 1, rest: 1 },
            { high: 1, rest: 1 },
            { rest: 2 },
            { high: 1 },
            { high: 1 },
            { critical: 1 },
            { rest: 1 },
            { rest: 1 },
            { rest: 1 },
            { rest: 2 },
            { critical: 1, rest: 1 },
            { rest: 1 },
            { rest: 2 },
            { rest: 3 },
            { high: 1, critical: 1, rest: 1 },
            { rest: 2 },
            { high: 2, rest: 1 },
            { high: 2, rest: 1 },
            { high: 2, rest: 2 },
            { critical: 1, high: 1, rest: 3 },
            {
              critical: Math.round(open * 0.14),
              high: Math.round(open * 0.28),
              rest: Math.round(open * 0.3)
            }
          ])
        ],
        forecast: makeForecast(now, [6, 4, 3, 3, 2, 2])
      },
      responseTimes: {
        today: {
          target: semarang.headlineTarget,
          n: 58,
          medianMs: 9 * minute + 36 * second,
          p90Ms: 13 * minute
        },
        within: { met: 41, breached: 17, running: open - 12, unknown: 0 }
      },
      callCounts: {
        everSeen: true,
        today: { emergency: 122, information: 58, prank: 30, ghost: 11, dropped: 7 }
      },
      duty: dutyAt(now, 14, 121),
      districtCounts: countDistricts(incidents)
    }
  }
}

function empty(): Snapshot {
  const now = at(2025, 2, 3, 9, 0, 7)
  return {
    ...designSnapshot,
    clock: { now, speed: 1, simulated: false },
    incidents: [],
    aggregates: emptyAggregates(semarang, now),
    health: makeHealth({
      broker: { ...designHealth.broker, forMs: 27 * second },
      pathAgeMs: 200,
      messageAgeMs: 900,
      messages: 30,
      pulse: [...Array<number>(33).fill(0), ...makePulse(9, 0.4).slice(33)],
      sources: [{ source: 'cad', ageMs: 900, heartbeat: true, missing: 0 }],
      store: { state: 'ok', incidents: 0, freeBytes: 412e9 }
    })
  }
}

function oneADay(): Snapshot {
  const now = designMoment
  const base = emptyAggregates(semarang, now)
  const closed = tell(now, {
    id: 'SMG-250325-0001',
    category: 'pohon',
    priority: 3,
    district: 'Gunungpati',
    kelurahan: 'Plalangan',
    clock: '8:05',
    receivedAgo: 5 * hour,
    state: 'closed',
    crews: ['disperkim']
  })
  return {
    ...designSnapshot,
    incidents: [closed],
    aggregates: {
      ...base,
      volume: {
        total: 40,
        since: now - 40 * day,
        today: {
          start: startOfDay(now, semarang.timeZone),
          count: 1,
          usual: { low: 0, high: 1 },
          usualDays: 40
        },
        month: {
          start: startOfMonth(now, semarang.timeZone),
          count: 24,
          forecast: { value: 30, low: 28, high: 33 }
        },
        hours: [
          ...makeHours(
            now,
            Array.from({ length: 24 }, (_, index) => (index === 18 ? { rest: 1 } : {})),
            () => ({ low: 0, high: 1 })
          )
        ],
        forecast: makeForecast(now, [0, 0, 0, 0, 0, 0], 1)
      },
      responseTimes: {
        today: {
          target: semarang.headlineTarget,
          n: 1,
          medianMs: 8 * minute + 5 * second,
          p90Ms: 8 * minute + 5 * second
        },
        within: { met: 1, breached: 0, running: 0, unknown: 0 }
      },
      agencyBoard: makeBoard(semarang, [['disperkim', 8.1, 9.5, 80, 5]]),
      districtCounts: { today: districts({ Gunungpati: 1 }), unknown: 0 },
      'density:30d': densityOf(semarang, '30d', 30)
    },
    health: {
      ...designHealth,
      messageAgeMs: 5 * hour - 8 * minute,
      pulse: Array<number>(60).fill(0),
      sources: [],
      store: { state: 'ok', incidents: 40, freeBytes: 412e9 }
    }
  }
}

function city(which: typeof pekanbaru, seed: number): Snapshot {
  const now = designMoment
  const incidents = makeCrowd({ city: which, now, count: 6, seed })
  return {
    ...designSnapshot,
    city: which,
    incidents: [...incidents],
    aggregates: {
      ...designAggregates,
      openCounts: countOpen(incidents, which, now),
      districtCounts: countDistricts(incidents),
      responseTimes: {
        today: { target: which.headlineTarget, n: 21, medianMs: 6.4 * minute, p90Ms: 9 * minute },
        within: { met: 17, breached: 4, running: 5, unknown: 1 }
      },
      agencyBoard: makeBoard(
        which,
        which.agencies
          .slice(0, 6)
          .map(({ id }, index) => [id, 5 + index, 8 + index, 93 - index * 5] as const)
      ),
      'density:1h': densityOf(which, '1h', 4),
      'density:24h': densityOf(which, '24h', 40),
      'density:7d': densityOf(which, '7d', 300),
      'density:30d': densityOf(which, '30d', 1_200)
    }
  }
}

const brokerLost = withHealth(
  {
    broker: { ...designHealth.broker, state: 'lost', forMs: 204 * second, attempt: 7 },
    pathAgeMs: 204 * second,
    messageAgeMs: 204 * second,
    sources: [],
    pulse: Array<number>(60).fill(0)
  },
  { ...designSnapshot, clock: { now: designMoment + 204 * second, speed: 1, simulated: false } }
)

const held: readonly Rejected[] = (
  [
    ['outsideCity', 'field', 'position', 418, 13],
    ['unknownCategory', 'field', 'category', 402, 59],
    ['notJson', 'message', undefined, 312, 211],
    ['unorderedTimes', 'field', 'arrivedAt', 420, 604],
    ['timeInFuture', 'message', 'receivedAt', 415, 1_060],
    ['sameRevisionOtherContent', 'message', 'revision', 431, 1_852],
    ['missingField', 'message', 'receivedAt', 377, 3_556],
    ['notJson', 'message', undefined, 298, 3_570],
    ['unknownAgency', 'field', 'assignments.1.agency', 640, 4_011],
    ['notJson', 'message', undefined, 120, 4_012],
    ['missingField', 'message', 'category', 377, 4_100],
    ['timeInFuture', 'message', 'receivedAt', 415, 4_200]
  ] as const satisfies readonly (readonly [
    RejectionReason,
    Rejected['scope'],
    string | undefined,
    number,
    number
  ])[]
).map(([reason, scope, key, bytes, ago]) => ({
  at: designMoment - ago * second,
  scope,
  reason,
  topic: 'incident' as const,
  ...(key !== undefined && { key }),
  bytes
}))

const quarantined = withHealth({
  rejected: { messages: 8, fields: 4, incidentsToday: 6, latest: [...held] }
})

/** As the hub counts: what one browser cannot decode is live all the same. */
const withCameras = (snapshot: Snapshot, live: number): Snapshot =>
  withHealth({ cameras: { configured: 35, live } }, snapshot)

/** In service until 16.00 of the day of the design, or of the quiet night. */
const cameras = (faulty: boolean): CamerasSeen =>
  makeCameras({ faulty, serviceUntil: designMoment + 118 * minute - 11 * second })

/** The wall of the design's Puncak, with what its hub answered. */
function reviewed(what: string, review: ReviewSeen): GalleryState {
  const snapshot = {
    ...withCameras(quiet(), 35),
    clock: { now: reviewMoment, speed: 1, simulated: false },
    scenes: [operasi, cctv, puncak]
  }
  return { what, snapshot, cameras: cameras(false), review }
}

/** The wall of the design's Briefing, with what its hub answered. */
function briefed(what: string, seen: BriefingSeen, now?: Moment): GalleryState {
  const code = seen.shown?.code
  const base = withCameras(designSnapshot, 35)
  const { control } = base
  return {
    what,
    briefing: seen,
    cameras: cameras(false),
    snapshot: {
      ...base,
      scenes: [operasi, cctv, briefing, puncak],
      clock: { ...base.clock, now: now ?? seen.shown?.briefing.asOf ?? base.clock.now },
      control: {
        ...control,
        ...(code !== undefined && {
          briefing: { code, since: control.mode.since, by: { kind: 'wall' as const } }
        })
      }
    }
  }
}

/** Twenty minutes into a frozen briefing: fourteen reports since, one of them critical. */
function frozenLater(): GalleryState {
  const now = designMoment + 20 * minute
  const state = briefed('C: beku, dua puluh menit kemudian', briefings.frozen, now)
  const { snapshot } = state
  if (snapshot === undefined) return state
  const { volume } = snapshot.aggregates
  return {
    ...state,
    snapshot: {
      ...snapshot,
      incidents: [
        tell(now, {
          id: 'SMG-250325-0051',
          category: 'kebakaran',
          priority: 1,
          district: 'Tembalang',
          kelurahan: 'Sendangmulyo',
          clock: '1:52',
          crews: ['damkar']
        }),
        ...snapshot.incidents
      ],
      aggregates: {
        ...snapshot.aggregates,
        ...(volume && { volume: { ...volume, total: 15_826 } })
      }
    }
  }
}

function atNight(snapshot: Snapshot): Snapshot {
  return { ...snapshot, wall: { ...snapshot.wall, nightHours: [22, 5] } }
}

/** The shift that began at 12.00 has not been taken over; there are notes for it. */
function handedOver(): GalleryState {
  const state = briefed('C: serah terima sif', briefings.design)
  const { snapshot } = state
  if (snapshot === undefined) return state
  const by = { kind: 'remote', name: 'Budi' } as const
  const left = 'Genangan Kaligawe surut, pompa 2 masih padam. Tim PLN dijadwalkan pukul 16.00.'
  const note = {
    at: designMoment - 4 * minute,
    text:
      'Jl. Pemuda ditutup 13.30–17.00, ambulans lewat Jl. Imam Bonjol.\n' +
      'K18 sering beku sejak hujan; teknisi datang besok pagi.'
  }
  return {
    ...state,
    handover: {
      last: {
        at: designMoment - 8 * hour,
        name: 'Sari',
        note: { at: designMoment - 8 * hour - 5 * minute, text: left }
      },
      note
    },
    snapshot: {
      ...snapshot,
      wall: { ...snapshot.wall, shiftHours: [0, 6, 12, 18] },
      control: {
        ...snapshot.control,
        mode: { mode: 'operations', since: designMoment - 9 * minute, by },
        mute: { until: designMoment + 25 * minute, since: designMoment, by }
      },
      health: {
        ...snapshot.health,
        sources: [
          { source: 'cad', ageMs: 400, heartbeat: true, missing: 3, missingForMs: 65 * second },
          { source: 'ambulans', ageMs: 75 * second, heartbeat: true, missing: 0 }
        ],
        files: [{ file: 'rules.json', line: 14, reason: 'wrongValue', instead: 'lastGood' }]
      }
    }
  }
}

/** Every state by its name in the address. */
export const galleryStates = {
  normal: {
    what: 'A: 25 Maret 2025, 14.02.11',
    snapshot: withCameras(designSnapshot, 31),
    cameras: cameras(true)
  },
  malam: {
    what: 'A tenang, dengan bagian yang diam digelapkan',
    snapshot: atNight(withCameras(quiet(), 35)),
    cameras: cameras(false)
  },
  tenang: {
    what: 'A tenang: satu laporan terbuka di malam hari, kamera bergiliran',
    snapshot: withCameras(quiet(), 35),
    cameras: cameras(false)
  },
  cctv: {
    what: 'B: CCTV, 35 kamera dalam petak',
    snapshot: { ...withCameras(quiet(), 31), scenes: [cctv] },
    cameras: cameras(true)
  },
  'cctv-satu': {
    what: 'B: CCTV, satu kamera besar',
    snapshot: { ...withCameras(designSnapshot, 31), scenes: [cctv] },
    cameras: cameras(true)
  },
  'cctv-diam': {
    what: 'CCTV, peramban yang hanya dapat menampilkan gambar diam',
    snapshot: { ...withCameras(quiet(), 31), scenes: [cctv] },
    cameras: { ...cameras(true), pictures: 'stills' }
  },
  lonjakan: { what: 'A lonjakan: 20 laporan terbuka', snapshot: surge(20, 11) },
  jauh: { what: 'A jauh: kursi terjauh 10 m', snapshot: designSnapshot, scale: 1.25 },
  'skala-085': { what: 'skala 0,85', snapshot: designSnapshot, scale: 0.85 },
  'skala-115': { what: 'skala 1,15', snapshot: designSnapshot, scale: 1.15 },
  'skala-140': { what: 'skala 1,4', snapshot: designSnapshot, scale: 1.4 },
  terang: { what: 'A terang', snapshot: designSnapshot, theme: 'light' },
  'broker-putus': { what: 'E1: broker putus 3m 24s', snapshot: brokerLost },
  'broker-putus-terang': { what: 'E1 terang', snapshot: brokerLost, theme: 'light' },
  'hub-putus': {
    what: 'sambungan ke hub putus',
    snapshot: designSnapshot,
    silentMs: 47 * second,
    connection: { state: 'lost', attempt: 9 }
  },
  terlambat: {
    what: 'data terlambat 9 detik',
    snapshot: designSnapshot,
    silentMs: 8_600,
    connection: { state: 'lost', attempt: 2 }
  },
  kosong: { what: 'E3: belum ada laporan', snapshot: empty() },
  'satu-sehari': { what: 'satu laporan sehari', snapshot: oneADay() },
  'dua-ratus': { what: '200 laporan terbuka', snapshot: { ...surge(200, 21), notSent: 0 } },
  'penyimpanan-gagal': {
    what: 'penyimpanan gagal sejak 41 detik',
    snapshot: withHealth({
      store: { state: 'failing', incidents: 15_812, reason: 'diskFull', freeBytes: 0 }
    }),
    storeFailingForMs: 41 * second
  },
  'sumber-hilang': {
    what: 'celah nomor dan sumber yang diam',
    snapshot: withHealth({
      sources: [
        { source: 'cad', ageMs: 400, heartbeat: true, missing: 3, missingForMs: 65 * second },
        { source: 'ambulans', ageMs: 75 * second, heartbeat: true, missing: 0 }
      ]
    })
  },
  karantina: { what: 'E4: karantina pesan', snapshot: quarantined, overlay: 'quarantine' },
  'karantina-baris': { what: 'pesan ditahan, di baris keadaan', snapshot: quarantined },
  simulasi: {
    what: 'data simulasi, waktu 60×',
    snapshot: withHealth(
      { simulated: true },
      { ...designSnapshot, clock: { now: designMoment, speed: 60, simulated: true } }
    )
  },
  'simulasi-beku': {
    what: 'data simulasi, broker putus',
    snapshot: withHealth({ simulated: true }, brokerLost)
  },
  inggris: { what: 'English', snapshot: quarantined, language: 'en' },
  'inggris-beku': { what: 'English, frozen', snapshot: brokerLost, language: 'en' },
  pekanbaru: { what: 'Pekanbaru', snapshot: city(pekanbaru, 3) },
  serang: { what: 'Serang', snapshot: city(serang, 4) },
  lebar: { what: '7680×2160', snapshot: designSnapshot, size: [7680, 2160] },
  'empat-tiga': { what: '1600×1200', snapshot: designSnapshot, size: [1600, 1200] },
  'panel-gagal': {
    what: 'satu panel gagal digambar',
    snapshot: {
      ...designSnapshot,
      // What no schema would let through: a panel must not take the wall with it.
      aggregates: { ...designAggregates, callCounts: { everSeen: true } as never }
    }
  },
  susunan: {
    what: 'adegan yang disusun sendiri',
    snapshot: { ...withCameras(designSnapshot, 31), scenes: [arranged] },
    cameras: cameras(true),
    review: reviews.design,
    briefing: briefings.design
  },
  'susun-adegan': {
    what: 'penyusun adegan di atas Operasi',
    snapshot: withCameras(designSnapshot, 31),
    cameras: cameras(true),
    editor: true
  },
  'susun-versi': {
    what: 'penyusun adegan di atas adegan ruang, dengan versinya',
    snapshot: { ...withCameras(designSnapshot, 31), scenes: [arranged] },
    cameras: cameras(true),
    editor: true
  },
  puncak: reviewed('D: Lebaran 2025', reviews.design),
  'puncak-terang': { ...reviewed('D terang', reviews.design), theme: 'light' },
  'puncak-inggris': { ...reviewed('D: English', reviews.design), language: 'en' },
  'puncak-instansi': reviewed('D: waktu tanggap per instansi', reviews.agencies),
  'puncak-panggilan': reviewed('D: panggilan menurut kelas', reviews.calls),
  'puncak-lonjakan': reviewed('D: lonjakan', reviews.surge),
  'puncak-wajar': reviewed('D: semua dalam batas wajar', reviews.within),
  'puncak-pilihan': reviewed('D: satu jenis, satu kecamatan, empat hari', reviews.filtered),
  'puncak-setahun': reviewed('D: setahun tanpa tahun pembanding, dengan celah', reviews.year),
  'puncak-berjalan': reviewed('D: di tengah puncak, hari ini berjalan', reviews.running),
  'puncak-nanti': reviewed('D: periode yang belum tiba', reviews.coming),
  'puncak-sehari': reviewed('D: satu hari', reviews.oneDay),
  'puncak-kosong': reviewed('D: belum ada data', reviews.empty),
  'puncak-lama': reviewed('D: hub tidak menjawab', reviews.old),
  'puncak-ditolak': reviewed('D: hub menolak pertanyaan', reviews.refused),
  briefing: briefed('C: Briefing', briefings.design),
  'briefing-terang': { ...briefed('C terang', briefings.design), theme: 'light' },
  'briefing-beku': briefed('C: beku', briefings.frozen, designMoment + 4 * minute),
  'briefing-beku-kritis': frozenLater(),
  'briefing-awal-bulan': briefed('C: hari kedua bulan ini', briefings.early),
  'briefing-kosong': briefed('C: belum ada laporan', briefings.empty),
  'briefing-lama': briefed('C: hub tidak menjawab', briefings.unreachable, designMoment + minute),
  'briefing-serah-terima': handedOver(),
  'briefing-putus': {
    ...briefed('C: broker putus', briefings.design),
    snapshot: { ...brokerLost, scenes: [operasi, cctv, briefing, puncak] }
  },
  'briefing-inggris': { ...briefed('C: English', briefings.design), language: 'en' },
  'briefing-jauh': { ...briefed('C: kursi terjauh 10 m', briefings.design), scale: 1.25 },
  'berkas-salah': {
    what: 'berkas aturan tidak dapat dipakai',
    snapshot: withFiles(designSnapshot)
  },
  'berkas-salah-terang': {
    what: 'berkas salah, Briefing terang',
    snapshot: withFiles({ ...designSnapshot, scenes: [briefing] }),
    briefing: briefings.design,
    theme: 'light'
  },
  'berkas-salah-putus': {
    what: 'berkas salah saat broker putus',
    snapshot: withFiles(brokerLost)
  },
  ...directingStates,
  ...phoneStates,
  bantuan: { what: 'bantuan tombol', snapshot: designSnapshot, overlay: 'keys' },
  'putar-ulang': { what: 'D: putar ulang peta, beberapa saat', replays: true },
  'putar-ulang-terang': { what: 'D: putar ulang peta, terang', replays: true, theme: 'light' },
  menyambung: { what: 'belum ada hub', connection: { state: 'connecting', attempt: 3 } },
  ditolak: { what: 'tanpa izin', connection: { state: 'refused' } }
} as const satisfies Readonly<Record<string, GalleryState>>

export type GalleryName = keyof typeof galleryStates
