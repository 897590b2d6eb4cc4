import type { ReviewAnswer, ReviewQuestion } from '../contract/review.ts'
import { designMoment } from './make.ts'

const dayMs = 86_400_000

/** Lebaran 2025, H−2…H+2, beside that of 2024 and an ordinary February. */
export const lebaranQuestion: ReviewQuestion = {
  period: { from: '2025-03-29', to: '2025-04-02' },
  anchor: '2025-03-31',
  compare: { period: { from: '2024-04-08', to: '2024-04-12' }, anchor: '2024-04-10' },
  normal: { from: '2025-02-01', to: '2025-02-28' },
  selection: {}
}

/** A whole answer for the city of `makeWallCity`. `count` is at least 100. */
export function makeAnswer({
  asOf = designMoment,
  count = 1_305,
  question = lebaranQuestion
}: {
  readonly asOf?: number
  readonly count?: number
  readonly question?: ReviewQuestion
} = {}): ReviewAnswer {
  const { from, to } = question.period
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
  const daily = split(count, days)
  const medical = Math.floor(count / 2)
  const fire = Math.floor(count / 3)
  const rate = (n: number) => ({
    count: n,
    perDay: n / days,
    normalPerDay: n / days / 1.4,
    comparePerDay: n / days / 1.02,
    change: { verdict: 'more' as const, ratio: 1.4, low: 1.22, high: 1.61 },
    compareChange: { verdict: 'within' as const, ratio: 1.02, low: 0.9, high: 1.15 }
  })
  const response = (n: number) => ({
    n,
    medianMs: 522_000,
    p90Ms: 853_000,
    met: Math.floor(n * 0.82),
    breached: n - Math.floor(n * 0.82),
    running: 2,
    unknown: 7
  })
  const calls = { emergency: 1_411, information: 601, prank: 907, ghost: 388, dropped: 13 }
  const hours = Array.from({ length: 7 }, (_, weekday) =>
    Array.from({ length: 24 }, (__, hour) => (weekday + hour) % 9)
  )
  return {
    asOf,
    newest: asOf - 60_000,
    simulated: true,
    since: Date.UTC(2024, 0, 1),
    total: {
      ...rate(count),
      period: { period: question.period, days, incidents: count, calls },
      ...(question.compare === undefined
        ? {}
        : {
            compare: {
              period: question.compare.period,
              days,
              incidents: Math.round(count / 1.02),
              calls
            }
          }),
      ...(question.normal === undefined
        ? {}
        : { normal: { period: question.normal, days: 28, incidents: 1_308, calls } })
    },
    days: daily.map((n, at) => ({
      day: dayAfter(from, at),
      offset: at - Math.floor(days / 2),
      count: n,
      running: false,
      ...(question.compare === undefined
        ? {}
        : { compareDay: dayAfter(question.compare.period.from, at), compareCount: n - 3 }),
      verdict: at === 3 ? 'more' : 'within'
    })),
    normalDay: {
      mean: 46.7,
      meanLow: 44.2,
      meanHigh: 49.3,
      dayLow: 31,
      dayHigh: 63,
      days: 28,
      dispersion: 1.4
    },
    hours: { counts: hours, days: [1, 1, 1, 0, 0, 1, 1] },
    categories: [
      { category: 'medis', ...rate(medical) },
      { category: 'kebakaran', ...rate(fire) },
      { category: 'kdrt', ...rate(count - medical - fire) }
    ],
    districts: [
      { district: '33.74.01', ...rate(count - 41) },
      { district: '33.74.02', ...rate(37) },
      { district: 'unknown', ...rate(4) }
    ],
    target: 'tiba-10',
    response: { ...response(count - 9), normal: response(1_300), change: { verdict: 'within' } },
    agencies: [
      { agency: 'damkar', assignments: 702, ...response(690), change: { verdict: 'within' } },
      { agency: 'dinkes', assignments: 377, ...response(377) }
    ],
    calls: daily.map(() => ({
      emergency: 282,
      information: 120,
      prank: 181,
      ghost: 77,
      dropped: 2
    }))
  }
}

/** Parts as equal as whole numbers allow. */
function split(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, at) => Math.floor((total * (at + 1)) / parts) - Math.floor((total * at) / parts)
  )
}

function dayAfter(first: string, days: number): string {
  return new Date(Date.parse(first) + days * dayMs).toISOString().slice(0, 10)
}
