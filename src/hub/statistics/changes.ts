import {
  incompleteBeta,
  logGamma,
  normalQuantile,
  normalTail,
  studentOf,
  studentQuantile
} from './distributions.ts'
import type { Dispersion } from './dispersion.ts'

/** What can be said of a change: `within` what is ordinary, or too few to say anything. */
export type Verdict = 'more' | 'fewer' | 'within' | 'tooFew'

/** Incidents of a period, or of one category, district or hour of it. */
export interface Counted {
  readonly count: number
  /** Whole days; weighted ones where the weekdays of the two periods differ. */
  readonly days: number
}

export interface Change {
  /** Per day now ÷ per day before; undefined when there was nothing before. */
  readonly ratio?: number
  /** The 95 % interval of the ratio; no `high` when nothing bounds it. */
  readonly low: number
  readonly high?: number
  readonly verdict: Verdict
}

export interface Comparison {
  readonly now: Counted
  readonly before: Counted
  readonly dispersion: Dispersion
}

/** Chance that a chart in which nothing changed says "more" or "fewer" anywhere. */
export const falseAlarms = 0.05

/**
 * Changes that are looked at together: categories, districts or days of one chart (Benjamini and
 * Hochberg). Where nothing changed, at most one chart of twenty says "more" or "fewer" anywhere;
 * where much did, at most one mark of twenty is false on average. Every interval is at the level at
 * which its chart was judged, so that a marked change is one whose interval leaves 1 out.
 */
export function changesBetween(comparisons: readonly Comparison[]): Change[] {
  const evidence = comparisons.map((each) => ({
    z: evidenceOf(each),
    degrees: each.dispersion.degrees
  }))
  const level = jointLevel(comparisons.length, (each) => {
    const normal = normalQuantile(each / 2)
    return evidence.filter(({ z, degrees }) => z >= studentOf(normal, degrees)).length
  })
  return comparisons.map((comparison) => judge(comparison, level))
}

/**
 * The level at which each of so many is judged: as many must be found at it as it allows for.
 * @param foundAt how many are found at a level
 */
export function jointLevel(together: number, foundAt: (level: number) => number): number {
  for (let found = together; found > 1; found -= 1) {
    const level = (falseAlarms * found) / together
    if (foundAt(level) >= found) return level
  }
  return falseAlarms / Math.max(1, together)
}

/**
 * Is it really more? Given the sum of both counts, how it falls to the two periods is binomial when
 * nothing changed; counts divided by the dispersion are taken as that binomial (mid-p), and a t
 * quantile pays for the dispersion being an estimate. docs/statistics.md gives reasons and sums.
 */
export function changeBetween(now: Counted, before: Counted, dispersion: Dispersion): Change {
  return judge({ now, before, dispersion }, falseAlarms)
}

function judge({ now, before, dispersion }: Comparison, level: number): Change {
  if (!(now.days > 0 && before.days > 0)) return { low: 0, verdict: 'tooFew' }
  // As far from none as t asks for, expressed as a normal tail.
  const tail = normalTail(studentQuantile(level / 2, dispersion.degrees))
  const exposure = now.days / before.days
  const a = now.count / dispersion.value
  const b = before.count / dispersion.value
  const low = lowOdds(a, b, tail) / exposure
  // The other way round: the least odds of before against now.
  const high = 1 / lowOdds(b, a, tail) / exposure
  return {
    ...(before.count === 0 ? {} : { ratio: now.count / before.count / exposure }),
    low,
    ...(high === Number.POSITIVE_INFINITY ? {} : { high }),
    verdict: canTell(a + b, exposure, tail) ? verdictOf(low, high) : 'tooFew'
  }
}

/** How far a change is from none, as z without a sign; 0 where nothing can be compared. */
function evidenceOf({ now, before, dispersion }: Comparison): number {
  if (!(now.days > 0 && before.days > 0) || now.count + before.count === 0) return 0
  const a = now.count / dispersion.value
  const b = before.count / dispersion.value
  const logOdds = Math.log(now.days / before.days)
  const share = 1 / (1 + Math.exp(-logOdds))
  if (a === 0) return normalQuantile(Math.max(1e-300, (1 - share) ** b / 2))
  if (b === 0) return normalQuantile(Math.max(1e-300, share ** a / 2))
  const tail = upperTail(logOdds, a, b, logGamma(a) + logGamma(b) - logGamma(a + b))
  return Math.abs(normalQuantile(tail))
}

function verdictOf(low: number, high: number): Verdict {
  if (low > 1) return 'more'
  if (high < 1) return 'fewer'
  return 'within'
}

/** Whether this sum, all of it in one of the periods, would be called a change. */
function canTell(sum: number, exposure: number, tail: number): boolean {
  const share = exposure / (1 + exposure)
  return (
    Math.max(share, 1 - share) ** sum / 2 < tail || Math.min(share, 1 - share) ** sum / 2 < tail
  )
}

/** The odds at which so many hits or more have the probability `tail`. */
function lowOdds(a: number, b: number, tail: number): number {
  if (a === 0) return 0
  if (b === 0) {
    // All hits: half of πⁿ is the mid-p tail.
    const share = (2 * tail) ** (1 / a)
    return share / (1 - share)
  }
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b)
  const wanted = normalQuantile(tail)
  // In log odds the z of the tail is nearly a straight line: a secant is there after a few steps.
  const miss = (logOdds: number): number =>
    normalQuantile(upperTail(logOdds, a, b, logBeta)) - wanted
  const spread = Math.sqrt(1 / (a + 0.5) + 1 / (b + 0.5))
  const guess = Math.log((a + 0.5) / (b + 0.5)) - wanted * spread
  return Math.exp(falling(miss, guess, spread / 8))
}

/** Mid-p probability of a hits or more of a + b. */
function upperTail(logOdds: number, a: number, b: number, logBeta: number): number {
  const share = 1 / (1 + Math.exp(-logOdds))
  const power = Math.exp(a * Math.log(share) - b * Math.log1p(Math.exp(logOdds)) - logBeta)
  // I(a, b + 1) and I(a + 1, b) are I(a, b) and one step up or down; their mean is the mid-p.
  const tail = incompleteBeta(share, a, b, power) + (power / 2) * (1 / b - 1 / a)
  // Beyond what a number can hold it is as certain as can be, and never 0 or 1.
  return Math.min(1 - 1e-15, Math.max(1e-300, tail))
}

/** Where a falling, nearly straight function is zero (secant). */
function falling(f: (x: number) => number, guess: number, step: number): number {
  let x = guess
  let y = f(x)
  let slope = (f(x + step) - y) / step
  for (let turn = 0; turn < 50; turn += 1) {
    // Where it is flat, it is far off: as steep as nothing, it is left by whole steps.
    const move = Math.max(-1, Math.min(1, -y / Math.min(slope, -1e-9)))
    if (!(Math.abs(move) > 1e-7)) break
    const next = f(x + move)
    slope = (next - y) / move
    x += move
    y = next
  }
  return x
}
