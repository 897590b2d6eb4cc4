import { coarsePosition } from '../../contract/coarsePosition.ts'
import type { CameraState } from '../../contract/camera.ts'
import type { Control } from '../../contract/control.ts'
import type { Health } from '../../contract/health.ts'
import type { Snapshot } from '../../contract/hubMessages.ts'
import type { WallIncident } from '../../contract/incident.ts'
import type { GridPlace } from '../../contract/scene.ts'
import { few } from '../../contract/shownCount.ts'
import { minute, second } from '../../contract/time.ts'
import { without } from '../../contract/without.ts'
import { designMoment, makeControl } from '../../testing/make.ts'
import type { CamerasSeen } from '../hub/cameras/cameraStore.ts'
import { makeCameras } from './cameras.ts'
import { briefing, cctv, operasi, puncak, semarang } from './cities.ts'
import { countDistricts, countOpen, makeCrowd } from './crowd.ts'
import { devices } from './phoneStates.ts'
import { designAggregates, designSnapshot, tell } from './semarangDay.ts'
import type { GalleryState } from './states.ts'

/*
 * What rules, the playlist, remotes and prepared briefings make of the wall.
 */

const now = designMoment
const wall = { since: now - 4 * minute, by: { kind: 'wall', name: 'Sari' } } as const
const ratna = { since: now - minute, by: { kind: 'remote', name: 'Bu Ratna' } } as const
const scenes = [operasi, cctv, briefing, puncak]

const operations: Control['mode'] = {
  mode: 'operations',
  ...wall,
  reason: 'piket siang',
  until: now + 26 * minute
}

const cameras = (dead: CameraState[] = []): CamerasSeen => {
  const seen = makeCameras({ faulty: false, serviceUntil: now })
  const states = new Map([...seen.states, ...dead.map((state) => [state.id, state] as const)])
  return { ...seen, states }
}

function wallWith(control: Partial<Control>, incidents = designSnapshot.incidents): Snapshot {
  return {
    ...designSnapshot,
    scenes,
    incidents: [...incidents],
    control: makeControl(control),
    health: { ...designSnapshot.health, cameras: { configured: 35, live: 35 } }
  }
}

/** Where the hub puts it unless a rule says otherwise. */
const middle: GridPlace = { column: 11, row: 0, columns: 25, rows: 18 }

const fire = tell(now, {
  id: 'SMG-250325-0032',
  category: 'kebakaran',
  priority: 1,
  district: 'Tengah',
  kelurahan: 'Sekayu',
  position: [110.4121, -6.9846],
  clock: '0:48',
  crews: ['damkar', 'polrestabes'],
  state: 'dispatched'
})

/** Sensitive: outside operations it sits in the middle of its cell. */
const faint: WallIncident = {
  ...fire,
  id: 'SMG-250325-0033',
  category: 'medis',
  position: coarsePosition([110.4121, -6.9846], semarang),
  positionAccuracyM: 354,
  assignments: fire.assignments.slice(0, 1).map((part) => ({ ...part, agency: 'dinkes' }))
}

const home: WallIncident = {
  ...without(fire, 'position', 'positionAccuracyM', 'subdistrict'),
  id: 'SMG-250325-0034',
  category: 'kdrt'
}

const nearest = ['k24', 'k16', 'k23', 'k25']

function taking(
  { id, category }: WallIncident,
  overrides: Partial<NonNullable<Control['takeover']>> = {}
): NonNullable<Control['takeover']> {
  return {
    ...{ incident: id, category, cameras: nearest, region: middle, priority: 1 },
    why: 'Kejadian kritis baru',
    since: now - 46 * second,
    by: { kind: 'rule', name: 'Kejadian kritis baru' },
    returnsAt: now + 74 * second,
    ...overrides
  }
}

interface Taken {
  readonly incident?: WallIncident
  readonly region?: GridPlace
  readonly mode?: Control['mode']
  readonly rest?: Partial<Control>
  readonly sent?: boolean
}

