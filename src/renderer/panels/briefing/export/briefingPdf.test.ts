import { readFileSync } from 'node:fs'
import { extractTextItems } from 'unpdf'
import { expect, test } from 'vitest'
import type { Briefing } from '../../../../contract/briefing.ts'
import { without } from '../../../../contract/without.ts'
import { makeWallCity } from '../../../../testing/make.ts'
import { makeBriefing } from '../../../../testing/makeBriefing.ts'
import { briefingPdf } from './briefingPdf.ts'

const code = 'K7QM3XRE'
const fonts = { regular: font('Regular'), bold: font('SemiBold') }

function font(weight: string): ArrayBuffer {
  const file = `resources/public/fonts/print/IBMPlexSans-${weight}.ttf`
  return new Uint8Array(readFileSync(file)).buffer
}

function sheet(briefing: Briefing, language: 'id' | 'en' = 'id'): ArrayBuffer {
  return briefingPdf({
    frozen: { code, city: 'contoh', briefing },
    city: makeWallCity(),
    language,
    fonts
  })
}

async function textsOf(pdf: ArrayBuffer): Promise<readonly string[]> {
  const { items } = await extractTextItems(new Uint8Array(pdf.slice(0)))
  expect(items).toHaveLength(1)
  return items.flatMap((page) => page.map(({ str }) => str))
}

test('the sheet holds what the wall shows, and its code', async () => {
  const texts = await textsOf(sheet(makeBriefing()))
  expect(texts).toEqual(
    expect.arrayContaining([
      ...['1.298', '1.714', 'seluruh Februari 1.308', '8', 'm', '42', 's', '89', '%'],
      ...['Contoh Utara', '700', 'Kebakaran', '2:47', '11:38'],
      ...['lewat target', code]
    ])
  )
  const whole = texts.join(' ')
  expect(whole).toContain('Dalam 25 hari, Maret hampir menyamai')
  expect(whole).toContain('24 dari 27, 4 berjalan')
  expect(whole).toContain('data sampai 14.02 WIB')
  // Kind and district; who is under way and where exactly is for the room alone.
  expect(whole).not.toMatch(/Damkar|Muara|DATA SIMULASI/u)
})

test('an early month without anything before it says so, and that it is simulated', async () => {
  const whole = makeBriefing({ simulated: true, events: [] })
  const texts = await textsOf(sheet(without(whole, 'last', 'change', 'forecast')))
  expect(texts).toEqual(
    expect.arrayContaining([
      'Februari tidak tersimpan penuh',
      'perkiraan perlu 14 hari riwayat',
      'Tidak ada laporan terbuka.',
      'DATA SIMULASI'
    ])
  )
})

test('the same figures are the same bytes', () => {
  const one = Buffer.from(sheet(makeBriefing()))
  expect(one.equals(Buffer.from(sheet(makeBriefing())))).toBe(true)
})
