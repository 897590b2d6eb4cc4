import type { SimulatedPeak, SimulationProfile } from '../../contract/city.ts'
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
  for (const peak of profile.peaks ?? []) level *= liftOf(peak, date)
  return level
}

/** What a peak makes of a day's level: 1 far from its anchor days. */
function liftOf({ days, effect }: SimulatedPeak, date: LocalDate): number {
  let lift = 1
  for (const anchor of days) {
    const h = daysBetween(anchor, date)
    lift *= effect.find(({ from, to }) => h >= from && h <= to)?.factor ?? 1
  }
  return lift
}

/** What a day's incidents are drawn from. */
export interface DayMix {
  readonly categoryShares: SimulationProfile['categoryShares']
  readonly districtWeights: SimulationProfile['districtWeights']
  readonly hourWeights: SimulationProfile['hourWeights']
}

/** The profile's shares and weights, and on the days of a peak what grows with it. */
export function mixOn(profile: SimulationProfile, date: LocalDate): DayMix {
  const mix = {
    categoryShares: { ...profile.categoryShares },
    districtWeights: { ...profile.districtWeights },
    hourWeights: [...profile.hourWeights]
  }
  for (const peak of profile.peaks ?? []) {
    const lift = liftOf(peak, date)
    if (lift === 1) continue
    const times = (grows = 1): number => Math.max(0, 1 + (lift - 1) * grows)
    const { categories = {}, districts = {}, hours = [] } = peak.growth ?? {}
    for (const id of Object.keys(mix.categoryShares))
      mix.categoryShares[id] = (mix.categoryShares[id] ?? 0) * times(categories[id])
    for (const code of Object.keys(mix.districtWeights))
      mix.districtWeights[code] = (mix.districtWeights[code] ?? 0) * times(districts[code])
    mix.hourWeights = mix.hourWeights.map((weight, hour) => weight * times(hours[hour]))
  }
  return mix
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
