import { statfs } from 'node:fs/promises'
import type { FileProblem } from '../contract/arrangement.ts'
import {
  mostFilesTold,
  type Health,
  type SourceHealth,
  type StoreFailure
} from '../contract/health.ts'
import type { City } from '../contract/city.ts'
import { second, startOfDay } from '../contract/time.ts'
import type { Aggregates } from './aggregates/aggregates.ts'
import { monotonicMs, type Clock } from './clock.ts'
import type { BrokerReading } from './ingest/ingest.ts'
import { leavesTrace } from './store/batchWriter.ts'
import type { CommitResult, Entry, SourceGap, Store } from './store/store.ts'
import { StoreError } from './store/storeError.ts'

const pulseSeconds = 60
const latestRejections = 20
const freeBytesEveryMs = 30 * second
/** Sources told of: a sender that makes up a new name at each start must not fill the wall's messages. */
const maxSources = 100

export interface HealthOptions {
  readonly city: Pick<City, 'timeZone'>
  readonly clock: Clock
  readonly store: Store
  readonly aggregates: Pick<Aggregates, 'incidents' | 'simulated'>
  readonly dataFolder: string
}

/** Watches everything the figures depend on. */
export interface HealthMonitor {
  /** The store to write to: the same, watched. */
  readonly watchedStore: Pick<Store, 'commit'>
  /** A commit: which sources spoke, and what was refused. */
  heard(entries: readonly Entry[], result: CommitResult): void
  /** From now on the state of this transport is told. */
  watchBroker(reading: () => BrokerReading): void
  /** From now on the cameras are counted. */
  watchCameras(reading: () => Health['cameras']): void
  /** From now on files of the room that cannot be used are told. */
  watchFiles(problems: () => readonly FileProblem[]): void
  /** From now on it is told what is shown on which display. */
  watchDisplays(shown: () => Health['displays']): void
  health(): Health
  stop(): void
}

interface SourceSeen {
  lastMs: number
  heartbeat: boolean
}

