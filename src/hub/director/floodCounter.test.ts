import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minute, second, type Moment } from '../../contract/time.ts'
import { floodCounter } from './floodCounter.ts'

test('more than ten demands in ten minutes are a flood, until there are fewer than five', () => {
  const counter = floodCounter()
  for (let i = 0; i < 10; i += 1) counter.add(i * second)
  expect(counter.read(10 * second)).toEqual({ demands: 10, flood: false })
  counter.add(11 * second)
  expect(counter.read(11 * second)).toEqual({ demands: 11, flood: true })
  // The first six have left the window at 10 min 5 s.
  expect(counter.read(10 * minute + 5 * second)).toEqual({ demands: 5, flood: true })
  expect(counter.read(10 * minute + 6 * second)).toEqual({ demands: 4, flood: false })
})

test('a clock that is set back takes along what it had not yet seen', () => {
  const counter = floodCounter()
  for (let i = 0; i < 20; i += 1) counter.add(20 * minute)
  expect(counter.read(20 * minute).flood).toBe(true)
  expect(counter.read(10 * minute)).toEqual({ demands: 0, flood: false })
})

test('at every moment it says what counting everything again says', () => {
  const steps = fc.array(fc.record({ pass: fc.nat(2 * minute), demands: fc.nat(6) }), {
    maxLength: 80
  })
  fc.assert(
    fc.property(steps, (story) => {
      const counter = floodCounter()
      const all: Moment[] = []
      let now = 1_000 * minute
      let flood = false
      for (const { pass, demands } of story) {
        now += pass
        for (let i = 0; i < demands; i += 1) {
          counter.add(now)
          all.push(now)
        }
        const inWindow = all.filter((at) => now - at < 10 * minute).length
        if (inWindow > 10) flood = true
        if (inWindow < 5) flood = false
        expect(counter.read(now)).toEqual({ demands: inWindow, flood })
      }
    }),
    { numRuns: 200 }
  )
})
