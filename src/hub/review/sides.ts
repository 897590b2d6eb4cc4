import type { Coverage } from './coverage.ts'
import { chosenHours, type Keep } from './keep.ts'
import { weekdayFromMonday } from './localDays.ts'
import type { Tally } from './tally.ts'

/** One of the three periods of a question: what it came to, and over how many days. */
export interface Side {
  readonly tally: Tally
  /**
   * By day of the period: how much of it the store covers, of the hours that are chosen. 1 = a
   * whole day, less today and on the first day of the store; 0 = not covered, or not chosen.
   */
  readonly exposure: readonly number[]
  /** The same of all hours, whatever weekdays and hours are chosen. */
  readonly allHours: readonly number[]
  /** Exposure of the chosen days: what rates divide by. */
  readonly days: number
  /** Places in the period of whole days with chosen hours. */
  readonly whole: readonly number[]
  /** 1 where the day is chosen. */
  readonly chosen: readonly boolean[]
}

export function sideOf(tally: Tally, keep: Keep, coverage: Coverage): Side {
  const { period } = tally
  const exposure: number[] = []
  const allHours: number[] = []
  const whole: number[] = []
  const chosen: boolean[] = []
  const day24 = Array.from({ length: 24 }, (_, hour) => hour)
  const byWeekday = chosenHours(keep)
  let days = 0
  for (let localDay = period.first; localDay <= period.last; localDay += 1) {
    const index = localDay - period.first
    const hours = byWeekday[weekdayFromMonday(localDay)] ?? []
    const share = hours.length === 0 ? 0 : shareOf(coverage, localDay, hours)
    const isChosen = keep.day[index] === 0
    exposure.push(share)
    allHours.push(shareOf(coverage, localDay, day24))
    chosen.push(isChosen)
    if (isChosen) days += share
    if (hours.length > 0 && coverage.isWhole(localDay)) whole.push(index)
  }
  return { tally, exposure, allHours, days, whole, chosen }
}

/** How many days of each weekday the chosen days hold, Monday first; parts of days count as such. */
export function daysByWeekday({ tally, allHours, chosen }: Side): number[] {
  const days = Array.from({ length: 7 }, () => 0)
  allHours.forEach((share, index) => {
    const weekday = weekdayFromMonday(tally.period.first + index)
    if (chosen[index] === true) days[weekday] = (days[weekday] ?? 0) + share
  })
  return days
}

/** Sum of the places of a list that holds `width` numbers a stretch. */
export function sumOf(
  { tally }: Side,
  list: Uint32Array,
  width: number,
  places: readonly number[]
): number {
  let sum = 0
  for (let stretch = 0; stretch < tally.stretches; stretch += 1)
    for (const place of places) sum += list[stretch * width + place] ?? 0
  return sum
}

/** The same by whole day; only where the tally was made by day. */
export function dailyOf(
  { whole }: Side,
  list: Uint32Array,
  width: number,
  places: readonly number[]
): number[] {
  return whole.map((index) =>
    places.reduce((sum, place) => sum + (list[index * width + place] ?? 0), 0)
  )
}

/** 0 = Sunday, of the whole days. */
export function wholeWeekdays({ tally, whole }: Side): number[] {
  return whole.map((index) => (weekdayFromMonday(tally.period.first + index) + 1) % 7)
}

function shareOf(coverage: Coverage, localDay: number, hours: readonly number[]): number {
  if (coverage.isWhole(localDay)) return 1
  if (!coverage.covers(localDay)) return 0
  return hours.reduce((sum, hour) => sum + coverage.shareOfHour(localDay, hour), 0) / hours.length
}
