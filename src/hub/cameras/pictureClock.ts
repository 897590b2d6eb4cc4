import type { Picture } from './cameraSource.ts'
import type { Timers } from './timers.ts'

/** Plays pictures that come in bursts (segments) at their own speed. */
export interface PictureClock {
  readonly add: (picture: Picture) => void
  readonly stop: () => void
}

/** More than this waiting is caught up at once: the wall shows now, not a while ago. */
const mostWaitingUs = 12_000_000
/** Played a little faster than real time while more than this waits, so that delay does not grow. */
const comfortableUs = 3_000_000
const hurry = 1.1

export function makePictureClock(show: (picture: Picture) => void, timers: Timers): PictureClock {
  let queue: Picture[] = []
  let cancel: (() => void) | undefined
  let lastUs: number | undefined
  let lastAt = 0

  const waitingUs = (): number => (queue.at(-1)?.timestampUs ?? 0) - (queue[0]?.timestampUs ?? 0)

  const next = (): void => {
    cancel = undefined
    if (waitingUs() > mostWaitingUs) skip()
    const picture = queue[0]
    if (picture === undefined) return
    const speed = waitingUs() > comfortableUs ? hurry : 1
    const due =
      lastUs === undefined ? timers.now() : lastAt + (picture.timestampUs - lastUs) / 1000 / speed
    const wait = due - timers.now()
    if (wait > 2) {
      cancel = timers.after(wait, next)
      return
    }
    queue.shift()
    lastUs = picture.timestampUs
    // Late by more than a second: a gap between segments; start counting anew.
    lastAt = wait < -1_000 ? timers.now() : due
    show(picture)
    cancel = timers.after(0, next)
  }

  /** To the last key picture that waits. */
  const skip = (): void => {
    const key = queue.findLastIndex((picture) => picture.key)
    if (key <= 0) return
    queue = queue.slice(key)
    lastUs = undefined
  }

  return {
    add: (picture) => {
      queue.push(picture)
      cancel ??= timers.after(0, next)
    },
    stop: () => {
      queue = []
      cancel?.()
      cancel = undefined
    }
  }
}
