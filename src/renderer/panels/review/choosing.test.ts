import { describe, expect, test } from 'vitest'
import type { DayRange, ReviewChoices, ReviewPeak } from '../../../contract/review.ts'
import { chipsOf } from './chipParts.ts'
import { comparedWith, normalMonths, questionAbout } from './choices.ts'
import { dayText } from './dayText.ts'
import { toggleDays, toggleOne, toggleTimes, without, withoutOne } from './select.ts'

describe('a choice', () => {
  test('is narrowed to by a click and widened by the same once more', () => {
    const one = toggleOne({}, 'categories', 'kebakaran')
    expect(one).toEqual({ categories: ['kebakaran'] })
    expect(toggleOne(one, 'categories', 'kebakaran')).toEqual({})
    expect(toggleOne(one, 'categories', 'medis')).toEqual({ categories: ['medis'] })
  })

  test('is joined by another with the key held, and left the same way', () => {
    const two = toggleOne({ districts: ['b'] }, 'districts', 'a', true)
    expect(two).toEqual({ districts: ['a', 'b'] })
    expect(toggleOne(two, 'districts', 'b', true)).toEqual({ districts: ['a'] })
    expect(withoutOne(two, 'districts', 'a')).toEqual({ districts: ['b'] })
  })

  test('of a cell is its weekday and its hour, of a head one of them', () => {
    const cell = toggleTimes({}, { weekday: 5, hour: 17 })
    expect(cell).toEqual({ weekdays: [5], hours: [17] })
    expect(toggleTimes(cell, { weekday: 5, hour: 17 })).toEqual({})
    expect(toggleTimes(cell, { weekday: 6, hour: 18 }, true)).toEqual({
      weekdays: [5, 6],
      hours: [17, 18]
    })
    expect(toggleTimes(cell, { hour: 17 })).toEqual({ weekdays: [5] })
  })

  test('of days is taken back by choosing the same days', () => {
    const days = { from: '2025-04-03', to: '2025-04-06' }
    expect(toggleDays(toggleDays({ hours: [1] }, days), days)).toEqual({ hours: [1] })
  })

  test('can be taken away in part, and leaves the rest', () => {
    expect(without({ hours: [1], categories: ['a'] }, 'hours')).toEqual({ categories: ['a'] })
  })

  test('is told in words that each can take away', () => {
    const chips = chipsOf(
      {
        categories: ['kebakaran'],
        days: { from: '2025-04-03', to: '2025-04-06' },
        weekdays: [5],
        hours: [16, 17, 20]
      },
      {
        category: () => 'Kebakaran',
        district: (code) => code,
        agency: (id) => id,
        text: dayText('id'),
        anchor: '2025-03-31'
      }
    )
    expect(chips.map(({ label }) => label)).toEqual([
      'Kebakaran',
      'H+3 – H+6 (3–6 Apr)',
      'Sabtu',
      '16.00–18.00, 20.00–21.00'
    ])
    expect(chips[1]?.without).toEqual({
      categories: ['kebakaran'],
      weekdays: [5],
      hours: [16, 17, 20]
    })
  })
})

const peak = (anchor: string, from: string, to: string): ReviewPeak => ({
  peak: 'idulfitri',
  name: 'Idulfitri',
  anchor,
  certainty: 'decreed',
  shown: { from, to },
  marked: [],
  ranges: [],
  also: []
})
const thisYear = peak('2025-03-31', '2025-03-17', '2025-04-14')
const lastYear = peak('2024-04-10', '2024-03-27', '2024-04-24')
const choices: ReviewChoices = {
  peaks: [thisYear, lastYear],
  since: Date.UTC(2024, 11, 31, 17),
  newest: Date.UTC(2025, 3, 16)
}

describe('the choosers', () => {
  test('set a peak beside the one before it, on the same days round H', () => {
    const normal = { from: '2025-02-01', to: '2025-02-28' }
    expect(questionAbout(thisYear, choices, { normal })).toEqual({
      period: thisYear.shown,
      anchor: '2025-03-31',
      compare: { period: lastYear.shown, anchor: '2024-04-10' },
      normal,
      selection: {}
    })
  })

  test('measure another peak against the month before it, unless a month was chosen by hand', () => {
    const [february2025, february2024, may] = [
      { from: '2025-02-01', to: '2025-02-28' },
      { from: '2024-02-01', to: '2024-02-29' },
      { from: '2024-05-01', to: '2024-05-31' }
    ]
    const peaks = [
      { ...thisYear, normal: february2025 },
      { ...lastYear, normal: february2024 }
    ]
    const about = (normal: DayRange | undefined) =>
      questionAbout(
        { ...lastYear, normal: february2024 },
        { ...choices, peaks },
        { anchor: thisYear.anchor, ...(normal && { normal }) }
      ).normal
    expect(about(february2025)).toEqual(february2024)
    expect(about(may)).toEqual(may)
    expect(about(undefined)).toBeUndefined()
  })

  test('take the comparison away', () => {
    expect(comparedWith(questionAbout(thisYear, choices, {}), undefined)).toEqual({
      period: thisYear.shown,
      anchor: '2025-03-31',
      selection: {}
    })
  })

  test('offer as usual only whole stored months without a peak', () => {
    const question = questionAbout(thisYear, choices, {})
    expect(normalMonths(choices, question, 'Asia/Jakarta')).toEqual([
      { from: '2025-02-01', to: '2025-02-28' }
    ])
  })
})
