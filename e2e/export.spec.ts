import { readFile } from 'node:fs/promises'
import { parquetReadObjects } from 'hyparquet'
import Papa from 'papaparse'
import type { Download, Page } from '@playwright/test'
import { extractTextItems } from 'unpdf'
import { Figures, figuresFilePaths, KeptFigures, keptFiguresPath } from '../src/contract/export.ts'
import { fire, publishIncident } from './harness/feed.ts'
import type { Hub } from './harness/hub.ts'
import { expect, onlyWhenLong, test } from './harness/test.ts'

const day = 86_400_000

/** A caller, a number of the source, and where something private happened. */
const canary = /CANARY|731337|110\.4377|6\.9777/u

async function save(page: Page, name: string): Promise<{ file: Buffer; name: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click()
  ])
  return { file: await bytesOf(download), name: download.suggestedFilename() }
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

async function pdfText(file: Buffer): Promise<readonly string[]> {
  const { items } = await extractTextItems(new Uint8Array(file))
  return items.flatMap((page) => page.map(({ str }) => str))
}

async function kept(hub: Hub, code: string): Promise<KeptFigures> {
  const address = new URL(`${keptFiguresPath}?code=${code}`, hub.ready.url)
  const response = await fetch(address, { headers: { Authorization: `Bearer ${hub.ready.token}` } })
  return KeptFigures.parse(await response.json())
}

