import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { encode } from 'uqr'
import type { Page } from '@playwright/test'
import { qrPath } from '../src/renderer/wall/remote/qrPath.ts'
import { fire, publishIncident } from './harness/feed.ts'
import { expect, test } from './harness/test.ts'
import { Wall } from './harness/wall.ts'

const notes = 'Sebutkan dulu hujan, baru angkanya.'
const steps = {
  name: 'Wali kota',
  steps: [
    { title: 'Sekarang', scene: 'operasi', notes },
    { title: 'Kamera', scene: 'cctv' }
  ]
}

test.use({
  // The same picture, a quarter of the pixels.
  viewport: { width: 960, height: 540 },
  hubFlags: [
    ...['--city', 'semarang', '--simulate', 'off'],
    ...['--remote-port', '0', '--remote-host', '127.0.0.1']
  ]
})

/** The address in the code on the wall, as the hub last told it. */
function pairingAddresses(wall: Wall): readonly string[] {
  const addresses: string[] = []
  wall.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const found = /"address":"([^"]+)"/u.exec(String(payload))?.[1]
      if (found !== undefined) addresses.push(found)
    })
  )
  return addresses
}

test('a phone is paired at the wall, steers it, and is revoked there', async ({
  broker,
  hub,
  wall,
  browser
}) => {
  test.slow()
  const folder = path.join(hub.data, 'wall', 'steps')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'wali-kota.json'), JSON.stringify(steps))
  const frames: string[] = []
  wall.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  )
  const addresses = pairingAddresses(wall)
  await wall.open(hub.wall)
  await publishIncident(broker, fire('R-1', { priority: 2, district: 'Semarang Tengah' }))
  await publishIncident(broker, fire('R-2', { category: 'kecelakaan', priority: 1 }))

  const dialog = wall.page.getByRole('dialog', { name: 'Ponsel' })
  const digits = dialog.locator('.remote-digits')
  await wall.page.keyboard.press('r')
  await expect(dialog).toContainText('mati')
  await wall.page.keyboard.press('Enter')
  await dialog.locator('[data-role="presenter"]').click()
  await expect(digits).toHaveText(/^\d{6}$/u)
  const code = (await digits.getAttribute('data-digits')) ?? ''
  const address = addresses.at(-1) ?? ''
  const { data } = encode(address, { ecc: 'M', border: 0 })
  await expect(dialog.locator('.remote-qr path')).toHaveAttribute('d', qrPath(data))

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    ignoreHTTPSErrors: true,
    locale: 'id-ID'
  })
  const phone = await context.newPage()
  const device = new Wall(phone)
  device.allow(/403|WebSocket/u)
  await phone.goto(address)
  expect(new URL(phone.url()).hash, 'the secret is out of the address').toBe('')
  await pair(phone, code === '000000' ? '111111' : '000000')
  await expect(phone.getByRole('alert')).toHaveText(/^Angkanya tidak cocok/u)
  await expect(dialog).toContainText('4 percobaan')
  await pair(phone, code)
  await expect(phone.locator('.now-scene')).toHaveText('Operasi')
  await expect(dialog.locator('[data-device]')).toContainText('Penyaji, terhubung')
  await expect(wall.status('remotes')).toHaveText('Ponsel 1 terhubung')
  await wall.page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  const scene = wall.page.locator('.scene')
  await phone.locator('[data-way="next"]').tap()
  await expect(scene).toHaveAttribute('data-scene', 'cctv')
  await expect(wall.status('steering')).toContainText('Rina')
  await expect(phone.locator('.now-you')).toBeVisible()
  await phone.locator('[data-scene="operasi"]').tap()
  await expect(scene).toHaveAttribute('data-scene', 'operasi')

  await phone.locator('[data-tab="more"]').tap()
  await expect(phone.getByText('Penyaji')).toBeVisible()
  await expect(phone.locator('[data-mode]'), 'a presenter changes no mode').toHaveCount(0)

  await phone.locator('[data-tab="incidents"]').tap()
  await phone.locator('[data-incident="R-1"]').tap()
  await expect(phone.locator('[data-incident="R-1"]')).toHaveAttribute('aria-pressed', 'true')
  await expect(wall.panel('leadIncident').locator('[data-incident="R-1"]')).toBeVisible()
  await phone.locator('[data-incident="R-1"]').tap()
  await expect(wall.panel('leadIncident').locator('[data-incident="R-2"]')).toBeVisible()

  await phone.locator('[data-tab="cameras"]').tap()
  await phone.locator('[data-camera="k05"]').tap()
  await expect(wall.panel('cueCamera').locator('[data-camera="k05"]')).toBeVisible()
  await expect(wall.status('focus')).toContainText('Rina')
  await wall.page.keyboard.press('Escape')
  await expect(wall.status('focus')).toHaveCount(0)

  await phone.locator('[data-tab="steps"]').tap()
  await phone.locator('[data-steps="wali-kota"]').tap()
  await expect(phone.getByText(notes)).toBeVisible()
  await phone.locator('[data-way="next"]').tap()
  await expect(scene).toHaveAttribute('data-scene', 'cctv')
  await expect(phone.locator('[data-way="next"]')).toBeDisabled()
  expect(frames.filter((frame) => frame.includes(notes))).toEqual([])

  await phone.getByRole('button', { name: 'Tutup tirai' }).tap()
  await expect(wall.page.locator('.curtain')).toBeVisible()
  await expect(phone.getByText('Dibuka dari dinding')).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Buka tirai' })).toHaveCount(0)
  await wall.page.keyboard.press('g')
  await expect(scene).toBeVisible()

  await phone.reload()
  await expect(phone.locator('.now-you'), 'paired once is enough').toBeVisible()
  await phone.locator('[data-tab="more"]').tap()
  await phone.getByRole('button', { name: 'Lepas kendali' }).tap()
  await expect(wall.status('steering')).toHaveCount(0)
  await phone.locator('[data-way="next"]').tap()
  await expect(wall.status('steering')).toContainText('Rina')
  await phone.goto('about:blank')
  await expect(wall.status('steering'), 'left').toContainText(/\d\d\.\d\d/u)
  await phone.goto(new URL('/', address).href)
  await expect(phone.locator('.now-you')).toBeVisible()

  await wall.page.keyboard.press('r')
  await dialog.getByRole('button', { name: 'Cabut Rina' }).click()
  await expect(phone.getByRole('alert')).toContainText('dicabut di dinding')
  await expect(wall.status('remotes')).toHaveText('Ponsel 0 terhubung')
  await phone.reload()
  await expect(phone.getByRole('alert')).toContainText('Sambungkan lagi')
  await phone.getByRole('button', { name: 'Sambungkan dari awal' }).tap()
  await expect(phone.getByText('tekan R')).toBeVisible()

  await dialog.locator('[data-role="operator"]').click()
  await expect(digits).not.toHaveAttribute('data-digits', code)
  await phone.goto(addresses.at(-1) ?? '')
  await pair(phone, (await digits.getAttribute('data-digits')) ?? '')
  await phone.locator('[data-tab="more"]').tap()
  await phone.locator('[data-mode="guests"]').tap()
  await expect(wall.page.locator('.top-mode')).toContainText('Kunjungan')
  await expect(dialog).toContainText('Ada tamu')
  await expect(wall.status('remotes')).toHaveText('Ponsel menyala')

  wall.allow(/WebSocket|ERR_/u)
  await hub.kill()
  await expect(phone.getByRole('alert')).toContainText('Terputus', { timeout: 5_000 })
  for (const button of await phone.locator('.dock button').all())
    await expect(button).toBeDisabled()
  device.expectNoComplaints()
  await context.close()
})

async function pair(phone: Page, digits: string): Promise<void> {
  await phone.locator('input[name="name"]').fill('Rina')
  await phone.locator('input[name="digits"]').fill(digits)
  await phone.getByRole('button', { name: 'Sambungkan' }).tap()
}