function taken({ incident = fire, region = middle, mode, rest, sent = true }: Taken): Snapshot {
  const takeover = taking(incident, {
    region,
    // Those of a private or sensitive one would tell where it is.
    cameras: incident === fire ? nearest : []
  })
  const incidents = sent ? [...designSnapshot.incidents, incident] : designSnapshot.incidents
  return wallWith({ mode: mode ?? operations, takeover, ...rest }, incidents)
}

const stormy = ['pohon', 'banjir', 'kecelakaan', 'listrik']

function flooded(count: number, seed: number, critical: number): Snapshot {
  // One storm: a few kinds in a few districts.
  const storm = {
    ...semarang,
    categories: semarang.categories.filter(({ id }) => stormy.includes(id)),
    districts: semarang.districts.slice(1, 6)
  }
  const crowd = makeCrowd({ city: storm, now, count, seed, arrived: 0.2 })
  const incidents = crowd.map((one, index) =>
    index < critical ? { ...one, priority: 1 } : { ...one, priority: Math.max(2, one.priority) }
  )
  const snapshot = wallWith(
    { mode: operations, flood: { since: now - 11 * minute, demands: 34 } },
    incidents
  )
  return {
    ...snapshot,
    aggregates: {
      ...designAggregates,
      openCounts: countOpen(incidents, semarang, now),
      districtCounts: countDistricts(incidents)
    }
  }
}

const playlist: NonNullable<Control['playlist']> = {
  paused: false,
  since: now - 40 * minute,
  by: { kind: 'playlist' },
  part: 'siang',
  nextAt: now + 19 * second,
  next: 'puncak'
}

const steps = [
  {
    id: 'apel-pagi',
    name: 'Apel pagi',
    titles: ['Angka bulan ini', 'Puncak Lebaran', 'Peta hari ini', 'Kamera simpang', 'Tanya jawab']
  },
  { id: 'kunjungan-wali-kota', name: 'Kunjungan wali kota', titles: ['Sambutan', 'Satu hari 112'] }
]

/** As the hub tells guests: districts, no points, no count below five, no names. */
function forGuests(): Snapshot {
  const { aggregates } = designSnapshot
  const { volume, openCounts, responseTimes, callCounts, duty } = aggregates
  const today = Object.fromEntries(semarang.districts.map(({ code }) => [code, few] as const))
  const board = Object.fromEntries(
    semarang.agencies.map(({ id }) => [id, { open: few, late: few } as const])
  )
  return {
    ...wallWith(
      { mode: { mode: 'guests', since: now, by: { kind: 'wall' } } },
      designSnapshot.incidents.map((one) => ({
        ...without(one, 'position', 'positionAccuracyM', 'subdistrict'),
        assignments: one.assignments.map(({ agency, status }) => ({
          agency,
          ...(status && { status })
        })),
        calls: few
      }))
    ),
    aggregates: {
      ...(openCounts && {
        openCounts: { open: openCounts.open, late: few, arrived: few, byAgency: board }
      }),
      ...(volume && { volume: { ...volume, hours: [], forecast: [] } }),
      ...(responseTimes && { responseTimes }),
      ...(callCounts && { callCounts }),
      ...(duty && { duty }),
      districtCounts: { today }
    }
  }
}

/** All that can stand in the top bar and the status line at once. */
function everything(): Omit<GalleryState, 'what'> {
  const { health } = designSnapshot
  const files: Health['files'] = [
    { file: 'rules.json', line: 12, reason: 'notJson', instead: 'lastGood' },
    { file: 'playlist.json', line: 4, reason: 'notJson', instead: 'lastGood' }
  ]
  return {
    snapshot: {
      ...wallWith({
        mode: { ...operations, reason: 'banjir rob Genuk' },
        steps: { id: 'apel-pagi', at: 1, ...ratna },
        scene: { id: 'operasi', held: true, ...ratna, range: '1h' },
        steering: { ...ratna, returnsAt: now + 3 * minute },
        playlist: { ...playlist, waitsFor: 'person' },
        mute: { until: now + 25 * minute, ...wall },
        flood: { since: now - 11 * minute, demands: 34 }
      }),
      steps,
      remote: { on: true, devices },
      clock: { now, speed: 1, simulated: true },
      health: {
        ...health,
        cameras: { configured: 35, live: 35 },
        simulated: true,
        files,
        sources: [
          { source: 'cad', ageMs: 400, heartbeat: true, missing: 0 },
          { source: 'ambulans', ageMs: 75 * second, heartbeat: true, missing: 3 }
        ]
      }
    },
    silentMs: 8_600,
    cameras: cameras()
  }
}

