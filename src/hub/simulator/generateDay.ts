import type { Call, CallClass } from '../../contract/call.ts'
import type { Category, City } from '../../contract/city.ts'
import type { Incident } from '../../contract/incident.ts'
import { hour, minute, second, type Moment } from '../../contract/time.ts'
import { expectedOn, incidentsOn, mixOn, type DayMix, type World } from './dailyCounts.ts'
import { assignmentOf, milestonesOf, type SimulatedIncident } from './lifecycle.ts'
import { momentIn, type LocalDate } from './localDate.ts'
import { placesOf, type PlaceIn } from './places.ts'
import { between, logNormal, pick, poisson, seededRandom, type Random } from './random.ts'

/** The name under which everything simulated is published. */
export const simulatorSource = 'simulator'

/** One local day of a simulated city; incidents and calls each in order of receivedAt. */
export interface SimulatedDay {
  readonly incidents: readonly SimulatedIncident[]
  readonly calls: readonly Call[]
}

/** Share of incidents whose place is known to the district only. Assumed. */
const withoutPosition = 0.03
/** Chance that each further agency of a category is sent too. Assumed. */
const furtherAgency = 0.4

/**
 * Days of a city's simulated world. A day depends on the city file, the seed and the date alone, so
 * a hub that starts again makes the same incidents with the same ids and revisions.
 * Throws a sentence when the city file has no simulation profile.
 */
export function dayGenerator(city: City, seed: number): (date: LocalDate) => SimulatedDay {
  const profile = city.simulation
  if (profile === undefined) {
    throw new Error(`The city "${city.id}" has no simulation profile, so it cannot be simulated.`)
  }
  const world: World = { cityId: city.id, seed, profile }
  const placeIn = placesOf(city, seed)
  return (date) => {
    const random = seededRandom(city.id, seed, 'day', date)
    const mix = mixOn(profile, date)
    const incidents = makeIncidents({ city, world, mix, placeIn, random, date })
    return { incidents, calls: makeCalls(city, world, date, incidents) }
  }
}

/** One day of {@link dayGenerator}. */
export function generateDay(city: City, seed: number, date: LocalDate): SimulatedDay {
  return dayGenerator(city, seed)(date)
}

interface Making {
  readonly city: City
  readonly world: World
  readonly mix: DayMix
  readonly placeIn: PlaceIn
  readonly random: Random
  readonly date: LocalDate
}

function makeIncidents(making: Making): readonly SimulatedIncident[] {
  const { city, world, mix, random, date } = making
  return Array.from({ length: incidentsOn(world, date) }, () =>
    momentOn(random, city, mix.hourWeights, date)
  )
    .sort((a, b) => a - b)
    .map((receivedAt, index) => makeIncident(making, receivedAt, index + 1))
}

function makeIncident(
  { city, world, mix, placeIn, random, date }: Making,
  receivedAt: Moment,
  number: number
): SimulatedIncident {
  const category = pickCategory(random, city, mix)
  const district = pick(
    random,
    city.districts.map((each) => [each, mix.districtWeights[each.code] ?? 0])
  )
  const { position, subdistrict } =
    district === undefined
      ? { position: undefined, subdistrict: undefined }
      : placeIn(random, district)
  const accuracy = Math.round(logNormal(random, 25, 0.5))
  const located = position !== undefined && random.next() >= withoutPosition
  const assignments = pickAgencies(random, category).map((agency, index) =>
    assignmentOf(random, world.profile, agency, receivedAt + delayOf(random, index))
  )
  const callsAt = [receivedAt]
  for (let i = poisson(random, (world.profile.callsPerIncident ?? 1) - 1); i > 0; i -= 1) {
    callsAt.push(receivedAt + wholeSeconds(between(random, 0.2, 9) * minute))
  }
  const channel = city.channels[0]?.id
  const final: Incident = {
    id: `${prefixOf(world, date)}-${String(number).padStart(3, '0')}`,
    revision: 0,
    source: simulatorSource,
    category: category.id,
    priority: jitter(random, category.priority),
    status: 'closed',
    ...(channel === undefined ? {} : { channel }),
    receivedAt,
    ...milestonesOf(assignments),
    ...(located ? { position, positionAccuracyM: accuracy } : {}),
    ...(district === undefined ? {} : { district: district.code }),
    ...(located && subdistrict !== undefined ? { subdistrict } : {}),
    assignments,
    calls: callsAt.length,
    exercise: false,
    simulated: true
  }
  // Nobody to send: an operator settles it on the telephone.
  const settledAt = receivedAt + wholeSeconds(between(random, 4, 40) * minute)
  return {
    final: final.closedAt === undefined ? { ...final, closedAt: settledAt } : final,
    callsAt
  }
}

