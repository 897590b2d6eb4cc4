import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Briefing, Standing } from '../../../contract/briefing.ts'
import type { Verdict } from '../../../contract/review.ts'
import { without } from '../../../contract/without.ts'
import { makeWallCity } from '../../../testing/make.ts'
import { makeBriefing, makeMonth } from '../../../testing/makeBriefing.ts'
import { makeFormat } from '../../look/format.ts'
import { headlineText } from './headlineText.ts'
import { briefingWords } from './words.ts'

const city = makeWallCity({
  responseTargets: [
    { id: 'tiba-10', name: 'tiba', from: 'receivedAt', to: 'arrivedAt', minutes: 10, basis: 'uji' }
  ]
})

function sentence(briefing: Briefing, language: 'id' | 'en' = 'id'): string {
  const format = makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language })
  return headlineText(briefing, city, format, briefingWords[language])
}

const march = (begun: number, count: number) => makeMonth('2025-03', 31, begun, count, [9, 9])
const change = (verdict: Verdict, low: number, high?: number) => ({
  verdict,
  low,
  ...(high !== undefined && { high })
})
const response = (todayStanding: Standing, monthStanding: Standing, verdict: Verdict) => ({
  ...makeBriefing().response,
  todayStanding,
  monthStanding,
  change: verdict
})
const alone = without(makeBriefing(), 'last', 'change')

describe('the sentence', () => {
  test.each<[what: string, briefing: Briefing, id: string, en: string]>([
    [
      'growth that nearly reaches the month before',
      makeBriefing(),
      'Dalam 25 hari, Maret hampir menyamai seluruh Februari. Median waktu tanggap hari ini di bawah target 10 menit.',
      'In 25 days, March has nearly reached all of February. The median response today is below the target of 10 minutes.'
    ],
    [
      'growth beyond the whole month before',
      makeBriefing({ month: march(25, 1_400) }),
      'Dalam 25 hari, Maret sudah melampaui seluruh Februari. Median waktu tanggap hari ini di bawah target 10 menit.',
      'In 25 days, March has passed all of February. The median response today is below the target of 10 minutes.'
    ],
    [
      'growth in the middle of the month',
      makeBriefing({
        today: '2025-03-12',
        month: march(12, 640),
        change: change('more', 1.04, 1.22)
      }),
      'Laporan Maret per hari naik 4–22% dibanding Februari. Median waktu tanggap hari ini di bawah target 10 menit.',
      'Incidents a day in March are up 4–22% on February. The median response today is below the target of 10 minutes.'
    ],
    [
      'decline',
      makeBriefing({
        month: march(25, 900),
        change: change('fewer', 0.71, 0.85),
        response: response('above', 'above', 'more')
      }),
      'Laporan Maret per hari turun 15–29% dibanding Februari. Median waktu tanggap hari ini di atas target 10 menit.',
      'Incidents a day in March are down 15–29% on February. The median response today is above the target of 10 minutes.'
    ],
    [
      'a change within chance, however near the whole month before',
      makeBriefing({
        change: change('within', 0.97, 1.11),
        response: response('around', 'around', 'within')
      }),
      'Dalam 25 hari, Maret mencatat 1.298 laporan, dalam batas wajar Februari. Median waktu tanggap bulan ini di sekitar target 10 menit.',
      'In 25 days, March has had 1.298 incidents, as usual as February. The median response this month is about the target of 10 minutes.'
    ],
    [
      'the first days of a month, whatever the verdict',
      makeBriefing({
        today: '2025-03-02',
        month: march(2, 121),
        response: response('tooFew', 'below', 'within')
      }),
      'Maret baru berjalan 2 hari dan mencatat 121 laporan. Median waktu tanggap bulan ini di bawah target 10 menit.',
      'March is only 2 days old and has had 121 incidents. The median response this month is below the target of 10 minutes.'
    ],
    [
      'no month before',
      { ...alone, response: response('tooFew', 'above', 'tooFew') },
      'Dalam 25 hari, Maret mencatat 1.298 laporan. Median waktu tanggap bulan ini di atas target 10 menit.',
      'In 25 days, March has had 1.298 incidents. The median response this month is above the target of 10 minutes.'
    ],
    [
      'too few to compare, and few times',
      makeBriefing({
        month: {
          ...march(25, 6),
          response: { n: 3, met: 2, breached: 1, running: 0, unknown: 3 }
        },
        change: change('tooFew', 0.2, 3),
        response: response('tooFew', 'tooFew', 'tooFew')
      }),
      'Dalam 25 hari, Maret mencatat 6 laporan. Baru 3 laporan berwaktu tanggap, belum dapat dinilai.',
      'In 25 days, March has had 6 incidents. Only 3 incidents with a response time, too few to judge.'
    ],
    [
      'a day that says little, in a month that is surely faster',
      makeBriefing({ response: response('around', 'around', 'fewer') }),
      'Dalam 25 hari, Maret hampir menyamai seluruh Februari. Waktu tanggap bulan ini lebih cepat daripada Februari.',
      'In 25 days, March has nearly reached all of February. Response this month is faster than in February.'
    ],
    [
      'no incident in a new month',
      makeBriefing({ today: '2025-03-01', month: march(1, 0) }),
      'Belum ada laporan di bulan Maret.',
      'No incident in March yet.'
    ],
    [
      'an empty store',
      without(alone, 'since'),
      'Belum ada laporan yang tersimpan.',
      'No incident is stored yet.'
    ],
    [
      'simulated figures',
      makeBriefing({ simulated: true }),
      'Simulasi. Dalam 25 hari, Maret hampir menyamai seluruh Februari. Median waktu tanggap hari ini di bawah target 10 menit.',
      'Simulation. In 25 days, March has nearly reached all of February. The median response today is below the target of 10 minutes.'
    ],
    [
      'what guests are told of a few',
      makeBriefing({
        month: { ...march(25, 4), count: '<5', response: { n: '<5' } },
        response: response('tooFew', 'tooFew', 'tooFew')
      }),
      'Maret mencatat kurang dari lima laporan.',
      'March has fewer than five incidents.'
    ]
  ])('of %s', (_, briefing, id, en) => {
    expect([sentence(briefing), sentence(briefing, 'en')]).toEqual([id, en])
  })

  test('never says more or fewer, faster or slower, without the verdict for it', () => {
    const verdicts = fc.constantFrom<Verdict>('more', 'fewer', 'within', 'tooFew')
    const standings = fc.constantFrom<Standing>('below', 'above', 'around', 'tooFew')
    fc.assert(
      fc.property(
        fc.record({
          verdict: verdicts,
          times: verdicts,
          today: standings,
          month: standings,
          day: fc.integer({ min: 1, max: 31 }),
          count: fc.nat(3_000)
        }),
        ({ verdict, times, today, month, day, count }) => {
          const text = sentence(
            makeBriefing({
              today: `2025-03-${String(day).padStart(2, '0')}`,
              month: march(day, count),
              change: change(verdict, 0.9, 1.1),
              response: response(today, month, times)
            })
          )
          if (/naik|menyamai|melampaui/u.test(text)) expect(verdict).toBe('more')
          if (/turun/u.test(text)) expect(verdict).toBe('fewer')
          if (/lebih cepat/u.test(text)) expect(times).toBe('fewer')
          if (/lebih lambat/u.test(text)) expect(times).toBe('more')
          if (/di bawah target/u.test(text)) expect([today, month]).toContain('below')
          if (/di atas target/u.test(text)) expect([today, month]).toContain('above')
          expect(text).not.toContain('undefined')
        }
      )
    )
  })
})
