import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { shiftAt, shiftEveryMs } from '../src/renderer/wall/care/pixelShift.ts'
import { fire, publishIncident } from './harness/feed.ts'
import { expect, test } from './harness/test.ts'

const second = 1_000
const minute = 60 * second

/** At night in Semarang; four seconds later the picture moves. */
const night = Date.parse('2025-03-25T23:30:00+07:00')
const moves = Math.ceil(night / shiftEveryMs) * shiftEveryMs
const now = moves - 4 * second

const folder = mkdtempSync(path.join(tmpdir(), 'siaga-e2e-room-'))
const config = path.join(folder, 'hub.json')
const wallSettings = {
  staffOnly: true,
  shiftHours: [0, 6, 12, 18],
  nightHours: [22, 5],
  soundVolume: 0.5,
  soundDevice: 'Pengeras ruang'
}
writeFileSync(config, JSON.stringify({ wall: wallSettings }))

test.use({
  hubRules: 'shipped',
  hubFlags: [
    ...['--city', 'semarang', '--simulate', 'off', '--config', config],
    ...['--clock', new Date(now).toISOString(), '--clock-speed', '1']
  ]
})

test.afterAll(() => rmSync(folder, { recursive: true }))

/** Everything that goes to an output is measured on its way. */
const meter = `
  globalThis.loudest = 0
  globalThis.AudioContext = class extends AudioContext {
    #meter
    get destination() {
      if (this.#meter === undefined) {
        this.#meter = new AnalyserNode(this)
        this.#meter.connect(super.destination)
        const samples = new Float32Array(this.#meter.fftSize)
        setInterval(() => {
          this.#meter.getFloatTimeDomainData(samples)
          for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample))
        }, 20)
      }
      return this.#meter
    }
  }`

const loudest = (page: Page): Promise<number> => page.evaluate<number>('loudest')

/** Of the picture, in CSS pixels; on 1920 × 1080 a step is one. */
const shift = (page: Page): Promise<string> =>
  page.locator('.wall').evaluate((wall) => getComputedStyle(wall).translate)

const shown = ({ x, y }: { readonly x: number; readonly y: number }): string =>
  y === 0 ? `${x}px` : `${x}px ${y}px`

test('the room: care, notes, an old code, and a signal that can be muted', async ({
  broker,
  hub,
  wall
}) => {
  const { page } = wall
  const begun = Date.now()
  await page.addInitScript({ content: meter })
  const incident = (id: string, body = {}): Promise<void> => {
    const receivedAt = new Date(now + Date.now() - begun).toISOString()
    return publishIncident(broker, fire(id, { receivedAt, ...body }))
  }
  await incident('R-1', { priority: 3 })
  await expect.poll(() => hub.counts()).toMatchObject({ total: 1 })
  wall.allow(/404/u)
  const address = new URL(hub.wall)
  address.searchParams.set('scene', 'briefing')
  await wall.open(address.href)

  // Care: one place of the square, then the next; static parts are darker, the seconds run on.
  await expect.poll(() => shift(page)).toBe(shown(shiftAt(moves)))
  expect(shiftAt(moves)).not.toEqual(shiftAt(now))
  await expect(page.locator('html')).toHaveAttribute('data-night', '1.00')
  const brand = page.locator('.top-brand')
  expect(await brand.evaluate((text) => getComputedStyle(text).color)).not.toBe(
    'rgb(243, 246, 247)'
  )
  await expect(wall.status('sound')).toContainText('Pengeras ruang')

  // An old code gives the same figures again.
  const month = page.locator('[data-figure="month"] .num')
  await expect(month).toHaveText('1')
  await page.keyboard.press('f')
  const frozen = page.locator('.briefing[data-frozen]')
  const code = (await frozen.getAttribute('data-frozen')) ?? ''
  const figures = (): Promise<readonly string[]> =>
    page.locator('.briefing :is(h1, .briefing-number)').allInnerTexts()
  const before = await figures()
  await page.keyboard.press('f')
  await incident('R-2', { priority: 3 })
  await expect(month).toHaveText('2')
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'Briefing yang lalu' })
  await dialog.getByLabel('Kode').fill(`${code.slice(0, 7)}${code.endsWith('2') ? '3' : '2'}`)
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('bukan kode')
  await dialog.getByLabel('Kode').fill('2222 2222')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Tidak ada briefing dengan kode')
  await dialog.getByLabel('Kode').fill(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(frozen).toHaveAttribute('data-frozen', code)
  await expect(dialog).toBeHidden()
  expect(await figures()).toEqual(before)

  // Notes: letters typed are no keys, numbers of people are refused, the next shift acknowledges.
  await page.keyboard.press('h')
  const card = page.getByRole('dialog', { name: 'Serah terima sif' })
  await expect(card).toContainText('Sif 4 dari 4')
  const note = card.getByLabel('Catatan untuk sif berikut')
  await expect(note).toBeEditable()
  await note.pressSequentially('Pompa 2 padam. Hub 0812 3456 7890')
  await expect(card).toContainText('seperti nomor telepon')
  await expect(card.getByRole('button', { name: 'Simpan catatan' })).toBeDisabled()
  await note.fill('Pompa 2 padam sampai 07.30.')
  await card.getByRole('button', { name: 'Simpan catatan' }).click()
  await expect(card).toContainText('Disimpan')
  await card.getByLabel('Nama penerima').fill('Fitri H')
  await card.getByRole('button', { name: 'Terima sif' }).click()
  await expect(card).toContainText('Diterima Fitri H bersama catatan')
  await expect(card).toContainText('Pompa 2 padam sampai 07.30.')
  expect(hub.log()).not.toContain('Pompa')
  await page.keyboard.press('Escape')
  await page.keyboard.press('f')

  // While sound is muted a critical incident is seen; afterwards the next one is heard as well.
  await page.keyboard.press('u')
  const until = new Date(Date.now() + 30 * minute)
  const wib = until.toLocaleTimeString('id-ID', { timeZone: 'Asia/Jakarta', timeStyle: 'short' })
  await expect(wall.status('mute')).toContainText(new RegExp(`s\\.d\\. ${wib.slice(0, 3)}`, 'u'))
  await incident('R-3')
  await expect(wall.status('takeover')).toContainText(/Kejadian kritis baru|1 kejadian/u)
  expect(await loudest(page)).toBe(0)
  await page.keyboard.press('u')
  await expect(wall.status('mute')).toBeHidden()
  await incident('R-4')
  await expect.poll(() => loudest(page)).toBeGreaterThan(0.05)
})
