import { latLngToCell } from 'h3-js'
import { densityResolution } from '../../contract/aggregates.ts'
import type { City } from '../../contract/city.ts'
import { coarsePosition } from '../../contract/coarsePosition.ts'
import { isInside } from '../../contract/geo.ts'
import { isOpen, type Assignment, type Incident } from '../../contract/incident.ts'
import {
  judge,
  judgeAll,
  responseClock,
  responseTime,
  targetsFor,
  type Judged,
  type ResponseTarget,
  type TargetOutcome
} from '../../contract/responseTarget.ts'
import { day, minute, type Moment } from '../../contract/time.ts'
import type { CityCalendar } from './cityCalendar.ts'
import type { Names } from './names.ts'

/** How many local days the agency board looks back, today included. */
export const boardDays = 30

/** Longest look back of anything that needs a place, with a day to spare. */
const lookBack = (boardDays + 1) * day

/** The longest response time a column can hold, 24.8 days: whatever takes longer, took this long. */
const longestMs = 2 ** 31 - 1

/** One agency's part of an incident. */
export interface Part {
  readonly agency: number
  /** Counted as this agency's open incident; once, however many parts it has. */
  readonly open: boolean
  readonly late: boolean
  /** Headline response time in ms, at most `longestMs`; NaN while unknown. */
  readonly ms: number
  readonly verdict: TargetOutcome
}

/** What the figures need of one incident at one moment, in numbers. */
export interface Facts {
  readonly row: number
  readonly receivedAt: Moment
  /** Hours since 1970-01-01 00:00 on the calendar and clock of the city. */
  readonly localHour: number
  /** Infinity while open. */
  readonly closedAt: Moment
  /** As `Part.ms`; NaN also where the target is for others. */
  readonly headlineMs: number
  /** After this moment time alone makes these facts wrong; Infinity = never. */
  readonly nextAt: Moment
  /** Over all its targets. */
  readonly verdict: TargetOutcome
  /** Against the headline target alone; `unknown` where that is for others. */
  readonly headlineVerdict: TargetOutcome
  readonly priority: number
  readonly category: number
  /** −1 = not known. */
  readonly district: number
  /** H3 cell by number; −1 = no point on the map. */
  readonly cell: number
  readonly open: boolean
  readonly late: boolean
  readonly arrived: boolean
  readonly exercise: boolean
  readonly simulated: boolean
  readonly parts: readonly Part[]
}

export interface FactNames {
  readonly agencies: Names
  readonly categories: Names
  readonly districts: Names
  readonly cells: Names
}

/** Makes the function that reads an incident for the figures; it is pure in incident and moment. */
export function factsReader(
  city: City,
  names: FactNames,
  calendar: CityCalendar
): (row: number, incident: Incident, now: Moment) => Facts {
  const headline = city.responseTargets.find(({ id }) => id === city.headlineTarget)
  const privateCategories = new Set(
    city.categories.filter((category) => category.private).map(({ id }) => id)
  )
  const sensitiveCategories = new Set(
    city.categories.filter(({ sensitive }) => sensitive !== undefined).map(({ id }) => id)
  )
  const targetsByCategory = new Map<string, readonly ResponseTarget[]>()

  function targetsOf(category: string): readonly ResponseTarget[] {
    let targets = targetsByCategory.get(category)
    if (targets === undefined) {
      targets = targetsFor(city.responseTargets, category)
      targetsByCategory.set(category, targets)
    }
    return targets
  }

  function cellOf({ category, position }: Incident): number {
    if (position === undefined || privateCategories.has(category)) return -1
    if (!isInside(position, city.bounds)) return -1
    // The heat is one for all modes, so it knows no more of them than a briefing may show.
    const [lon, lat] = sensitiveCategories.has(category) ? coarsePosition(position, city) : position
    return names.cells.numberOf(latLngToCell(lat, lon, densityResolution))
  }

  return (row, incident, now) => {
    const targets = targetsOf(incident.category)
    const own = headline !== undefined && targets.includes(headline) ? headline : undefined
    const open = isOpen(incident)
    const clock = responseClock(incident, targets, now)
    const late = open && clock.state === 'late'
    const recent = open || incident.receivedAt > now - lookBack
    const awaited = late ? clock.target : undefined
    const { receivedAt } = incident
    return {
      row,
      receivedAt,
      localHour: calendar.dayOf(receivedAt) * 24 + calendar.hourOfDay(receivedAt),
      closedAt: open ? Number.POSITIVE_INFINITY : lastMoment(incident),
      headlineMs: msOf(incident, own),
      nextAt: nextFlip(incident, targets, own, now),
      verdict: judgeAll(incident, targets, now),
      headlineVerdict: own === undefined ? 'unknown' : judge(incident, own, now),
      priority: incident.priority,
      category: names.categories.numberOf(incident.category),
      district: incident.district === undefined ? -1 : names.districts.numberOf(incident.district),
      cell: recent ? cellOf(incident) : -1,
      open,
      late,
      arrived: open && clock.state === 'stopped',
      exercise: incident.exercise,
      simulated: incident.simulated,
      parts: partsOf(incident, own, awaited, now, names.agencies)
    }
  }
}

