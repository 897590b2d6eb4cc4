import type { BriefingEvent } from '../../contract/briefing.ts'
import type { City } from '../../contract/city.ts'
import type { Assignment, WallIncident } from '../../contract/incident.ts'
import { openIncidents, severityRank, type OpenIncident } from '../../contract/leadIncident.ts'
import type { ResponseClock } from '../../contract/responseTarget.ts'
import type { Moment } from '../../contract/time.ts'

const shown = 3

/** The gravest open real incidents: critical first, of those the late ones, of those the oldest. */
export function gravestOf(
  incidents: Iterable<WallIncident>,
  city: Pick<City, 'responseTargets'>,
  now: Moment
): BriefingEvent[] {
  return openIncidents(incidents, city, now)
    .filter(({ incident }) => !incident.exercise)
    .sort(byGravity)
    .slice(0, shown)
    .map(eventOf)
}

const stages: Readonly<Record<ResponseClock['state'], number>> = { late: 0, running: 1, stopped: 2 }

function byGravity(a: OpenIncident, b: OpenIncident): number {
  return (
    severityRank(a.incident) - severityRank(b.incident) ||
    stages[a.clock.state] - stages[b.clock.state] ||
    a.incident.receivedAt - b.incident.receivedAt ||
    (a.incident.id < b.incident.id ? -1 : 1)
  )
}

function eventOf({ incident, clock }: OpenIncident): BriefingEvent {
  const { category, priority, district, subdistrict, assignments } = incident
  const { state, elapsedMs, targetMs, target, breached } = clock
  return {
    category,
    priority,
    ...(district !== undefined && { district }),
    ...(subdistrict !== undefined && { subdistrict }),
    ...(assignments.length > 0 && { crews: assignments.map(crewOf) }),
    clock: {
      state,
      ...(elapsedMs !== undefined && { elapsedMs }),
      ...(targetMs !== undefined && { targetMs }),
      ...(target !== undefined && { to: target.to }),
      breached
    }
  }
}

/** Who, and how far: times say it more exactly than a status, so they win. */
function crewOf(part: Assignment): NonNullable<BriefingEvent['crews']>[number] {
  const { agency } = part
  if (part.closedAt !== undefined) return { agency, status: 'closed' }
  if (part.arrivedAt !== undefined) return { agency, status: 'onScene' }
  if (part.departedAt !== undefined && part.status !== 'onScene')
    return { agency, status: 'enRoute' }
  const status = part.status ?? (part.dispatchedAt === undefined ? undefined : 'dispatched')
  return { agency, ...(status !== undefined && { status }) }
}
