import { z } from 'zod'
import { IncidentStatus, isOpen, type Incident, type Milestones } from './incident.ts'
import { minute, type Moment } from './time.ts'

export const TargetEvent = z.enum(['receivedAt', 'dispatchedAt', 'departedAt', 'arrivedAt'])
export type TargetEvent = z.infer<typeof TargetEvent>

/** From which moment to which moment in how many minutes: the cities' clocks differ. */
export const ResponseTarget = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  from: TargetEvent,
  to: TargetEvent,
  minutes: z.number().positive(),
  /** Category ids it is for; absent = every category. */
  categories: z.array(z.string()).nonempty().optional(),
  /** Where the figure comes from. */
  basis: z.string().min(1)
})
export type ResponseTarget = z.infer<typeof ResponseTarget>

/** The targets an incident is judged by, the shortest first. */
export function targetsFor(
  targets: readonly ResponseTarget[],
  category: string
): readonly ResponseTarget[] {
  return targets
    .filter((target) => target.categories === undefined || target.categories.includes(category))
    .sort((a, b) => a.minutes - b.minutes)
}

/**
 * `met` and `breached` are decided; `running` is not yet; `unknown` never will be: the incident
 * was closed, or its clock never started, and the feed did not say when the crew came.
 */
export type TargetOutcome = 'met' | 'breached' | 'running' | 'unknown'

/** What a target can be held against: an incident, or one agency's part of it. */
export type Judged = { readonly receivedAt: Moment } & Milestones & Pick<Incident, 'status'>

/** Milliseconds from start to stop of a target's clock, or undefined while either is unknown. */
export function responseTime(incident: Judged, target: ResponseTarget): number | undefined {
  const from = incident[target.from]
  const to = incident[target.to]
  if (from === undefined || to === undefined) return undefined
  return Math.max(0, to - from)
}

const statusAt: Readonly<Record<TargetEvent, IncidentStatus>> = {
  receivedAt: 'received',
  dispatchedAt: 'dispatched',
  departedAt: 'enRoute',
  arrivedAt: 'onScene'
}

/**
 * The awaited moment has come, but the feed said so by status alone: when is not known. Nobody
 * waits any more, so no clock may run on, and nobody can say whether the target was kept.
 */
function passedUntimed(incident: Judged, target: ResponseTarget): boolean {
  const order = IncidentStatus.options
  return (
    incident[target.to] === undefined &&
    order.indexOf(incident.status) >= order.indexOf(statusAt[target.to])
  )
}

export function judge(incident: Judged, target: ResponseTarget, now: Moment): TargetOutcome {
  const limit = target.minutes * minute
  const taken = responseTime(incident, target)
  if (taken !== undefined) return taken <= limit ? 'met' : 'breached'
  if (!isOpen(incident) || passedUntimed(incident, target)) return 'unknown'
  const from = incident[target.from]
  return from !== undefined && incident[target.to] === undefined && now - from > limit
    ? 'breached'
    : 'running'
}

/** One verdict over all targets of an incident: any breach breaches, all met meets. */
export function judgeAll(
  incident: Judged,
  targets: readonly ResponseTarget[],
  now: Moment
): TargetOutcome {
  const outcomes = targets.map((target) => judge(incident, target, now))
  if (outcomes.includes('breached')) return 'breached'
  if (outcomes.includes('running')) return 'running'
  if (outcomes.length === 0 || outcomes.includes('unknown')) return 'unknown'
  return 'met'
}

/**
 * The clock a wall shows for an incident. It counts up against the first target whose end has not
 * come; once all have, it stands still at the last one.
 * `late`: past its running target, so act. `stopped`: the last awaited event has happened (or the
 * incident was closed). `breached`: some target was missed, now or earlier.
 */
export interface ResponseClock {
  readonly target: ResponseTarget | undefined
  /** Undefined when it has stopped and the feed did not say at what moment. */
  readonly elapsedMs: number | undefined
  readonly targetMs: number | undefined
  readonly state: 'running' | 'late' | 'stopped'
  readonly breached: boolean
}

export function responseClock(
  incident: Judged,
  targets: readonly ResponseTarget[],
  now: Moment
): ResponseClock {
  const open = isOpen(incident)
  const pending = open
    ? targets.find(
        (target) => responseTime(incident, target) === undefined && !passedUntimed(incident, target)
      )
    : undefined
  const target = pending ?? targets.at(-1)
  const running = pending !== undefined || (open && target === undefined)
  const from = (target && incident[target.from]) ?? incident.receivedAt
  const stoppedAt = target ? incident[target.to] : incident.closedAt
  const until = stoppedAt ?? (running ? now : undefined)
  const elapsedMs = until === undefined ? undefined : Math.max(0, until - from)
  const targetMs = target && target.minutes * minute
  const late = running && targetMs !== undefined && elapsedMs !== undefined && elapsedMs > targetMs
  return {
    target,
    elapsedMs,
    targetMs,
    state: late ? 'late' : running ? 'running' : 'stopped',
    breached: judgeAll(incident, targets, now) === 'breached'
  }
}