function msOf(judged: Judged, target: ResponseTarget | undefined): number {
  const taken = target && responseTime(judged, target)
  return taken === undefined ? Number.NaN : Math.min(taken, longestMs)
}

/** When a closed incident was closed, as far as known. */
function lastMoment(incident: Incident): Moment {
  return (
    incident.closedAt ??
    incident.arrivedAt ??
    incident.departedAt ??
    incident.dispatchedAt ??
    incident.receivedAt
  )
}

/**
 * An assignment as something that can be judged: its own times, the incident's beginning. One that
 * says nothing of itself is where the incident is: an agency is not accused for a feed's silence.
 */
function asJudged(incident: Incident, assignment: Assignment) {
  const { dispatchedAt, departedAt, arrivedAt } = assignment
  const closedAt = assignment.closedAt ?? incident.closedAt
  const timed = [dispatchedAt, departedAt, arrivedAt].some((at) => at !== undefined)
  const own = assignment.status ?? (timed ? 'received' : incident.status)
  const status = incident.status === 'closed' ? 'closed' : own
  return { receivedAt: incident.receivedAt, dispatchedAt, departedAt, arrivedAt, closedAt, status }
}

function partsOf(
  incident: Incident,
  headline: ResponseTarget | undefined,
  awaited: ResponseTarget | undefined,
  now: Moment,
  agencies: Names
): Part[] {
  const openAt = new Set<number>()
  const lateAt = new Set<number>()
  return incident.assignments.map((assignment) => {
    const agency = agencies.numberOf(assignment.agency)
    const judged = asJudged(incident, assignment)
    const open = isOpen(judged)
    const late = open && awaited !== undefined && assignment[milestoneOf(awaited)] === undefined
    const part: Part = {
      agency,
      open: open && !openAt.has(agency),
      late: late && !lateAt.has(agency),
      ms: msOf(judged, headline),
      verdict: headline === undefined ? 'unknown' : judge(judged, headline, now)
    }
    if (open) openAt.add(agency)
    if (late) lateAt.add(agency)
    return part
  })
}

/** The moment a target ends with; one that ends with `receivedAt` has nothing to wait for. */
function milestoneOf({ to }: ResponseTarget): 'dispatchedAt' | 'departedAt' | 'arrivedAt' {
  return to === 'receivedAt' ? 'dispatchedAt' : to
}

/** The earliest moment from `now` on after which a verdict or a late mark is another. */
function nextFlip(
  incident: Incident,
  targets: readonly ResponseTarget[],
  headline: ResponseTarget | undefined,
  now: Moment
): Moment {
  if (!isOpen(incident)) return Number.POSITIVE_INFINITY
  let next = Number.POSITIVE_INFINITY
  const consider = (from: Moment, target: ResponseTarget): void => {
    const end = from + target.minutes * minute
    if (end >= now && end < next) next = end
  }
  for (const target of targets)
    if (incident[target.to] === undefined)
      consider(incident[target.from] ?? incident.receivedAt, target)
  if (headline !== undefined)
    for (const assignment of incident.assignments) {
      const judged = asJudged(incident, assignment)
      const from = judged[headline.from]
      if (from !== undefined && judged[headline.to] === undefined) consider(from, headline)
    }
  return next
}
