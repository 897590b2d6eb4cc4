import type { ComparedResponse, Response, ShareChange } from '../../contract/review.ts'
import { changeOfShare, clusteringOf, type Decided } from '../statistics/responseChanges.ts'
import type { Sides } from './rates.ts'
import { dailyOf, sumOf, type Side } from './sides.ts'
import type { Tally, Times } from './tally.ts'

/** Where the verdicts of all incidents, or of one agency's assignments, lie in a tally. */
export interface ResponsePlace {
  /** Numbers a stretch. */
  readonly width: number
  /** Of the first of the four verdicts. */
  readonly place: number
  verdicts(tally: Tally): Uint32Array
  times(tally: Tally): Times | undefined
}

/** @param together how many responses are looked at together */
export function responseOf(sides: Sides, at: ResponsePlace, together: number): ComparedResponse {
  const now = oneResponse(sides.now, at)
  const normal = sides.normal && oneResponse(sides.normal, at)
  const compare = sides.compare && oneResponse(sides.compare, at)
  const clustering = sides.normal === undefined ? 1 : clusteringOf(decidedDays(sides.normal, at))
  const change = normal && shareChange(now, normal, clustering, together)
  const compareChange = compare && shareChange(now, compare, clustering, together)
  return {
    ...now,
    ...(normal === undefined ? {} : { normal }),
    ...(compare === undefined ? {} : { compare }),
    ...(change === undefined ? {} : { change }),
    ...(compareChange === undefined ? {} : { compareChange })
  }
}

function oneResponse(side: Side, { width, place, verdicts, times }: ResponsePlace): Response {
  const count = (verdict: number): number =>
    sumOf(side, verdicts(side.tally), width, [place + verdict])
  const { n, medianMs, p90Ms } = times(side.tally) ?? { n: 0, medianMs: 0, p90Ms: 0 }
  return {
    n,
    ...(n === 0 ? {} : { medianMs: Math.round(medianMs), p90Ms: Math.round(p90Ms) }),
    ...{ met: count(0), breached: count(1), running: count(2), unknown: count(3) }
  }
}

function decidedDays(side: Side, { width, place, verdicts }: ResponsePlace): Decided[] {
  const met = dailyOf(side, verdicts(side.tally), width, [place])
  const of = dailyOf(side, verdicts(side.tally), width, [place, place + 1])
  return met.map((kept, index) => ({ met: kept, of: of[index] ?? 0 }))
}

function shareChange(
  now: Response,
  before: Response,
  clustering: number,
  together: number
): ShareChange {
  const changed = changeOfShare(decided(now), decided(before), clustering, together)
  if (changed === undefined) return { verdict: 'tooFew' }
  const { verdict, difference, low, high } = changed
  return { verdict, points: 100 * difference, low: 100 * low, high: 100 * high }
}

function decided({ met, breached }: Response): Decided {
  return { met, of: met + breached }
}
