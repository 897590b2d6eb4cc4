import type { Locator, Page } from '@playwright/test'
import { makeHub, type Hub } from './harness/hub.ts'
import { layoutFaults } from './harness/layout.ts'
import { expect, onlyWhenLong, test } from './harness/test.ts'
import type { Wall } from './harness/wall.ts'

/** 16 April 2025, standing still, with two and a half simulated months before it. */
const flags = [
  ...['--city', 'semarang', '--simulate', 'live', '--simulate-months', '2'],
  ...['--clock', '2025-04-16T09:20:44+07:00', '--clock-speed', '0']
]

let hub: Hub

// One hub for all of them, so one after the other.
test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  hub = await makeHub(flags)
  await hub.start()
  // The past is told until nothing more comes: what is counted must stand still.
  let last = 0
  await expect
    .poll(
      async () => {
        const before = last
        last = (await hub.counts()).total
        return last > 3_000 && last === before
      },
      { intervals: [700], timeout: 30_000 }
    )
    .toBe(true)
})

test.afterAll(() => hub.remove())

function address(search: string): string {
  const url = new URL(hub.wall)
  for (const [key, value] of new URLSearchParams(search)) url.searchParams.set(key, value)
  return url.href
}

/** The scene, as it answers: what it asks and what it shows are the same. */
function review(page: Page): Locator {
  return page.locator('.review[data-answer="current"][data-asked="true"]')
}

async function openPuncak(wall: Wall, search = 'scene=puncak'): Promise<void> {
  await wall.page.goto(address(search))
  await expect(review(wall.page)).toBeVisible()
}

async function total(page: Page): Promise<number> {
  await expect(review(page)).toBeVisible()
  return Number(await page.locator('.review-figures').getAttribute('data-total'))
}

/** What the marks of a chart sum to. */
async function sumOf(page: Page, chart: string, marks: string): Promise<number> {
  const counts = await page
    .locator(`[data-chart="${chart}"] ${marks}`)
    .evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-count'))))
  return counts.reduce((sum, count) => sum + count, 0)
}

const rows = ':is([data-row], [data-rest])'

test('the peak is told in a headline, and every chart counts the same incidents', async ({
  wall
}) => {
  await openPuncak(wall)
  const { page } = wall
  await expect(page.locator('.review-say h1')).not.toBeEmpty()
  await expect(page.locator('.review-figures')).toContainText('data simulasi')
  await expect(page.locator('[data-chart="hari"]')).toContainText(
    'tahun sebelumnya belum ada data, tersimpan sejak 1 Feb 2025'
  )
  const all = await total(page)
  expect(all).toBeGreaterThan(1_000)
  expect(await sumOf(page, 'hari', '[data-day]')).toBe(all)
  expect(await sumOf(page, 'jam', '.review-chart rect[data-count]')).toBe(all)
  expect(await sumOf(page, 'jenis', rows)).toBe(all)
  expect(await sumOf(page, 'kecamatan', rows)).toBe(all)
})

test('a click narrows the other charts to it, and Escape widens them again', async ({ wall }) => {
  await openPuncak(wall)
  const { page } = wall
  const all = await total(page)
  const kinds = await sumOf(page, 'jenis', rows)
  const row = page.locator('[data-chart="kecamatan"] [data-row]').first()
  const count = Number(await row.getAttribute('data-count'))

  await row.click()
  await expect.poll(() => total(page)).toBe(count)
  await expect(page.locator('.review-chips li')).toHaveCount(2)
  // Its own chart keeps its fellows, all others count it alone.
  expect(await sumOf(page, 'kecamatan', rows)).toBe(all)
  expect(await sumOf(page, 'jenis', rows)).toBe(count)
  expect(await sumOf(page, 'hari', '[data-day]')).toBe(count)
  expect(await sumOf(page, 'jam', '.review-chart rect[data-count]')).toBe(count)

  const kind = page.locator('[data-chart="jenis"] [data-row]').first()
  const both = Number(await kind.getAttribute('data-count'))
  await kind.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => total(page)).toBe(both)
  await expect(page.locator('.review-chips li')).toHaveCount(3)

  await page.locator('.review-chips button').first().click()
  await expect(page.locator('.review-chips li')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect.poll(() => total(page)).toBe(all)
  await expect(page.locator('.review-chips')).toHaveCount(0)
  expect(await sumOf(page, 'jenis', rows)).toBe(kinds)
})

test('days are chosen by dragging, and the address opens the same view again', async ({ wall }) => {
  await openPuncak(wall)
  const { page } = wall
  const slots = page.locator('[data-chart="hari"] [data-mark]')
  const from = await slots.nth(18).boundingBox()
  const to = await slots.nth(21).boundingBox()
  if (from === null || to === null) throw new Error('the days are not drawn')
  await page.mouse.move(from.x + from.width / 2, from.y + 80)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2, to.y + 80, { steps: 6 })
  await page.mouse.up()
  await expect(page.locator('.review-chips')).toContainText('H+4 – H+7 (4–7 Apr)')
  await page.getByRole('tab', { name: 'Instansi' }).click()
  await expect(page.locator('[data-target]')).toContainText('laporan masuk sampai tiba')
  await page.locator('[data-chart="instansi"] [data-row]').first().click()
  await expect(page.locator('.review-chips li')).toHaveCount(3)
  const shown = await total(page)
  const chips = await page.locator('.review-chips').innerText()

  const url = new URL(page.url())
  expect(url.href).not.toContain('token')
  expect(url.searchParams.get('days')).toBe('2025-04-04..2025-04-07')
  await page.reload()
  expect(await total(page)).toBe(shown)
  expect(await page.locator('.review-chips').innerText()).toBe(chips)
  await expect(page.getByRole('tab', { name: 'Waktu tanggap' })).toHaveAttribute(
    'aria-selected',
    'true'
  )
})

test('a hub that falls silent leaves the figures, marked as old', async ({ wall }) => {
  wall.allow(/Failed to load resource/u)
  await openPuncak(wall)
  const { page } = wall
  const all = await total(page)
  await page.route('**/api/review', (route) => route.abort())
  await page.locator('[data-chart="jenis"] [data-row]').first().click()
  await expect(page.locator('.review[data-answer="old"]')).toBeVisible()
  await expect(page.locator('.review-figures')).toContainText('hub tidak menjawab')
  await expect(page.locator('.review-figures')).toHaveAttribute('data-total', String(all))
  await page.unroute('**/api/review')
  await expect(review(page)).toBeVisible()
})

test('every text has its place at a desk, on a wall and for far seats', async ({ wall }) => {
  onlyWhenLong()
  test.slow()
  await openPuncak(wall)
  for (const [width, height] of [
    [1440, 900],
    [1920, 1080],
    [3840, 2160]
  ] as const) {
    await wall.page.setViewportSize({ width, height })
    await expect.poll(() => layoutFaults(wall.page), { message: `${width}×${height}` }).toEqual([])
  }
  for (const scale of [0.85, 1.25]) {
    await openPuncak(wall, `scene=puncak&scale=${scale}&detail=agencies`)
    await expect.poll(() => layoutFaults(wall.page), { message: `scale ${scale}` }).toEqual([])
  }
})
