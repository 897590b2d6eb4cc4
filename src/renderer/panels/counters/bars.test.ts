import { expect, it } from 'vitest'
import { minute } from '../../../contract/time.ts'
import { monthBar, niceAbove, targetBar } from './bars.ts'
import { standing } from './standing.ts'

it('the bar of a month ends at the next round figure above all it shows', () => {
  const bar = monthBar({
    count: 1298,
    last: 1308,
    forecast: { value: 1714, low: 1668, high: 1771 }
  })
  expect(bar.top).toBe(1800)
  expect(bar.value).toBeCloseTo(1298 / 1800)
  expect(bar.last).toBeCloseTo(1308 / 1800)
  expect(bar.forecast?.high).toBeCloseTo(1771 / 1800)
})

it('what is not known has no place on the bar', () => {
  expect(monthBar({ count: 9 })).toEqual({
    top: 9,
    value: 1,
    last: undefined,
    forecast: undefined
  })
  expect(monthBar({ count: 0 }).value).toBe(0)
})

it('round figures have two digits that count', () => {
  expect([1, 9, 10, 101, 1771, 12_345].map(niceAbove)).toEqual([1, 9, 10, 110, 1800, 13_000])
})

it('a response stands on a bar of one and a half targets, and ends with it', () => {
  expect(targetBar(7.5 * minute, 10)).toEqual({ top: 15, value: 0.5, target: 10 / 15 })
  expect(targetBar(40 * minute, 10).value).toBe(1)
  expect(targetBar(undefined, 5)).toEqual({ top: 7.5, value: undefined, target: 5 / 7.5 })
})

it('both ends of a usual range belong to it, as they are written', () => {
  const usual = { low: 26.6, high: 35.4 }
  expect([26, 27, 35, 36].map((count) => standing(count, usual))).toEqual([
    'below',
    'within',
    'within',
    'above'
  ])
})
