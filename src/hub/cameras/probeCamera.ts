import type { CameraProblem } from '../../contract/camera.ts'
import type { OpenSource, StreamFormat } from './cameraSource.ts'
import type { Timers } from './timers.ts'

/** What a short look at a camera found. */
export interface Probe {
  readonly format: StreamFormat | undefined
  /** From the attempt to the first picture that can be shown. */
  readonly firstPictureMs: number | undefined
  readonly fps: number | undefined
  readonly keySeconds: number | undefined
  readonly skewMs: number | undefined
  readonly problem: CameraProblem | undefined
}

/** A camera may take this long to its first picture. */
const patienceMs = 15_000

/** Connects once, counts pictures for `watchMs` after the first, and lets go. */
export function probeCamera(open: OpenSource, watchMs: number, timers: Timers): Promise<Probe> {
  const startedAt = timers.now()
  let format: StreamFormat | undefined
  let skewMs: number | undefined
  let firstAt: number | undefined
  let pictures = 0
  const keys: number[] = []

  return new Promise((resolve) => {
    let done = false
    const finish = (problem?: CameraProblem): void => {
      if (done) return
      done = true
      cancel()
      source?.stop()
      const watched = firstAt === undefined ? 0 : timers.now() - firstAt
      const [first, second] = keys
      resolve({
        format,
        skewMs,
        firstPictureMs: firstAt === undefined ? undefined : firstAt - startedAt,
        fps: watched < watchMs * 0.9 ? undefined : ((pictures - 1) * 1000) / watched,
        keySeconds:
          first === undefined || second === undefined ? undefined : (second - first) / 1e6,
        problem
      })
    }
    let cancel = timers.after(patienceMs, () => finish('unreachable'))
    const source = open({
      format: (found) => {
        format = found
      },
      skew: (ms) => {
        skewMs = ms
      },
      picture: ({ key, timestampUs }) => {
        if (done) return
        if (key) keys.push(timestampUs)
        if (firstAt === undefined) {
          if (!key) return
          firstAt = timers.now()
          cancel()
          cancel = timers.after(watchMs, () => finish())
        }
        pictures += 1
      },
      ended: (why) => finish(firstAt === undefined ? why : 'ended')
    })
  })
}
