import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { extractTextItems } from 'unpdf'
import { FrozenBriefing, frozenBriefingPath } from '../src/contract/briefing.ts'
import { fire, publishIncident } from './harness/feed.ts'
import { expect, test } from './harness/test.ts'

/** 25 March 2025, 14.02.11 in Semarang, standing still. */
const now = Date.parse('2025-03-25T14:02:11+07:00')
const minute = 60_000
const day = 24 * 60 * minute

test.use({
  hubFlags: [
    ...['--city', 'semarang', '--simulate', 'off'],
    ...['--clock', new Date(now).toISOString(), '--clock-speed', '0']
  ]
})

async function save(page: Page, name: string): Promise<{ file: Buffer; name: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click()
  ])
  return { file: await readFile(await download.path()), name: download.suggestedFilename() }
}

function textsOf(page: Page): Promise<readonly string[]> {
  return page.locator('.briefing :is(h1, .briefing-number)').allInnerTexts()
}

test('a frozen briefing stays as it is while data flows, also on paper and after a reload', async ({
  broker,
  hub,
  wall
}) => {
  const { page } = wall
  const at = (ago: number): string => new Date(now - ago).toISOString()
  const publish = (...bodies: readonly ReturnType<typeof fire>[]): Promise<unknown> =>
    Promise.all(bodies.map((body) => publishIncident(broker, body)))
  const earlier = Array.from({ length: 12 }, (_, i) => {
    const ago = (1 + i) * day
    return fire(`B-${i}`, {
      ...{ receivedAt: at(ago), arrivedAt: at(ago - (6 + (i % 3)) * minute) },
      ...{ closedAt: at(ago - 60 * minute), status: 'closed' },
      district: i % 3 === 0 ? '33.74.10' : '33.74.01'
    })
  })
  await publish(...earlier, fire('B-open', { receivedAt: at(3 * minute), district: '33.74.10' }))
  await expect.poll(() => hub.counts()).toMatchObject({ total: 13 })
  const address = new URL(hub.wall)
  address.searchParams.set('scene', 'briefing')
  await wall.open(address.href)
  const month = page.locator('[data-figure="month"] .num')
  await expect(month).toHaveText('13')
  await expect(page.locator('.briefing-event')).toContainText('Tembalang')
  await expect(page.locator('.briefing-event')).not.toContainText('Damkar')

  await page.keyboard.press('f')
  const frozen = page.locator('.briefing[data-frozen]')
  await expect(frozen).toBeVisible()
  const code = (await frozen.getAttribute('data-frozen')) ?? ''
  await expect(page.locator('.briefing-frozen')).toContainText(`data sampai 14.02 WIB · ${code}`)
  await expect(page.locator('.briefing-frozen')).toContainText('belum ada laporan baru')
  const before = await textsOf(page)

  const later = { receivedAt: at(minute), priority: 3 }
  await publish(...['B-new-1', 'B-new-2', 'B-new-3'].map((id) => fire(id, later)))
  await expect(page.locator('.briefing-frozen')).toContainText('3 laporan baru sejak itu')
  const critical = { receivedAt: new Date(now + 1000).toISOString(), district: '33.74.02' }
  await publish(fire('B-critical', critical))
  await expect(page.locator('.briefing-frozen')).toContainText('Kritis baru: Kebakaran, Utara')
  expect(await textsOf(page)).toEqual(before)
  await page.reload()
  await expect(frozen).toHaveAttribute('data-frozen', code)
  expect(await textsOf(page)).toEqual(before)

  const pdf = await save(page, 'Simpan PDF')
  expect(pdf.name).toBe(`siaga-semarang-briefing-2025-03-25-1402-${code}.pdf`)
  const { items } = await extractTextItems(new Uint8Array(pdf.file))
  const paper = items.flatMap((sheet) => sheet.map(({ str }) => str)).join(' ')
  const words = (text: string): string => text.replaceAll(/\s+/gu, '')
  for (const text of before)
    for (const line of text.split('\n')) expect(words(paper)).toContain(words(line))
  expect(paper).toContain(code)
  const png = await save(page, 'Simpan PNG')
  expect(png.file.subarray(1, 4).toString()).toBe('PNG')
  expect(png.file.length).toBeGreaterThan(30_000)

  const kept = async (): Promise<FrozenBriefing> =>
    FrozenBriefing.parse(JSON.parse(await hub.text(`${frozenBriefingPath}?code=${code}`)))
  expect((await kept()).briefing).toMatchObject({ total: 13, month: { count: 13 } })

  await page.keyboard.press('f')
  await expect(month).toHaveText('17')
  await expect(frozen).toBeHidden()
  expect((await kept()).briefing.total).toBe(13)
})

test('a shift takes over at the card, on record', async ({ hub, wall }) => {
  const { page } = wall
  const address = new URL(hub.wall)
  address.searchParams.set('scene', 'briefing')
  await wall.open(address.href)
  await page.locator('.briefing').waitFor()
  await page.keyboard.press('h')
  const card = page.getByRole('dialog', { name: 'Serah terima sif' })
  await expect(card).toContainText('Jam sif belum diatur')
  await expect(card).toContainText('Belum ada serah terima yang tercatat')
  await card.getByLabel('Nama penerima').fill('Fitri H')
  await card.getByRole('button', { name: 'Terima sif' }).click()
  await expect(card).toContainText('oleh Fitri H')
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
})
