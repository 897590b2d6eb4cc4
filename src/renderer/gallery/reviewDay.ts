import type {
  ComparedResponse,
  DayRange,
  Rate,
  RateChange,
  ReviewAnswer,
  ReviewChoices,
  ReviewPeak,
  ReviewQuestion,
  Selection
} from '../../contract/review.ts'
import { day, minute } from '../../contract/time.ts'
import type { ReviewSeen } from '../hub/reviewStore.ts'
import { makeChance } from './chance.ts'
import { semarang } from './cities.ts'

/** The story of the design's Puncak: Lebaran 2025 beside Lebaran 2024 and February 2025. */

/** 16 April 2025, 09.20.44 in Semarang. */
export const reviewMoment = Date.UTC(2025, 3, 16, 2, 20, 44)

// prettier-ignore
const lebaran2025 = [52, 50, 55, 53, 51, 56, 58, 54, 59, 64, 69, 74, 78, 63, 48, 58, 66, 70, 73, 81, 76, 62, 55, 52, 49, 47, 50, 48, 46]
// prettier-ignore
const lebaran2024 = [43, 45, 44, 46, 42, 45, 47, 48, 50, 52, 56, 61, 64, 52, 39, 47, 55, 60, 63, 66, 61, 54, 48, 45, 44, 43, 42, 44, 41]

/** Reports a day in the period and on a usual day. */
type Weights = Readonly<Record<string, readonly [now: number, usual: number]>>

const byCategory: Weights = {
  kecelakaan: [17.8, 9.1],
  medis: [14.9, 11.4],
  lalin: [12.1, 5.2],
  kebakaran: [5.6, 4.1],
  kriminal: [2.9, 4.6],
  penyelamatan: [3.9, 3.6],
  pohon: [3.4, 3.1],
  lain: [2.6, 2.4],
  bencana: [1.6, 1.9],
  kdrt: [1.5, 1.2],
  listrik: [1.1, 1.2],
  jalan: [0.8, 0.9],
  ketertiban: [0.7, 0.6],
  banjir: [0.5, 0.7],
  air: [0.4, 0.4],
  jenazah: [0.3, 0.3],
  periksa: [0.2, 0.2],
  homecare: [0.1, 0.1],
  sar: [0.1, 0.04],
  mayat: [0.05, 0.04],
  longsor: [0, 0.04]
}

const byDistrict: Weights = {
  '33.74.13': [9.87, 5.14],
  '33.74.05': [6.7, 3.77],
  '33.74.11': [6.24, 3.58],
  '33.74.06': [6.16, 4.6],
  '33.74.01': [6.07, 4.27],
  '33.74.02': [5.74, 4.38],
  '33.74.07': [4.24, 3.48],
  '33.74.10': [3.71, 3.4],
  '33.74.15': [3.22, 1.88],
  '33.74.03': [2.95, 2.5],
  '33.74.04': [2.86, 2.1],
  '33.74.16': [2.59, 1.38],
  '33.74.08': [2.35, 2.03],
  '33.74.09': [2.03, 1.85],
  '33.74.14': [1.66, 1.3],
  '33.74.12': [1.39, 1.34],
  unknown: [0.3, 0.2]
}

/** Shades of the design's cells, Monday first. */
const byHour = [
  '000111133333223455543321',
  '000111132233234456543321',
  '000111233232223455444321',
  '000111232323223464443321'.replace('464', '465'),
  '000121244322234466544321',
  '100121234444445666655532',
  '100121244444444466654422'
]

const normal: DayRange = { from: '2025-02-01', to: '2025-02-28' }
const usualPerDay = 1_308 / 28
const dispersion = 1.25

export const designPeak: ReviewPeak = {
  peak: 'idulfitri',
  name: 'Idulfitri',
  anchor: '2025-03-31',
  certainty: 'decreed',
  shown: { from: '2025-03-17', to: '2025-04-14' },
  marked: [
    ...(['2025-03-31', '2025-04-01'] as const).map((date) => mark(date, 'holiday')),
    ...(['2025-04-02', '2025-04-03', '2025-04-04', '2025-04-07'] as const).map((date) =>
      mark(date, 'leave')
    )
  ],
  ranges: [{ name: 'Operasi Ketupat', from: '2025-03-26', to: '2025-04-08' }],
  also: []
}

