import type { Camera, CameraQuality, CameraState } from '../../contract/camera.ts'
import { toWallCamera, type CameraEntry } from './cameraConfig.ts'
import { startCameraFeeds, type CameraFeeds } from './cameraFeeds.ts'
import type { FeedListener } from './cameraFeed.ts'
import { makeCameraMonitor, type CameraMonitor } from './cameraMonitor.ts'
import type { OpenSource } from './cameraSource.ts'
import { makeStartGate } from './startGate.ts'
import type { Timers } from './timers.ts'

/** All cameras of the city, connected and watched. */
export interface CameraRoom {
  readonly cameras: () => readonly Camera[]
  readonly states: () => readonly CameraState[]
  /** Undefined when there is no such camera. */
  readonly listen: (
    id: string,
    quality: CameraQuality,
    listener: FeedListener
  ) => (() => void) | undefined
  readonly look: (id: string, quality: CameraQuality, cells: Uint8Array) => void
  /** A new list: cameras whose entry is unchanged go on without a break. */
  readonly replace: (entries: readonly CameraEntry[]) => void
  readonly stop: () => void
}

export interface CameraRoomOptions {
  readonly entries: readonly CameraEntry[]
  readonly openSource: (entry: CameraEntry, quality: CameraQuality) => OpenSource
  readonly timers: Timers
  readonly realNow: () => number
  readonly random: () => number
  /** `list`: other cameras than before. `state`: some camera began or ceased to flow. */
  readonly changed: (what: 'list' | 'state') => void
}

interface Place {
  readonly entry: CameraEntry
  readonly camera: Camera
  readonly feeds: CameraFeeds
  readonly monitor: CameraMonitor
}

/** Two connections are begun at least this far apart. */
const startSpacingMs = 20

export function openCameraRoom(options: CameraRoomOptions): CameraRoom {
  const { openSource, timers, realNow, random, changed } = options
  const gate = makeStartGate(startSpacingMs, timers)
  let places = new Map<string, Place>()

  const open = (entry: CameraEntry): Place => {
    const camera = toWallCamera(entry)
    return {
      entry,
      camera,
      // A recorded loop repeats itself by nature.
      monitor: makeCameraMonitor(camera, camera.demo ? 0 : entry.flickerCells),
      feeds: startCameraFeeds({
        entry,
        openSource,
        timers,
        gate,
        random,
        changed: () => changed('state')
      })
    }
  }

  const replace = (entries: readonly CameraEntry[]): void => {
    const next = new Map<string, Place>()
    for (const entry of entries) {
      const old = places.get(entry.id)
      const same = old !== undefined && JSON.stringify(old.entry) === JSON.stringify(entry)
      next.set(entry.id, same ? old : open(entry))
    }
    for (const [id, old] of places) if (next.get(id) !== old) old.feeds.stop()
    places = next
    changed('list')
  }

  replace(options.entries)
  return {
    cameras: () => [...places.values()].map(({ camera }) => camera),
    states: () => {
      const now = timers.now()
      const real = realNow()
      return [...places.values()].map(({ monitor, feeds }) =>
        monitor.state(feeds.reading(), now, real)
      )
    },
    listen: (id, quality, listener) => places.get(id)?.feeds.listen(quality, listener),
    look: (id, quality, cells) => places.get(id)?.monitor.look(quality, cells, timers.now()),
    replace,
    stop: () => {
      for (const { feeds } of places.values()) feeds.stop()
      places = new Map()
    }
  }
}
