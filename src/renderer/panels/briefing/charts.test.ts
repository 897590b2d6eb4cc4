import { describe, expect, test } from 'vitest'
import { makeBriefing, makeMonth } from '../../../testing/makeBriefing.ts'
import { without } from '../../../contract/without.ts'
import { apart, medianChart, monthChart, stepsOf } from './charts.ts'

const box = { width: 1160, height: 748, scale: 1 }
const zone = 'Asia/Jakarta'

describe('reports since the 1st', () => {
  test('end at the count, above the month before where there are more', () => {
    const chart = monthChart(makeBriefing(), zone, box)
    expect(chart?.grid.map(({ value }) => value)).toEqual([500, 1_000, 1_500])
    expect(chart?.now[0]).toEqual([0, chart?.baseY])
    expect(chart?.now).toHaveLength(26)
    expect(chart?.dot).toEqual(chart?.now.at(-1))
    // Today is a good half over.
    expect(chart?.dot[0]).toBeCloseTo((24.585 / 31) * (chart?.right ?? 0), 0)
    expect(chart?.before).toHaveLength(29)
    expect(chart?.ahead?.line[0]).toEqual(chart?.dot)
    expect(chart?.ahead?.fan).toHaveLength(3)
  })

  test('keep the names at the right apart, however near the figures are', () => {
    const near = makeBriefing({ forecast: { value: 1_310, low: 1_300, high: 1_320 } })
    const chart = monthChart(near, zone, box)
    const distance = Math.abs((chart?.forecast?.y ?? 0) - (chart?.last?.y ?? 0))
    expect(distance).toBeGreaterThanOrEqual(91)
  })

  test('are not drawn without a day, nor where guests are not told the days', () => {
    expect(
      monthChart(makeBriefing({ month: makeMonth('2025-03', 31, 0, 0, [0, 0]) }), zone, box)
    ).toBeUndefined()
  })
})

describe('medians by day', () => {
  test('begin at a round value that is printed, with the target inside', () => {
    const chart = medianChart(makeBriefing(), 10, box)
    expect(chart?.grid.map(({ value }) => value)).toEqual([8, 10, 12])
    expect(chart?.grid[0]?.y).toBe(chart?.baseY)
    expect(chart?.targetY).toBe(chart?.grid[1]?.y)
  })

  test('break where nothing is known of a day', () => {
    const briefing = makeBriefing()
    const days = briefing.month.days.map((day, index) =>
      index === 1 ? without(day, 'medianMs') : day
    )
    const chart = medianChart({ month: { ...briefing.month, days } }, 10, box)
    expect(chart?.now.map((line) => line.length)).toEqual([2, 23])
    expect(chart?.now[0]?.[0]).toEqual(chart?.now[0]?.[1])
  })

  test('of nothing are not drawn', () => {
    expect(medianChart({ month: makeMonth('2025-03', 31, 0, 0, [0, 0]) }, 10, box)).toBeUndefined()
  })
})

test('steps are round and hold both ends', () => {
  expect(stepsOf(0, 1_772, 4)).toEqual([0, 500, 1_000, 1_500])
  expect(stepsOf(8.4, 11.6, 3, true)).toEqual([8, 10, 12])
  expect(stepsOf(9.99, 10, 3, true).length).toBeGreaterThan(1)
  expect(stepsOf(0, 1, 4)).toEqual([0, 0.5, 1])
})

test('names give way to those before them and to what is taken', () => {
  expect(apart([100, 120, undefined, 300], 90, 900)).toEqual([100, 190, undefined, 300])
  expect(apart([100], 90, 900, [110])).toEqual([20])
  expect(apart([890, 895], 90, 900)).toEqual([890, 800])
})
