import type { CDPSession, Page } from '@playwright/test'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'vite'
import react from '@vitejs/plugin-react'
import { pageFile } from './cameras/pageFile.ts'
import { cpuOfTree } from './lib/processes.ts'
import { load, ms, printTable, type Figure } from './lib/report.ts'
import { startBrowser } from './lib/startBrowser.ts'
import { median } from './lib/stats.ts'

// What one step of the map's time-lapse costs with a million incidents, beside deck.gl's
// HeatmapLayer with the same windows of the same data. A step is an hour: of the window of three
// hours a third enters and a third leaves.

const goalMs = 5
const incidents = 1_000_000
const steps = 60
const rounds = 3

const sessions = new Map<Page, CDPSession>()
const folder = mkdtempSync(path.join(tmpdir(), 'siaga-bench-timelapse-'))
await buildPage(folder)
const server = await serve(folder)
const { port } = server.address() as AddressInfo // it listens on TCP
const browser = await startBrowser()
const figures: Figure[] = []
try {
  for (const days of [30, 397]) await measure(days)
  printTable('Time-lapse: 1,000,000 incidents, a step of an hour', figures)
} finally {
  await browser.stop()
  server.close()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(days: number): Promise<void> {
  const inWindow = Math.round((3 * incidents) / (24 * days)).toLocaleString('en-US')
  const where = `in ${days} days (${inWindow} in the window)`
  const panel = await openPage(days, async (page) => {
    await page.evaluate('bench.showPanel()')
    await page.locator('.replay-map canvas').first().waitFor()
  })
  const ours = await stepCost(panel, () => panel.keyboard.press('ArrowRight'))
  figures.push({
    name: `main thread, a step, ${where}`,
    value: ms(ours.mainMs),
    goal: `≤ ${goalMs} ms`,
    met: ours.mainMs <= goalMs,
    load: load()
  })
  figures.push({ name: 'the same, whole browser', value: ms(ours.browserMs), load: load() })
  figures.push({
    name: 'paused: main thread in 5 s',
    value: ms(await restCost(panel)),
    load: load()
  })
  await panel.close()

  const deck = await openPage(days, (page) => page.evaluate('bench.startHeatmap()'))
  const theirs = await stepCost(deck, (n) => deck.evaluate(`bench.stepHeatmap(${n})`))
  figures.push({
    name: `HeatmapLayer, textureSize 512: main thread, a step, ${where}`,
    value: ms(theirs.mainMs),
    load: load()
  })
  figures.push({ name: 'the same, whole browser', value: ms(theirs.browserMs), load: load() })
  await deck.close()
}

async function openPage(days: number, show: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.error(error.message))
  await page.goto(`http://127.0.0.1:${port}/?incidents=${incidents}&days=${days}`)
  await show(page)
  await wait(3_000)
  return page
}

/** Milliseconds a step, less what the same pressing and waiting costs where nothing is stepped. */
async function stepCost(
  page: Page,
  step: (n: number) => Promise<unknown>
): Promise<{ readonly mainMs: number; readonly browserMs: number }> {
  await cost(page, step, 0)
  const main: number[] = []
  const whole: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const idle = await cost(page, () => page.keyboard.press('F13').catch(() => undefined), 0)
    const busy = await cost(page, step, (round + 1) * steps)
    main.push((busy.mainMs - idle.mainMs) / steps)
    whole.push((busy.browserMs - idle.browserMs) / steps)
  }
  return { mainMs: median(main), browserMs: median(whole) }
}

async function cost(
  page: Page,
  step: (n: number) => Promise<unknown>,
  from: number
): Promise<{ readonly mainMs: number; readonly browserMs: number }> {
  const before = { mainMs: await mainThreadMs(page), browserMs: cpuOfTree(browser.pid) }
  for (let n = 0; n < steps; n += 1) {
    await step(from + n)
    // Else two steps would be drawn as one.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    )
  }
  return {
    mainMs: (await mainThreadMs(page)) - before.mainMs,
    browserMs: cpuOfTree(browser.pid) - before.browserMs
  }
}

async function restCost(page: Page): Promise<number> {
  const before = await mainThreadMs(page)
  await wait(5_000)
  return (await mainThreadMs(page)) - before
}

/** CPU time of the page's main thread so far. */
async function mainThreadMs(page: Page): Promise<number> {
  let devtools = sessions.get(page)
  if (devtools === undefined) {
    devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    sessions.set(page, devtools)
  }
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000
}

async function buildPage(outDir: string): Promise<void> {
  const root = path.join(import.meta.dirname, 'timelapse')
  await build({
    root,
    logLevel: 'error',
    plugins: [react()],
    publicDir: path.join(import.meta.dirname, '../resources/public'),
    build: { outDir, emptyOutDir: true, minify: true, chunkSizeWarningLimit: 4096 }
  })
}

function serve(pages: string): Promise<Server> {
  const own = createServer((request, response) =>
    pageFile(pages, new URL(request.url ?? '/', 'http://hub').pathname, response)
  )
  return new Promise((resolve) => {
    own.listen(0, '127.0.0.1', () => resolve(own))
  })
}
