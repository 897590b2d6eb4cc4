import type { WallAggregates } from '../../../contract/aggregates.ts'
import type { ShownCount } from '../../../contract/shownCount.ts'
import type { Freshness, Health } from '../../../contract/health.ts'

type OpenCounts = WallAggregates['openCounts']
type WhyUnknown = 'waiting' | 'delayed' | 'storeFailing' | 'disconnected'

/**
 * What may be said about the open incidents. `quiet` and `none` are good news, so they are only
 * said while everything that could bring bad news works, and every open incident is at hand.
 */
export type OpenState =
  | { readonly kind: 'unknown'; readonly why: WhyUnknown }
  | { readonly kind: 'first' }
  | { readonly kind: 'none' }
  | { readonly kind: 'quiet'; readonly counts: OpenCounts }
  | { readonly kind: 'counts'; readonly counts: OpenCounts }

export function openState(
  counts: OpenCounts | undefined,
  health: Health | undefined,
  freshness: Freshness,
  notSent = 0
): OpenState {
  if (counts === undefined) return { kind: 'unknown', why: 'waiting' }
  const storeOk = health?.store.state === 'ok'
  const trusted = storeOk && freshness === 'live' && health.broker.state === 'connected'
  if (counts.open === 0) {
    if (!trusted) return { kind: 'unknown', why: reason(health, freshness) }
    if (isSome(counts.exercises)) return { kind: 'counts', counts }
    return { kind: health.store.incidents === 0 ? 'first' : 'none' }
  }
  const rest = [counts.late, counts.arrived, counts.exercises, notSent]
  const quiet = trusted && rest.every((count) => count === 0)
  return { kind: quiet ? 'quiet' : 'counts', counts }
}

/** A number above 0; guests are not told whether there is one. */
export function isSome(count: ShownCount | undefined): count is number {
  return typeof count === 'number' && count > 0
}

function reason(health: Health | undefined, freshness: Freshness): WhyUnknown {
  if (health === undefined) return 'waiting'
  if (health.store.state !== 'ok') return 'storeFailing'
  if (health.broker.state === 'lost' || freshness === 'lost') return 'disconnected'
  return freshness === 'stale' ? 'delayed' : 'waiting'
}
