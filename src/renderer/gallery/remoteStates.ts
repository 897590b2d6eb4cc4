import type { Control } from '../../contract/control.ts'
import type { RemoteIncident, RemoteView } from '../../contract/remote.ts'
import { minute, second } from '../../contract/time.ts'
import { designMoment } from '../../testing/make.ts'
import { makeRemoteView } from '../../testing/makeRemote.ts'
import type { PairFault } from '../remote/pairing.ts'
import type { Tab } from '../remote/SteerScreen.tsx'
import type { SteerState } from '../remote/steerState.ts'
import { makeCameras } from './cameras.ts'

/** One picture of the page of phones. */
export type RemoteState = { readonly what: string } & (
  | { readonly screen: 'howTo' }
  | { readonly screen: 'pair'; readonly fault?: PairFault }
  | {
      readonly screen: 'steer'
      readonly steering: Partial<SteerState>
      /** Of a page that started at 0. */
      readonly perfNow?: number
      readonly tab?: Tab
    }
)

const now = designMoment
const rina = { kind: 'remote', name: 'Rina' } as const

const incident = (
  n: number,
  [category, priority, district, age]: readonly [string, RemoteIncident['priority'], string, number]
): RemoteIncident => ({
  id: `SMG-250325-${String(n).padStart(4, '0')}`,
  category,
  priority,
  district,
  receivedAt: now - age * second,
  late: age > 600
})

const incidents = (
  [
    ['kebakaran', 1, '33.74.05', 167],
    ['kecelakaan', 1, '33.74.13', 742],
    ['pohon', 2, '33.74.11', 488],
    ['kdrt', 2, '33.74.10', 305],
    ['banjir', 3, '33.74.02', 1_924],
    ['listrik', 3, '33.74.15', 96],
    ['hewan', 4, '33.74.06', 31]
  ] as const
).map((told, at) => incident(118 - at, told))

const control: Control = {
  ...makeRemoteView().control,
  scene: { id: 'operasi', since: now, by: rina, held: true },
  steering: { since: now, by: rina },
  playlist: {
    paused: false,
    since: now,
    by: { kind: 'playlist' },
    part: 'siang',
    next: 'puncak',
    nextAt: now + 8 * minute
  }
}

const view: RemoteView = makeRemoteView({
  service: 'Semarang 112',
  control,
  scenes: [
    { id: 'operasi', name: 'Operasi' },
    { id: 'cctv', name: 'CCTV' },
    { id: 'briefing', name: 'Briefing' },
    { id: 'puncak', name: 'Puncak' }
  ],
  incidents,
  cameras: makeCameras({ faulty: false, serviceUntil: now }).cameras.map(({ id, label, name }) => ({
    id,
    label,
    name
  })),
  names: {
    categories: {
      kebakaran: { id: 'Kebakaran', en: 'Fire' },
      kecelakaan: { id: 'Kecelakaan lalu lintas', en: 'Road accident' },
      pohon: { id: 'Pohon tumbang', en: 'Fallen tree' },
      kdrt: { id: 'KDRT', en: 'Violence at home' },
      banjir: { id: 'Banjir', en: 'Flood' },
      listrik: { id: 'Gangguan listrik', en: 'Power failure' },
      hewan: { id: 'Evakuasi hewan', en: 'Animal rescue' }
    },
    districts: {
      '33.74.02': 'Utara',
      '33.74.05': 'Genuk',
      '33.74.06': 'Pedurungan',
      '33.74.10': 'Tembalang',
      '33.74.11': 'Banyumanik',
      '33.74.13': 'Semarang Barat',
      '33.74.15': 'Ngaliyan'
    }
  },
  prepared: [
    { id: 'wali-kota', name: 'Wali kota, Selasa pagi' },
    { id: 'rob-genuk', name: 'Rob Genuk' }
  ]
})

const walked: Partial<RemoteView> = {
  control: {
    ...control,
    scene: { ...control.scene, id: 'briefing' },
    steps: { id: 'wali-kota', at: 1, since: now, by: rina }
  },
  steps: {
    name: 'Wali kota, Selasa pagi',
    steps: [
      { title: 'Keadaan sekarang' },
      {
        title: 'Bulan ini dibanding Februari',
        notes:
          'Naik 12 persen, terutama medis dan pohon tumbang.\nSebutkan dulu: dua minggu hujan angin, bukan kota yang makin gawat.\n\nBila ditanya waktu tanggap: median 8 menit 42 detik, target 10 menit.'
      },
      { title: 'Genuk: rob dan pompa' }
    ]
  }
}