const peak2024: ReviewPeak = {
  ...designPeak,
  anchor: '2024-04-10',
  shown: { from: '2024-03-27', to: '2024-04-24' },
  marked: [mark('2024-04-10', 'holiday'), mark('2024-04-11', 'holiday')],
  ranges: []
}

const natal2024: ReviewPeak = {
  ...designPeak,
  peak: 'nataru',
  name: 'Natal',
  anchor: '2024-12-25',
  shown: { from: '2024-12-18', to: '2025-01-04' },
  marked: [
    mark('2024-12-25', 'holiday'),
    mark('2024-12-26', 'leave'),
    mark('2025-01-01', 'holiday')
  ],
  ranges: []
}

function mark(date: string, kind: 'holiday' | 'leave'): ReviewPeak['marked'][number] {
  return { day: date, kind, certainty: 'decreed' }
}

export const designQuestion: ReviewQuestion = {
  period: designPeak.shown,
  anchor: designPeak.anchor,
  compare: { period: peak2024.shown, anchor: peak2024.anchor },
  normal,
  selection: {}
}

const since = Date.UTC(2023, 11, 31, 17)

export const designChoices: ReviewChoices = {
  peaks: [designPeak, natal2024, peak2024],
  since,
  newest: reviewMoment - 3 * minute,
  first: designQuestion
}

interface Story {
  readonly question?: ReviewQuestion
  /** Undefined: a day without data. */
  readonly days?: readonly (number | undefined)[]
  readonly compareDays?: readonly number[]
  /** Of everything: what a chosen kind and a chosen district keep. */
  readonly kept?: { readonly categories: number; readonly districts: number }
  /** Of the days shown, the last one that is not over. */
  readonly running?: boolean
  readonly withNormal?: boolean
  /** How much of the difference to the usual day is there; 0 = nothing unusual. */
  readonly effect?: number
  readonly asOf?: number
  readonly simulated?: boolean
}

/** An answer whose parts sum to their whole. */
export function makeReviewAnswer({
  question = designQuestion,
  days = lebaran2025,
  compareDays = lebaran2024,
  kept = { categories: 1, districts: 1 },
  running = false,
  withNormal = true,
  effect = 1,
  asOf = reviewMoment,
  simulated = false
}: Story = {}): ReviewAnswer {
  const { anchor, compare, selection } = question
  const told = days.filter((count) => count !== undefined)
  const keptOfAll = kept.categories * kept.districts
  const usual = withNormal ? usualPerDay * keptOfAll : undefined
  const compareSum = compare === undefined ? undefined : sum(compareDays)
  const band = usual === undefined ? undefined : bandOf(usual)
  const chosenDays = told.filter((_, index) => isChosen(dayAt(question, index), selection))
  const periodDays = chosenDays.length
  const count = Math.round(sum(chosenDays))
  const comparePerDay = compareSum === undefined ? undefined : compareSum / compareDays.length
  const rated = (part: number, usualPart: number | undefined, comparePart?: number): Rate =>
    rate(part, periodDays, usualPart, comparePart)
  // A list is not narrowed by its own choice, so a chosen bar stays beside its fellows.
  const split = (weights: Weights, own: number): readonly (readonly [string, Rate])[] => {
    const whole = Math.round(count / own)
    const names = Object.keys(weights)
    const weight = (name: string): number => mixed(weights[name] ?? [0, 0], effect)
    const counts = share(
      whole,
      names.map((name) => weight(name))
    )
    const usualSum = sum(names.map((name) => weights[name]?.[1] ?? 0))
    const nowSum = sum(names.map(weight))
    return names
      .map((name, index) => {
        const ownShare = (weights[name]?.[1] ?? 0) / usualSum
        const mine = counts[index] ?? 0
        return [
          name,
          rated(
            mine,
            usual === undefined ? undefined : (usual / own) * ownShare,
            comparePerDay === undefined
              ? undefined
              : ((comparePerDay / own) * weight(name)) / nowSum
          )
        ] as const
      })
      .sort(([, a], [, b]) => b.count - a.count)
  }
  const peaks = band === undefined ? [] : peaksOf(question, days, band.dayHigh)
  return {
    asOf,
    newest: asOf - 3 * minute,
    simulated,
    since,
    total: {
      ...rated(count, usual, comparePerDay),
      period: {
        period: question.period,
        days: periodDays,
        incidents: count,
        calls: callsOf(count)
      },
      ...(compare && {
        compare: {
          period: compare.period,
          days: compareDays.length,
          incidents: compareSum ?? 0,
          calls: callsOf(compareSum ?? 0)
        }
      }),
      ...(usual !== undefined && {
        normal: {
          period: normal,
          days: 28,
          incidents: Math.round(usual * 28),
          calls: callsOf(Math.round(usual * 28))
        }
      })
    },
    days: days.map((value, index) => {
      const compareCount = compareDays[index]
      const isRunning = running && index === days.findLastIndex((each) => each !== undefined)
      return {
        day: dayAt(question, index),
        ...(anchor !== undefined && { offset: offsetOf(question, index) }),
        ...(value !== undefined && { count: value }),
        running: isRunning,
        ...(compare &&
          compareCount !== undefined && {
            compareDay: dayAt({ period: compare.period }, index),
            compareCount
          }),
        ...(band !== undefined &&
          value !== undefined &&
          !isRunning && {
            verdict: value > band.dayHigh ? 'more' : value < band.dayLow ? 'fewer' : 'within'
          })
      }
    }),
    ...(band !== undefined && { normalDay: band }),
    ...(peaks[0] && { peakBefore: peaks[0] }),
    ...(peaks[1] && { peakAfter: peaks[1] }),
    hours: hoursOf(question, days),
    categories: split(byCategory, kept.categories).map(([category, value]) => ({
      category,
      ...value
    })),
    districts: split(byDistrict, kept.districts).map(([district, value]) => ({
      district,
      ...value
    })),
    target: semarang.headlineTarget,
    response: responseOf(count, 9.4, 15.8, 0.61, usual !== undefined),
    agencies: agencies
      .map(([agency, part, median, p90, met]) => ({
        agency,
        assignments: Math.round(count * part),
        ...responseOf(Math.round(count * part), median, p90, met, usual !== undefined)
      }))
      .filter(({ assignments }) => assignments > 0),
    calls: days.map((value) => callsOf(value ?? 0))
  }
}

