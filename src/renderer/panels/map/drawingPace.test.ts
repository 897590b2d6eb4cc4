import { expect, test } from 'vitest'
import { makeDrawingPace } from './drawingPace.ts'

function setUp() {
  let now = 1_000
  const frames: (() => void)[] = []
  const pace = makeDrawingPace(
    () => now,
    (callback) => frames.push(callback)
  )
  const frame = (tookMs: number): void => {
    now += tookMs
    for (const callback of frames.splice(0)) callback()
  }
  return { pace, frame, pass: (ms: number) => (now += ms) }
}

test('where a picture is cheap the next change of the counts is drawn at once', () => {
  const { pace, frame, pass } = setUp()
  expect(pace.waitMs()).toBe(0)
  pace.drawing()
  frame(16)
  frame(16)
  pass(1_000 - 32)
  expect(pace.waitMs()).toBe(0)
})

test('where a picture is dear it takes a twentieth of the time, and never waits above 5 s', () => {
  const { pace, frame, pass } = setUp()
  pace.drawing()
  frame(100)
  frame(50)
  expect(pace.waitMs()).toBe(19 * 150)
  pass(19 * 150)
  expect(pace.waitMs()).toBe(0)
  pace.drawing()
  frame(900)
  frame(100)
  expect(pace.waitMs()).toBe(5_000)
})
