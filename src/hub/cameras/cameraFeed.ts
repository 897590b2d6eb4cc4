import type { CameraProblem } from '../../contract/camera.ts'
import { backOffMs } from './backOff.ts'
import type { CameraSource, OpenSource, Picture, StreamFormat } from './cameraSource.ts'
import { makeGopCache } from './gopCache.ts'
import type { StartGate } from './startGate.ts'
import type { Timers } from './timers.ts'

/** What hears the pictures of a feed. `cached` ones are of the last two seconds. */
export interface FeedListener {
  readonly format: (format: StreamFormat) => void
  readonly picture: (picture: Picture, cached: boolean) => void
}

export interface FeedReading {
  /** Pictures come, and come in time. */
  readonly flowing: boolean
  /** Milliseconds since the last picture; undefined before the first. */
  readonly pictureAgeMs: number | undefined
  readonly problem: CameraProblem | undefined
  readonly format: StreamFormat | undefined
  readonly fps: number
}

/** One upstream connection, kept up for ever, shared by everyone who listens. */
export interface CameraFeed {
  /** Sends the format and the cached pictures at once; returns its own undoing. */
  readonly listen: (listener: FeedListener) => () => void
  readonly reading: () => FeedReading
  readonly stop: () => void
}

export interface FeedOptions {
  readonly open: OpenSource
  readonly timers: Timers
  readonly gate: StartGate
  /** 0 ≤ n < 1 */
  readonly random: () => number
  /** Called when flowing or the problem changes. */
  readonly changed: (reading: FeedReading) => void
}

/** A camera may take this long from the attempt to its first picture. */
const firstPictureMs = 15_000
const silenceMs = 3_000
/** Pictures for this long make a connection good: the next failure begins at the shortest wait. */
const goodAfterMs = 10_000

/**
 * Connects, watches that pictures keep coming (none for 3 s, or three times the usual interval of a
 * slower camera, counts as a stall) and connects again after a jittered wait.
 */
export function startFeed({ open, timers, gate, random, changed }: FeedOptions): CameraFeed {
  const listeners = new Set<FeedListener>()
  const cache = makeGopCache()
  let source: CameraSource | undefined
  let format: StreamFormat | undefined
  let problem: CameraProblem | undefined
  let flowing = false
  let failures = 0
  let connectedAt = 0
  let lastAt: number | undefined
  let intervalMs = 0
  let cancel = (): void => undefined
  let cancelWatchdog = (): void => undefined

  const reading = (): FeedReading => ({
    flowing,
    pictureAgeMs: lastAt === undefined ? undefined : timers.now() - lastAt,
    problem,
    format,
    fps: flowing && intervalMs > 0 ? 1000 / intervalMs : 0
  })

  const connect = (): void => {
    connectedAt = timers.now()
    intervalMs = 0
    let first = true
    watch(firstPictureMs, 'unreachable')
    let stale = false
    const opened = open({
      format: (next) => {
        if (stale) return
        format = next
        cache.clear()
        for (const listener of listeners) listener.format(next)
      },
      picture: (picture) => {
        if (stale) return
        const now = timers.now()
        if (!first && lastAt !== undefined) {
          const gap = now - lastAt
          intervalMs = intervalMs === 0 ? gap : intervalMs * 0.9 + gap * 0.1
        }
        first = false
        lastAt = now
        if (now - connectedAt > goodAfterMs) failures = 0
        cache.add(picture)
        for (const listener of listeners) listener.picture(picture, false)
        watchFlow()
        if (!flowing) {
          flowing = true
          problem = undefined
          changed(reading())
        }
      },
      ended: (why) => {
        if (stale) return
        stale = true
        fail(why)
      }
    })
    source = {
      stop: () => {
        stale = true
        opened.stop()
      }
    }
  }

  const watch = (ms: number, why: CameraProblem): void => {
    cancelWatchdog()
    cancelWatchdog = timers.after(ms, () => {
      source?.stop()
      fail(why)
    })
  }

  // One timer a second and not one a picture: 35 cameras at 25 pictures would re-arm 875 a second.
  let watchingFlow = false
  const watchFlow = (): void => {
    if (watchingFlow) return
    watchingFlow = true
    cancelWatchdog()
    const look = (): void => {
      const limit = Math.max(silenceMs, 3 * intervalMs)
      const age = timers.now() - (lastAt ?? 0)
      if (age < limit) {
        cancelWatchdog = timers.after(Math.max(50, Math.min(1_000, limit - age)), look)
        return
      }
      source?.stop()
      fail('stalled')
    }
    cancelWatchdog = timers.after(1_000, look)
  }

  const fail = (why: CameraProblem): void => {
    cancelWatchdog()
    watchingFlow = false
    source = undefined
    flowing = false
    problem = why
    cache.clear()
    changed(reading())
    const wait = backOffMs(failures, random)
    failures += 1
    cancel = timers.after(wait, () => {
      cancel = gate.enter(connect)
    })
  }

  cancel = gate.enter(connect)
  return {
    listen: (listener) => {
      if (format !== undefined) {
        listener.format(format)
        for (const picture of cache.pictures()) listener.picture(picture, true)
      }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reading,
    stop: () => {
      cancel()
      cancelWatchdog()
      source?.stop()
      source = undefined
      listeners.clear()
    }
  }
}
