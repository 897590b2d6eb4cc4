import { expect, test } from 'vitest'
import { shiftOf } from './shiftOf.ts'

const zone = 'Asia/Jakarta'
const at = (text: string): number => Date.parse(`${text}+07:00`)

test.each([
  ['2025-03-25T14:02:11', [0, 6, 12, 18], 3, '2025-03-25T12:00:00', '2025-03-25T18:00:00'],
  ['2025-03-25T12:00:00', [0, 6, 12, 18], 3, '2025-03-25T12:00:00', '2025-03-25T18:00:00'],
  ['2025-03-25T11:59:59', [18, 0, 12, 6], 2, '2025-03-25T06:00:00', '2025-03-25T12:00:00'],
  ['2025-03-25T06:59:00', [7, 15, 23], 3, '2025-03-24T23:00:00', '2025-03-25T07:00:00'],
  ['2025-03-31T23:30:00', [7, 15, 23], 3, '2025-03-31T23:00:00', '2025-04-01T07:00:00'],
  ['2025-03-25T05:00:00', [8], 1, '2025-03-24T08:00:00', '2025-03-25T08:00:00']
])('at %s with changes at %j it is shift %i', (now, hours, number, since, until) => {
  expect(shiftOf(hours, at(now), zone)).toEqual({
    number,
    of: hours.length,
    since: at(since),
    until: at(until)
  })
})

test('without hours nobody knows a shift', () => {
  expect(shiftOf([], at('2025-03-25T14:02:11'), zone)).toBeUndefined()
})
