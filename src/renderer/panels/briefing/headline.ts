import type { Briefing } from '../../../contract/briefing.ts'
import { few } from '../../../contract/shownCount.ts'

/** What is said of the month's reports. Every kind is carried by a verdict of the hub or is a count. */
export type VolumeClaim =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'noneYet' }
  | { readonly kind: 'few' }
  /** Nothing to hold it against; or too early to. */
  | { readonly kind: 'counted'; readonly count: number; readonly early: boolean }
  | { readonly kind: 'within'; readonly count: number }
  /** Beyond chance, and as many as the whole month before, or nearly. */
  | { readonly kind: 'reached'; readonly how: 'nearly' | 'passed' }
  /** Beyond chance; between so many percent more or fewer a day, `low` < `high`. */
  | { readonly kind: 'more' | 'fewer'; readonly low: number; readonly high: number | undefined }

/** What is said of the response. `soFar`: of the month, because the day says too little. */
export type ResponseClaim =
  | { readonly kind: 'below' | 'above' | 'around'; readonly of: 'today' | 'month' }
  | { readonly kind: 'faster' | 'slower' }
  | { readonly kind: 'tooFew'; readonly n: number }
  | { readonly kind: 'none' }

export interface Headline {
  /** Days of the month that have begun. */
  readonly days: number
  readonly volume: VolumeClaim
  readonly response: ResponseClaim | undefined
}

/** A month younger than this is not compared: two days are no trend. */
const daysNeeded = 3
/** As much of the whole month before as is called nearly all of it. */
const nearly = 0.97

export function headlineOf(briefing: Briefing): Headline {
  const volume = volumeClaim(briefing)
  const silent = volume.kind === 'nothing' || volume.kind === 'noneYet'
  return {
    days: Number(briefing.today.slice(-2)),
    volume,
    response: silent ? undefined : responseClaim(briefing)
  }
}

function volumeClaim({ since, today, month, last, change }: Briefing): VolumeClaim {
  const { count } = month
  if (since === undefined) return { kind: 'nothing' }
  if (count === 0) return { kind: 'noneYet' }
  if (typeof count !== 'number') return { kind: 'few' }
  const early = Number(today.slice(-2)) < daysNeeded
  if (last === undefined || change === undefined || early || change.verdict === 'tooFew')
    return { kind: 'counted', count, early }
  if (change.verdict === 'within') return { kind: 'within', count }
  const { low = 0, high } = change
  if (change.verdict === 'fewer') {
    // The other way round: the largest fall is that of the low end.
    return { kind: 'fewer', low: percentOff(high ?? 1), high: percentOff(low) }
  }
  if (typeof last.count === 'number' && last.count > 0) {
    if (count > last.count) return { kind: 'reached', how: 'passed' }
    if (count >= nearly * last.count) return { kind: 'reached', how: 'nearly' }
  }
  return {
    kind: 'more',
    low: percentOff(low),
    high: high === undefined ? undefined : percentOff(high)
  }
}

function percentOff(ratio: number): number {
  return Math.round(Math.abs(ratio - 1) * 100)
}

function responseClaim({ month, response }: Briefing): ResponseClaim | undefined {
  const { todayStanding, monthStanding, change } = response
  if (todayStanding === 'below' || todayStanding === 'above')
    return { kind: todayStanding, of: 'today' }
  if (change === 'fewer') return { kind: 'faster' }
  if (change === 'more') return { kind: 'slower' }
  if (monthStanding !== 'tooFew') return { kind: monthStanding, of: 'month' }
  const { n } = month.response
  if (n === 0) return { kind: 'none' }
  // Guests are not told how many few are.
  return n === few || typeof n !== 'number' ? undefined : { kind: 'tooFew', n }
}
