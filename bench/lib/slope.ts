import { median } from './stats.ts'

/** A reading after so many steps of something repeated. */
export type Reading = readonly [steps: number, value: number]

/**
 * How much the value grows with each step: the median of the slopes between any two readings
 * (Theil and Sen), so that a few odd ones do not bend it. Throws when there are fewer than two.
 */
export function slopeOf(readings: readonly Reading[]): number {
  return median(
    readings.flatMap(([steps, value], index) =>
      readings.slice(index + 1).map(([later, then]) => (then - value) / (later - steps))
    )
  )
}
