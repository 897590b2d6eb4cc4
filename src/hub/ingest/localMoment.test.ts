import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localTime, momentOf } from '../../contract/time.ts'
import { momentOfReading } from './localMoment.ts'

/** Half-hour changes, changes at midnight, a skipped day, none at all. */
const zones = [
  ...['Asia/Jakarta', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'],
  ...['Pacific/Apia', 'Africa/Cairo', 'UTC']
]

test('a remembered offset gives the same moment as asking Intl each time', () => {
  const reading = fc.record({
    year: fc.integer({ min: 2001, max: 2030 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    second: fc.integer({ min: 0, max: 59 })
  })
  fc.assert(
    fc.property(reading, fc.constantFrom(...zones), (wanted, zone) => {
      const { year, month, day, hour, minute, second } = wanted
      const at = momentOf(zone, year, month, day, hour, minute, second)
      const got = localTime(at, zone)
      const exists = got.hour === hour && got.minute === minute
      expect(momentOfReading(wanted, zone)).toBe(exists ? at : 'skippedHour')
    }),
    { numRuns: 2_000 }
  )
})

test('every quarter of an hour of the days on which clocks change is as Intl has it', () => {
  const days = [
    ['America/New_York', 2016, 3, 13],
    ['America/New_York', 2016, 11, 6],
    ['Australia/Lord_Howe', 2024, 10, 6],
    ['Australia/Lord_Howe', 2024, 4, 7],
    ['America/Sao_Paulo', 2017, 10, 15]
  ] as const
  for (const [zone, year, month, day] of days)
    for (let quarter = 0; quarter < 96; quarter += 1) {
      const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15]
      const at = momentOf(zone, year, month, day, hour, minute)
      const got = localTime(at, zone)
      const expected = got.hour === hour && got.minute === minute ? at : 'skippedHour'
      const reading = { year, month, day, hour, minute, second: 0 }
      expect(momentOfReading(reading, zone)).toBe(expected)
    }
})