test('a figure is the same on the wall, in every file, and under its code', async ({
  broker,
  hub,
  wall,
  browser
}) => {
  const { page } = wall
  for (let i = 0; i < 15; i += 1) {
    const secret = i % 5 === 0
    const receivedAt = Date.now() - (1 + (i % 4)) * day
    await publishIncident(
      broker,
      fire(i === 1 ? '=1-1' : `E-${i}`, {
        category: secret ? 'kdrt' : 'kebakaran',
        receivedAt: new Date(receivedAt).toISOString(),
        ...(i % 3 === 0 ? {} : { arrivedAt: new Date(receivedAt + 480_000).toISOString() }),
        status: 'closed',
        closedAt: new Date(receivedAt + 3_600_000).toISOString(),
        district: '33.74.01',
        ...(secret ? { position: [110.4377, -6.9777] } : {}),
        caller: 'CANARY',
        seq: 731337 + i
      })
    )
  }
  await expect.poll(() => hub.counts()).toMatchObject({ total: 15 })
  const address = new URL(hub.wall)
  address.searchParams.set('scene', 'puncak')
  await wall.open(address.href)
  await expect(page.locator('.review-figures')).toContainText('15 laporan')
  const chart = await page.locator('[data-chart="hari"] svg text').allTextContents()
  expect(chart.length).toBeGreaterThan(5)
  await page.getByRole('button', { name: 'Ekspor', exact: true }).click()

  const json = await save(page, 'JSON')
  const { definitions, timeZone, ...stored } = JSON.parse(json.file.toString()) as Record<
    string,
    unknown
  >
  const figures = Figures.parse(stored)
  const { code, answer, question } = figures
  expect(timeZone).toBe('Asia/Jakarta')
  expect(JSON.stringify(definitions)).toContain('Latihan tidak dihitung')
  expect(answer.total.count).toBe(15)
  expect(json.name).toBe(
    `siaga-semarang-puncak-${question.period.from}_${question.period.to}-${code}.json`
  )
  await expect(page.getByRole('status').filter({ hasText: code })).toBeVisible()
  expect(await kept(hub, code)).toEqual({
    figures,
    today: { same: true, totals: [], others: 0 }
  })

  const csv = await save(page, 'CSV')
  const rows = Papa.parse<Record<string, string>>(csv.file.toString().replace('\uFEFF', ''), {
    header: true,
    skipEmptyLines: true
  }).data
  const parquet = await save(page, 'Parquet')
  const records = await parquetReadObjects({ file: new Uint8Array(parquet.file).buffer })
  for (const list of [rows, records]) {
    expect(list).toHaveLength(answer.total.count)
    for (const { category, count } of answer.categories)
      expect(list.filter((row) => row['category'] === category)).toHaveLength(count)
  }
  expect(rows.map(({ id }) => id)).toContain("'=1-1")

  for (const name of ['Laporan PDF A4', 'Laporan PDF 16:9']) {
    const pdf = await save(page, name)
    expect(pdf.name).toContain(code)
    const text = await pdfText(pdf.file)
    expect(text).toEqual(expect.arrayContaining(['15', '12', 'Kebakaran', 'Semarang Tengah', code]))
    const median = Math.round((answer.response.medianMs ?? 0) / 60_000)
    expect(text).toContain(`${median} m 00 s`)
    for (const { count } of answer.days) if (count) expect(text).toContain(String(count))
    expect(text.join(' ')).not.toMatch(canary)
  }

  const svg = await save(page, 'Laporan per hari, SVG')
  expect(svg.file.toString()).not.toMatch(/<script|foreignObject|href="http|class=|\son\w+=/u)
  const alone = await browser.newPage()
  await alone.goto(`data:image/svg+xml;base64,${svg.file.toString('base64')}`)
  const drawn = await alone.locator('text').allTextContents()
  expect(drawn).toEqual(expect.arrayContaining(chart))
  expect(drawn.at(-1)).toContain(`Kode ${code}`)
  await alone.close()
  const png = await save(page, 'Laporan per hari, PNG')
  expect(png.file.subarray(1, 4).toString()).toBe('PNG')
  expect(png.file.length).toBeGreaterThan(10_000)

  for (const { file } of [json, csv, svg]) expect(file.toString()).not.toMatch(canary)
  expect(
    JSON.stringify(records, (_, each: unknown) => (typeof each === 'bigint' ? 0 : each))
  ).not.toMatch(canary)

  await publishIncident(broker, fire('E-late', { receivedAt: new Date().toISOString() }))
  await expect.poll(() => hub.counts()).toMatchObject({ total: 16 })
  const later = await kept(hub, code)
  expect(later.figures).toEqual(figures)
  expect(later.today.totals).toContainEqual({ figure: 'total.count', then: 15, now: 16 })
})

test('what cannot be exported is told, and no file is saved', async ({ broker, hub, wall }) => {
  const { page } = wall
  await publishIncident(
    broker,
    fire('E-1', { receivedAt: new Date(Date.now() - day).toISOString() })
  )
  await expect.poll(() => hub.counts()).toMatchObject({ total: 1 })
  const address = new URL(hub.wall)
  address.searchParams.set('scene', 'puncak')
  await wall.open(address.href)
  await page.getByRole('button', { name: 'Ekspor', exact: true }).click()
  wall.allow(/ERR_|Failed to load resource/u)

  // A file that breaks off on its way is none.
  await page.route(`**${figuresFilePaths.csv}*`, (route) => route.abort('connectionreset'))
  let downloads = 0
  page.on('download', () => (downloads += 1))
  await page.getByRole('button', { name: 'CSV', exact: true }).click()
  await expect(page.locator('.export-outcome')).toContainText(
    'CSV tidak tersimpan: hub tidak menjawab'
  )
  await page.route(`**${figuresFilePaths.json}*`, (route) =>
    route.fulfill({ status: 500, body: '{"error":"damaged"}' })
  )
  await page.getByRole('button', { name: 'JSON', exact: true }).click()
  await expect(page.locator('.export-outcome')).toContainText('rusak')
  expect(downloads).toBe(0)
})

test('any panel under the pointer is saved as a picture, cameras left out', async ({
  broker,
  hub,
  wall
}) => {
  onlyWhenLong()
  const { page } = wall
  await publishIncident(broker, fire('E-1'))
  await expect.poll(() => hub.counts()).toMatchObject({ open: 1 })
  const address = new URL(hub.wall)
  address.searchParams.set('scene', 'operasi')
  await wall.open(address.href)
  await expect(wall.inFeed('E-1')).toBeVisible()
  const press = async (panel: 'todayCounter' | 'map' | 'cameraStrip', key: string) => {
    await wall.panel(panel).hover()
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press(key)])
    return { name: download.suggestedFilename(), file: await bytesOf(download) }
  }
  const today = await press('todayCounter', 's')
  expect(today.name).toMatch(/^siaga-semarang-operasi-todayCounter-\d{8}T\d{6}Z\.svg$/u)
  for (const text of await wall.figure('todayCounter').allTextContents())
    expect(today.file.toString()).toContain(`>${text}</text>`)
  expect(today.file.toString()).toContain('data per')
  expect((await press('todayCounter', 'p')).file.subarray(1, 4).toString()).toBe('PNG')
  expect((await press('map', 's')).file.toString()).toMatch(/Peta skematik/u)

  // With guests in the room nothing is saved, and why is told.
  await fetch(new URL('/api/control', hub.ready.url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${hub.ready.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ action: { type: 'setMode', mode: 'guests' } })
  })
  await expect(page.locator('.top-mode')).toHaveText('Mode Kunjungan')
  wall.allow(/403/u)
  let downloads = 0
  page.on('download', () => (downloads += 1))
  await wall.panel('todayCounter').hover()
  await page.keyboard.press('p')
  await expect(page.locator('.export-told')).toContainText('mode sekarang tidak mengizinkan ekspor')
  expect(downloads).toBe(0)
})
