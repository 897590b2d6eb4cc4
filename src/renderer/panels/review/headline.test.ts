import { describe, expect, test } from 'vitest'
import type { Rate, RateChange, ReviewAnswer } from '../../../contract/review.ts'
import { makeFormat } from '../../look/format.ts'
import type { Language } from '../../look/words.ts'
import { headlineOf } from './headline.ts'
import { headlineText } from './headlineText.ts'
import { reviewWords } from './words.ts'

type Told = Parameters<typeof headlineOf>[0]

const within: RateChange = { verdict: 'within', ratio: 1.02, low: 0.95, high: 1.1 }

function rate(change: RateChange | undefined, perDay = 59.4): Rate {
  return {
    count: Math.round(perDay * 29),
    perDay,
    ...(change && { normalPerDay: 46.7, change })
  }
}

function tell(overrides: Partial<Told> & { readonly change?: RateChange | undefined } = {}): Told {
  const { change = within, ...rest } = overrides
  return {
    total: {
      ...rate(change),
      period: {
        period: { from: '2025-03-17', to: '2025-04-14' },
        days: 29,
        incidents: 1_723
      }
    },
    days: [{ day: '2025-04-14', offset: 14, count: 46, running: false }],
    categories: [],
    ...rest
  }
}

const category = (
  id: string,
  change: RateChange,
  perDay: number
): ReviewAnswer['categories'][number] => ({
  category: id,
  ...rate(change, perDay)
})

const kecelakaan = category('kecelakaan', { verdict: 'more', ratio: 1.96, low: 1.6, high: 2.4 }, 90)
const peaks = (before: number, after: number): Partial<Told> => ({
  peakBefore: { day: '2025-03-29', offset: -2, count: before },
  peakAfter: { day: '2025-04-05', offset: 5, count: after }
})

function say(answer: Told, language: Language = 'id', narrowed = false): string {
  return headlineText(
    headlineOf(answer, { against: 'normal', narrowed }),
    {
      category: (id) => ({ kecelakaan: 'Kecelakaan', kdrt: 'KDRT & anak' })[id] ?? id,
      base: () => reviewWords[language].headline.usual,
      mudik: true
    },
    makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language }),
    reviewWords[language]
  )
}

describe('the headline', () => {
  test('says that one peak exceeds the other only beyond chance', () => {
    const all = { categories: [kecelakaan] }
    expect(say(tell({ ...all, ...peaks(78, 140) }))).toBe(
      'Arus balik H+5 melampaui puncak mudik H−2; kecelakaan sekitar dua kali lipat'
    )
    expect(say(tell({ ...all, ...peaks(78, 81) }))).toBe(
      'Puncak mudik H−2 dan arus balik H+5 melebihi hari biasa; kecelakaan sekitar dua kali lipat'
    )
    expect(say(tell({ ...all, ...peaks(140, 78) }), 'en')).toBe(
      'Outbound peak H−2 above return peak H+5; kecelakaan about double'
    )
  })

  test('asks more of two peaks where days vary more than chance', () => {
    const normalDay = { mean: 47, meanLow: 44, meanHigh: 50, dayLow: 20, dayHigh: 80, days: 28 }
    const noisy = tell({ ...peaks(78, 110), normalDay: { ...normalDay, dispersion: 6 } })
    expect(say(noisy)).toContain('melebihi hari biasa')
    expect(say(tell(peaks(78, 110)))).toContain('melampaui')
  })

  test('says double only where the whole interval is far from no change', () => {
    const of = (ratio: number, low: number): string =>
      say(
        tell({ categories: [category('kecelakaan', { verdict: 'more', ratio, low, high: 9 }, 90)] })
      )
    expect(of(2, 1.6)).toContain('kecelakaan sekitar dua kali lipat hari biasa'.slice(1))
    expect(of(2, 1.05)).toContain('naik 100% dari hari biasa')
    expect(of(2.6, 2.1)).toContain('lebih dari dua kali lipat hari biasa')
    expect(of(2.6, 1.7)).toContain('naik 160% dari hari biasa')
  })

  test('names nothing that is within chance', () => {
    const quiet = tell({ categories: [category('kecelakaan', within, 90)] })
    expect(say(quiet)).toBe('Masih dalam batas wajar: 59,4 laporan per hari, hari biasa 46,7')
    expect(say(quiet, 'en')).toBe('Within the usual range: 59,4 incidents a day, a usual day 46,7')
  })

  test('names what fell as fallen, and an abbreviation as it is written', () => {
    const fewer: RateChange = { verdict: 'fewer', ratio: 0.58, low: 0.4, high: 0.8 }
    expect(say(tell({ categories: [category('kdrt', fewer, 20)] }))).toBe(
      'KDRT & anak turun 42% dari hari biasa'
    )
  })

  test('only counts where nothing is known to compare with, or too little', () => {
    const uncompared: Told = {
      ...tell(),
      total: { ...tell().total, ...{ change: undefined } } as never
    }
    expect(say(uncompared)).toBe('1.723 laporan, 59,4 per hari')
    expect(say(tell({ change: { verdict: 'tooFew' } }))).toBe(
      '1.723 laporan: terlalu sedikit untuk dibandingkan'
    )
  })

  test('of a period that is not over says so', () => {
    const running = tell({
      change: { verdict: 'more', ratio: 1.27, low: 1.1, high: 1.4 },
      days: [{ day: '2025-03-28', offset: -3, count: 23, running: true }]
    })
    expect(say(running)).toBe('Sejauh ini laporan naik 27% dari hari biasa')
  })

  test('of a selection speaks of it as a whole, never of peaks', () => {
    const some = tell({ ...peaks(78, 140), categories: [kecelakaan] })
    expect(say(some, 'id', true)).toBe(
      'Pilihan ini masih dalam batas wajar: 59,4 laporan per hari, hari biasa 46,7'
    )
  })

  test('without a single day says that there is no data', () => {
    const { period } = tell().total
    const total = { count: 0, normalPerDay: 46.7, period: { ...period, days: 0 } }
    expect(say({ ...tell(), total })).toBe('Belum ada data pada periode ini')
  })
})
