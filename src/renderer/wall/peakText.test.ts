import { describe, expect, test } from 'vitest'
import type { Certainty, WallPeak } from '../../contract/peaks.ts'
import { peakText } from './PeakOfToday.tsx'
import { wallWords } from './words.ts'

const peak = (certainty: Certainty): WallPeak => ({
  id: 'idulfitri',
  name: 'Idulfitri',
  nameEn: 'Eid al-Fitr',
  day: '2025-03-31',
  certainty,
  window: { from: -30, to: 15 }
})
const inIndonesian = (certainty: Certainty, offset: number): string =>
  peakText({ peak: peak(certainty), offset }, 'id', wallWords.id)

describe('the peak beside the date', () => {
  test('counts the days to and from H', () => {
    expect([-6, 0, 3].map((offset) => inIndonesian('decreed', offset))).toEqual([
      'H−6 Idulfitri',
      'Hari H Idulfitri',
      'H+3 Idulfitri'
    ])
  })

  test('says when nobody has decreed the day yet', () => {
    expect(inIndonesian('expected', -6)).toBe('H−6 Idulfitri (rencana)')
    expect(inIndonesian('estimated', -6)).toBe('H−6 Idulfitri (perkiraan)')
  })

  test('is said in English too', () => {
    const text = peakText({ peak: peak('estimated'), offset: -6 }, 'en', wallWords.en)
    expect(text).toBe('H−6 Eid al-Fitr (estimated)')
  })
})