const open = (overrides: Partial<RemoteView> = {}): Partial<SteerState> => ({
  link: { state: 'open' },
  view: { ...view, ...overrides },
  heardAt: 0
})

export const remoteStates = {
  howTo: { what: 'Opened without a code', screen: 'howTo' },
  pair: { what: 'Opened by the code on the wall', screen: 'pair' },
  wrongCode: { what: 'Other digits than those on the wall', screen: 'pair', fault: 'wrongCode' },
  scenes: { what: 'A presenter, scenes', screen: 'steer', steering: open() },
  incidents: {
    what: 'Open incidents, one of them the focus',
    screen: 'steer',
    tab: 'incidents',
    steering: open({
      control: {
        ...control,
        focus: { on: { kind: 'incident', id: 'SMG-250325-0117' }, since: now, by: rina }
      }
    })
  },
  cameras: { what: 'Cameras', screen: 'steer', tab: 'cameras', steering: open() },
  prepared: { what: 'Prepared briefings', screen: 'steer', tab: 'steps', steering: open() },
  walked: { what: 'A briefing is walked', screen: 'steer', steering: open(walked) },
  more: {
    what: 'An operator: mode, sound, displays',
    screen: 'steer',
    tab: 'more',
    steering: open({ role: 'operator' })
  },
  busy: {
    what: 'Surge, takeover, late data, somebody else steers, a refusal',
    screen: 'steer',
    steering: {
      ...open({
        role: 'operator',
        freshness: 'stale',
        simulated: true,
        control: {
          ...control,
          mode: {
            mode: 'operations',
            since: now,
            by: { kind: 'wall', name: 'Budi' },
            reason: 'banjir rob',
            until: now + 22 * minute
          },
          scene: { ...control.scene, by: { kind: 'remote', name: 'Pak Sekda' }, held: true },
          steering: { since: now, by: { kind: 'remote', name: 'Pak Sekda' } },
          flood: { since: now, demands: 23 },
          takeoversWaiting: [
            {
              incident: 'SMG-250325-0117',
              category: 'kecelakaan',
              cameras: [],
              region: { column: 12, row: 4, columns: 24, rows: 16 },
              why: 'Kejadian kritis baru',
              priority: 1,
              forS: 120,
              until: now + 4 * minute,
              since: now,
              by: { kind: 'rule', name: 'kritis' }
            }
          ],
          takeover: {
            incident: 'SMG-250325-0118',
            category: 'kebakaran',
            cameras: [],
            region: { column: 12, row: 4, columns: 24, rows: 16 },
            why: 'Kejadian kritis baru',
            priority: 1,
            returnsAt: now + 2 * minute,
            since: now,
            by: { kind: 'rule', name: 'kritis' }
          }
        }
      }),
      refused: { refusal: 'setByPerson', at: 0 }
    }
  },
  curtain: {
    what: 'The curtain is drawn, an operator',
    screen: 'steer',
    steering: open({
      role: 'operator',
      control: { ...control, curtain: { drawn: true, since: now, by: rina } }
    })
  },
  curtainPresenter: {
    what: 'The curtain is drawn, a presenter',
    screen: 'steer',
    steering: open({ control: { ...control, curtain: { drawn: true, since: now, by: rina } } })
  },
  viewer: {
    what: 'A viewer',
    screen: 'steer',
    steering: open({ ...walked, role: 'viewer', name: 'Dewi' })
  },
  lost: {
    what: 'The hub is lost',
    screen: 'steer',
    perfNow: 9_000,
    steering: { ...open(), link: { state: 'lost' }, unanswered: true }
  },
  revoked: {
    what: 'Revoked on the wall',
    screen: 'steer',
    steering: { ...open(), link: { state: 'out', reason: 'revoked' } }
  },
  guests: {
    what: 'Guests are in the room',
    screen: 'steer',
    tab: 'incidents',
    steering: open({
      incidents: [],
      control: { ...control, mode: { mode: 'guests', since: now, by: rina } }
    })
  }
} satisfies Record<string, RemoteState>
