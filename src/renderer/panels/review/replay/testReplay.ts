import type { Replay } from '../../../../contract/replay.ts'
import { day, hour } from '../../../../contract/time.ts'

/** Midnight of Monday 17 March 2025 in Semarang. */
export const testFrom = Date.UTC(2025, 2, 16, 17)

export interface TestPoint {
  /** Seconds after the first midnight. */
  readonly at: number
  /** 0–65,535. */
  readonly lon?: number
  readonly lat?: number
  readonly priority?: number
  readonly category?: number
}

/** A replay of some days with the given points, sorted by time. */
export function makeTestReplay(
  points: readonly TestPoint[],
  { days = 3, withoutPoint = [] }: { days?: number; withoutPoint?: readonly number[] } = {}
): Replay {
  const rows = points.toSorted((a, b) => a.at - b.at)
  const hours = new Uint32Array((days * day) / hour)
  hours.set(withoutPoint)
  return {
    asOf: testFrom + 60 * day,
    from: testFrom,
    to: testFrom + days * day,
    since: testFrom - day,
    simulated: false,
    bounds: [110.26, -7.12, 110.51, -6.93],
    receivedAt: Uint32Array.from(rows, ({ at }) => at),
    lon: Uint16Array.from(rows, ({ lon = 32_000 }) => lon),
    lat: Uint16Array.from(rows, ({ lat = 32_000 }) => lat),
    priority: Uint8Array.from(rows, ({ priority = 3 }) => priority),
    category: Uint8Array.from(rows, ({ category = 0 }) => category),
    withoutPoint: hours
  }
}