function makeCalls(
  city: City,
  world: World,
  date: LocalDate,
  incidents: readonly SimulatedIncident[]
): readonly Call[] {
  const random = seededRandom(city.id, world.seed, 'calls', date)
  const { callClassShares: shares, callsPerIncident = 1 } = world.profile
  const others = ['information', 'prank', 'ghost', 'dropped'] as const
  const perShare = (expectedOn(world, date) * callsPerIncident) / shares.emergency
  const drafts: { at: Moment; class: CallClass; incident?: string }[] = incidents.flatMap(
    ({ final, callsAt }) =>
      callsAt.map((at) => ({ at, class: 'emergency' as const, incident: final.id }))
  )
  for (const other of others) {
    for (let i = poisson(random, perShare * shares[other]); i > 0; i -= 1) {
      drafts.push({ at: momentOn(random, city, world.profile.hourWeights, date), class: other })
    }
  }
  const channel = city.channels[0]?.id
  return drafts
    .sort((a, b) => a.at - b.at)
    .map(({ at, class: callClass, incident }, index) => ({
      id: `${prefixOf(world, date)}-c${String(index + 1).padStart(4, '0')}`,
      revision: 1,
      source: simulatorSource,
      class: callClass,
      receivedAt: at,
      ...(channel === undefined ? {} : { channel }),
      ...(incident === undefined ? {} : { incident }),
      simulated: true
    }))
}

/** A moment of the day by the hour curve, on a whole second. */
function momentOn(
  random: Random,
  city: City,
  hourWeights: readonly number[],
  date: LocalDate
): Moment {
  const hours = hourWeights.map((weight, index): [number, number] => [index, weight])
  const chosen = pick(random, hours) ?? 0
  return momentIn(city.timeZone, date, chosen * hour + wholeSeconds(random.next() * hour))
}

function pickCategory(random: Random, city: City, { categoryShares }: DayMix): Category {
  const weights = city.categories.map((category): [Category, number] => [
    category,
    categoryShares[category.id] ?? 0
  ])
  const category = pick(random, weights)
  if (category === undefined) throw new Error(`The city "${city.id}" has no categories.`)
  return category
}

function pickAgencies(random: Random, { agencies }: Category): readonly string[] {
  return agencies.filter((_, index) => index === 0 || random.next() < furtherAgency)
}

/** The first agency is asked at once, each further one a little later. */
function delayOf(random: Random, index: number): number {
  return index === 0 ? 0 : wholeSeconds(between(random, 0.5, 4) * minute)
}

/** Mostly the category's own priority, now and then one step off. */
function jitter(random: Random, priority: number): number {
  const draw = random.next()
  const shifted = draw < 0.08 ? priority - 1 : draw > 0.88 ? priority + 1 : priority
  return Math.min(5, Math.max(1, shifted))
}

/** `S112-20250214`: the seed is in it, since another seed makes another world. */
function prefixOf({ seed }: World, date: LocalDate): string {
  return `S${seed}-${date.replaceAll('-', '')}`
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / second) * second
}