const agencies: readonly (readonly [
  id: string,
  share: number,
  median: number,
  p90: number,
  met: number
])[] = [
  ['dinkes', 0.44, 9.1, 14.6, 0.66],
  ['polrestabes', 0.38, 11.2, 18.9, 0.41],
  ['dishub', 0.21, 10.4, 16.2, 0.49],
  ['damkar', 0.16, 7.6, 11.1, 0.83],
  ['pmi', 0.07, 9.6, 13.9, 0.58],
  ['disperkim', 0.06, 14.2, 24.5, 0.28],
  ['bpbd', 0.03, 12.5, 19.4, 0.36],
  ['satpolpp', 0.02, 8.8, 12.2, 0.71],
  ['pln', 0.017, 16.1, 28.8, 0.2],
  ['dp3a', 0.004, 21.4, 21.4, 0.33]
]

function responseOf(
  n: number,
  median: number,
  p90: number,
  share: number,
  withNormal: boolean
): ComparedResponse {
  const one = (size: number, part: number): ComparedResponse => {
    const known = Math.round(size * 0.97)
    const met = Math.round(known * part)
    return {
      n: known,
      ...(known > 0 && {
        medianMs: Math.round(median * minute),
        p90Ms: Math.round(p90 * minute)
      }),
      met,
      breached: known - met,
      running: 0,
      unknown: size - known
    }
  }
  const before = one(Math.round(n * 0.76), Math.min(0.97, share + 0.08))
  const now = one(n, share)
  const spread = 1.96 * Math.sqrt((share * (1 - share)) / Math.max(1, now.n) / 0.44) * 100
  const points = -8
  return {
    ...now,
    ...(withNormal && {
      normal: before,
      change:
        now.n < 20
          ? { verdict: 'tooFew' as const }
          : {
              verdict: points + spread < 0 ? ('fewer' as const) : ('within' as const),
              points,
              low: points - spread,
              high: points + spread
            }
    })
  }
}

function callsOf(incidents: number): NonNullable<ReviewAnswer['calls']>[number] {
  return {
    emergency: Math.round(incidents * 1.36),
    information: Math.round(incidents * 0.71),
    prank: Math.round(incidents * 0.38),
    ghost: Math.round(incidents * 0.24),
    dropped: Math.round(incidents * 0.11)
  }
}

