import type { CameraQuality } from '../../contract/camera.ts'
import type { CameraEntry } from './cameraConfig.ts'
import { startFeed, type CameraFeed, type FeedListener, type FeedReading } from './cameraFeed.ts'
import type { OpenSource } from './cameraSource.ts'
import type { StartGate } from './startGate.ts'
import type { Timers } from './timers.ts'

/** A main stream nobody watches any more is kept this long, for whoever looks again. */
const lingerMs = 10_000

/** The upstream connections of one camera: its sub-stream always, its main stream on demand. */
export interface CameraFeeds {
  readonly listen: (quality: CameraQuality, listener: FeedListener) => () => void
  /** Of the sub-stream, by which the camera's state is judged. */
  readonly reading: () => FeedReading
  readonly stop: () => void
}

export interface CameraFeedsOptions {
  readonly entry: CameraEntry
  readonly openSource: (entry: CameraEntry, quality: CameraQuality) => OpenSource
  readonly timers: Timers
  readonly gate: StartGate
  readonly random: () => number
  readonly changed: () => void
}

export function startCameraFeeds(options: CameraFeedsOptions): CameraFeeds {
  const { entry, openSource, timers, gate, random, changed } = options
  const start = (quality: CameraQuality): CameraFeed =>
    startFeed({ open: openSource(entry, quality), timers, gate, random, changed })

  const sub = start('sub')
  let main: CameraFeed | undefined
  let watchers = 0
  let cancelLinger = (): void => undefined

  const listenToMain = (listener: FeedListener): (() => void) => {
    cancelLinger()
    main ??= start('main')
    watchers += 1
    const leave = main.listen(listener)
    return () => {
      leave()
      watchers -= 1
      if (watchers > 0) return
      cancelLinger = timers.after(lingerMs, () => {
        main?.stop()
        main = undefined
      })
    }
  }

  return {
    listen: (quality, listener) =>
      quality === 'main' && entry.main !== undefined
        ? listenToMain(listener)
        : sub.listen(listener),
    reading: sub.reading,
    stop: () => {
      cancelLinger()
      sub.stop()
      main?.stop()
    }
  }
}
