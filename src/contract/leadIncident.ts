import type { City } from './city.ts'
import { isOpen, severityOf, type Severity, type WallIncident } from './incident.ts'
import {
  responseClock,
  targetsFor,
  type ResponseClock,
  type ResponseTarget
} from './responseTarget.ts'
import type { Moment } from './time.ts'

/** An open incident with its clock. */
export interface OpenIncident {
  readonly incident: WallIncident
  readonly clock: ResponseClock
}

/** The open ones with their clocks, in the order given. */
export function openIncidents(
  incidents: Iterable<WallIncident>,
  { responseTargets }: Pick<City, 'responseTargets'>,
  now: Moment
): OpenIncident[] {
  const targets = new Map<string, readonly ResponseTarget[]>()
  const targetsOf = (category: string): readonly ResponseTarget[] => {
    const known = targets.get(category) ?? targetsFor(responseTargets, category)
    targets.set(category, known)
    return known
  }
  const open: OpenIncident[] = []
  for (const incident of incidents)
    if (isOpen(incident))
      open.push({ incident, clock: responseClock(incident, targetsOf(incident.category), now) })
  return open
}

/**
 * The one the whole wall looks at: the feed opens with it, the map rings it, its camera is shown.
 * Real ones before drills, waiting before arrived, critical before high before the rest, newest
 * first. Before all of them the one that somebody wants it to look at. Undefined only when nothing
 * is open.
 */
export function leadOf<T extends OpenIncident>(open: Iterable<T>, focused?: string): T | undefined {
  let lead: T | undefined
  for (const item of open) {
    if (item.incident.id === focused) return item
    if (lead === undefined || leads(item, lead)) lead = item
  }
  return lead
}

/** It calls for action: critical or high, real, and nobody has come yet. */
export function isUrgent({ incident, clock }: OpenIncident): boolean {
  return !incident.exercise && clock.state !== 'stopped' && severityRank(incident) < 2
}

function leads(a: OpenIncident, b: OpenIncident): boolean {
  const difference =
    rank(a) - rank(b) ||
    b.incident.receivedAt - a.incident.receivedAt ||
    (a.incident.id < b.incident.id ? -1 : 1)
  return difference < 0
}

function rank({ incident, clock }: OpenIncident): number {
  return (
    (incident.exercise ? 100 : 0) +
    (clock.state === 'stopped' ? 10 : 0) +
    Math.min(2, severityRank(incident))
  )
}

const ranks: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3 }

/** 0 critical … 3 low. */
export function severityRank({ priority }: Pick<WallIncident, 'priority'>): number {
  return ranks[severityOf(priority)]
}
