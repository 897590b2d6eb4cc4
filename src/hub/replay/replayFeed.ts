import { setTimeout } from 'node:timers/promises'
import type { Incident } from '../../contract/incident.ts'
import { second, type Moment } from '../../contract/time.ts'
import type { FeedPublisher } from '../simulator/feedPublisher.ts'
import { heartbeatTopic, incidentPayload, incidentTopic } from '../ingest/feed.ts'
import { replayStates, type ReplayState } from './replayStates.ts'

/** The name under which every replay is published. */
export const replaySource = 'replay'

/** How a replay is paced; `speed` is replayed milliseconds per real one. */
export interface Pace {
  readonly now: () => Moment
  readonly speed: number
}

export interface ReplayOptions {
  readonly incidents: readonly Incident[]
  readonly cityId: string
  readonly publisher: FeedPublisher
  /** `max`: as fast as the broker acknowledges. */
  readonly pace: Pace | 'max'
  /** Nothing later than this is published. */
  readonly until: Moment
  readonly openMs: number
  readonly signal: AbortSignal
  readonly onProgress?: (published: number, of: number, at: Moment) => void
}

const heartbeatMs = 2 * second
/** Longest sleep, so that a stop is heard soon and a clock that was moved is noticed. */
const napMs = second

/** Every state of every incident, in the order in which they happened. */
export function statesInOrder(
  incidents: readonly Incident[],
  openMs: number
): readonly ReplayState[] {
  return incidents.flatMap((incident) => replayStates(incident, openMs)).sort((a, b) => a.at - b.at)
}

/**
 * Publishes a past as it happened, numbered from 0. Resolves with how many states
 * were published, once they are acknowledged or the signal has come.
 */
export async function replay(options: ReplayOptions): Promise<number> {
  const { cityId, publisher, pace, signal } = options
  const states = statesInOrder(options.incidents, options.openMs).filter(
    ({ at }) => at <= options.until
  )
  let seq = 0
  for (const { at, incident } of states) {
    await due(at, pace, signal)
    if (signal.aborted) break
    const payload = incidentPayload({ ...incident, source: replaySource, seq })
    await publisher.send(incidentTopic(cityId, incident.id), payload)
    seq += 1
    options.onProgress?.(seq, states.length, at)
  }
  if (!signal.aborted) await publisher.drained()
  return seq
}

/** Says every two seconds that the replay is there, until the returned function is called. */
export function startHeartbeat(publisher: FeedPublisher, cityId: string): () => void {
  const topic = heartbeatTopic(cityId, replaySource)
  const beating = setInterval(() => publisher.beat(topic), heartbeatMs)
  return () => clearInterval(beating)
}

async function due(at: Moment, pace: Pace | 'max', signal: AbortSignal): Promise<void> {
  if (pace === 'max') return
  for (let left = at - pace.now(); left > 0 && !signal.aborted; left = at - pace.now()) {
    const nap = Math.min(napMs, Math.max(1, left / pace.speed))
    // An abort ends the nap early; the loop then sees it.
    await setTimeout(nap, undefined, { signal }).catch(() => undefined)
  }
}
