import type { Moment } from '../../contract/time.ts'
import type { Facts } from './facts.ts'

/**
 * One figure of the wall, kept by changes. The law: after any changes and moves its value is what
 * a new one would have that was given the same rows at the same moment.
 */
export interface Aggregate<Value> {
  /** A row is now otherwise: take `before` out, put `after` in. */
  change(before: Facts | undefined, after: Facts): void
  /** Time has come to `now`, never earlier than before. */
  moveTo(now: Moment): void
  value(): Value
  /** true when `value` may differ since this was last asked. */
  takeChanged(): boolean
  /** Back to an empty store. */
  reset(): void
}
