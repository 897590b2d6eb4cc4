import { latLngToCell } from 'h3-js'
import {
  densityResolution,
  type Aggregates,
  type Density,
  type DensityWindow,
  type HourVolume,
  type Range,
  type Volume
} from '../../contract/aggregates.ts'
import type { WallCity } from '../../contract/city.ts'
import {
  hour,
  localTime,
  minute,
  startOfDay,
  startOfHour,
  startOfMonth,
  type Moment
} from '../../contract/time.ts'
import { makeChance } from './chance.ts'

/** Usual incidents an hour by local hour, low and high. */
const usualByHour: readonly (readonly [number, number])[] = [
  [0, 2],
  [0, 2],
  [0, 2],
  [0, 2],
  [0, 3],
  [1, 3],
  [1, 4],
  [1, 5],
  [1, 5],
  [1, 4],
  [1, 4],
  [1, 4],
  [1, 4],
  [1, 4],
  [1, 5],
  [2, 6],
  [2, 7],
  [3, 8],
  [2, 7],
  [1, 6],
  [1, 5],
  [1, 4],
  [0, 4],
  [0, 3]
]

export interface HourCounts {
  readonly critical?: number
  readonly high?: number
  readonly rest?: number
}

/** The usual range of a local hour in a city of Semarang's size. */
export function usualAt(localHour: number): Range {
  const [low, high] = usualByHour[localHour] ?? [0, 2]
  return { low, high }
}

/** The last 24 hours, the last one running. */
export function makeHours(
  now: Moment,
  counts: readonly HourCounts[],
  usual: (localHour: number) => Range = usualAt
): readonly HourVolume[] {
  const running = startOfHour(now, 'Asia/Jakarta')
  return counts.map(({ critical = 0, high = 0, rest = 0 }, index) => {
    const start = running - (counts.length - 1 - index) * hour
    const medium = Math.ceil(rest / 2)
    return {
      start,
      byPriority: [critical, high, medium, rest - medium, 0],
      usual: usual(localTime(start, 'Asia/Jakarta').hour)
    }
  })
}

export function makeForecast(
  now: Moment,
  medians: readonly number[],
  spread = 2
): Volume['forecast'] {
  const first = Math.floor(now / hour) * hour + hour
  return medians.map((median, index) => ({
    start: first + index * hour,
    median,
    low: Math.max(0, median - spread),
    high: median + spread
  }))
}

/** An empty store: everything is known to be nothing, and nothing is known of the past. */
export function emptyAggregates(city: WallCity, now: Moment): Partial<Aggregates> {
  const { timeZone, headlineTarget } = city
  return {
    openCounts: { open: 0, late: 0, arrived: 0, exercises: 0, byAgency: {} },
    volume: {
      total: 0,
      today: { start: startOfDay(now, timeZone), count: 0, usualDays: 0 },
      month: { start: startOfMonth(now, timeZone), count: 0 },
      hours: Array.from({ length: 24 }, (_, index) => ({
        start: startOfHour(now, timeZone) - (23 - index) * hour,
        byPriority: [0, 0, 0, 0, 0] as [number, number, number, number, number]
      })),
      forecast: []
    },
    responseTimes: {
      today: { target: headlineTarget, n: 0 },
      within: { met: 0, breached: 0, running: 0, unknown: 0 }
    },
    agencyBoard: { days: 30, target: headlineTarget, rows: [] },
    callCounts: {
      everSeen: false,
      today: { emergency: 0, information: 0, prank: 0, ghost: 0, dropped: 0 }
    },
    districtCounts: { today: {}, unknown: 0 },
    duty: {},
    'density:30d': { window: '30d', cells: [], withoutPosition: 0 },
    'density:24h': { window: '24h', cells: [], withoutPosition: 0 }
  }
}

/** A board whose medians and shares are told in minutes and per cent. */
export function makeBoard(
  city: WallCity,
  rows: readonly (readonly [
    agency: string,
    median: number,
    p90: number,
    share: number,
    n?: number
  ])[]
): Aggregates['agencyBoard'] {
  return {
    days: 30,
    target: city.headlineTarget,
    rows: rows.map(([agency, median, p90, share, n = 200]) => ({
      agency,
      n,
      medianMs: median * minute,
      p90Ms: p90 * minute,
      met: Math.round((n * share) / 100),
      breached: n - Math.round((n * share) / 100)
    }))
  }
}

/** Clusters of reports about some points: longitude, latitude, reports, radius in degrees. */
export type Cluster = readonly [number, number, number, number]

export function makeDensity(
  window: DensityWindow,
  clusters: readonly Cluster[],
  seed = 112
): Density {
  const chance = makeChance(seed)
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  const cells = new Map<string, number>()
  for (const [lon, lat, reports, radius] of clusters)
    for (let report = 0; report < reports; report += 1) {
      const cell = latLngToCell(lat + normal() * radius, lon + normal() * radius, densityResolution)
      cells.set(cell, (cells.get(cell) ?? 0) + 1)
    }
  return { window, cells: [...cells], withoutPosition: 9 }
}

/** One cluster in every district, larger where more people live. */
export function densityOf(city: WallCity, window: DensityWindow, reports: number): Density {
  const people = city.districts.map(({ population, areaKm2 }) => population ?? areaKm2 * 1000)
  const all = people.reduce((sum, n) => sum + n, 0)
  return makeDensity(
    window,
    city.districts.map(({ centroid: [lon, lat] }, index) => [
      lon,
      lat,
      Math.round(((people[index] ?? 0) / all) * reports),
      0.012
    ])
  )
}
