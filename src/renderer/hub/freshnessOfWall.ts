import { dataAge, type DataAge, type DataFault } from '../../contract/dataAge.ts'
import type { WallState } from './wallState.ts'

/** What is to blame; a window may also have heard nothing yet, or be refused. */
export type WallFault = DataFault | 'starting' | 'refused'

/** How old the figures are, decided once for the whole wall. */
export interface WallAge extends Pick<DataAge, 'freshness'> {
  /** Of the oldest link; undefined when nothing ever came. */
  readonly ageMs: number | undefined
  readonly fault: WallFault
}

/** `perfNow` is `performance.now()`. */
export function freshnessOfWall(
  state: Pick<WallState, 'connection' | 'heardAt' | 'health' | 'storeFailingAt'>,
  perfNow: number
): WallAge {
  const { connection, heardAt, health, storeFailingAt } = state
  const silence = heardAt === undefined ? undefined : Math.max(0, perfNow - heardAt)
  if (connection.state === 'refused') return { freshness: 'lost', ageMs: silence, fault: 'refused' }
  if (silence === undefined || health === undefined)
    return { freshness: 'lost', ageMs: undefined, fault: 'starting' }
  return dataAge(health, {
    silenceMs: silence,
    storeFailingMs: storeFailingAt === undefined ? undefined : Math.max(0, perfNow - storeFailingAt)
  })
}