export function startHealthMonitor(options: HealthOptions): HealthMonitor {
  const { city, clock, store, aggregates, dataFolder } = options
  const startedMs = monotonicMs()
  const sources = new Map<string, SourceSeen>()
  const pulse = createPulse()
  let messages = 0
  let lastMessageMs: number | undefined
  let gaps: readonly SourceGap[] = store.gaps()
  let storeFailure: StoreFailure | undefined
  let freeBytes: number | undefined
  let rejected = readRejected()
  let cameras = (): Health['cameras'] => ({ configured: 0, live: 0 })
  let files = (): readonly FileProblem[] => []
  let displays = (): Health['displays'] => undefined
  let broker: () => BrokerReading = () => ({
    state: 'connecting',
    url: '',
    protocol: undefined,
    forMs: monotonicMs() - startedMs,
    attempt: 0,
    pathAgeMs: undefined
  })

  function readRejected() {
    const since = startOfDay(clock.now(), city.timeZone)
    return {
      since,
      told: {
        ...store.rejectionCounts(),
        incidentsToday: store.rejectedIncidentsSince(since),
        latest: [...store.rejections(latestRejections)]
      }
    }
  }

  function measureFree(): void {
    statfs(dataFolder).then(
      ({ bavail, bsize }) => (freeBytes = bavail * bsize),
      () => (freeBytes = undefined)
    )
  }
  measureFree()
  const freeTimer = setInterval(measureFree, freeBytesEveryMs)

  function sourceHealth(now: number): SourceHealth[] {
    const bySource = new Map(gaps.map((gap) => [gap.source, gap]))
    // A source with a gap that has been silent since the start is still owed its numbers.
    const silent = gaps
      .filter(({ source }) => !sources.has(source))
      .map(({ source }): [string, SourceSeen] => [source, { lastMs: startedMs, heartbeat: false }])
    return [...sources, ...silent].sort(byName).map(([source, { lastMs, heartbeat }]) => {
      const gap = bySource.get(source)
      return {
        source,
        ageMs: now - lastMs,
        heartbeat,
        missing: gap?.missing ?? 0,
        ...(gap === undefined ? {} : { missingForMs: Math.max(0, clock.now() - gap.since) })
      }
    })
  }

  return {
    watchedStore: {
      async commit(entries, now) {
        try {
          const result = await store.commit(entries, now)
          // Heartbeats are not written: they do not show that the disk takes anything again.
          if (entries.some(leavesTrace)) storeFailure = undefined
          return result
        } catch (error) {
          storeFailure = error instanceof StoreError ? error.reason : 'other'
          throw error
        }
      }
    },

    heard(entries, result) {
      const now = monotonicMs()
      messages += entries.length
      if (entries.length > 0) lastMessageMs = now
      pulse.add(now, entries.length)
      if (result.gaps !== undefined) gaps = result.gaps
      if (entries.some(({ rejected: refused }) => refused.length > 0)) rejected = readRejected()
      for (const { event } of entries) {
        const source = sourceOf(event)
        if (source === undefined) continue
        const heartbeat = event?.kind === 'heartbeat' || (sources.get(source)?.heartbeat ?? false)
        // Set anew, so that the one that has been silent for longest comes first.
        sources.delete(source)
        sources.set(source, { lastMs: now, heartbeat })
        if (sources.size > maxSources) sources.delete(sources.keys().next().value ?? source)
      }
    },

    watchBroker(reading) {
      broker = reading
    },

    watchCameras(reading) {
      cameras = reading
    },

    watchFiles(problems) {
      files = problems
    },

    watchDisplays(shown) {
      displays = shown
    },

    health() {
      const now = monotonicMs()
      const shown = displays()
      const unusable = files().slice(0, mostFilesTold)
      const { state, url, protocol, forMs, attempt, pathAgeMs } = broker()
      // Yesterday's refusals are not today's.
      if (startOfDay(clock.now(), city.timeZone) !== rejected.since) rejected = readRejected()
      return {
        broker: { state, url, ...(protocol && { protocol }), forMs, attempt },
        ...(pathAgeMs === undefined ? {} : { pathAgeMs }),
        ...(lastMessageMs === undefined ? {} : { messageAgeMs: now - lastMessageMs }),
        messages,
        pulse: pulse.read(now),
        sources: sourceHealth(now),
        store: {
          state: storeFailure === undefined ? 'ok' : 'failing',
          incidents: aggregates.incidents,
          ...(storeFailure === undefined ? {} : { reason: storeFailure }),
          ...(freeBytes === undefined ? {} : { freeBytes })
        },
        rejected: rejected.told,
        cameras: cameras(),
        ...(unusable.length > 0 && { files: unusable }),
        ...(shown !== undefined && { displays: shown }),
        simulated: aggregates.simulated
      }
    },

    stop: () => clearInterval(freeTimer)
  }
}

function sourceOf(event: Entry['event']): string | undefined {
  switch (event?.kind) {
    case 'incident':
      return event.incident.source
    case 'call':
      return event.call.source
    case 'heartbeat':
      return event.source
    default:
      return undefined
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** Messages in each of the last 60 whole seconds of real time. */
export function createPulse() {
  const counts = new Array<number>(pulseSeconds).fill(0)
  let newest = 0

  function moveTo(nowMs: number): void {
    const current = Math.floor(nowMs / second)
    const passed = Math.min(pulseSeconds, current - newest)
    for (let i = 1; i <= passed; i += 1) counts[(current - passed + i) % pulseSeconds] = 0
    newest = current
  }

  return {
    add(nowMs: number, messages: number): void {
      moveTo(nowMs)
      counts[newest % pulseSeconds] = (counts[newest % pulseSeconds] ?? 0) + messages
    },
    /** Oldest first; the last is the running second. */
    read(nowMs: number): number[] {
      moveTo(nowMs)
      return counts.map((_, index) => counts[(newest + 1 + index) % pulseSeconds] ?? 0)
    }
  }
}
