import { expect, test } from 'vitest'
import { makeFrameQueue } from './frameQueue.ts'
import { sampleLuma } from './sampleLuma.ts'

test('a burst of frames drops its oldest and closes every frame once', () => {
  const closed: number[] = []
  const queue = makeFrameQueue<{ readonly n: number; close: () => void }>()
  for (let n = 0; n < 6; n += 1) queue.push({ n, close: () => closed.push(n) })
  expect(closed).toEqual([0, 1, 2])
  expect(queue.take()?.n).toBe(3)
  queue.clear()
  expect(closed).toEqual([0, 1, 2, 4, 5])
  expect(queue.dropped()).toBe(3)
})

test('looks leave out the bands at top and bottom', () => {
  const luma = new Uint8Array(640 * 360)
  luma.fill(255, 0, 640 * 40)
  luma.fill(255, 640 * 320)
  expect(sampleLuma(luma, { width: 640, height: 360, stride: 640 }).every((v) => v === 0)).toBe(
    true
  )
})
