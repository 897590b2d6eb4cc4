import type { Replay, ReplayQuestion } from '../../contract/replay.ts'
import { toSteps } from '../../contract/replay.ts'
import type { ReviewQuestion } from '../../contract/review.ts'
import { day, hour, type Moment } from '../../contract/time.ts'
import type { ReplayFault } from '../panels/review/replay/replayHub.ts'
import type { ReplayPanelProps } from '../panels/review/replay/ReplayPanel.tsx'
import { makeChance } from './chance.ts'
import { semarang } from './cities.ts'

/** Lebaran 2025 of the design, incident by incident. */

// prettier-ignore
const perDay = [52, 50, 55, 53, 51, 56, 58, 54, 59, 64, 69, 74, 78, 63, 48, 58, 66, 70, 73, 81, 76, 62, 55, 52, 49, 47, 50, 48, 46]
// prettier-ignore
const perHour = [2, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 5, 6, 8, 9, 8, 6, 5, 4, 3, 3, 2]

/** Where the roads meet: [longitude, latitude, share, spread in degrees]. */
const places = [
  [110.341, -6.985, 3, 0.006],
  [110.455, -6.957, 3, 0.007],
  [110.414, -7.063, 2, 0.008],
  [110.423, -6.987, 6, 0.016],
  [110.45, -7.02, 3, 0.03],
  [110.37, -7.04, 2, 0.04]
] as const

const first = '2025-03-17'
const firstMidnight = Date.UTC(2025, 2, 16, 17)
const priorities = [1, 2, 2, 3, 3, 3, 3, 3, 4, 4] as const

function lebaran(times: number, question: ReplayQuestion): Replay {
  const chance = makeChance(2025)
  const pick = <T>(list: readonly T[], weight: (one: T) => number): T | undefined => {
    let left = chance() * list.reduce((sum, one) => sum + weight(one), 0)
    return list.find((one) => (left -= weight(one)) < 0)
  }
  const around = (spread: number): number => (chance() + chance() + chance() - 1.5) * spread
  const from = firstMidnight + Date.parse(question.period.from) - Date.parse(first)
  const withoutPoint = new Uint32Array(perDay.length * 24)
  const points: { at: number; lon: number; lat: number; priority: number }[] = []
  const hours = perHour.map((weight, index) => ({ weight, index }))
  for (const [index, count] of perDay.entries())
    for (let n = 0; n < count * times; n += 1) {
      const hourOfDay = pick(hours, ({ weight }) => weight)?.index ?? 0
      const [lon, lat, , spread] = pick(places, (place) => place[2]) ?? places[3]
      const steps = toSteps([lon + around(spread), lat + around(spread)], semarang.bounds)
      if (chance() < 0.03 || steps === undefined) {
        const at = index * 24 + hourOfDay
        withoutPoint[at] = (withoutPoint[at] ?? 0) + 1
        continue
      }
      const at = index * 86_400 + hourOfDay * 3_600 + Math.floor(chance() * 3_600)
      const priority = priorities[Math.floor(chance() * priorities.length)] ?? 3
      points.push({ at, lon: steps[0], lat: steps[1], priority })
    }
  points.sort((a, b) => a.at - b.at)
  return {
    ...{ asOf: from + 30 * day + 9 * hour, from, to: from + perDay.length * day },
    ...{ since: from - 400 * day, simulated: false, bounds: semarang.bounds, withoutPoint },
    receivedAt: Uint32Array.from(points, ({ at }) => at),
    lon: Uint16Array.from(points, ({ lon }) => lon),
    lat: Uint16Array.from(points, ({ lat }) => lat),
    priority: Uint8Array.from(points, ({ priority }) => priority),
    category: new Uint8Array(points.length)
  }
}

const without = (replay: Replay, since: Moment | undefined): Replay => {
  const [none, small] = [new Uint8Array(0), new Uint16Array(0)]
  const columns = { lon: small, lat: small, priority: none, category: none }
  const withoutPoint = new Uint32Array(replay.withoutPoint.length)
  return { ...replay, ...columns, receivedAt: new Uint32Array(0), withoutPoint, since }
}

/** What a hub would have answered, by the year asked for. */
export function pretendedReplay(question: ReplayQuestion): Replay | ReplayFault {
  switch (question.period.from.slice(0, 4)) {
    case '2025':
      return lebaran(1, question)
    case '2024':
      return lebaran(60, question)
    case '2026':
      return { ...without(lebaran(1, question), firstMidnight), asOf: firstMidnight + 30 * day }
    case '2023':
      return without(lebaran(1, question), firstMidnight)
    default:
      return 'unreachable'
  }
}

const question = (year: number): ReviewQuestion => ({
  period: { from: `${year}-03-17`, to: `${year}-04-14` },
  anchor: `${year}-03-31`,
  selection: {}
})

const answer = {
  total: {
    ...{ count: 1_723, perDay: 59.4 },
    period: {
      period: { from: '2025-03-17', to: '2025-04-14' },
      ...{ days: 29, incidents: 1_723 }
    }
  },
  normalDay: {
    ...{ mean: 46.7, meanLow: 44, meanHigh: 50, dayLow: 30, dayHigh: 64, days: 28, dispersion: 1.6 }
  }
}

/** The panel at several moments, side by side: afternoon, night, a surge, nothing, a fault. */
export const replayMoments: readonly ReplayPanelProps[] = [
  {
    city: semarang,
    question: question(2025),
    answer,
    openAt: firstMidnight + 19 * day + 18 * hour
  },
  { city: semarang, question: question(2025), answer, openAt: firstMidnight + 15 * day },
  { city: semarang, question: question(2024), answer },
  {
    city: semarang,
    question: { period: question(2025).period, selection: {} },
    openAt: firstMidnight + 12 * day + 10 * hour
  },
  { city: semarang, question: question(2023) },
  { city: semarang, question: question(2022) }
]
