import type { SimulationProfile } from '../../contract/city.ts'
import type { Assignment, Incident, IncidentStatus, Milestones } from '../../contract/incident.ts'
import { hour, minute, second, type Moment } from '../../contract/time.ts'
import { between, logNormal, type Random } from './random.ts'

/** Medians in minutes for an agency whose crews arrive after `referenceArrival`. Assumed. */
const referenceArrival = 8.5
const dispatchMinutes = 1.1
const turnoutMinutes = 1.6
const defaultArrival = 9
const onSceneMinutes = 32
const longestOnScene = 6 * hour

/** A few crews are held up: by traffic, a wrong address, a second job. */
const heldUp = { share: 0.04, low: 1.3, high: 3 }
/** Crews that never report their arrival. */
const silentShare = 0.015

/** One agency's whole part, as it will have been once closed. */
export function assignmentOf(
  random: Random,
  profile: SimulationProfile,
  agency: string,
  askedAt: Moment
): Assignment {
  const median = profile.arrivalMinutes?.[agency] ?? defaultArrival
  const scale = median / referenceArrival
  const delay = random.next() < heldUp.share ? between(random, heldUp.low, heldUp.high) : 1
  const dispatch = logNormal(random, dispatchMinutes * scale, 0.4)
  const turnout = logNormal(random, turnoutMinutes * scale, 0.4)
  const arrival = Math.max((dispatch + turnout) * 1.3, logNormal(random, median, 0.13) * delay)
  const stay = Math.min(longestOnScene, minutes(logNormal(random, onSceneMinutes, 0.6)))
  const arrivedAt = askedAt + minutes(arrival)
  return {
    agency,
    status: 'closed',
    dispatchedAt: askedAt + minutes(dispatch),
    departedAt: askedAt + minutes(dispatch + turnout),
    ...(random.next() < silentShare ? {} : { arrivedAt }),
    closedAt: arrivedAt + stay
  }
}

/** The incident's own milestones: the first crew's, and the last one to leave. */
export function milestonesOf(assignments: readonly Assignment[]): Milestones {
  const of = (key: keyof Milestones): number[] =>
    assignments.flatMap((assignment) => assignment[key] ?? [])
  return {
    ...earliest('dispatchedAt', of('dispatchedAt')),
    ...earliest('departedAt', of('departedAt')),
    ...earliest('arrivedAt', of('arrivedAt')),
    ...(of('closedAt').length > 0 ? { closedAt: Math.max(...of('closedAt')) } : {})
  }
}

function earliest(key: keyof Milestones, moments: readonly Moment[]): Milestones {
  return moments.length > 0 ? { [key]: Math.min(...moments) } : {}
}

/** A simulated incident: how it ends, and when its calls came in. */
export interface SimulatedIncident {
  readonly final: Incident
  readonly callsAt: readonly Moment[]
}

/** Every moment at which the incident changes, rising, the first being receivedAt. */
export function changesOf({ final, callsAt }: SimulatedIncident): readonly Moment[] {
  const moments = new Set<Moment>([final.receivedAt, ...callsAt, ...momentsOf(final)])
  for (const assignment of final.assignments) {
    for (const moment of momentsOf(assignment)) moments.add(moment)
  }
  return [...moments].sort((a, b) => a - b)
}

/**
 * The incident as it stands at a moment, or undefined before it was received. Its revision is the
 * number of its changes so far, so the same moment gives the same revision and content for ever.
 */
export function incidentAt(incident: SimulatedIncident, at: Moment): Incident | undefined {
  const { final, callsAt } = incident
  const changes = changesOf(incident)
  const revision = changes.filter((moment) => moment <= at).length
  if (revision === 0) return undefined
  if (revision === changes.length) return { ...final, revision }
  const { dispatchedAt, departedAt, arrivedAt, closedAt, assignments, ...rest } = final
  const milestones = upTo(at, { dispatchedAt, departedAt, arrivedAt, closedAt })
  return {
    ...rest,
    revision,
    status: statusOf(milestones),
    calls: callsAt.filter((moment) => moment <= at).length,
    ...milestones,
    // Nobody is on it before being dispatched: until then the wall must say that no crew is.
    assignments: assignments.flatMap(({ agency, ...times }) => {
      const known = upTo(at, times)
      return known.dispatchedAt === undefined ? [] : [{ agency, status: statusOf(known), ...known }]
    })
  }
}

type MaybeMilestones = { readonly [K in keyof Milestones]?: Milestones[K] | undefined }

function momentsOf({ dispatchedAt, departedAt, arrivedAt, closedAt }: MaybeMilestones): Moment[] {
  return [dispatchedAt, departedAt, arrivedAt, closedAt].filter((moment) => moment !== undefined)
}

function upTo(at: Moment, times: MaybeMilestones): Milestones {
  const known: Milestones = {}
  for (const key of ['dispatchedAt', 'departedAt', 'arrivedAt', 'closedAt'] as const) {
    const moment = times[key]
    if (moment !== undefined && moment <= at) known[key] = moment
  }
  return known
}

function statusOf({ dispatchedAt, departedAt, arrivedAt, closedAt }: Milestones): IncidentStatus {
  if (closedAt !== undefined) return 'closed'
  if (arrivedAt !== undefined) return 'onScene'
  if (departedAt !== undefined) return 'enRoute'
  return dispatchedAt === undefined ? 'received' : 'dispatched'
}

/** Whole seconds: what a 112 back-end records. */
function minutes(value: number): number {
  return Math.round((value * minute) / second) * second
}
