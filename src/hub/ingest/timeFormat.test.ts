import { expect, test } from 'vitest'
import { timeFormat } from './timeFormat.ts'

const zone = 'America/New_York'
const reading = (format: string, text: string): unknown => timeFormat(format)?.(text, zone)

test.each([
  ['MM/DD/YYYY hh:mm:ss A', '01/02/2017 12:03:04 AM', '2017-01-02T05:03:04Z'],
  ['MM/DD/YYYY hh:mm:ss A', '07/02/2017 12:03:04 PM', '2017-07-02T16:03:04Z'],
  ['D/M/YYYY H:mm', '2/7/2017 9:05', '2017-07-02T13:05:00Z'],
  ['YYYYMMDDHHmmss', '20170102030405', '2017-01-02T08:04:05Z'],
  ['DD.MM.YYYY', '02.01.2017', '2017-01-02T05:00:00Z'],
  ['ISO', '2017-01-02T03:04:05.678Z', '2017-01-02T03:04:05Z'],
  ['ISO', '2017-01-02 03:04:05+07:00', '2017-01-01T20:04:05Z'],
  ['ISO', '2017-01-02T03:04:05-0330', '2017-01-02T06:34:05Z'],
  ['ISO', '2017-01-02 03:04', '2017-01-02T08:04:00Z']
])('%s reads %s', (format, text, expected) => {
  expect(reading(format, text)).toBe(Date.parse(expected))
})

test.each([
  ['MM/DD/YYYY hh:mm:ss A', '02/31/2017 01:00:00 AM', 'noSuchDate'],
  ['MM/DD/YYYY hh:mm:ss A', '13/01/2017 01:00:00 AM', 'noSuchDate'],
  ['MM/DD/YYYY hh:mm:ss A', '01/01/2017 13:00:00 PM', 'unreadable'],
  ['YYYY-MM-DD HH:mm', '2017-03-12 02:30', 'skippedHour'],
  ['YYYY-MM-DD HH:mm', '2017-01-01 24:00', 'unreadable'],
  ['YYYY-MM-DD HH:mm', '2017-01-01 10:00 and more', 'unreadable'],
  ['ISO', '2017-02-30', 'noSuchDate']
])('%s does not read %s', (format, text, problem) => {
  expect(reading(format, text)).toBe(problem)
})

test('the hour that comes twice is one of the two', () => {
  const at = reading('YYYY-MM-DD HH:mm', '2017-11-05 01:30')
  expect(
    ['2017-11-05T05:30:00Z', '2017-11-05T06:30:00Z'].map((text) => Date.parse(text))
  ).toContain(at)
})

test.each(['', 'HH:mm', 'YYYY-MM', 'YYYY-MM-DD hh:mm', 'YYYY-MM-DD HH:mm A', 'YYYY-MM-DD MM', 'Q'])(
  '"%s" is no format',
  (format) => {
    expect(timeFormat(format)).toBeUndefined()
  }
)
