import type { Call } from '../../contract/call.ts'
import type { Duty } from '../../contract/duty.ts'
import type { Assignment, Incident, Milestones } from '../../contract/incident.ts'
import type { Moment } from '../../contract/time.ts'

/** Every topic of a city's feed begins with this; docs/feed.md is the description for senders. */
export function feedPrefix(cityId: string): string {
  return `siaga/v1/${cityId}/`
}

export function incidentTopic(cityId: string, incidentId: string): string {
  return `${feedPrefix(cityId)}incident/${incidentId}`
}

export function callTopic(cityId: string, callId: string): string {
  return `${feedPrefix(cityId)}call/${callId}`
}

/** Publish it retained: a hub that starts later must know it too. */
export function dutyTopic(cityId: string): string {
  return `${feedPrefix(cityId)}duty`
}

export function heartbeatTopic(cityId: string, source: string): string {
  return `${feedPrefix(cityId)}heartbeat/${source}`
}

/**
 * The JSON of one incident as published. What is at its default (`calls` 1, `exercise` and
 * `simulated` false, no assignments) is left out; parsing gives the same incident back.
 */
export function incidentPayload(incident: Incident): string {
  const { receivedAt, dispatchedAt, departedAt, arrivedAt, closedAt, ...rest } = incident
  const { assignments, calls, exercise, simulated, ...plain } = rest
  return JSON.stringify({
    ...plain,
    receivedAt: iso(receivedAt),
    ...isoMilestones({ dispatchedAt, departedAt, arrivedAt, closedAt }),
    assignments: assignments.length === 0 ? undefined : assignments.map(assignmentBody),
    calls: calls === 1 ? undefined : calls,
    exercise: exercise || undefined,
    simulated: simulated || undefined
  })
}

/** The JSON of one call as published. */
export function callPayload(call: Call): string {
  return JSON.stringify({
    ...call,
    receivedAt: iso(call.receivedAt),
    simulated: call.simulated || undefined
  })
}

/** The JSON of the duty message, to be published retained. */
export function dutyPayload(duty: Duty): string {
  return JSON.stringify({ ...duty, at: iso(duty.at), simulated: duty.simulated || undefined })
}

function assignmentBody({ agency, status, ...times }: Assignment): object {
  return { agency, status, ...isoMilestones(times) }
}

type MaybeMilestones = { readonly [K in keyof Milestones]?: Milestones[K] | undefined }

function isoMilestones({ dispatchedAt, departedAt, arrivedAt, closedAt }: MaybeMilestones): object {
  return {
    dispatchedAt: dispatchedAt === undefined ? undefined : iso(dispatchedAt),
    departedAt: departedAt === undefined ? undefined : iso(departedAt),
    arrivedAt: arrivedAt === undefined ? undefined : iso(arrivedAt),
    closedAt: closedAt === undefined ? undefined : iso(closedAt)
  }
}

function iso(at: Moment): string {
  return new Date(at).toISOString()
}
