import { expect, test } from 'vitest'
import { Briefing } from '../../contract/briefing.ts'
import { makeBriefing } from '../../testing/makeBriefing.ts'
import { redactBriefing } from './redactBriefing.ts'

const whole = makeBriefing()

test('operations are told everything', () => {
  expect(redactBriefing(whole, 'operations')).toEqual(whole)
})

test('a briefing is told only kind and district of the gravest', () => {
  const { events, ...rest } = redactBriefing(whole, 'briefing')
  expect(events.map((event) => Object.keys(event).sort())).toEqual(
    events.map(() => ['category', 'clock', 'district', 'priority'])
  )
  expect({ ...rest, events: [] }).toEqual({ ...whole, events: [] })
})

test('guests are told no heat, and of a few only that they are few', () => {
  const days = whole.month.days.map((day, index) =>
    index === 0 ? { ...day, count: 3, n: 2 } : day
  )
  const shown = redactBriefing(
    {
      ...whole,
      month: {
        ...whole.month,
        days,
        count: 4,
        response: { ...whole.month.response, n: 3 }
      },
      response: {
        ...whole.response,
        today: { n: 2, medianMs: 1, met: 1, breached: 1, running: 9 }
      },
      districts: [
        { district: '33.74.02', count: 900 },
        { district: '33.74.01', count: 2 }
      ],
      open: 2
    },
    'guests'
  )
  Briefing.parse(shown)
  expect(shown.cells).toBeUndefined()
  expect(shown.month.count).toBe('<5')
  expect(shown.month.response.medianMs).toBeUndefined()
  expect(shown.month.days.every(({ count, n }) => count === undefined && n === undefined)).toBe(
    true
  )
  expect(shown.month.days[0]?.medianMs).toBeUndefined()
  expect(shown.response.today).toEqual({ n: '<5', met: '<5', breached: '<5', running: '5+' })
  // Not in the order of their numbers.
  expect(shown.districts).toEqual([
    { district: '33.74.01', count: '<5' },
    { district: '33.74.02', count: '5+' }
  ])
  expect(shown.open).toBe('<5')
})
