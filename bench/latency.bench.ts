import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { wallUrl } from '../src/contract/launch.ts'
import { makeBroker } from '../e2e/harness/broker.ts'
import { prepareData } from './lib/history.ts'
import { latencies } from './lib/latencies.ts'
import { installPaintProbe, takePainted, type Sighting } from './lib/paintProbe.ts'
import { cpuOfTree } from './lib/processes.ts'
import { publish } from './lib/publisher.ts'
import { load, ms, printTable, share, type Figure } from './lib/report.ts'
import { startBrowser } from './lib/startBrowser.ts'
import { startHub } from './lib/startHub.ts'
import { percentile } from './lib/stats.ts'
import { openWindow } from './lib/windowSocket.ts'

// From an incident's publishing to its mark painted on the wall: Mosquitto, hub and page are real.

const rounds = [
  { rate: 1, count: 45 },
  { rate: 100, count: 2_000 },
  { rate: 1_000, count: 12_000 }
]
/** Once more with nothing moving: without a GPU each frame of a cross-fade costs CPU time. */
const still = { rate: 100, count: 1_500 }
/** At 100 incidents/s, publish → painted. */
const goals = { rate: 100, p50: 100, p99: 250 }

const data = await prepareData({ incidents: 10_000, days: 425, until: Date.now(), open: 20 })
const broker = await makeBroker()
await broker.start()
const hub = await startHub({ data: data.folder, mqtt: broker.url })
const browser = await startBrowser()
const arrived: [string, number][] = []
const window = await openWindow(hub.ready, ({ changes }, at) => {
  for (const change of changes)
    if (change.kind === 'incident') arrived.push([change.incident.id, at])
})

try {
  const figures: Figure[] = []
  const wall = await openWall('no-preference')
  for (const { rate, count } of rounds)
    figures.push(...(await round(wall, { rate, count, name: `${rate}/s` })))
  await wall.close()
  const stillWall = await openWall('reduce')
  figures.push(...(await round(stillWall, { ...still, name: `${still.rate}/s, no motion` })))
  printTable('Latency', figures)
} finally {
  window.close()
  await browser.stop()
  await hub.stop()
  await broker.remove()
  await data.remove()
}

async function openWall(motion: 'reduce' | 'no-preference'): Promise<Page> {
  const page = await browser.newPage(motion)
  await installPaintProbe(page)
  await page.goto(wallUrl(hub.ready))
  await page.locator('.map-canvas canvas').waitFor()
  await page.locator('.map-incident').first().waitFor()
  await wait(8_000) // Until the map stands; without a GPU that takes a while.
  await measure(page, { rate: 20, count: 100, idPrefix: `${motion}-` })
  return page
}

interface Round {
  readonly rate: number
  readonly count: number
  readonly name: string
}

async function round(page: Page, { rate, count, name }: Round): Promise<Figure[]> {
  const before = { at: performance.now(), hub: cpuOfTree(hub.pid), page: cpuOfTree(browser.pid) }
  const idPrefix = `${name.replaceAll(/\W/gu, '')}-`
  const { sentAt, sockets, paints } = await measure(page, { rate, count, idPrefix })
  const passed = performance.now() - before.at
  const cpu = {
    hub: cpuOfTree(hub.pid) - before.hub,
    page: cpuOfTree(browser.pid) - before.page
  }
  const toSocket = latencies(sentAt, sockets)
  const toPaint = latencies(sentAt, paints)
  const now = load()
  const figure = (what: string, values: readonly number[], p: number, goal?: number): Figure => {
    const value = percentile(values, p)
    return {
      name: `${name}: ${what} p${p * 100}`,
      value: ms(value),
      load: now,
      ...(goal === undefined ? {} : { goal: `≤ ${goal} ms`, met: value <= goal })
    }
  }
  const hasGoal = name === `${goals.rate}/s`
  return [
    figure('publish → painted', toPaint, 0.5, hasGoal ? goals.p50 : undefined),
    figure('publish → painted', toPaint, 0.95),
    figure('publish → painted', toPaint, 0.99, hasGoal ? goals.p99 : undefined),
    figure('publish → window socket', toSocket, 0.5),
    figure('publish → window socket', toSocket, 0.99),
    { name: `${name}: CPU of the hub`, value: share(cpu.hub, passed), load: now },
    { name: `${name}: CPU of the browser`, value: share(cpu.page, passed), load: now }
  ]
}

/** Publishes, and waits until the last one is painted. */
async function measure(
  page: Page,
  order: { readonly rate: number; readonly count: number; readonly idPrefix: string }
): Promise<{ sentAt: readonly number[]; sockets: Sighting[]; paints: Sighting[] }> {
  const { count, idPrefix } = order
  arrived.length = 0
  const sentAt = await publish({ url: broker.url, ...order })
  const paints: Sighting[] = []
  for (let tries = 0; !paints.some(([n]) => n === count - 1); tries += 1) {
    if (tries > 300) throw new Error(`The last of ${count} incidents is not on the wall.`)
    await wait(100)
    paints.push(...(await takePainted(page, idPrefix)))
  }
  const sockets = arrived
    .filter(([id]) => id.startsWith(idPrefix))
    .map(([id, at]): Sighting => [Number(id.slice(idPrefix.length)), at])
  return { sentAt, sockets, paints }
}
