import { freshnessOf, type Freshness, type Health } from './health.ts'

/** The link of the chain that is to blame, nearest first. */
export type DataFault = 'none' | 'hub' | 'broker' | 'path' | 'store' | 'sources'

/** How old the figures are. */
export interface DataAge {
  readonly freshness: Freshness
  /** Of the oldest link that is to blame; of the oldest one where none is. */
  readonly ageMs: number
  readonly fault: DataFault
}

interface Link {
  readonly fault: DataFault
  readonly ageMs: number
  /** Known to be broken, however young: never better than stale. */
  readonly broken?: boolean
}

/** What whoever shows the figures knows besides. Milliseconds. */
export interface Waited {
  /** How long the hub has said nothing; 0 for the hub itself. */
  readonly silenceMs: number
  /** How long its store has been failing, where it is. */
  readonly storeFailingMs: number | undefined
}

/**
 * The one rule for walls and remotes, the worst of: silence of the hub, silence of the way through
 * the broker, a broker known to be lost, a store that cannot keep what comes, and sources that send
 * heartbeats and have all gone silent (one of several is only a note in the status line).
 */
export function dataAge(
  { broker, pathAgeMs, sources }: Pick<Health, 'broker' | 'pathAgeMs' | 'sources'>,
  { silenceMs, storeFailingMs }: Waited
): DataAge {
  const links: Link[] = [{ fault: 'hub', ageMs: silenceMs }]
  if (broker.state === 'lost')
    links.push({
      fault: 'broker',
      ageMs: Math.max(broker.forMs, pathAgeMs ?? 0) + silenceMs,
      broken: true
    })
  else links.push({ fault: 'path', ageMs: (pathAgeMs ?? broker.forMs) + silenceMs })
  if (storeFailingMs !== undefined)
    links.push({ fault: 'store', ageMs: storeFailingMs, broken: true })
  const beating = sources.filter(({ heartbeat }) => heartbeat).map(({ ageMs }) => ageMs)
  if (beating.length > 0) links.push({ fault: 'sources', ageMs: Math.min(...beating) + silenceMs })

  return worstOf(links)
}

function worstOf(links: readonly Link[]): DataAge {
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
