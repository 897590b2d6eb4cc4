import type { Briefing, BriefingDay, BriefingMonth } from '../contract/briefing.ts'
import { designMoment } from './make.ts'

/** The figures of the design's Briefing, 25 March 2025 14.02, for the districts of `makeWallCity`. */
export function makeBriefing(overrides: Partial<Briefing> = {}): Briefing {
  return {
    asOf: designMoment,
    simulated: false,
    since: Date.UTC(2024, 0, 29),
    total: 15_812,
    today: '2025-03-25',
    month: makeMonth('2025-03', 31, 25, 1_298, [10.9, 8.7]),
    last: makeMonth('2025-02', 28, 28, 1_308, [11.3, 10.6], 0.41),
    forecast: { value: 1_714, low: 1_666, high: 1_772 },
    change: { verdict: 'more', ratio: 1.13, low: 1.04, high: 1.22 },
    target: 'tiba-10',
    response: {
      today: { n: 24, medianMs: 522_000, met: 24, breached: 3, running: 4, unknown: 1 },
      todayStanding: 'below',
      monthStanding: 'below',
      change: 'fewer'
    },
    districts: [
      { district: '33.74.01', count: 700 },
      { district: '33.74.02', count: 598 }
    ],
    cells: [],
    open: 5,
    events: [
      {
        category: 'kebakaran',
        priority: 1,
        district: '33.74.01',
        subdistrict: '33.74.01.1001',
        crews: [{ agency: 'damkar', status: 'enRoute' }],
        clock: {
          state: 'running',
          elapsedMs: 167_000,
          targetMs: 600_000,
          to: 'arrivedAt',
          breached: false
        }
      },
      {
        category: 'medis',
        priority: 2,
        district: '33.74.02',
        clock: {
          state: 'late',
          elapsedMs: 698_000,
          targetMs: 600_000,
          to: 'arrivedAt',
          breached: true
        }
      }
    ],
    ...overrides
  }
}

/** Day medians run from the first to the second of these minutes, with a little up and down. */
export function makeMonth(
  month: string,
  length: number,
  begun: number,
  count: number,
  [from, to]: readonly [number, number],
  share = 0.7
): BriefingMonth {
  const wave = (index: number): number => ((index * 7) % 5) - 2
  const days = Array.from({ length }, (_, index): BriefingDay => {
    const day = `${month}-${String(index + 1).padStart(2, '0')}`
    if (index >= begun) return { day }
    const before = Math.round((count * index) / begun + wave(index))
    const after =
      index === begun - 1 ? count : Math.round((count * (index + 1)) / begun + wave(index + 1))
    const last = index === begun - 1
    const swing = last ? 0 : wave(index) * 0.2
    const minutes = from + ((to - from) * index) / Math.max(1, begun - 1) + swing
    return {
      day,
      count: Math.max(0, index === 0 ? after : after - before),
      medianMs: Math.round(minutes * 60_000),
      n: 40
    }
  })
  const met = Math.round(count * share)
  return {
    days,
    count,
    response: {
      n: count,
      medianMs: Math.round(((from + to) / 2) * 60_000),
      met,
      breached: count - met,
      running: 0,
      unknown: 0
    }
  }
}
