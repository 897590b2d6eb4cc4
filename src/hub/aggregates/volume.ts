import type { HourVolume, Volume } from '../../contract/aggregates.ts'
import type { WallPeak } from '../../contract/peaks.ts'
import { hour, minute, type Moment } from '../../contract/time.ts'
import type { Aggregate } from './aggregate.ts'
import { weekdayOf, type CityCalendar } from './cityCalendar.ts'
import type { Columns } from './columns.ts'
import type { Facts } from './facts.ts'
import {
  expectedByNow,
  forecastNeedsDays,
  hourForecast,
  monthForecast,
  todaysPace,
  usualByNow,
  usualHour,
  type DayAhead,
  type TimeOfDay
} from './forecast.ts'
import { learnPeaks, type DayTotal, type PeakEffect } from './peakEffect.ts'
import { rhythmOf, type DayCounts, type Rhythm } from './rhythm.ts'

const hoursShown = 24
const hoursForetold = 6
/** Whole days of history that forecasts look at. */
const historyLimit = 400
/** Days in which earlier peaks are looked for. */
const peakHistory = 5 * 366
/** After so many days without any incident the history begins anew: one wrong year is no past. */
export const silentDays = 28

interface Past {
  readonly days: readonly DayCounts[]
  readonly rhythm: Rhythm
  readonly peakEffect: PeakEffect
}

/** How many incidents by hour, day and month, what is usual, and what is to be expected. */
export class VolumeAggregate implements Aggregate<Volume> {
  readonly #calendar: CityCalendar
  readonly #columns: Columns
  readonly #peaks: readonly WallPeak[]
  /** Counts by priority by the moment each hour began. */
  readonly #hours = new Map<Moment, Uint32Array>()
  readonly #days = new Map<number, number>()
  #total = 0
  #since: Moment | undefined = undefined
  #sinceKnown = true
  #now: Moment = 0
  #past: Past | undefined
  #pastDay: number | undefined
  #changed = true

  constructor(calendar: CityCalendar, columns: Columns, peaks: readonly WallPeak[] = []) {
    this.#calendar = calendar
    this.#columns = columns
    this.#peaks = peaks
  }

  change(before: Facts | undefined, after: Facts): void {
    if (before !== undefined && sameForVolume(before, after)) return
    if (before !== undefined && !before.exercise) this.#count(before, -1)
    if (!after.exercise) this.#count(after, 1)
  }

