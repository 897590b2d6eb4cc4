import { expect, test } from 'vitest'
import { awakeFrames, firstFrames, makeRestingFrames, type FrameProvider } from './restingFrames.ts'

/** A screen whose frames come when the test says so. */
function makeScreen() {
  const callbacks = new Map<number, FrameRequestCallback>()
  let last = 0
  const frames: FrameProvider = {
    requestAnimationFrame: (callback) => {
      callbacks.set((last += 1), callback)
      return last
    },
    cancelAnimationFrame: (handle) => void callbacks.delete(handle)
  }
  const run = (): number => {
    let drawn = 0
    for (; callbacks.size > 0 && drawn < 1000; drawn++) {
      const [[handle, callback] = [0, () => undefined]] = [...callbacks]
      callbacks.delete(handle)
      callback(0)
    }
    return drawn
  }
  return { frames, run }
}

test('a loop that always asks for more rests, and wakes at a change', () => {
  const screen = makeScreen()
  const resting = makeRestingFrames(screen.frames)
  const loop = (): void => void resting.requestAnimationFrame(loop)
  loop()
  expect(screen.run()).toBe(firstFrames)
  expect(screen.run()).toBe(0)
  resting.wake()
  expect(screen.run()).toBe(awakeFrames + 1)
  expect(screen.run()).toBe(0)
})

test('a loop that was stopped while it rested stays stopped', () => {
  const screen = makeScreen()
  const resting = makeRestingFrames(screen.frames)
  let handle = 0
  const loop = (): void => {
    handle = resting.requestAnimationFrame(loop)
  }
  loop()
  screen.run()
  resting.cancelAnimationFrame(handle)
  resting.wake()
  expect(screen.run()).toBe(0)
})
