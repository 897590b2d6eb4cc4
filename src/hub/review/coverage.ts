import { hour, type Moment } from '../../contract/time.ts'
import type { Mirror } from '../aggregates/aggregates.ts'
import { silentDays } from '../aggregates/volume.ts'
import type { Days } from './localDays.ts'

/** Nights are quiet: a day whose first incident comes within three hours is taken as whole. */
const quietNight = 3 * hour

/**
 * Which local days the store knows, so that a day nobody told us of is not taken for a quiet one.
 * More than four weeks without any incident are a hole, whatever the reason; within a stretch
 * without such a hole a day without incidents is one that had none.
 */
export interface Coverage {
  /** receivedAt of the oldest and the newest incident, exercises left out. */
  readonly since?: Moment
  readonly newest?: Moment
  readonly today: number
  /** Days of the store that can be asked for, in order; the last one is at most today. */
  readonly stretches: readonly Days[]
  covers(localDay: number): boolean
  /** A covered day that is neither today nor one on which a stretch began late. */
  isWhole(localDay: number): boolean
  /** How much of an hour of a day is covered, 0–1. */
  shareOfHour(localDay: number, hourOfDay: number): number
}

export function coverageOf({ columns, calendar }: Mirror, now: Moment): Coverage {
  const today = calendar.dayOf(now)
  const days = [...columns.days.keys()].sort((a, b) => a - b)
  const oldest = days[0]
  const latest = days.at(-1)
  const stretches = stretchesOf(days, today)
  const since = oldest === undefined ? undefined : columns.spanOn(oldest)?.first
  const newest = latest === undefined ? undefined : columns.spanOn(latest)?.last
  /** When the first incident of a stretch came, where it did not come early in its day. */
  const begins = new Map<number, Moment>()
  for (const { first } of stretches) {
    const at = columns.spanOn(first)?.first
    if (at !== undefined && at >= calendar.dayStart(first) + quietNight) begins.set(first, at)
  }

  function covers(localDay: number): boolean {
    return stretches.some(({ first, last }) => localDay >= first && localDay <= last)
  }

  return {
    ...(since === undefined ? {} : { since }),
    ...(newest === undefined ? {} : { newest }),
    today,
    stretches,
    covers,
    isWhole: (localDay) => covers(localDay) && localDay !== today && !begins.has(localDay),
    shareOfHour(localDay, at) {
      if (!covers(localDay)) return 0
      const begin = begins.get(localDay)
      const begun = begin === undefined ? 0 : (begin - calendar.dayStart(localDay)) / hour
      const ended = localDay === today ? (now - calendar.dayStart(localDay)) / hour : 24
      return Math.max(0, Math.min(at + 1, ended) - Math.max(at, begun))
    }
  }
}

/** @param days local days with incidents, rising */
function stretchesOf(days: readonly number[], today: number): Days[] {
  const stretches: { first: number; last: number }[] = []
  for (const localDay of days) {
    if (localDay > today) break
    const open = stretches.at(-1)
    if (open !== undefined && localDay - open.last <= silentDays + 1) open.last = localDay
    else stretches.push({ first: localDay, last: localDay })
  }
  const newest = stretches.at(-1)
  if (newest !== undefined && today - newest.last <= silentDays + 1) newest.last = today
  return stretches
}