function bandOf(mean: number): NonNullable<ReviewAnswer['normalDay']> {
  const spread = 1.96 * Math.sqrt(mean * dispersion)
  const error = spread / Math.sqrt(28)
  return {
    mean,
    meanLow: Math.max(0, mean - error),
    meanHigh: mean + error,
    dayLow: Math.max(0, Math.ceil(mean - spread)),
    dayHigh: Math.floor(mean + spread),
    days: 28,
    dispersion
  }
}

/** As docs/statistics.md, roughly: enough for a picture. */
function rate(
  count: number,
  days: number,
  usual: number | undefined,
  compare: number | undefined
): Rate {
  return {
    count,
    ...(days > 0 && { perDay: count / days }),
    ...(usual !== undefined && {
      normalPerDay: usual,
      ...(days > 0 && { change: changeOf(count, days, usual * 28, 28) })
    }),
    ...(compare !== undefined && {
      comparePerDay: compare,
      ...(days > 0 && { compareChange: changeOf(count, days, compare * days, days) })
    })
  }
}

function changeOf(count: number, days: number, before: number, beforeDays: number): RateChange {
  if (count + before < 12) return { verdict: 'tooFew' }
  const ratio = count / days / (before / beforeDays)
  const error = 2.6 * Math.sqrt(dispersion * (1 / Math.max(1, count) + 1 / Math.max(1, before)))
  const low = ratio * Math.exp(-error)
  const high = ratio * Math.exp(error)
  return { verdict: low > 1 ? 'more' : high < 1 ? 'fewer' : 'within', ratio, low, high }
}

function peaksOf(
  question: ReviewQuestion,
  days: readonly (number | undefined)[],
  above: number
): readonly (ReviewAnswer['peakBefore'] | undefined)[] {
  const found = (side: (offset: number) => boolean): ReviewAnswer['peakBefore'] => {
    const best = days
      .map((count, index) => ({ count: count ?? 0, index, offset: offsetOf(question, index) }))
      .filter(({ offset, count }) => side(offset) && count > above)
      .sort((a, b) => b.count - a.count)[0]
    return best && { day: dayAt(question, best.index), offset: best.offset, count: best.count }
  }
  return question.anchor === undefined ? [] : [found((n) => n < 0), found((n) => n > 0)]
}

function hoursOf(
  question: ReviewQuestion,
  days: readonly (number | undefined)[]
): ReviewAnswer['hours'] {
  const sums = Array<number>(7).fill(0)
  const lengths = Array<number>(7).fill(0)
  days.forEach((count, index) => {
    const date = dayAt(question, index)
    if (count === undefined || !isChosen(date, question.selection)) return
    const weekday = (new Date(date).getUTCDay() + 6) % 7
    sums[weekday] = (sums[weekday] ?? 0) + count
    lengths[weekday] = (lengths[weekday] ?? 0) + 1
  })
  const counts = byHour.map((shades, weekday) =>
    share(
      Math.round(sums[weekday] ?? 0),
      [...shades].map((shade) => Number(shade) + 0.45)
    )
  )
  return { counts: counts.map((row) => [...row]), days: lengths }
}

function isChosen(date: string, { days }: Selection): boolean {
  return days === undefined || (date >= days.from && date <= days.to)
}

function dayAt({ period }: Pick<ReviewQuestion, 'period'>, index: number): string {
  return new Date(Date.parse(period.from) + index * day).toISOString().slice(0, 10)
}

function offsetOf({ period, anchor = period.from }: ReviewQuestion, index: number): number {
  return Math.round((Date.parse(period.from) - Date.parse(anchor)) / day) + index
}

const mixed = ([now, usual]: readonly [number, number], effect: number): number =>
  usual + (now - usual) * effect

/** Whole parts that sum to the whole: the largest remainders get one more. */
function share(whole: number, weights: readonly number[]): readonly number[] {
  const all = sum(weights)
  const exact = weights.map((weight) => (whole * weight) / all)
  const parts = exact.map(Math.floor)
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest)
  for (const { index } of order.slice(0, whole - sum(parts))) parts[index] = (parts[index] ?? 0) + 1
  return parts
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** What a window knows when this answer is on screen. */
function seeing(
  answer: ReviewAnswer,
  question: ReviewQuestion,
  more?: Partial<ReviewSeen>
): ReviewSeen {
  return {
    view: { against: 'normal', detail: 'categories', question },
    question,
    choices: designChoices,
    figures: { question, answer },
    fault: undefined,
    heardAt: 0,
    ...more
  }
}

