/** Where an animation loop gets its frames from; the shape of luma.gl's `animationFrameProvider`. */
export interface FrameProvider {
  readonly requestAnimationFrame: (callback: FrameRequestCallback) => number
  readonly cancelAnimationFrame: (handle: number) => void
}

export interface RestingFrames extends FrameProvider {
  /** Something changed: frames come again for a while. */
  readonly wake: () => void
}

/** Enough for everything of the first picture to be made and drawn. */
export const firstFrames = 40
/** Enough for a new texture to be drawn, and few: each costs what a small update costs. */
export const awakeFrames = 2

/**
 * Frames for deck.gl's loop, which asks for the next one for ever. After a change it gets them; then
 * its request waits for the next change, so an idle wall does nothing.
 */
export function makeRestingFrames(frames: FrameProvider): RestingFrames {
  let left = firstFrames
  let waiting: FrameRequestCallback | undefined
  return {
    requestAnimationFrame(callback) {
      if (left > 0) {
        left -= 1
        return frames.requestAnimationFrame(callback)
      }
      waiting = callback
      return 0
    },
    cancelAnimationFrame(handle) {
      waiting = undefined
      if (handle !== 0) frames.cancelAnimationFrame(handle)
    },
    wake() {
      left = awakeFrames
      const callback = waiting
      waiting = undefined
      if (callback) frames.requestAnimationFrame(callback)
    }
  }
}
