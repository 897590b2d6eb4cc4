import type { Control } from '../../../contract/control.ts'
import { isOpen, severityOf, type WallIncident } from '../../../contract/incident.ts'
import { minute, second } from '../../../contract/time.ts'
import type { WallMoment } from '../../hub/moments.ts'
import type { WallState } from '../../hub/wallState.ts'

/** What somebody has to do something about; nothing else is heard. */
export type Signal = 'incident' | 'fault'

/** What a signal is decided from: the wall now, and as it was heard last. */
export interface Heard extends Pick<WallState, 'runId' | 'connection' | 'control' | 'incidents'> {
  readonly freshness: WallMoment['age']['freshness']
  /** Time of the hub. */
  readonly now: number
}

/** A report that is older when it comes in was waiting somewhere: it is back-log. */
const newestMs = 2 * minute
/** One that is younger when a surge begins may be the one it began with, and no rule has it any more. */
const justNowMs = 15 * second

/**
 * The signal that this change calls for: an incident that a rule with a signal wants the wall for, a
 * new critical one where no rule is asked, or that the data is lost. What was there at the start or
 * has come in while this window was away is seen and not heard; exercises never are.
 */
export function soundFor(previous: Heard | undefined, next: Heard): Signal | undefined {
  if (previous === undefined || previous.runId === undefined) return undefined
  if (next.freshness === 'lost' && previous.freshness !== 'lost') return 'fault'
  if (previous.runId !== next.runId || previous.connection.state !== 'open') return undefined
  return isWantedAnew(previous, next) || isCriticalUnannounced(previous, next)
    ? 'incident'
    : undefined
}

/** Also while it waits: a held scene keeps an incident from the wall, not from being heard. */
function isWantedAnew(previous: Heard, { control, incidents }: Heard): boolean {
  const before = new Set(wanted(previous.control).map(({ incident }) => incident))
  return wanted(control).some(
    ({ incident, sound }) =>
      sound === true && !before.has(incident) && incidents.get(incident)?.exercise !== true
  )
}

function wanted(control: Control | undefined) {
  const { takeover, takeoversWaiting = [] } = control ?? {}
  return takeover === undefined ? takeoversWaiting : [takeover, ...takeoversWaiting]
}

/** In a surge, and before guests, no rule is asked. */
function isCriticalUnannounced(previous: Heard, { control, incidents, now }: Heard): boolean {
  if (control === undefined) return false
  if (control.flood === undefined && control.mode.mode !== 'guests') return false
  const begins = control.flood !== undefined && previous.control?.flood === undefined
  if (incidents === previous.incidents && !begins) return false
  const calls = (incident: WallIncident): boolean => {
    const ageMs = now - incident.receivedAt
    const isNew = !previous.incidents.has(incident.id) && ageMs <= newestMs
    return (
      severityOf(incident.priority) === 'critical' &&
      isOpen(incident) &&
      !incident.exercise &&
      (isNew || (begins && ageMs <= justNowMs))
    )
  }
  return [...incidents.values()].some(calls)
}

/** What was heard last, and what waits until it may be heard. */
export interface Pace {
  /** `performance.now()`. */
  readonly lastAt: number | undefined
  readonly waiting: Signal | undefined
}

export const silence: Pace = { lastAt: undefined, waiting: undefined }

const gapMs = 10 * second
const floodGapMs = minute

/**
 * At most one signal in ten seconds, in a surge one in a minute: those between become one, a fault
 * before an incident. What comes while sound is muted is not heard later.
 */
export function pace(
  before: Pace,
  {
    signal,
    at,
    flood,
    muted
  }: {
    readonly signal: Signal | undefined
    readonly at: number
    readonly flood: boolean
    readonly muted: boolean
  }
): { readonly pace: Pace; readonly play?: Signal } {
  const { lastAt } = before
  if (muted) return { pace: { lastAt, waiting: undefined } }
  const waiting = signal === 'fault' ? signal : (before.waiting ?? signal)
  const isTime = lastAt === undefined || at - lastAt >= (flood ? floodGapMs : gapMs)
  if (waiting === undefined || !isTime) return { pace: { lastAt, waiting } }
  return { pace: { lastAt: at, waiting: undefined }, play: waiting }
}
