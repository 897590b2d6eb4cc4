import { expect, it } from 'vitest'
import type { DisplayNotice } from '../../../contract/displays.ts'
import { makeHealth } from '../../../testing/make.ts'
import { makeFormat } from '../../look/format.ts'
import { displayItems } from './displayItems.ts'
import { displayWords } from './words.ts'

const format = makeFormat({ locale: 'id-ID', timeZone: 'Asia/Jakarta', language: 'id' })

/** As one reads it; `!` is orchid. */
function told(notices: DisplayNotice[], language: 'id' | 'en' = 'id'): readonly string[] {
  const health = makeHealth({ displays: { bound: [], notices } })
  return displayItems({ state: { health }, format, say: displayWords[language] }).map(
    ({ label, value, rest = '', bad }) => `${label} ${value}${rest}${bad ? '!' : ''}`
  )
}

it('a wall in order is not spoken of', () => {
  expect(told([])).toEqual([])
  const state = { health: makeHealth() }
  expect(displayItems({ state, format, say: displayWords.id })).toEqual([])
})

it('what is missing is named first, in both languages', () => {
  const notices: DisplayNotice[] = [
    { code: 'extra', output: 'DP-1' },
    { code: 'recabled', display: 'A1', output: 'HDMI-2' },
    { code: 'missing', display: 'B2' }
  ]
  expect(told(notices)).toEqual([
    'Layar B2 hilang!',
    'Layar A1 pindah keluaran',
    'Keluaran DP-1 tidak dipakai'
  ])
  expect(told(notices, 'en')[0]).toBe('Display B2 missing!')
})

it('many of a kind are one statement', () => {
  const notices = ['A1', 'A2', 'A3', 'B1', 'B2', 'B3'].map((display) => ({
    code: 'guessed' as const,
    display,
    output: 'x'
  }))
  expect(told(notices)).toEqual(['Layar A1, A2, A3, B1 +2 ditebak, tekan D!'])
})

it('the last one of several, and none at all, are told', () => {
  expect(told([{ code: 'whole', display: 'A1' }])).toEqual([
    'Layar A1 tinggal satu, seluruh gambar di sana!'
  ])
  expect(told([{ code: 'none' }])).toEqual(['Layar tidak ada yang terpasang!'])
})
