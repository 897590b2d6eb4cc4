import { second } from '../../contract/time.ts'
import { monotonicMs } from '../clock.ts'

/** How often the hub sends itself a message through the broker. */
export const loopbackEveryMs = 2 * second

/**
 * Whether messages really come through a broker, which a connection that looks alive does not
 * tell: age of the last message of any kind, the hub's own loop-back heartbeat included.
 */
export interface PathAge {
  heard(): void
  /** Milliseconds; undefined before the first message. */
  ageMs(): number | undefined
}

export function createPathAge(): PathAge {
  let heardAt: number | undefined
  return {
    heard: () => {
      heardAt = monotonicMs()
    },
    ageMs: () => (heardAt === undefined ? undefined : monotonicMs() - heardAt)
  }
}
