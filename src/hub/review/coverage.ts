import type { Moment } from '../../contract/time.ts'
import type { Mirror } from '../aggregates/aggregates.ts'
import { silentDays } from '../aggregates/volume.ts'
import type { Days } from './localDays.ts'

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
  /** A covered day that is neither today nor the first of its stretch. */
  isWhole(localDay: number): boolean
  /** How much of an hour of a day is covered, 0–1. */
  shareOfHour(localDay: number, hour: number): number
}

export function coverageOf({ columns, calendar }: Mirror, now: Moment): Coverage {
  const today = calendar.dayOf(now)
  const days = [...columns.days.keys()].sort((a, b) => a - b)
  const oldest = days[0]
  const latest = days.at(-1)
  const stretches = stretchesOf(days, today)
  const since = oldest === undefined ? undefined : columns.spanOn(oldest)?.first
  const newest = latest === undefined ? undefined : columns.spanOn(latest)?.last
  /** When the first incident of a stretch came: before it nobody may have listened. */
  const begins = new Map(
    stretches.map(({ first }) => [first, columns.spanOn(first)?.first ?? calendar.dayStart(first)])
  )

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
    shareOfHour(localDay, hour) {
      if (!covers(localDay)) return 0
      const begin = begins.get(localDay)
      const begun = begin === undefined ? 0 : (begin - calendar.dayStart(localDay)) / hourMs
      const ended = localDay === today ? (now - calendar.dayStart(localDay)) / hourMs : 24
      return Math.max(0, Math.min(hour + 1, ended) - Math.max(hour, begun))
    }
  }
}

const hourMs = 3_600_000

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
