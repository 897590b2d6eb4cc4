import type { Rate, RateChange, ReviewAnswer } from '../../../contract/review.ts'
import type { Against } from '../../hub/reviewAddress.ts'
import { isNotable } from './rateRows.ts'

/** One thing that can be said; every one is carried by a verdict of the hub or is a plain count. */
export type Statement =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'counted'; readonly count: number; readonly perDay: number }
  | { readonly kind: 'tooFew'; readonly count: number }
  | {
      readonly kind: 'within'
      readonly against: Against
      readonly perDay: number
      readonly base: number
    }
  /** How far beyond chance: `size` as words may tell it. */
  | { readonly kind: 'total'; readonly against: Against; readonly size: Size }
  | {
      readonly kind: 'category'
      readonly category: string
      readonly against: Against
      readonly size: Size
    }
  /** Both peaks are beyond a usual day; `which` is heavier beyond chance, or neither is. */
  | {
      readonly kind: 'peaks'
      readonly heavier: 'before' | 'after' | 'neither'
      readonly before: { readonly offset: number; readonly count: number }
      readonly after: { readonly offset: number; readonly count: number }
    }
  | {
      readonly kind: 'peak'
      readonly which: 'before' | 'after'
      readonly offset: number
      readonly count: number
    }

/** How much more or fewer: in words only where the whole interval bears them. */
export interface Size {
  readonly direction: 'more' | 'fewer'
  /** `double`: about twice, and surely well above once; `manifold`: surely more than twice. */
  readonly words: 'percent' | 'double' | 'manifold'
  /** Of the best estimate, without sign; undefined where there was none before. */
  readonly percent: number | undefined
  readonly ratio: number | undefined
}

export interface Headline {
  /** The period is not over. */
  readonly soFar: boolean
  /** Of a selection, not of everything. */
  readonly narrowed: boolean
  readonly statements: readonly Statement[]
}

/** What stands out, at most two things, strongest first. */
export function headlineOf(
  answer: Pick<
    ReviewAnswer,
    'total' | 'days' | 'categories' | 'peakBefore' | 'peakAfter' | 'normalDay'
  >,
  { against, narrowed }: { readonly against: Against; readonly narrowed: boolean }
): Headline {
  const { total, days } = answer
  const soFar =
    days.some(({ running }) => running) ||
    (days.at(-1)?.count === undefined && days.some(({ count }) => count !== undefined))
  const say = (...statements: readonly (Statement | undefined)[]): Headline => ({
    soFar,
    narrowed,
    statements: statements.filter((each) => each !== undefined).slice(0, 2)
  })
  const whole = totalStatement(total, against)
  if (whole.kind === 'nothing') return say(whole)
  if (narrowed) return say(whole, otherTotal(total, against))
  const peaks = peakStatement(answer)
  const category = categoryStatement(answer.categories, against)
  const changed = whole.kind === 'total' ? whole : undefined
  if (peaks !== undefined || category !== undefined) return say(peaks, category, changed)
  return say(whole, otherTotal(total, against))
}

function totalStatement(total: Rate, against: Against): Statement {
  const { count, perDay } = total
  if (perDay === undefined) return { kind: 'nothing' }
  const [base, change] = compared(total, against)
  if (change === undefined || base === undefined) return { kind: 'counted', count, perDay }
  const size = sizeOf(change)
  if (size !== undefined) return { kind: 'total', against, size }
  if (change.verdict === 'within') return { kind: 'within', against, perDay, base }
  return { kind: 'tooFew', count }
}

/** The other comparison, only where it is beyond chance. */
function otherTotal(total: Rate, against: Against): Statement | undefined {
  const other = against === 'normal' ? 'compare' : 'normal'
  const [, change] = compared(total, other)
  const size = change && sizeOf(change)
  return size && { kind: 'total', against: other, size }
}

function compared(
  rate: Rate,
  against: Against
): readonly [number | undefined, RateChange | undefined] {
  return against === 'normal'
    ? [rate.normalPerDay, rate.change]
    : [rate.comparePerDay, rate.compareChange]
}

function peakStatement({
  peakBefore,
  peakAfter,
  normalDay
}: Pick<ReviewAnswer, 'peakBefore' | 'peakAfter' | 'normalDay'>): Statement | undefined {
  if (peakBefore && peakAfter) {
    const before = { offset: peakBefore.offset, count: peakBefore.count }
    const after = { offset: peakAfter.offset, count: peakAfter.count }
    const heavier = differ(before.count, after.count, normalDay?.dispersion ?? 1)
      ? after.count > before.count
        ? 'after'
        : 'before'
      : 'neither'
    return { kind: 'peaks', heavier, before, after }
  }
  const only = peakBefore ?? peakAfter
  return (
    only && {
      kind: 'peak',
      which: peakBefore ? 'before' : 'after',
      offset: only.offset,
      count: only.count
    }
  )
}

/** Whether two days differ by more than chance does 95 times of 100. */
function differ(one: number, other: number, dispersion: number): boolean {
  const spread = Math.sqrt(Math.max(1, dispersion) * (one + other))
  return Math.abs(one - other) > 1.96 * spread
}

/** The kind that changed by the most reports a day, of those that changed beyond chance. */
function categoryStatement(
  categories: ReviewAnswer['categories'],
  against: Against
): Statement | undefined {
  const [first] = categories
    .filter((each) => isNotable(compared(each, against)[1]))
    .toSorted((a, b) => difference(b, against) - difference(a, against))
  if (first === undefined) return undefined
  const size = sizeOf(compared(first, against)[1])
  return size && { kind: 'category', category: first.category, against, size }
}

function difference(rate: Rate, against: Against): number {
  return Math.abs((rate.perDay ?? 0) - (compared(rate, against)[0] ?? 0))
}

function sizeOf(change: RateChange | undefined): Size | undefined {
  if (change === undefined || (change.verdict !== 'more' && change.verdict !== 'fewer'))
    return undefined
  const { verdict: direction, ratio, low } = change
  const percent = ratio === undefined ? undefined : Math.round(Math.abs(ratio - 1) * 100)
  const words =
    ratio === undefined
      ? 'percent'
      : low !== undefined && low > 2
        ? 'manifold'
        : ratio >= 1.85 && ratio <= 2.2 && low !== undefined && low >= 1.5
          ? 'double'
          : 'percent'
  return { direction, words, percent, ratio }
}
