/** When the next drawing may begin. */
export interface DrawingPace {
  /** Milliseconds to wait before the next one. */
  readonly waitMs: () => number
  /** A drawing has just been ordered; its frames are timed. */
  readonly drawing: () => void
}

/** Rest after a drawing, in lengths of that drawing: so it takes a twentieth of the time at most. */
const restFactor = 19
/** A picture never falls farther behind than this. */
const longestRestMs = 5_000

/**
 * Without a GPU the page waits for each picture of the map, 70 ms and more, and everything else
 * waits with it. Where a picture takes two frames of the screen this rests less than the second
 * between two changes of the counts, and delays nothing.
 */
export function makeDrawingPace(
  now: () => number,
  requestAnimationFrame: (callback: () => void) => unknown
): DrawingPace {
  let restUntil = 0
  return {
    waitMs: () => Math.max(0, restUntil - now()),
    drawing() {
      const began = now()
      const rest = (): void => {
        const tookMs = now() - began
        restUntil = now() + Math.min(longestRestMs, restFactor * tookMs)
      }
      // A frame is done when the one after it begins.
      requestAnimationFrame(() => requestAnimationFrame(rest))
    }
  }
}