export const directingStates = {
  'ambil-alih': {
    what: 'kejadian kritis mengambil alih bagian tengah',
    snapshot: taken({}),
    cameras: cameras()
  },
  'ambil-alih-terang': {
    what: 'kejadian kritis mengambil alih, terang',
    snapshot: taken({}),
    cameras: cameras(),
    theme: 'light'
  },
  'ambil-alih-briefing': {
    what: 'mode Briefing: medis dalam petak 500 m, dua menunggu',
    snapshot: taken({
      incident: faint,
      mode: { mode: 'briefing', since: now, by: { kind: 'system' } },
      rest: {
        takeoversWaiting: [1, 2].map((n) => ({
          ...without(taking({ ...fire, id: `W-${n}` }), 'returnsAt'),
          forS: 120,
          until: now + 10 * minute
        }))
      }
    }),
    cameras: cameras()
  },
  'ambil-alih-kamera-mati': {
    what: 'kamera terdekat beku, satu tanpa sinyal',
    snapshot: taken({}),
    cameras: cameras([
      { id: 'k24', status: 'frozen', pictureAgeMs: 42 * second, problem: 'stalled' },
      { id: 'k23', status: 'noSignal', pictureAgeMs: 2 * 60 * minute, problem: 'unreachable' }
    ])
  },
  'ambil-alih-pribadi': {
    what: 'kategori pribadi: hanya kecamatan, tanpa kamera',
    snapshot: taken({ incident: home }),
    cameras: cameras()
  },
  'ambil-alih-tak-dikenal': {
    what: 'kejadian yang tidak dikirim ke layar ini',
    snapshot: taken({ sent: false }),
    cameras: cameras()
  },
  'ambil-alih-kecil': {
    what: 'wilayah terkecil, 12 × 8 petak',
    snapshot: taken({ region: { column: 18, row: 8, columns: 12, rows: 8 } }),
    cameras: cameras()
  },
  'ambil-alih-tinggi': {
    what: 'wilayah tinggi, 12 × 24 petak',
    snapshot: taken({ region: { column: 11, row: 0, columns: 12, rows: 24 } }),
    cameras: cameras()
  },
  'ambil-alih-datar': {
    what: 'wilayah datar, 48 × 8 petak',
    snapshot: taken({ region: { column: 0, row: 8, columns: 48, rows: 8 } }),
    cameras: cameras()
  },
  'ambil-alih-penuh': {
    what: 'seluruh adegan',
    snapshot: taken({ region: { column: 0, row: 0, columns: 48, rows: 24 } }),
    cameras: cameras()
  },
  'ambil-alih-tegak': {
    what: 'layar tegak 1080×1920',
    snapshot: taken({ region: { column: 0, row: 4, columns: 48, rows: 16 } }),
    cameras: cameras(),
    size: [1080, 1920]
  },
  'ambil-alih-jauh': {
    what: 'kursi terjauh 10 m, English',
    snapshot: taken({}),
    cameras: cameras(),
    scale: 1.25,
    language: 'en'
  },
  'ambil-alih-putus': {
    what: 'broker putus saat pengambilalihan',
    snapshot: {
      ...taken({ rest: { takeover: { ...taking(fire), returnsAt: now + 231 * second } } }),
      clock: { now: now + 204 * second, speed: 1, simulated: false },
      health: {
        ...designSnapshot.health,
        broker: { ...designSnapshot.health.broker, state: 'lost', forMs: 204 * second, attempt: 7 },
        pathAgeMs: 204 * second,
        messageAgeMs: 204 * second,
        sources: []
      }
    },
    cameras: cameras()
  },
  'lonjakan-kelompok': {
    what: 'lonjakan: 30 terbuka, dikelompokkan',
    snapshot: flooded(30, 11, 4),
    cameras: cameras()
  },
  'lonjakan-kritis': {
    what: 'lonjakan: 40 terbuka, 14 kritis',
    snapshot: flooded(40, 12, 14),
    cameras: cameras()
  },
  'lonjakan-terlalu': {
    what: 'lonjakan: 90 terbuka, 40 kritis, terang',
    snapshot: flooded(90, 13, 40),
    cameras: cameras(),
    theme: 'light'
  },
  'daftar-putar': {
    what: 'daftar putar berjalan',
    snapshot: wallWith({ mode: operations, playlist }),
    cameras: cameras()
  },
  'daftar-putar-jeda': {
    what: 'daftar putar dijeda, adegan ditahan',
    snapshot: wallWith({
      mode: operations,
      playlist: { ...playlist, paused: true },
      scene: { id: 'operasi', held: true, ...wall, why: 'rapat bencana' }
    }),
    cameras: cameras()
  },
  'briefing-langkah': {
    what: 'langkah kedua briefing yang disiapkan, dipandu dari ponsel',
    snapshot: {
      ...wallWith({
        steps: { id: 'apel-pagi', at: 1, ...ratna },
        scene: { id: 'operasi', held: true, ...ratna, range: '1h' },
        steering: { ...ratna, returnsAt: now + 3 * minute },
        playlist: { ...playlist, waitsFor: 'person' },
        flood: { since: now - 11 * minute, demands: 34 }
      }),
      steps
    },
    cameras: cameras()
  },
  'briefing-disiapkan': {
    what: 'J: briefing yang disiapkan',
    snapshot: { ...wallWith({ steps: { id: 'apel-pagi', at: 1, ...ratna } }), steps },
    cameras: cameras(),
    overlay: 'steps'
  },
  dipandu: {
    what: 'dipandu dari ponsel',
    snapshot: wallWith({
      steering: ratna,
      scene: { id: 'operasi', held: true, ...ratna }
    }),
    cameras: cameras()
  },
  'mode-pilihan': {
    what: 'M: pilih mode',
    snapshot: wallWith({}),
    cameras: cameras(),
    overlay: 'mode'
  },
  tamu: { what: 'mode Kunjungan', snapshot: forGuests(), cameras: { ...cameras(), guests: true } },
  'ponsel-tamu': {
    what: 'R: ada tamu',
    snapshot: { ...forGuests(), remote: { on: true, devices: [] } },
    cameras: { ...cameras(), guests: true },
    overlay: 'remote'
  },
  tirai: {
    what: 'tirai',
    snapshot: wallWith({ curtain: { drawn: true, ...wall } })
  },
  'semua-sekaligus': { what: 'baris keadaan dan bilah atas penuh', ...everything() },
  'semua-sekaligus-inggris': { what: 'English', ...everything(), language: 'en' },
  'semua-putus': {
    ...everything(),
    what: 'baris keadaan dan bilah atas penuh, hub diam, kursi jauh',
    silentMs: 47 * second,
    connection: { state: 'lost', attempt: 9 },
    scale: 1.25
  },
  'kode-lama': {
    what: 'C: kode briefing lama',
    snapshot: wallWith({}),
    cameras: cameras(),
    overlay: 'earlier'
  },
  'kenali-layar': {
    what: 'D: layar menyebut dirinya',
    snapshot: wallWith({ identify: { until: now + 12 * second, ...wall } }),
    cameras: cameras()
  }
} as const satisfies Readonly<Record<string, GalleryState>>
