import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, hour } from '../../../../contract/time.ts'
import { barsWithin, scrubberBars, scrubberTicks } from './scrubberBars.ts'

describe('the bars of the scrubber', () => {
  it('hold every hour once, whatever their width', () => {
    const hours = fc.uint32Array({ min: 0, max: 500, minLength: 24, maxLength: 2_000 })
    fc.assert(
      fc.property(hours, fc.integer({ min: 100, max: 800 }), (list, barsAtMost) => {
        const { counts, most } = scrubberBars(list, barsAtMost)
        expect(counts.reduce((a, b) => a + b, 0)).toBe(list.reduce((a, b) => a + b, 0))
        expect(counts.length).toBeLessThanOrEqual(barsAtMost)
        expect(most).toBe(Math.max(1, ...counts))
      }),
      { numRuns: 30 }
    )
  })

  it('are an hour each for the 29 days of a peak', () => {
    const bars = scrubberBars(new Uint32Array(29 * 24), 720)
    expect(bars.hoursPerBar).toBe(1)
    expect(barsWithin(bars, { from: 0 }, 5 * day, 6 * day)).toEqual([120, 144])
    expect(barsWithin(scrubberBars(new Uint32Array(397 * 24), 720), { from: 0 }, 0, hour)).toEqual([
      0, 1
    ])
  })
})

describe('the days named under the bars', () => {
  const textOf = (at: number): string => String(at - 14)

  it('are the shown one and H, the ends, and even ones where there is room', () => {
    const ticks = scrubberTicks(29, { shown: 19, anchor: 14 }, { textOf, room: 3 })
    expect(ticks.map(({ text }) => text)).toEqual(['-14', '-10', '-5', '0', '5', '10', '14'])
    expect(ticks.filter(({ strong }) => strong).map(({ text }) => text)).toEqual(['0', '5'])
  })

  it('never stand closer than there is room, and the shown one is always named', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 397 }),
        fc.nat(396),
        fc.integer({ min: 1, max: 60 }),
        (days, place, room) => {
          const shown = place % days
          const ticks = scrubberTicks(days, { shown, anchor: undefined }, { textOf, room })
          expect(ticks.some((tick) => tick.day === shown)).toBe(true)
          for (const [index, tick] of ticks.entries())
            if (index > 0)
              expect(tick.day - (ticks[index - 1]?.day ?? 0)).toBeGreaterThanOrEqual(room)
        }
      ),
      { numRuns: 60 }
    )
  })
})
