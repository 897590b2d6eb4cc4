import { describe, expect, test } from 'vitest'
import { Peaks, type PeakDay } from '../../contract/peaks.ts'
import { ReviewChoices } from '../../contract/review.ts'
import { cityCalendar } from '../aggregates/cityCalendar.ts'
import type { Coverage } from './coverage.ts'
import { dayNumber } from './localDays.ts'
import { choicesOf } from './reviewChoices.ts'

const calendar = cityCalendar('Asia/Jakarta')

const peakDay = (day: string, more: Partial<PeakDay> = {}): PeakDay => ({
  ...{ day, certainty: 'decreed', source: 'made for a test', holidays: [day] },
  ...more
})

const peaks = Peaks.parse({
  peaks: [
    {
      ...{ id: 'idulfitri', name: 'Idulfitri', nameEn: 'Eid al-Fitr' },
      ...{ window: { from: -30, to: 15 }, shown: { from: -14, to: 14 } },
      days: [
        peakDay('2024-04-10', { leave: ['2024-04-08', '2024-04-10'] }),
        peakDay('2025-03-31', { also: [{ day: '2025-03-30', by: 'sebagian', source: 'a test' }] }),
        peakDay('2026-03-21', { certainty: 'expected' }),
        peakDay('2027-03-10', { certainty: 'estimated' })
      ]
    },
    {
      ...{ id: 'nataru', name: 'Natal' },
      ...{ window: { from: -7, to: 10 }, shown: { from: -7, to: 10 } },
      days: [peakDay('2024-12-25'), peakDay('2025-12-25')]
    }
  ],
  ranges: [
    { peak: 'idulfitri', name: 'Operasi', from: '2025-04-10', to: '2025-04-20', source: 'a test' },
    { peak: 'nataru', name: 'Lain', from: '2025-04-10', to: '2025-04-20', source: 'a test' }
  ]
})

/** A store that knows whole stretches of days and was asked on the last of them, or on `today`. */
function choices(stretches: readonly (readonly [string, string])[], today = stretches.at(-1)?.[1]) {
  const days = stretches.map(([from, to]) => ({ first: dayNumber(from), last: dayNumber(to) }))
  const coverage: Coverage = {
    today: dayNumber(today ?? '2025-03-25'),
    stretches: days,
    covers: () => true,
    isWhole: () => true,
    shareOfHour: () => 1
  }
  return ReviewChoices.parse(choicesOf(peaks, coverage, calendar))
}

const anchors = ({ peaks: offered }: ReviewChoices): string[] => offered.map(({ anchor }) => anchor)

describe('peaks', () => {
  test('are those the store covers at all and the next one to come, newest first', () => {
    expect(anchors(choices([['2024-04-20', '2025-03-20']]))).toEqual([
      '2025-12-25',
      '2025-03-31',
      '2024-12-25',
      '2024-04-10'
    ])
    expect(anchors(choices([], '2026-05-01'))).toEqual(['2027-03-10'])
  })

  test('say which days are off, which operations there are, and who feasts on another day', () => {
    const [, lebaran, , before] = choices([['2024-04-01', '2025-03-20']]).peaks
    expect(lebaran).toEqual({
      ...{ peak: 'idulfitri', name: 'Idulfitri', nameEn: 'Eid al-Fitr' },
      ...{ anchor: '2025-03-31', certainty: 'decreed' },
      shown: { from: '2025-03-17', to: '2025-04-14' },
      normal: { from: '2025-02-01', to: '2025-02-28' },
      marked: [{ day: '2025-03-31', kind: 'holiday', certainty: 'decreed' }],
      ranges: [{ name: 'Operasi', from: '2025-04-10', to: '2025-04-20' }],
      also: [{ day: '2025-03-30', by: 'sebagian' }]
    })
    expect(before?.marked).toEqual([
      { day: '2024-04-08', kind: 'leave', certainty: 'decreed' },
      { day: '2024-04-10', kind: 'holiday', certainty: 'decreed' }
    ])
  })
})

test('each peak has the month before its own window as usual, where the store covers one', () => {
  const { peaks: offered } = choices([['2024-02-01', '2025-03-20']])
  expect(offered.map(({ anchor, normal }) => [anchor, normal?.from])).toEqual([
    ['2025-12-25', '2025-02-01'],
    ['2025-03-31', '2025-02-01'],
    ['2024-12-25', '2024-11-01'],
    ['2024-04-10', '2024-02-01']
  ])
  // The end of Natal is in January, and nothing before is stored.
  const late = choices([['2025-02-10', '2025-04-20']]).peaks
  expect(late.find(({ anchor }) => anchor === '2025-03-31')).not.toHaveProperty('normal')
})

describe('the first question', () => {
  test('is about the newest peak that has begun, the one before it and the month before', () => {
    expect(choices([['2024-01-01', '2025-03-17']]).first).toEqual({
      period: { from: '2025-03-17', to: '2025-04-14' },
      anchor: '2025-03-31',
      compare: { period: { from: '2024-03-27', to: '2024-04-24' }, anchor: '2024-04-10' },
      normal: { from: '2025-02-01', to: '2025-02-28' },
      selection: {}
    })
  })

  test('has no peak that has not begun, no year the store does not know, no month with a peak in it', () => {
    // A day before Lebaran is shown, so Natal is the newest; November has nothing of it.
    expect(choices([['2024-05-01', '2025-03-16']]).first).toEqual({
      period: { from: '2024-12-18', to: '2025-01-04' },
      anchor: '2024-12-25',
      normal: { from: '2024-11-01', to: '2024-11-30' },
      selection: {}
    })
    // February is half known, and before it Natal reaches into January.
    expect(choices([['2025-02-10', '2025-04-20']]).first).not.toHaveProperty('normal')
  })

  test('reaches past a month with a peak in it', () => {
    // The window of Lebaran 2026 begins on 19 February: January has the end of Natal, December its
    // beginning, so November.
    expect(choices([['2025-06-01', '2026-04-20']]).first?.normal).toEqual({
      from: '2025-11-01',
      to: '2025-11-30'
    })
  })

  test('is about the last four weeks where there was no peak, and about nothing in an empty store', () => {
    expect(choices([['2025-06-01', '2025-09-15']]).first).toEqual({
      period: { from: '2025-08-19', to: '2025-09-15' },
      normal: { from: '2025-07-01', to: '2025-07-31' },
      selection: {}
    })
    expect(choices([], '2025-09-15')).not.toHaveProperty('first')
  })
})
