import type { Briefing } from '../../contract/briefing.ts'
import { without } from '../../contract/without.ts'
import { makeBriefing, makeMonth } from '../../testing/makeBriefing.ts'
import type { BriefingSeen } from '../hub/briefingStore.ts'
import { noBriefing } from '../hub/briefingStore.ts'
import { semarang } from './cities.ts'
import { makeDensity } from './figures.ts'

/** The figures of the design's Briefing: 25 March 2025, 14.02 in Semarang. */

const frozenCode = 'K7QM3XRE'

/** Reports of March by district: the three of the design, and the rest as people live. */
const byDistrict: Readonly<Record<string, number>> = {
  '33.74.13': 142,
  '33.74.06': 127,
  '33.74.01': 118,
  '33.74.10': 112,
  '33.74.02': 104,
  '33.74.11': 99,
  '33.74.05': 92,
  '33.74.07': 84,
  '33.74.15': 78,
  '33.74.03': 71,
  '33.74.04': 63,
  '33.74.08': 57,
  '33.74.16': 49,
  '33.74.09': 43,
  '33.74.14': 33,
  '33.74.12': 26
}

function cellsOf(share: number): Briefing['cells'] {
  const spots = semarang.districts.map(
    ({ code, centroid: [lon, lat] }) =>
      [lon, lat, Math.round((byDistrict[code] ?? 0) * share), 0.011] as const
  )
  return makeDensity('30d', spots).cells
}

const clock = { targetMs: 600_000, to: 'arrivedAt' } as const

const design: Briefing = makeBriefing({
  districts: Object.entries(byDistrict).map(([district, count]) => ({ district, count })),
  cells: cellsOf(1),
  events: [
    {
      category: 'kecelakaan',
      priority: 1,
      district: '33.74.08',
      clock: { ...clock, state: 'running', elapsedMs: 167_000, breached: false }
    },
    {
      category: 'medis',
      priority: 2,
      district: '33.74.02',
      clock: { ...clock, state: 'late', elapsedMs: 698_000, breached: true }
    },
    {
      category: 'kebakaran',
      priority: 2,
      district: '33.74.03',
      clock: { ...clock, state: 'running', elapsedMs: 365_000, breached: false }
    }
  ]
})

/** The 2nd of March, 08.10: nothing can be compared yet, and nothing is open. */
const early: Briefing = {
  ...without(design, 'forecast'),
  asOf: Date.UTC(2025, 2, 2, 1, 10),
  today: '2025-03-02',
  month: {
    ...makeMonth('2025-03', 31, 2, 61, [10.4, 9.7]),
    response: { n: 56, medianMs: 600_000, met: 30, breached: 26, running: 2, unknown: 3 }
  },
  change: { verdict: 'within', ratio: 0.97, low: 0.7, high: 1.3 },
  response: {
    today: { n: 6, medianMs: 582_000, met: 4, breached: 2, running: 1, unknown: 0 },
    todayStanding: 'tooFew',
    monthStanding: 'around',
    change: 'within'
  },
  districts: design.districts.map(({ district, count }) => ({
    district,
    count: Math.round((Number(count) / 1_298) * 61)
  })),
  cells: cellsOf(0.047),
  open: 0,
  events: []
}

const empty: Briefing = {
  ...without(early, 'since', 'last', 'change', 'cells'),
  total: 0,
  month: {
    ...makeMonth('2025-03', 31, 0, 0, [0, 0]),
    count: 0,
    response: { n: 0, met: 0, breached: 0, running: 0, unknown: 0 }
  },
  response: {
    today: { n: 0, met: 0, breached: 0, running: 0, unknown: 0 },
    todayStanding: 'tooFew',
    monthStanding: 'tooFew',
    change: 'tooFew'
  },
  districts: []
}

function seen(briefing: Briefing, code?: string): BriefingSeen {
  return { ...noBriefing, shown: { briefing, code } }
}

export const briefings = {
  design: seen(design),
  frozen: seen(design, frozenCode),
  early: seen(early),
  empty: seen(empty),
  unreachable: { ...seen(design), fault: { kind: 'unreachable' } }
} as const satisfies Readonly<Record<string, BriefingSeen>>
