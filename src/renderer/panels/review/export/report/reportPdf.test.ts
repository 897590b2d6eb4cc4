import { readFileSync } from 'node:fs'
import { extractTextItems } from 'unpdf'
import { describe, expect, test } from 'vitest'
import type { ReviewAnswer } from '../../../../../contract/review.ts'
import { makeAnswer, lebaranQuestion } from '../../../../../testing/makeAnswer.ts'
import { makeWallCity } from '../../../../../testing/make.ts'
import type { PaperSize } from './paper.ts'
import { reportPdf } from './reportPdf.ts'
import type { ReportSubject } from './speech.ts'

const code = 'K7QM3XRP'
const fonts = { regular: font('Regular'), bold: font('SemiBold') }

function font(weight: string): ArrayBuffer {
  const file = `resources/public/fonts/print/IBMPlexSans-${weight}.ttf`
  return new Uint8Array(readFileSync(file)).buffer
}

function report(size: PaperSize, subject: Partial<ReportSubject> = {}): ArrayBuffer {
  const answer = makeAnswer()
  return reportPdf({
    figures: { code, city: 'contoh', asOf: answer.asOf, question: lebaranQuestion, answer },
    city: makeWallCity(),
    language: 'id',
    ...subject,
    size,
    fonts
  })
}

/** Text of every page, one line per piece. */
async function pagesOf(pdf: ArrayBuffer): Promise<readonly string[]> {
  const { items } = await extractTextItems(new Uint8Array(pdf.slice(0)))
  return items.map((page) => page.map(({ str }) => str).join('\n'))
}

describe.each(['a4', 'wide'] as const)('a report on %s', (size) => {
  test('holds the figures of the answer as the wall writes them', async () => {
    const text = (await pagesOf(report(size))).join('\n')
    for (const figure of [
      ...['1.305', '261,0', '82%', '8 m 42 s', '14 m 13 s', '+40%', '+22%…+61%'],
      ...['Kebakaran', '435', 'Contoh Utara', '1.264', 'Tanpa kecamatan', '702', '1.411', '282,2'],
      ...['dalam batas wajar', 'H−2', 'H+2', '2 Apr']
    ])
      expect(text.split('\n')).toContain(figure)
    expect(text).toContain(
      'dari laporan diterima sampai petugas tiba di lokasi, paling lama 10 menit'
    )
  })

  test('says on every page which figures they are, and that they are simulated', async () => {
    const pages = await pagesOf(report(size))
    expect(pages.length).toBeGreaterThan(2)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Kode ${code}`)
      expect(page).toContain('Data per Selasa 25 Maret 2025 14.02 WIB')
      expect(page).toContain(`${index + 1}/${pages.length}`)
      expect(page).toContain('DATA SIMULASI')
    }
  })

  test('is the same bytes for the same figures', () => {
    expect(Buffer.from(report(size)).equals(Buffer.from(report(size)))).toBe(true)
  })
})

test('a report without anything to compare with says dashes, and its choice', async () => {
  const question = {
    period: lebaranQuestion.period,
    selection: { categories: ['kebakaran'] as [string], weekdays: [5] as [number] }
  }
  const whole = makeAnswer({ question })
  const { count, perDay, period } = whole.total
  const answer = {
    ...whole,
    total: { count, ...(perDay !== undefined && { perDay }), period },
    simulated: false
  }
  const figures = { code, city: 'contoh', asOf: answer.asOf, question, answer }
  const text = (await pagesOf(report('a4', { figures }))).join('\n')
  expect(text).toContain('Kebakaran · Sabtu')
  expect(text).toContain('29 Mar–2 Apr 2025')
  expect(text).not.toContain('DATA SIMULASI')
  expect(text).not.toContain('Pembanding\n')
})

test('a report on days that no store covers says dashes, never zero', async () => {
  const whole = makeAnswer()
  const unknown = { count: 0, normalPerDay: 47 }
  const empty = { n: 0, met: 0, breached: 0, running: 0, unknown: 0 }
  const answer: ReviewAnswer = {
    ...whole,
    total: { ...unknown, period: { ...whole.total.period, days: 0, incidents: 0 } },
    days: whole.days.map(({ day, running }) => ({ day, running })),
    hours: { counts: whole.hours.counts.map((row) => row.map(() => 0)), days: Array(7).fill(0) },
    categories: whole.categories.map(({ category }) => ({ category, ...unknown })),
    districts: whole.districts.map(({ district }) => ({ district, ...unknown })),
    response: empty,
    agencies: []
  }
  delete answer.normalDay
  const figures = { code, city: 'contoh', asOf: answer.asOf, question: lebaranQuestion, answer }
  const pieces = (await pagesOf(report('a4', { figures }))).join('\n').split('\n')
  expect(pieces).toContain('–')
  // The one 0 is where the axis of days begins.
  expect(pieces.filter((piece) => /^0(?:,0)?$/u.test(piece)).length).toBeLessThanOrEqual(1)
})

test('a report in English has no Indonesian words but names', async () => {
  const text = (await pagesOf(report('wide', { language: 'en' }))).join('\n')
  expect(text).toContain('within usual range')
  expect(text).not.toMatch(/laporan|kecamatan|terhadap|biasa/iu)
})
