import { expect, it } from 'vitest'
import { makeBackoff } from './backoff.mjs'

it('waits 1, 2, 4 … at most 30 seconds, and briefly again after a calm minute', () => {
  let now = 0
  const backoff = makeBackoff({ random: () => 1, now: () => now })
  backoff.started()
  const waits = Array.from({ length: 7 }, () => backoff.nextMs())
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  backoff.started()
  now = 60_000
  expect(backoff.nextMs()).toBe(1_000)
})

it('draws each wait from its upper half', () => {
  expect(makeBackoff({ random: () => 0 }).nextMs()).toBe(500)
})
