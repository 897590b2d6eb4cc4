import { hoursOf, type Replay } from '../../../../contract/replay.ts'
import { hour, second, type Moment } from '../../../../contract/time.ts'

/** How far back the heat and the marks reach. */
export const replayWindowMs = 3 * hour

/** Incidents of a replay by index: from `first` up to but not including `end`. */
export interface Rows {
  readonly first: number
  readonly end: number
}

/** Those received from a moment on, up to but not including another. */
export function rowsBetween({ receivedAt, from: zero }: Replay, from: Moment, to: Moment): Rows {
  return { first: firstFrom(receivedAt, from - zero), end: firstFrom(receivedAt, to - zero) }
}

function firstFrom(receivedAt: Uint32Array, ms: number): number {
  const wanted = ms / second
  let [low, high] = [0, receivedAt.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((receivedAt[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Incidents of each hour of the period, with a point or without. */
export function hourlyCounts(replay: Replay): Uint32Array {
  const counts = Uint32Array.from(replay.withoutPoint)
  const perHour = hour / second
  for (const at of replay.receivedAt) {
    const index = Math.floor(at / perHour)
    counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}

/**
 * Sum of hourly counts over the whole hours that end in (from, to]: exact between whole hours. What
 * is known of an hour only counts once the hour is over.
 */
export function sumOfHours(
  hours: Uint32Array,
  { from: zero }: Pick<Replay, 'from'>,
  from: Moment,
  to: Moment
): number {
  let sum = 0
  const end = Math.min(hours.length, Math.floor((to - zero) / hour))
  for (let at = Math.max(0, Math.floor((from - zero) / hour)); at < end; at += 1)
    sum += hours[at] ?? 0
  return sum
}

/** What is counted in the window that ends at a moment. */
export interface WindowCount {
  readonly all: number
  readonly withoutPoint: number
}

export function countWindow(replay: Replay, at: Moment, windowMs = replayWindowMs): WindowCount {
  const { first, end } = rowsBetween(replay, at - windowMs, at)
  const withoutPoint = sumOfHours(replay.withoutPoint, replay, at - windowMs, at)
  return { all: end - first + withoutPoint, withoutPoint }
}

/** The end of the fullest window between two moments, at a whole hour; of several the first. */
export function fullestWindow(
  replay: Replay,
  hours: Uint32Array,
  between: { readonly from: Moment; readonly to: Moment } = replay
): Moment {
  const length = replayWindowMs / hour
  const begin = Math.max(0, Math.floor((between.from - replay.from) / hour))
  const end = Math.min(hoursOf(replay), Math.floor((between.to - replay.from) / hour))
  let best = Math.min(end, begin + length)
  let most = -1
  for (let last = best; last <= end; last += 1) {
    let sum = 0
    for (let at = Math.max(0, last - length); at < last; at += 1) sum += hours[at] ?? 0
    if (sum <= most) continue
    most = sum
    best = last
  }
  return replay.from + best * hour
}
