import { expect, test } from 'vitest'
import { makeStillPacer, stillMs } from './stillPacer.ts'

test('of a stream a key picture every three seconds is decoded, the first at once', () => {
  const { lets } = makeStillPacer()
  const pictures = Array.from({ length: 100 }, (_, i) => ({ key: i % 10 === 3, at: i * 100 }))
  const decoded = pictures.filter(({ key, at }) => lets(key, at)).map(({ at }) => at)
  expect(decoded).toEqual([300, 300 + stillMs, 300 + 2 * stillMs, 300 + 3 * stillMs])
})
