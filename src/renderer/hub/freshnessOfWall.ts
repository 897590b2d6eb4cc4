import { freshnessOf, type Freshness } from '../../contract/health.ts'
import type { WallState } from './wallState.ts'

/** The link of the chain that is to blame, nearest first. */
export type WallFault =
  'none' | 'starting' | 'refused' | 'hub' | 'broker' | 'path' | 'store' | 'sources'

/** How old the figures are, decided once for the whole wall. */
export interface WallAge {
  readonly freshness: Freshness
  /** Of the oldest link; undefined when nothing ever came. */
  readonly ageMs: number | undefined
  readonly fault: WallFault
}

interface Link {
  readonly fault: WallFault
  readonly ageMs: number
  /** Known to be broken, however young: never better than stale. */
  readonly broken?: boolean
}

/**
 * The worst of: silence of the hub, silence of the way through the broker, a broker known to be
 * lost, a store that cannot keep what comes, and sources that send heartbeats and have all gone
 * silent (one of several is only a note in the status line).
 * `perfNow` is `performance.now()`.
 */
export function freshnessOfWall(
  state: Pick<WallState, 'connection' | 'heardAt' | 'health' | 'storeFailingAt'>,
  perfNow: number
): WallAge {
  const { connection, heardAt, health, storeFailingAt } = state
  const silence = heardAt === undefined ? undefined : Math.max(0, perfNow - heardAt)
  if (connection.state === 'refused') return { freshness: 'lost', ageMs: silence, fault: 'refused' }
  if (silence === undefined || health === undefined)
    return { freshness: 'lost', ageMs: undefined, fault: 'starting' }

  const { broker, pathAgeMs, sources } = health
  const links: Link[] = [{ fault: 'hub', ageMs: silence }]
  if (broker.state === 'lost')
    links.push({
      fault: 'broker',
      ageMs: Math.max(broker.forMs, pathAgeMs ?? 0) + silence,
      broken: true
    })
  else links.push({ fault: 'path', ageMs: (pathAgeMs ?? broker.forMs) + silence })
  if (storeFailingAt !== undefined)
    links.push({ fault: 'store', ageMs: Math.max(0, perfNow - storeFailingAt), broken: true })
  const beating = sources.filter(({ heartbeat }) => heartbeat).map(({ ageMs }) => ageMs)
  if (beating.length > 0) links.push({ fault: 'sources', ageMs: Math.min(...beating) + silence })

  return worstOf(links)
}

function worstOf(links: readonly Link[]): WallAge {
  for (const freshness of ['lost', 'stale'] as const) {
    const such = links.filter((link) => freshnessOfLink(link) === freshness)
    const [nearest] = such
    if (nearest)
      return {
        freshness,
        ageMs: Math.max(...such.map(({ ageMs }) => ageMs)),
        fault: nearest.fault
      }
  }
  return { freshness: 'live', ageMs: Math.max(...links.map(({ ageMs }) => ageMs)), fault: 'none' }
}

function freshnessOfLink({ ageMs, broken }: Link): Freshness {
  const freshness = freshnessOf(ageMs)
  return broken === true && freshness === 'live' ? 'stale' : freshness
}
