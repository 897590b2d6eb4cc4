import { describe, expect, it } from 'vitest'
import { day, hour, minute, second } from '../../contract/time.ts'
import { makeFormat } from './format.ts'

const at = Date.UTC(2025, 2, 25, 7, 2, 11)
const semarang = makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language: 'id' })
const english = makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language: 'en' })
const american = makeFormat({ locale: 'en-US', timeZone: 'America/New_York', language: 'en' })

describe('figures', () => {
  it('group thousands with a dot and decimals with a comma in Indonesia', () => {
    expect([semarang.count(1298), semarang.decimal(0.42), semarang.decimal(8, 2)]).toEqual([
      '1.298',
      '0,4',
      '8,00'
    ])
  })

  it('follow the city, not the language', () => {
    expect([english.count(1298), american.count(1298)]).toEqual(['1.298', '1,298'])
  })

  it('round a share without ever claiming all or nothing', () => {
    expect([24 / 27, 0.004, 0.996, 1, 0].map(semarang.percent)).toEqual([
      '89',
      '1',
      '99',
      '100',
      '0'
    ])
  })
})

describe('moments', () => {
  it('are told in the zone and the way of the city', () => {
    expect([semarang.clock(at), american.clock(at), semarang.timeOfDay(at)]).toEqual([
      '14.02.11',
      '03:02:11',
      '14.02'
    ])
  })

  it('split where the seconds are dimmed', () => {
    expect(semarang.clockParts(at)).toEqual({ minutes: '14.02', seconds: '.11' })
  })

  it('write midnight as 00, never as 24', () => {
    expect(american.clock(Date.UTC(2025, 2, 25, 4))).toBe('00:00:00')
    expect(american.hour(Date.UTC(2025, 2, 25, 4))).toBe('00')
  })

  it('name days and months in the language of the wall', () => {
    expect([semarang.date(at), english.date(at), semarang.month(at)]).toEqual([
      'Selasa 25 Maret 2025',
      'Tuesday 25 March 2025',
      'Maret 2025'
    ])
    expect(semarang.monthName(at - 30 * day)).toBe('Februari')
  })
})

describe('lengths of time', () => {
  it('run as a stopwatch up to 99:59, then in hours, then in days', () => {
    const lengths = [
      0,
      2 * minute + 47 * second,
      61 * minute + 5 * second + 999,
      100 * minute - 1,
      102 * minute,
      4 * day
    ]
    expect(lengths.map(semarang.stopwatch)).toEqual([
      '0:00',
      '2:47',
      '61:05',
      '99:59',
      '1j 42m',
      '4 hari'
    ])
    expect(english.stopwatch(102 * minute)).toBe('1h 42m')
  })

  it('never run backwards', () => {
    expect(semarang.stopwatch(-5)).toBe('0:00')
  })

  it('are medians with their units apart, rounded before they are split', () => {
    expect(semarang.duration(8 * minute + 42 * second)).toEqual([
      { value: '8', unit: 'm' },
      { value: '42', unit: 's' }
    ])
    expect(semarang.duration(10 * minute - 1)).toEqual([
      { value: '10', unit: 'm' },
      { value: '00', unit: 's' }
    ])
    expect(semarang.duration(hour + 5 * minute)).toEqual([
      { value: '1', unit: 'j' },
      { value: '05', unit: 'm' }
    ])
  })

  it('are ages', () => {
    const ages = [420, 9_400, 32_900, 204_000, 59_999.9, 2 * hour + 5 * minute, 5 * day]
    expect(ages.map(semarang.age)).toEqual([
      '0,4 dtk',
      '9 dtk',
      '32 dtk',
      '3m 24s',
      '59 dtk',
      '2j 05m',
      '5 hari'
    ])
  })
})
