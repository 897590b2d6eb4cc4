import type { WallPeak } from '../../contract/peaks.ts'
import { day } from '../../contract/time.ts'
import { dispersionOf } from '../statistics/dispersion.ts'
import { weekdayOf } from './cityCalendar.ts'

/** Incidents of one whole local day (days since 1970-01-01 on the city's calendar). */
export interface DayTotal {
  readonly localDay: number
  readonly total: number
}

/** What a day near a peak is expected to have against an ordinary day of its weekday. */
export interface Lift {
  /** 1 on an ordinary day. */
  readonly factor: number
  /** Relative standard deviation that all days of the coming peak have in common. */
  readonly shared: number
  /** Relative variance of this day's own factor, from being learned from few incidents. */
  readonly own: number
}

export type PeakEffect = (localDay: number) => Lift

export const noLift: Lift = { factor: 1, shared: 0, own: 0 }

/** Days on both sides of a peak's window that say what is ordinary there. */
const aroundDays = 42
/** Fewer ordinary days than this round an earlier peak, and it teaches nothing. */
const aroundNeeded = 14
/** How far a peak lifts a day where nothing was learned, as a standard deviation. Assumed. */
const assumedLift = 0.5
/** By how much of its surplus a coming peak differs from the earlier ones. Assumed. */
const yearToYear = 0.25
/** What a window may hide where no earlier peak is known. Assumed. */
const unlearned = 0.15
/** Days to each side over which the coarse and the fine curve are smoothed. */
const coarse = [1, 1, 1, 1, 1, 1]
const fine = [1, 0.5]
/** How many days the fine curve is made of, in effect. */
const fineDays = 1 / (0.5 ** 2 + 2 * 0.25 ** 2)

/**
 * Learns from earlier peaks what each day from H brings: counted ÷ ordinary, over all earlier years
 * together, smoothed and drawn to 1 as far as they are few.
 * @param days whole days, oldest first, without holes; all before the days that are asked for
 */
export function learnPeaks(days: readonly DayTotal[], peaks: readonly WallPeak[]): PeakEffect {
  const anchors = peaks.map(({ id, day: date, window }) => ({
    id,
    window,
    h: Date.parse(date) / day
  }))
  const isNear = (localDay: number): boolean =>
    anchors.some(({ h, window }) => localDay >= h + window.from && localDay <= h + window.to)
  const first = days[0]?.localDay ?? 0
  const end = first + days.length
  const ordinary = days.filter(({ localDay }) => !isNear(localDay))
  const weekdays = weekdayFactors(ordinary)
  const dispersion = dispersionOf(
    ordinary.map(({ total }) => total),
    ordinary.map(({ localDay }) => weekdayOf(localDay))
  ).value

  /** Counted and ordinary incidents by offset from H, over every earlier anchor. */
  const learned = new Map<string, Map<number, { counted: number; ordinary: number }>>()
  for (const { id, h, window } of anchors) {
    if (h + window.from < first || h + window.from >= end) continue
    const around = ordinary.filter(
      ({ localDay }) =>
        localDay >= h + window.from - aroundDays && localDay <= h + window.to + aroundDays
    )
    if (h >= end || around.length < aroundNeeded) continue
    const level = sumOf(around, ({ total }) => total) / sumOf(around, weightOf(weekdays))
    const offsets = learned.get(id) ?? new Map<number, { counted: number; ordinary: number }>()
    learned.set(id, offsets)
    for (let offset = window.from; offset <= window.to && h + offset < end; offset += 1) {
      const one = days[h + offset - first]
      if (one === undefined) continue
      const known = offsets.get(offset) ?? { counted: 0, ordinary: 0 }
      known.counted += one.total
      known.ordinary += level * weightOf(weekdays)(one)
      offsets.set(offset, known)
    }
  }

  const borrowed = dispersion / assumedLift ** 2
  function liftOf(id: string, offset: number): Lift {
    const offsets = learned.get(id)
    const smooth = (kernel: readonly number[], towards: number) => {
      let counted = borrowed * towards
      let expected = borrowed
      for (let step = 1 - kernel.length; step < kernel.length; step += 1) {
        const known = offsets?.get(offset + step)
        const weight = kernel[Math.abs(step)] ?? 0
        counted += weight * (known?.counted ?? 0)
        expected += weight * (known?.ordinary ?? 0)
      }
      return { factor: counted / expected, expected }
    }
    const { factor, expected } = smooth(fine, smooth(coarse, 1).factor)
    return {
      factor,
      shared: Math.hypot((yearToYear * (factor - 1)) / factor, unlearned * (borrowed / expected)),
      own: (dispersion * (expected - borrowed)) / expected ** 2 / factor
    }
  }

  const known = new Map<number, Lift>()
  function lift(localDay: number): Lift {
    let factor = 1
    let shared = 0
    let own = 0
    for (const { id, h, window } of anchors) {
      if (localDay < h + window.from || localDay > h + window.to) continue
      const one = liftOf(id, localDay - h)
      factor *= one.factor
      shared = Math.hypot(shared, one.shared)
      own += one.own
    }
    return { factor, shared, own: own * fineDays }
  }
  return (localDay) => {
    let result = known.get(localDay)
    if (result === undefined) {
      result = isNear(localDay) ? lift(localDay) : noLift
      known.set(localDay, result)
    }
    return result
  }
}

/** Average days mixed into each weekday, as in `rhythm.ts`. */
const pseudoDays = 2

function weekdayFactors(days: readonly DayTotal[]): readonly number[] {
  const mean = sumOf(days, ({ total }) => total) / Math.max(1, days.length)
  return Array.from({ length: 7 }, (_, weekday) => {
    const same = days.filter(({ localDay }) => weekdayOf(localDay) === weekday)
    if (mean === 0) return 1
    return (sumOf(same, ({ total }) => total) / mean + pseudoDays) / (same.length + pseudoDays)
  })
}

function weightOf(weekdays: readonly number[]): (day: DayTotal) => number {
  return ({ localDay }) => weekdays[weekdayOf(localDay)] ?? 1
}

function sumOf(days: readonly DayTotal[], value: (day: DayTotal) => number): number {
  let sum = 0
  for (const each of days) sum += value(each)
  return sum
}