function seen(story: Story = {}, more?: Partial<ReviewSeen>): ReviewSeen {
  return seeing(makeReviewAnswer(story), story.question ?? designQuestion, more)
}

const view = (detail: 'agencies' | 'calls'): Partial<ReviewSeen> => ({
  view: { against: 'normal', detail, question: designQuestion }
})

function filtered(): ReviewSeen {
  const question: ReviewQuestion = {
    ...designQuestion,
    selection: {
      categories: ['kecelakaan'],
      districts: ['33.74.13'],
      days: { from: '2025-04-03', to: '2025-04-06' }
    }
  }
  const kept = { categories: 0.29, districts: 0.16 }
  const chance = makeChance(5)
  const few = (counts: readonly number[]): number[] =>
    counts.map((n) => Math.round(n * kept.categories * kept.districts + (chance() - 0.5) * 2.4))
  return seen({ question, days: few(lebaran2025), compareDays: few(lebaran2024), kept })
}

function year(): ReviewSeen {
  const question: ReviewQuestion = {
    normal,
    selection: {},
    period: { from: '2024-05-01', to: '2025-04-30' },
    anchor: '2025-03-31'
  }
  const chance = makeChance(7)
  const days = Array.from({ length: 365 }, (_, index) => {
    const offset = offsetOf(question, index)
    // A fortnight when the feed was down, and the days that are still to come.
    if ((index > 121 && index < 137) || offset > 16) return undefined
    if (offset === 16) return 17
    const lebaran = lebaran2025[offset + 14]
    return lebaran ?? Math.round(46 + (chance() + chance() + chance() - 1.5) * 13)
  })
  return seen({ question, days, running: true })
}

/** A peak that nobody has seen yet: its days are no zeroes. */
function coming(): ReviewSeen {
  const peak: ReviewPeak = {
    ...designPeak,
    ...{ anchor: '2026-03-21', certainty: 'expected', marked: [], ranges: [] },
    shown: { from: '2026-03-07', to: '2026-04-04' }
  }
  const question: ReviewQuestion = {
    ...{ period: peak.shown, anchor: peak.anchor, normal, selection: {} },
    compare: { period: designPeak.shown, anchor: designPeak.anchor }
  }
  return seen(
    { question, days: lebaran2025.map(() => undefined), compareDays: lebaran2025, simulated: true },
    { choices: { ...designChoices, peaks: [peak, ...designChoices.peaks] } }
  )
}

export const reviews = {
  design: seen(),
  agencies: seen({}, view('agencies')),
  calls: seen({}, view('calls')),
  simulated: seen({ simulated: true }),
  surge: seen({
    days: lebaran2025.map((count, index) => (index > 16 && index < 21 ? count * 9 : count * 2))
  }),
  within: seen({
    days: lebaran2025.map((_, index) => 44 + ((index * 7) % 9)),
    compareDays: lebaran2024.map((_, index) => 42 + ((index * 5) % 9)),
    effect: 0
  }),
  filtered: filtered(),
  year: year(),
  running: seen({
    days: lebaran2025.map((count, index) => (index < 11 ? count : index === 11 ? 23 : undefined)),
    running: true,
    asOf: Date.UTC(2025, 2, 28, 2, 20, 44)
  }),
  coming: coming(),
  oneDay: seen({
    question: { period: { from: '2025-04-15', to: '2025-04-15' }, selection: {} },
    days: [23],
    compareDays: [],
    withNormal: false
  }),
  old: seen({}, { fault: { kind: 'unreachable' } }),
  empty: {
    view: { against: 'normal', detail: 'categories' },
    question: undefined,
    choices: { peaks: [] },
    figures: undefined,
    fault: undefined,
    heardAt: undefined
  },
  refused: {
    view: { against: 'normal', detail: 'categories' },
    question: undefined,
    choices: undefined,
    figures: undefined,
    fault: { kind: 'refused', status: 404, sentence: 'Not found.' },
    heardAt: undefined
  }
} as const satisfies Readonly<Record<string, ReviewSeen>>
