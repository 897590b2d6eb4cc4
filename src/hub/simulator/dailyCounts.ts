import type { SimulationProfile } from '../../contract/city.ts'
import { daysBetween, daysOfMonth, monthOf, weekdayOf, type LocalDate } from './localDate.ts'
import { gamma, overdispersed, pick, seededRandom, type Random } from './random.ts'

/** Which simulated world: same key, same numbers. */
export interface World {
  readonly cityId: string
  readonly seed: number
  readonly profile: SimulationProfile
}

/**
 * How many incidents a day has. Months the profile names have exactly their count, spread over
 * their days; elsewhere each day is drawn on its own.
 */
export function incidentsOn(world: World, date: LocalDate): number {
  const month = monthOf(date)
  const total = world.profile.monthlyIncidents[month]
  if (total !== undefined) return spreadMonth(world, month, total).get(date) ?? 0
  const { dailyIncidents, dispersion = 1 } = world.profile
  const random = seededRandom(world.cityId, world.seed, 'count', date)
  return overdispersed(random, dailyIncidents * levelOf(world.profile, date), dispersion)
}

/** Mean incidents of a day: the month's average where the month is named. */
export function expectedOn({ profile }: World, date: LocalDate): number {
  const total = profile.monthlyIncidents[monthOf(date)]
  if (total !== undefined) return total / daysOfMonth(monthOf(date)).length
  return profile.dailyIncidents * levelOf(profile, date)
}

/** Weekday and peak factors; 1 on an average day. */
function levelOf(profile: SimulationProfile, date: LocalDate): number {
  const weights = profile.weekdayWeights
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
  let level = (weights[weekdayOf(date)] ?? mean) / mean
  for (const { days, effect } of profile.peaks ?? []) {
    for (const anchor of days) {
      const h = daysBetween(anchor, date)
      level *= effect.find(({ from, to }) => h >= from && h <= to)?.factor ?? 1
    }
  }
  return level
}

function spreadMonth(world: World, month: string, total: number): ReadonlyMap<LocalDate, number> {
  const random = seededRandom(world.cityId, world.seed, 'month', month)
  const counts = new Map<LocalDate, number>()
  let rest = daysOfMonth(month)
  let left = total
  for (const period of world.profile.periods ?? []) {
    const inside = rest.filter((date) => date >= period.from && date <= period.to)
    if (inside.length === 0) continue
    rest = rest.filter((date) => !inside.includes(date))
    left -= period.incidents
    spread(world, random, inside, period.incidents, counts)
  }
  spread(world, random, rest, left, counts)
  return counts
}

/** Multinomial over days whose own levels vary as the dispersion says. */
function spread(
  { profile }: World,
  random: Random,
  days: readonly LocalDate[],
  total: number,
  counts: Map<LocalDate, number>
): void {
  const extra = (profile.dispersion ?? 1) - 1
  const shape = extra > 0 ? total / days.length / extra : undefined
  const weights = days.map((date): [LocalDate, number] => [
    date,
    levelOf(profile, date) * (shape === undefined ? 1 : gamma(random, shape) / shape)
  ])
  for (let i = 0; i < total; i += 1) {
    const date = pick(random, weights)
    if (date !== undefined) counts.set(date, (counts.get(date) ?? 0) + 1)
  }
}
