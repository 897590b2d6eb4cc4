import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Density } from '../src/contract/aggregates.ts'
import type { Change, Snapshot } from '../src/contract/hubMessages.ts'
import { wallUrl } from '../src/contract/launch.ts'
import { makeBroker } from '../e2e/harness/broker.ts'
import { prepareData } from './lib/history.ts'
import { cpuOfTree } from './lib/processes.ts'
import { playSnapshot, type RecordedHub } from './lib/recordedHub.ts'
import { load, ms, printTable, share } from './lib/report.ts'
import { startBrowser } from './lib/startBrowser.ts'
import { startHub } from './lib/startHub.ts'
import { median } from './lib/stats.ts'
import { openWindow } from './lib/windowSocket.ts'

// What one change of the density costs the page's main thread, with a million incidents behind it
// and 200 open; and what a wall costs on which nothing happens.

const goalMs = 5
const updates = 6
/** Longer than the map ever rests between two pictures, so that each change is drawn. */
const everyMs = 5_100
const rounds = 3
const restMs = 10_000
const idleMs = 20_000

const recorded = await snapshotOf({ incidents: 1_000_000, days: 1_095, open: 200 })
const { snapshot } = recorded
const density = snapshot.aggregates['density:30d']
if (density === undefined) throw new Error('The hub sent no density.')
const browser = await startBrowser()
const wall = await playSnapshot(recorded.url, snapshot)
const page = await browser.newPage()
try {
  await page.addInitScript(countDraws)
  await page.goto(wallUrl({ url: wall.url, token: recorded.token }))
  await page.locator('.map-canvas canvas').waitFor()
  await wait(8_000) // The map loads, rings turn, code gets warm.

  const nothing: number[] = []
  const anything: number[] = []
  const map: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    nothing.push(await mainThreadMs(page, wall, () => undefined))
    anything.push(await mainThreadMs(page, wall, () => []))
    map.push(await mainThreadMs(page, wall, (n) => [densityChange(density, n)]))
  }
  const perChange = (median(anything) - median(nothing)) / updates
  const perMapUpdate = (median(map) - median(anything)) / updates

  await wait(2_000)
  const draws = await drawsWithin(page, restMs)
  const crowded = await idleCpu()
  await page.close()
  const calm = await calmWall()
  const now = load()
  printTable(
    `Map update: 1,000,000 incidents, ${density.cells.length} cells in 30 days, 200 open`,
    [
      {
        name: 'main thread, one density change',
        value: ms(perMapUpdate),
        goal: `≤ ${goalMs} ms`,
        met: perMapUpdate <= goalMs,
        load: now
      },
      { name: 'main thread, any change (the rest of the wall)', value: ms(perChange), load: now },
      {
        name: `WebGL draw calls in ${restMs / 1000} s of rest`,
        value: String(draws),
        goal: '0',
        met: draws === 0,
        load: now
      },
      { name: 'browser at rest, 200 open', value: share(crowded, idleMs), load: now },
      { name: 'browser at rest, nothing open', value: share(calm, idleMs), load: now }
    ]
  )
} finally {
  await wall.stop()
  await browser.stop()
  await recorded.stop()
}

interface Recorded {
  readonly snapshot: Snapshot
  readonly url: string
  readonly token: string
  stop(): Promise<void>
}

/** What a real hub tells a new window; it stays, to serve the page. */
async function snapshotOf(past: {
  readonly incidents: number
  readonly days: number
  readonly open: number
}): Promise<Recorded> {
  const data = await prepareData({ ...past, until: Date.now() })
  const broker = await makeBroker()
  await broker.start()
  const hub = await startHub({ data: data.folder, mqtt: broker.url })
  await hub.connected()
  await wait(1_500) // Until the first heartbeat came back the broker is not known to work.
  const window = await openWindow(hub.ready)
  window.close()
  return {
    snapshot: window.snapshot,
    ...hub.ready,
    async stop() {
      await hub.stop()
      await broker.remove()
      await data.remove()
    }
  }
}

/** One incident more in one of the cells, another one each time. */
function densityChange({ cells, ...rest }: Density, n: number): Change {
  const at = (n * 7_919) % cells.length
  const value: Density = {
    ...rest,
    cells: cells.map(([cell, count], i) => [cell, i === at ? count + 1 : count])
  }
  return { kind: 'aggregate', topic: 'density:30d', value }
}

/** CPU time of the page's main thread while `updates` changes come, ms. */
async function mainThreadMs(
  target: Page,
  hub: RecordedHub,
  changes: (n: number) => readonly Change[] | undefined
): Promise<number> {
  const devtools = await target.context().newCDPSession(target)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const taskMs = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
  }
  const before = await taskMs()
  for (let n = 0; n < updates; n += 1) {
    const next = changes(n)
    if (next !== undefined) hub.send(next)
    await wait(everyMs)
    // Else a page with slow frames would draw two changes as one.
    await target.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    )
  }
  const passed = (await taskMs()) - before
  await devtools.detach()
  return passed
}

/** CPU time of the whole browser while nothing is sent but heartbeats, ms. */
async function idleCpu(): Promise<number> {
  const before = cpuOfTree(browser.pid)
  await wait(idleMs)
  return cpuOfTree(browser.pid) - before
}

async function calmWall(): Promise<number> {
  const { openCounts } = snapshot.aggregates
  if (openCounts === undefined) throw new Error('The hub sent no open counts.')
  const nothingOpen = { ...openCounts, open: 0, late: 0, arrived: 0, byAgency: {} }
  const aggregates = { ...snapshot.aggregates, openCounts: nothingOpen }
  const calm = await playSnapshot(recorded.url, { ...snapshot, incidents: [], aggregates })
  const quiet = await browser.newPage()
  try {
    await quiet.goto(wallUrl({ url: calm.url, token: recorded.token }))
    await quiet.locator('.map-canvas canvas').waitFor()
    await wait(8_000)
    return await idleCpu()
  } finally {
    await quiet.close()
    await calm.stop()
  }
}

async function drawsWithin(target: Page, forMs: number): Promise<number> {
  const before = await target.evaluate(() => window.siagaDraws)
  await wait(forMs)
  return (await target.evaluate(() => window.siagaDraws)) - before
}

declare global {
  interface Window {
    siagaDraws: number
  }
}

/** Runs in the page, before anything else does. */
function countDraws(): void {
  window.siagaDraws = 0
  const gl = WebGL2RenderingContext.prototype
  for (const name of [
    'drawArrays',
    'drawElements',
    'drawArraysInstanced',
    'drawElementsInstanced'
  ] as const) {
    const draw = gl[name] as (...args: unknown[]) => void
    Object.assign(gl, {
      [name](this: WebGL2RenderingContext, ...args: unknown[]) {
        window.siagaDraws += 1
        draw.apply(this, args)
      }
    })
  }
}
