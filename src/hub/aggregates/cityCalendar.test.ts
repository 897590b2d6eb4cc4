import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, localTime, startOfDay, startOfHour, startOfMonth } from '../../contract/time.ts'
import { cityCalendar, weekdayOf } from './cityCalendar.ts'

test('hours, days and months are those of the contract, in any zone and through summer time', () => {
  const zones = ['Asia/Jakarta', 'Asia/Kathmandu', 'America/New_York', 'Europe/Berlin']
  const calendars = new Map(zones.map((zone) => [zone, cityCalendar(zone)]))
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) }),
      (zone, at) => {
        const calendar = calendars.get(zone)
        if (calendar === undefined) throw new Error('no such zone')
        const today = calendar.dayOf(at)
        const local = localTime(at, zone)
        expect({
          hourStart: calendar.hourStart(at),
          hour: calendar.hourOfDay(at),
          dayStart: calendar.dayStart(today),
          tomorrow: calendar.dayStart(today + 1),
          month: calendar.dayStart(calendar.monthFirst(today)),
          nextMonth: calendar.dayStart(calendar.monthFirst(today, 1)),
          lastMonth: calendar.dayStart(calendar.monthFirst(today, -1)),
          weekday: weekdayOf(today)
        }).toEqual({
          hourStart: startOfHour(at, zone),
          hour: local.hour,
          dayStart: startOfDay(at, zone),
          tomorrow: startOfDay(at, zone, 1),
          month: startOfMonth(at, zone),
          nextMonth: startOfMonth(at, zone, 1),
          lastMonth: startOfMonth(at, zone, -1),
          weekday: local.weekday
        })
      }
    ),
    { numRuns: 1000 }
  )
})

test('1970 began on a Thursday', () => {
  expect(weekdayOf(0)).toBe(4)
  expect(weekdayOf(-5)).toBe(6)
  expect(cityCalendar('UTC').dayOf(3 * day)).toBe(3)
})
