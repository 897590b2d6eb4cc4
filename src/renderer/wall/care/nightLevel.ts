import { localTime, type Moment } from '../../../contract/time.ts'
import type { WallSettings } from '../../../contract/wall.ts'

/** Slow enough that nobody sees it happen. */
export const duskMinutes = 20
const dayMinutes = 24 * 60

/**
 * 0 by day, 1 at night: rises during the first minutes of the night and falls during its last, a
 * step each minute. Without hours there is no night.
 */
export function nightLevel(
  hours: WallSettings['nightHours'],
  clock: Moment,
  timeZone: string
): number {
  if (hours === undefined) return 0
  const [from, to] = hours
  const { hour, minute } = localTime(clock, timeZone)
  const now = hour * 60 + minute
  const into = (now - from * 60 + dayMinutes) % dayMinutes
  const length = (to * 60 - from * 60 + dayMinutes) % dayMinutes
  if (into >= length) return 0
  return Math.min(1, (into + 1) / duskMinutes, (length - into) / duskMinutes)
}
