/** A frame that must be closed by whoever holds it last. */
export interface Closable {
  readonly close: () => void
}

/** At most so many decoded frames wait for their tick; a burst drops its oldest. */
const longest = 3

/** Decoded frames of one tile on their way to the screen. */
export interface FrameQueue<F extends Closable> {
  readonly push: (frame: F) => void
  /** The next frame to show, or undefined. The caller owns it. */
  readonly take: () => F | undefined
  readonly clear: () => void
  readonly dropped: () => number
}

export function makeFrameQueue<F extends Closable>(): FrameQueue<F> {
  const waiting: F[] = []
  let dropped = 0
  return {
    push: (frame) => {
      waiting.push(frame)
      if (waiting.length <= longest) return
      waiting.shift()?.close()
      dropped += 1
    },
    take: () => waiting.shift(),
    clear: () => {
      for (const frame of waiting.splice(0)) frame.close()
    },
    dropped: () => dropped
  }
}
