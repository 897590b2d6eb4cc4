import { falseAlarms, type Verdict } from './changes.ts'
import { normalQuantile } from './distributions.ts'

/** Decided cases: `met` of `of` were within the target. */
export interface Decided {
  readonly met: number
  readonly of: number
}

export interface ShareRange {
  readonly share: number
  readonly low: number
  readonly high: number
}

export interface Difference {
  /** Now − before: share points, or the unit of the times. */
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly verdict: Verdict
}

/** Fewer cases than this say nothing of a share or a time. */
export const timesNeeded = 10

/**
 * Share within the target with its 95 % interval (Wilson); undefined without cases.
 * @param clustering how much more shares of days differ than chance explains, from `clusteringOf`
 */
export function shareWithin(
  { met, of }: Decided,
  clustering = 1,
  together = 1
): ShareRange | undefined {
  if (of === 0) return undefined
  const z = normalQuantile(falseAlarms / 2 / together)
  const n = of / clustering
  const share = met / of
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const reach = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n * n))
  return { share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

/** Change of a share (Newcombe: from the two Wilson intervals). `more` = more within the target. */
export function changeOfShare(
  now: Decided,
  before: Decided,
  clustering = 1,
  together = 1
): Difference | undefined {
  const a = shareWithin(now, clustering, together)
  const b = shareWithin(before, clustering, together)
  if (a === undefined || b === undefined) return undefined
  const enough = Math.min(now.of, before.of) >= timesNeeded
  return difference(
    { value: a.share, low: a.low, high: a.high },
    { value: b.share, low: b.low, high: b.high },
    enough
  )
}

/**
 * How much more the shares of days differ than chance explains; never below 1. Rain that slows a
 * whole day makes its cases less than independent.
 */
export function clusteringOf(days: readonly Decided[]): number {
  const met = days.reduce((sum, day) => sum + day.met, 0)
  const of = days.reduce((sum, day) => sum + day.of, 0)
  const share = met / of
  const used = days.filter((day) => day.of > 0)
  if (used.length < 2 || !(share > 0 && share < 1)) return 1
  let squares = 0
  for (const day of used)
    squares += (day.met - day.of * share) ** 2 / (day.of * share * (1 - share))
  return Math.max(1, squares / (used.length - 1))
}

export interface Quantile {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * A quantile of times with its 95 % interval, from the order of the times alone: whatever their
 * distribution. undefined for fewer than {@link timesNeeded}.
 * @param sorted rising
 * @param share 0.5 for the median, 0.9 for P90
 */
export function quantileRange(
  sorted: ArrayLike<number>,
  share: number,
  together = 1
): Quantile | undefined {
  const n = sorted.length
  if (n < timesNeeded) return undefined
  const z = normalQuantile(falseAlarms / 2 / together)
  const reach = z * Math.sqrt(n * share * (1 - share))
  const rank = share * (n - 1)
  return {
    value: at(sorted, rank),
    low: sorted[Math.max(0, Math.floor(n * share - reach) - 1)] ?? 0,
    high: sorted[Math.min(n - 1, Math.ceil(n * share + reach))] ?? 0
  }
}

/** Change of a quantile of times, from the two intervals. `more` = longer. */
export function changeOfTime(
  now: Quantile | undefined,
  before: Quantile | undefined
): Difference | undefined {
  if (now === undefined || before === undefined) return undefined
  return difference(now, before, true)
}

/** Zou and Donner: the bounds of a difference from the bounds of its parts. */
function difference(now: Quantile, before: Quantile, enough: boolean): Difference {
  const middle = now.value - before.value
  const low = middle - Math.hypot(now.value - now.low, before.high - before.value)
  const high = middle + Math.hypot(now.high - now.value, before.value - before.low)
  const verdict = !enough ? 'tooFew' : low > 0 ? 'more' : high < 0 ? 'fewer' : 'within'
  return { difference: middle, low, high, verdict }
}

/** Between neighbours in proportion. */
function at(sorted: ArrayLike<number>, rank: number): number {
  const below = sorted[Math.floor(rank)] ?? 0
  const above = sorted[Math.ceil(rank)] ?? below
  return below + (above - below) * (rank - Math.floor(rank))
}
