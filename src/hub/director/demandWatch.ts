import type { City } from '../../contract/city.ts'
import { lostAfterMs, type Health } from '../../contract/health.ts'
import { isOpen, type WallIncident } from '../../contract/incident.ts'
import {
  responseClock,
  targetsFor,
  type ResponseClock,
  type ResponseTarget
} from '../../contract/responseTarget.ts'
import type { Moment } from '../../contract/time.ts'

/** What is looked at of an incident; of one from the broker or one that was told to windows. */
export type Watched = Pick<
  WallIncident,
  | 'id'
  | 'category'
  | 'priority'
  | 'status'
  | 'receivedAt'
  | 'dispatchedAt'
  | 'departedAt'
  | 'arrivedAt'
  | 'closedAt'
  | 'exercise'
>

/** More is not remembered: there is a flood either way, whose number may then be too high. */
const mostRemembered = 20_000

/** Above this an incident is shown, but asks nobody at the wall to act. */
const leastPriority = 3

/**
 * Notices what newly demands attention: an incident, a target that an open one has just missed, and
 * a fault of the path the figures come by. Each is noticed once.
 */
export interface DemandWatch {
  /**
   * An incident is as it says, at `now`; gives the new demands. `fresh`: it was received lately, else
   * it is no new demand. `asked`: something is to be shown of it whatever its priority is.
   */
  incident(
    incident: Watched,
    now: Moment,
    it: { readonly fresh: boolean; readonly asked: boolean }
  ): number
  /** Time has come to `now`: targets missed since the last time. `freshMs`: what is received lately. */
  missed(now: Moment, freshMs: number): number
  /** Faults that were not there the last time. */
  faults(health: Pick<Health, 'broker' | 'store' | 'sources'>): number
}

export function demandWatch({ responseTargets }: Pick<City, 'responseTargets'>): DemandWatch {
  /** Incidents that were a demand, until they are too old to be a new one. */
  const counted = new Map<string, Moment>()
  /** When the running target of an open incident is missed. */
  const dueAt = new Map<string, Moment>()
  const targetsOf = new Map<string, readonly ResponseTarget[]>()
  let faultsBefore: ReadonlySet<string> = new Set()

  return {
    incident(incident, now, { fresh, asked }) {
      const { id, priority, receivedAt, exercise } = incident
      if (exercise || !isOpen(incident)) {
        dueAt.delete(id)
        return 0
      }
      const missed = followTarget(incident, now)
      if (!fresh || counted.has(id) || (priority > leastPriority && !asked)) return missed
      if (counted.size >= mostRemembered) counted.clear()
      counted.set(id, receivedAt)
      return missed + 1
    },

    missed(now, freshMs) {
      for (const [id, receivedAt] of counted) {
        // They are in the order in which they came: those after it are hardly older.
        if (now - receivedAt <= freshMs) break
        counted.delete(id)
      }
      let missed = 0
      for (const [id, at] of dueAt)
        if (at < now) {
          dueAt.delete(id)
          missed += 1
        }
      return missed
    },

    faults(health) {
      const faults = new Set(faultsIn(health))
      const fresh = [...faults].filter((fault) => !faultsBefore.has(fault)).length
      faultsBefore = faults
      return fresh
    }
  }

  /** 1 where it is now known to have missed a target that was still running the last time. */
  function followTarget(incident: Watched, now: Moment): number {
    const { category } = incident
    const targets = targetsOf.get(category) ?? targetsFor(responseTargets, category)
    targetsOf.set(category, targets)
    const clock = responseClock(incident, targets, now)
    const waited = dueAt.delete(incident.id)
    const left = leftOf(clock)
    if (clock.state === 'running' && left !== undefined) {
      if (dueAt.size >= mostRemembered) dueAt.clear()
      dueAt.set(incident.id, now + left)
    }
    return waited && clock.state === 'late' ? 1 : 0
  }
}

function leftOf({
  targetMs,
  elapsedMs
}: Pick<ResponseClock, 'targetMs' | 'elapsedMs'>): number | undefined {
  return targetMs === undefined || elapsedMs === undefined ? undefined : targetMs - elapsedMs
}

/** While the broker is away nothing is heard of any source, which is one fault and not many. */
function faultsIn({ broker, store, sources }: Parameters<DemandWatch['faults']>[0]): string[] {
  const silent = sources.filter(({ heartbeat, ageMs }) => heartbeat && ageMs > lostAfterMs)
  return [
    ...(store.state === 'failing' ? ['store'] : []),
    ...(broker.state === 'lost' ? ['broker'] : silent.map(({ source }) => `source ${source}`))
  ]
}
