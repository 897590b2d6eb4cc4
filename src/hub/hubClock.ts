import type { HubConfig } from '../contract/config.ts'
import type { Moment } from '../contract/time.ts'
import { realClock, simulatedClock, type Clock } from './clock.ts'

/**
 * The hub's clock. `--clock` sets it anywhere; `--simulate SPEED` lets it run ahead from now, or
 * from the newest stored incident where an earlier run has already been further than that.
 */
export function hubClock(
  { clock, clockSpeed, simulate }: Pick<HubConfig, 'clock' | 'clockSpeed' | 'simulate'>,
  newestStored: () => Moment | undefined
): Clock {
  if (clock !== undefined) return simulatedClock(Date.parse(clock), clockSpeed ?? 1)
  if (typeof simulate !== 'number' || simulate === 1) return realClock
  return simulatedClock(Math.max(Date.now(), newestStored() ?? 0), simulate)
}