  moveTo(now: Moment): void {
    // The usual range by now moves with the minutes.
    if (Math.floor(now / minute) !== Math.floor(this.#now / minute)) this.#changed = true
    this.#now = now
  }

  value(): Volume {
    const now = this.#now
    const calendar = this.#calendar
    const today = calendar.dayOf(now)
    const monthFirst = calendar.monthFirst(today)
    const time = this.#timeOfDay(now)
    const past = this.#pastAt(today)
    const countToday = this.#days.get(today) ?? 0
    const countMonth = this.#between(monthFirst, calendar.monthFirst(today, 1))
    const usual = past && usualByNow(past.rhythm, past.days, time)
    const last = this.#lastMonth(monthFirst, today)
    const forecast =
      past &&
      monthForecast(past.rhythm, {
        count: countMonth,
        today: countToday,
        time,
        peak: past.peakEffect(today),
        daysLeft: daysAhead(today + 1, calendar.monthFirst(today, 1), past.peakEffect)
      })
    const since = this.#oldest()
    return {
      total: this.#total,
      ...(since === undefined ? {} : { since }),
      today: {
        start: calendar.dayStart(today),
        count: countToday,
        ...(usual === undefined ? {} : { usual }),
        usualDays: usual === undefined ? 0 : (past?.rhythm.patternDays ?? 0)
      },
      month: {
        start: calendar.dayStart(monthFirst),
        count: countMonth,
        ...(last === undefined ? {} : { last }),
        ...(forecast === undefined ? {} : { forecast })
      },
      hours: this.#lastHours(now, past?.rhythm),
      forecast: this.#nextHours(now, past, countToday, time)
    }
  }

  takeChanged(): boolean {
    const changed = this.#changed
    this.#changed = false
    return changed
  }

  reset(): void {
    this.#hours.clear()
    this.#days.clear()
    this.#total = 0
    this.#since = undefined
    this.#sinceKnown = true
    this.#past = undefined
    this.#pastDay = undefined
    this.#changed = true
  }

  #count({ receivedAt, priority }: Facts, by: 1 | -1): void {
    this.#changed = true
    this.#total += by
    const start = this.#calendar.hourStart(receivedAt)
    let counts = this.#hours.get(start)
    if (counts === undefined) {
      counts = new Uint32Array(5)
      this.#hours.set(start, counts)
    }
    counts[priority - 1] = (counts[priority - 1] ?? 0) + by
    const localDay = this.#calendar.dayOf(receivedAt)
    this.#days.set(localDay, (this.#days.get(localDay) ?? 0) + by)
    if (this.#pastDay !== undefined && localDay < this.#pastDay) this.#pastDay = undefined
    if (by === 1) {
      if (this.#since === undefined || receivedAt < this.#since) this.#since = receivedAt
    } else if (receivedAt === this.#since) this.#sinceKnown = false
  }

  /** receivedAt of the oldest; looked for again after the oldest was taken out. */
  #oldest(): Moment | undefined {
    if (this.#total === 0) this.#since = undefined
    else if (!this.#sinceKnown) {
      let oldest = Number.POSITIVE_INFINITY
      const all = this.#columns.receivedBetween(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
      for (const facts of all)
        if (!facts.exercise && facts.receivedAt < oldest) oldest = facts.receivedAt
      this.#since = oldest
    }
    this.#sinceKnown = true
    return this.#since
  }

  #timeOfDay(now: Moment): TimeOfDay {
    const start = this.#calendar.hourStart(now)
    // Whole minutes, so that the figure does not creep within one.
    const part = (Math.floor(now / minute) * minute - start) / hour
    const weekday = weekdayOf(this.#calendar.dayOf(now))
    return { weekday, hour: this.#calendar.hourOfDay(now), part: Math.max(0, part) }
  }

  /** The rhythm of the whole days before `today`; counted again when one of them changed. */
  #pastAt(today: number): Past | undefined {
    if (this.#pastDay === today) return this.#past
    this.#pastDay = today
    // The day of the first incident is not whole.
    const firstWhole = (this.#historyFirst(today) ?? today - 1) + 1
    const first = Math.max(firstWhole, today - historyLimit)
    const peakEffect = learnPeaks(this.#dayTotals(today), this.#peaks)
    const days: DayCounts[] = []
    for (let localDay = first; localDay < today; localDay += 1)
      days.push({ ...this.#dayCounts(localDay), lift: peakEffect(localDay).factor })
    this.#past = days.length === 0 ? undefined : { days, rhythm: rhythmOf(days), peakEffect }
    return this.#past
  }

  /** Every whole day before today that peaks can be learned from. */
  #dayTotals(today: number): DayTotal[] {
    if (this.#peaks.length === 0) return []
    const first = this.#historyFirst(today, peakHistory) ?? today
    return Array.from({ length: Math.max(0, today - first - 1) }, (_, index) => {
      const localDay = first + 1 + index
      return { localDay, total: this.#days.get(localDay) ?? 0 }
    })
  }

  #dayCounts(localDay: number): DayCounts {
    const start = this.#calendar.dayStart(localDay)
    const hours = new Uint32Array(24)
    const end = this.#calendar.dayStart(localDay + 1)
    for (let at = start; at < end; at += hour) {
      const local = this.#calendar.hourOfDay(at)
      hours[local] = (hours[local] ?? 0) + total(this.#hours.get(this.#calendar.hourStart(at)))
    }
    return { weekday: weekdayOf(localDay), hours, total: this.#days.get(localDay) ?? 0 }
  }

  #between(first: number, end: number): number {
    let count = 0
    for (let localDay = first; localDay < end; localDay += 1) count += this.#days.get(localDay) ?? 0
    return count
  }

  #lastMonth(monthFirst: number, today: number): number | undefined {
    const first = this.#calendar.monthFirst(monthFirst, -1)
    const historyFirst = this.#historyFirst(today)
    if (historyFirst === undefined || historyFirst > first) return undefined
    return this.#between(first, monthFirst)
  }

  /**
   * Local day on which the history that reaches up to today began, as far back as is looked at:
   * days without incidents belong to it, more than `silentDays` of them in a row end it.
   */
  #historyFirst(today: number, limit = historyLimit): number | undefined {
    let first: number | undefined
    const end = today - limit - 1
    for (let at = today; at >= end && at >= (first ?? today) - silentDays - 1; at -= 1)
      if ((this.#days.get(at) ?? 0) > 0) first = at
    return first
  }

  #lastHours(now: Moment, rhythm: Rhythm | undefined): HourVolume[] {
    const hours: HourVolume[] = []
    let start = this.#calendar.hourStart(now)
    for (let back = 0; back < hoursShown; back += 1) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0] = this.#hours.get(start) ?? []
      const usual =
        rhythm &&
        usualHour(rhythm, weekdayOf(this.#calendar.dayOf(start)), this.#calendar.hourOfDay(start))
      const byPriority: HourVolume['byPriority'] = [a, b, c, d, e]
      hours.push({ start, byPriority, ...(usual === undefined ? {} : { usual }) })
      start = this.#calendar.hourStart(start - 1)
    }
    return hours.reverse()
  }

  #nextHours(
    now: Moment,
    past: Past | undefined,
    countToday: number,
    time: TimeOfDay
  ): Volume['forecast'] {
    if (past === undefined || past.rhythm.historyDays < forecastNeedsDays) return []
    const { rhythm, peakEffect } = past
    const calendar = this.#calendar
    const byNow = peakEffect(calendar.dayOf(now)).factor * expectedByNow(rhythm, time)
    const pace = todaysPace(rhythm, countToday, byNow)
    const first = this.#calendar.hourStart(now)
    return Array.from({ length: hoursForetold }, (_, index) => {
      const start = first + (index + 1) * hour
      const localDay = calendar.dayOf(start)
      const ahead = { weekday: weekdayOf(localDay), peak: peakEffect(localDay) }
      return {
        start,
        ...hourForecast(rhythm, pace, { ...ahead, hour: calendar.hourOfDay(start) })
      }
    })
  }
}

function sameForVolume(a: Facts, b: Facts): boolean {
  return a.receivedAt === b.receivedAt && a.priority === b.priority && a.exercise === b.exercise
}

function total(counts: Uint32Array | undefined): number {
  let sum = 0
  for (const count of counts ?? []) sum += count
  return sum
}

function daysAhead(first: number, end: number, peakEffect: PeakEffect): DayAhead[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => ({
    weekday: weekdayOf(first + index),
    peak: peakEffect(first + index)
  }))
}
