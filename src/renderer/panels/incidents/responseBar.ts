import type { WallIncident } from '../../../contract/incident.ts'
import type { ResponseClock } from '../../../contract/responseTarget.ts'

/** How much of the target is used up, 0–1, and where in it the steps were reached. */
export interface ResponseBar {
  readonly filled: number
  readonly cuts: readonly number[]
}

const steps = ['dispatchedAt', 'departedAt', 'arrivedAt'] as const

/** Undefined without a target: a bar would have no right end. */
export function responseBar(incident: WallIncident, clock: ResponseClock): ResponseBar | undefined {
  const { target, targetMs, elapsedMs } = clock
  if (target === undefined || targetMs === undefined || elapsedMs === undefined) return undefined
  const from = incident[target.from] ?? incident.receivedAt
  const filled = Math.min(1, elapsedMs / targetMs)
  const cuts = steps
    .map((step) => incident[step] ?? firstOf(incident, step))
    .filter((at) => at !== undefined)
    .map((at) => (at - from) / targetMs)
    .filter((share) => share > 0 && share < filled)
  return { filled, cuts: [...new Set(cuts)] }
}

/** The first crew's time stands for the incident where the feed gives none for the whole. */
function firstOf(incident: WallIncident, step: (typeof steps)[number]): number | undefined {
  const times = incident.assignments.map((assignment) => assignment[step])
  return times.reduce(
    (first, at) => (at !== undefined && (first === undefined || at < first) ? at : first),
    undefined
  )
}
