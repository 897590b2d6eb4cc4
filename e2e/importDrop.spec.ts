import { expect, test } from './harness/test.ts'

/** The same window, at a desk. */
const deskOf = (address: string): string => address.replace('?', '?desk&')

/** Rows of our own CSV, a minute apart, of a day long past. */
function rows(count: number): string {
  const columns =
    'id,receivedAt,dispatchedAt,departedAt,arrivedAt,closedAt,category,priority,status,channel,district,subdistrict,agencies,latitude,longitude,calls,exercise'
  const start = Date.UTC(2025, 2, 1)
  const list = Array.from({ length: count }, (_, index) => {
    const at = new Date(start + index * 60_000).toISOString()
    return `OLD-${index},${at},,,,,kebakaran,1,closed,112,,,,-6.98,110.42,1,`
  })
  const bad = ['then', '2025-02-31T10:00:00Z'].map(
    (time, index) => `BAD-${index},${time},,,,,kebakaran,1,closed,112,,,,,,1,`
  )
  return `${[columns, ...list, ...bad, 'CUT-1,2025'].join('\n')}\n`
}

test('a file dropped on a desk window becomes history, with its refusals and its sum', async ({
  hub,
  wall
}) => {
  const { page } = wall
  await wall.open(deskOf(hub.wall))
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'maret.csv', { type: 'text/csv' }))
    return data
  }, rows(300))
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await expect(page.locator('.import-release')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })

  const overlay = page.getByRole('dialog', { name: 'Impor riwayat' })
  await expect(overlay.getByRole('radio')).toBeChecked({ timeout: 30_000 })
  await expect(overlay.locator('.import-preview tbody tr').first()).toContainText('Kebakaran')
  await overlay.getByRole('button', { name: 'Impor', exact: true }).click()
  await expect(overlay.locator('[data-sum]')).toHaveText(
    'Selesai. 303 baris dibaca = 300 baru + 0 diperbarui + 0 tetap + 0 digabung + 3 ditolak',
    { timeout: 30_000 }
  )
  await expect(overlay).toContainText('baris 302: receivedAt: tidak cocok dengan format waktu')
  await expect(overlay).toContainText('baris 303: receivedAt: hari yang tidak ada di kalender')
  await expect(overlay).toContainText('baris 304: 2 kolom, seharusnya 17')
  expect((await hub.counts()).total).toBe(300)
  await page.keyboard.press('Escape')
  await expect(overlay).toHaveCount(0)
})

test('a file that no mapping reads is refused with a sentence, and a wall takes none', async ({
  hub,
  wall
}) => {
  const { page } = wall
  await wall.open(deskOf(hub.wall))
  await page.keyboard.press('i')
  const overlay = page.getByRole('dialog', { name: 'Impor riwayat' })
  await overlay
    .locator('input[type=file]')
    .setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') })
  await expect(overlay.getByRole('alert')).toContainText('Tidak ada pemetaan')
  await expect(overlay).toContainText('It lacks')

  await wall.open(hub.wall)
  await page.keyboard.press('i')
  await expect(overlay).toHaveCount(0)
})
