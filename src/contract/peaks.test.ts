import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hDay, hLabel, Peaks, wallPeaksOf, type WallPeak } from './peaks.ts'
import { day, momentOf } from './time.ts'

const file = join(import.meta.dirname, '../../resources/peaks.json')
const peaks = Peaks.parse(JSON.parse(readFileSync(file, 'utf8')))
const all = wallPeaksOf(peaks)
const zone = 'Asia/Jakarta'
const idulfitri = peaks.peaks.find(({ id }) => id === 'idulfitri')

afterEach(() => vi.restoreAllMocks())

/** 1 Syawal as the government set it; the comments say which computed calendars miss it by a day. */
const byGovernment = [
  '2015-07-17', // islamic-civil
  '2016-07-06', // islamic-civil
  '2017-06-25', // islamic-civil
  '2018-06-15', // islamic-tbla
  '2019-06-05', // islamic-umalqura
  '2020-05-24',
  '2021-05-13',
  '2022-05-02', // islamic-civil
  '2023-04-22', // islamic-umalqura
  '2024-04-10',
  '2025-03-31', // islamic-umalqura
  '2026-03-21', // islamic-umalqura, islamic-civil
  '2027-03-10', // islamic-umalqura
  '2028-02-27', // islamic-umalqura
  '2029-02-15', // islamic-umalqura
  '2030-02-04' // islamic-civil
]

describe('Idulfitri', () => {
  test('is on the days the government set, 2015 to 2030', () => {
    expect(idulfitri?.days.map((one) => one.day)).toEqual(byGovernment)
  })

  test('is decreed up to 2026, expected in 2027, estimated after', () => {
    const certainties = idulfitri?.days.map(({ certainty }) => certainty) ?? []
    expect(certainties.lastIndexOf('decreed')).toBe(11)
    expect(certainties.slice(12)).toEqual(['expected', 'estimated', 'estimated', 'estimated'])
  })

  test('has its leave where it is decreed, and none invented after', () => {
    const leave = new Map(idulfitri?.days.map((one) => [one.day.slice(0, 4), one.leave]))
    expect(leave.get('2025')).toEqual(['2025-04-02', '2025-04-03', '2025-04-04', '2025-04-07'])
    expect(leave.get('2020')).toEqual([])
    expect([leave.get('2028'), leave.get('2029'), leave.get('2030')]).toEqual([
      undefined,
      undefined,
      undefined
    ])
  })

  test('follows a fast of 29 or 30 days', () => {
    const lengths = idulfitri?.days.map(
      (one) => (Date.parse(one.day) - Date.parse(one.ramadan?.day ?? '')) / day
    )
    expect(new Set(lengths)).toEqual(new Set([29, 30]))
  })

  test('no calendar of Intl is asked: they are wrong by a day in most years', () => {
    const made = vi.spyOn(Intl, 'DateTimeFormat')
    for (const one of byGovernment) {
      const [year = 0, month = 0, dayOfMonth = 0] = one.split('-').map(Number)
      const noon = momentOf('Asia/Makassar', year, month, dayOfMonth, 12)
      expect(hDay(noon, all, 'Asia/Makassar')).toMatchObject({ peak: { day: one }, offset: 0 })
    }
    for (const [locale, options] of made.mock.calls) {
      expect(String(locale)).not.toMatch(/-u-.*ca/u)
      expect(options).not.toHaveProperty('calendar')
    }
    expect(readFileSync(join(import.meta.dirname, 'peaks.ts'), 'utf8')).not.toMatch(/\bIntl\./u)
  })
})

describe('the day of a peak', () => {
  const at = (year: number, month: number, dayOfMonth: number, hours = 12, minutes = 0): number =>
    momentOf(zone, year, month, dayOfMonth, hours, minutes)

  test('is H−6 Idulfitri on 25 March 2025', () => {
    const today = hDay(at(2025, 3, 25, 14), all, zone)
    expect([today?.peak.name, hLabel(today?.offset ?? NaN)]).toEqual(['Idulfitri', 'H−6'])
  })

  test('changes at midnight of the city', () => {
    const offsets = [at(2025, 3, 30, 23, 59), at(2025, 3, 31, 0, 0)].map(
      (moment) => hDay(moment, all, zone)?.offset
    )
    expect(offsets).toEqual([-1, 0])
    // Three hours east it is already the 31st.
    expect(hDay(at(2025, 3, 30, 23, 59), all, 'Asia/Jayapura')?.offset).toBe(0)
  })

  test('counts whole days where clocks are put forward between', () => {
    const peak: WallPeak = { ...(all[0] as WallPeak), day: '2026-04-01' }
    const before = momentOf('Europe/Berlin', 2026, 3, 28, 0, 30)
    expect(hDay(before, [peak], 'Europe/Berlin')?.offset).toBe(-4)
  })

  test('is told from H−30 to H+15 and not beyond', () => {
    const days = [at(2025, 2, 28), at(2025, 3, 1), at(2025, 4, 15), at(2025, 4, 16)].map(
      (moment) => hDay(moment, all, zone)?.offset
    )
    expect(days).toEqual([undefined, -30, 15, undefined])
  })

  test('is that of the nearer of two peaks', () => {
    const one = all[0] as WallPeak
    const two: WallPeak = { ...one, id: 'own', day: '2015-07-27' }
    expect(hDay(at(2015, 7, 23), [one, two], zone)?.peak.id).toBe('own')
    expect(hDay(at(2015, 7, 22), [one, two], zone)?.peak.id).toBe('idulfitri')
  })

  test('every date of the shipped file exists and no shipped windows touch', () => {
    const spans = all
      .map(({ day: h, window }) => [
        Date.parse(h) + window.from * day,
        Date.parse(h) + window.to * day
      ])
      .sort(([a = 0], [b = 0]) => a - b)
    for (const [index, [from = 0]] of spans.entries())
      expect(from).toBeGreaterThan(spans[index - 1]?.[1] ?? -Infinity)
  })
})

test('a day that does not exist, a window without H and a range that ends before it begins are refused', () => {
  const first = peaks.peaks[0]
  const refused = (value: unknown): boolean => !Peaks.safeParse(value).success
  expect(refused({ peaks: [{ ...first, window: { from: 1, to: 3 } }] })).toBe(true)
  expect(refused({ peaks: [{ ...first, shown: { from: -31, to: 0 } }] })).toBe(true)
  expect(refused({ peaks: [first, first] })).toBe(true)
  const range = { ...peaks.ranges[0], from: '2019-06-11' }
  expect(refused({ peaks: [first], ranges: [range] })).toBe(true)
})
