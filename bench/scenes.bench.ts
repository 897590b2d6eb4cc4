import type { Page } from '@playwright/test'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { ControlAction } from '../src/contract/control.ts'
import { wallUrl } from '../src/contract/launch.ts'
import { hour } from '../src/contract/time.ts'
import { makeBroker } from '../e2e/harness/broker.ts'
import { fire, prefix } from '../e2e/harness/feed.ts'
import { freePort } from '../e2e/harness/programs.ts'
import { prepareData } from './lib/history.ts'
import { inspectHub, type HubCounts } from './lib/hubCounts.ts'
import { installPageCounts, type PageCounts } from './lib/pageCounts.ts'
import { load, mb, printTable, type Figure } from './lib/report.ts'
import { slopeOf } from './lib/slope.ts'
import { startBrowser } from './lib/startBrowser.ts'
import { startHub } from './lib/startHub.ts'

// A real wall goes from scene to scene, each as soon as the one before is drawn, and now and then an
// incident takes over. Whatever grows with the changes will fill a wall that nobody touches for months.

const measured = process.argv.includes('--long') ? 120 : process.argv.includes('--short') ? 4 : 24
const warmUp = process.argv.includes('--short') ? 1 : 6
/** Rounds from one reading to the next. */
const between = process.argv.includes('--short') ? 1 : 3
/** What a change sets going is over by then. */
const restMs = 2_500

/** Ten minutes are ten seconds, so that a takeover in every round is no flood. */
const clockSpeed = 60
const startsAt = Date.now() - hour

const grid = {
  id: 'kisi',
  name: 'Kisi',
  layout: 'grid',
  panels: [
    { panel: 'map', place: { column: 0, row: 0, columns: 24, rows: 24 } },
    { panel: 'cctv', place: { column: 24, row: 0, columns: 24, rows: 14 } },
    { panel: 'incidents', place: { column: 24, row: 14, columns: 12, rows: 10 } },
    { panel: 'volume', place: { column: 36, row: 14, columns: 12, rows: 10 } }
  ]
}
/** Each scene with what is there once it is drawn. */
const scenes = [
  ['operasi', '[data-panel="map"] [data-graphics="drawn"]'],
  ['cctv', '.camera-video[data-showing="true"]'],
  ['briefing', '.briefing'],
  ['puncak', '.review-upper'],
  ['kisi', '[data-panel="map"] [data-graphics="drawn"]']
] as const
/** Five scenes, and an incident that comes and goes. */
const changesOfRound = scenes.length + 2

const data = await prepareData({ incidents: 10_000, days: 425, until: startsAt, open: 40 })
const room = path.join(data.folder, 'wall')
await mkdir(path.join(room, 'scenes'), { recursive: true, mode: 0o700 })
await writeFile(path.join(room, 'scenes/kisi.json'), JSON.stringify(grid))
const rule = { id: 'uji', name: 'Uji', when: { priority: 1, categories: ['kebakaran'] } }
await writeFile(
  path.join(room, 'rules.json'),
  JSON.stringify({ rules: [{ ...rule, seconds: 600 }] })
)
const broker = await makeBroker()
await broker.start()
const inspectorPort = await freePort()
const clock = ['--clock', new Date(startsAt).toISOString(), '--clock-speed', String(clockSpeed)]
const hub = await startHub({
  ...{ data: data.folder, mqtt: broker.url, hubFlags: clock },
  nodeFlags: [`--inspect=127.0.0.1:${inspectorPort}`]
})
const inspector = await inspectHub(hub.pid, inspectorPort)
const browser = await startBrowser()
const warnings: string[] = []

interface Held extends PageCounts {
  readonly changes: number
  readonly hub: HubCounts
}

try {
  await hub.connected()
  const page = await browser.newPage('reduce')
  page.on('console', (message) => {
    // Drivers also say when they are slow, which they are without a GPU.
    if (message.type() === 'error' || /too many active webgl|context lost/iu.test(message.text()))
      warnings.push(message.text())
  })
  page.on('pageerror', ({ message }) => warnings.push(message))
  // Fewer pixels make it faster without a GPU, and nothing is kept by the pixel.
  await page.setViewportSize({ width: 960, height: 540 })
  const count = await installPageCounts(page)
  await page.goto(wallUrl(hub.ready))
  for (let round = 0; round < warmUp; round += 1) await goRound(page, round)
  const readings = [await look(page, count, 0)]
  for (let round = 1; round <= measured; round += 1) {
    await goRound(page, warmUp + round)
    if (round % between === 0) readings.push(await look(page, count, round * changesOfRound))
  }
  const changes = measured * changesOfRound
  printTable(`A wall through ${changes} changes of its picture`, figuresOf(readings))
  for (const warning of new Set(warnings)) console.log(`said in the console: ${warning}`)
} finally {
  inspector.close()
  await browser.stop()
  await hub.stop()
  await broker.remove()
  await data.remove()
}

async function goRound(page: Page, round: number): Promise<void> {
  for (const [scene, drawn] of scenes) await show(page, scene, drawn)
  const id = `bench-${round}`
  const receivedAt = new Date(startsAt + (Date.now() - hub.startedAt) * clockSpeed)
  const incident = fire(id, { receivedAt: receivedAt.toISOString() })
  await publish(incident)
  const takeover = page.locator(`[data-takeover="${id}"]`)
  await takeover.locator('.takeover-map').waitFor({ timeout: 60_000 })
  await takeover.locator('.camera-video[data-showing="true"]').first().waitFor({ timeout: 60_000 })
  // Half of them are sent away, half end with their incident.
  if (round % 2 === 0) await act({ type: 'dismissTakeover' })
  await publish({ ...incident, revision: 2, status: 'closed' })
  await takeover.waitFor({ state: 'detached', timeout: 60_000 })
}

async function show(page: Page, scene: string, drawn: string): Promise<void> {
  await act({ type: 'callScene', scene })
  await page
    .locator(`.scene[data-scene="${scene}"] ${drawn}`)
    .first()
    .waitFor({ state: 'attached', timeout: 60_000 })
}

/** Always of the same scene at rest. */
async function look(page: Page, count: () => Promise<PageCounts>, changes: number): Promise<Held> {
  await show(page, ...scenes[0])
  await wait(restMs)
  const held = { ...(await count()), changes, hub: await inspector.counts() }
  if (process.argv.includes('--each')) console.log(JSON.stringify(held))
  return held
}

function figuresOf(readings: readonly Held[]): readonly Figure[] {
  const per100 = (name: string, of: (held: Held) => number, most: number): Figure => {
    const points = readings.map((held) => [held.changes, of(held)] as const)
    const grown = (100 * slopeOf(points)) / 1024
    const last = points.at(-1)?.[1] ?? Number.NaN
    return {
      name: `${name}, per 100 changes`,
      value: `${grown < 0 ? '−' : '+'}${Math.abs(grown).toFixed(0)} kB of ${mb(last)}`,
      goal: `≤ ${most} kB`,
      met: grown <= most,
      load: load()
    }
  }
  const constant = (name: string, of: (held: Held) => number, slack = 0): Figure => {
    const values = readings.map(of)
    const [first, last] = [values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN]
    return {
      name,
      value: `${first} → ${last} (${Math.min(...values)} to ${Math.max(...values)})`,
      goal: slack === 0 ? 'no more' : `≤ ${slack} more`,
      met: last - first <= slack,
      load: load()
    }
  }
  return [
    per100('heap of the page', ({ heap }) => heap, 50),
    constant('its nodes', ({ nodes }) => nodes, 100),
    constant('its listeners', ({ listeners }) => listeners, 10),
    constant('its documents', ({ documents }) => documents),
    constant('its WebGL contexts', ({ contexts }) => contexts),
    constant('its canvases', ({ canvases }) => canvases),
    constant('its workers', ({ workers }) => workers),
    constant('its timers', ({ timers }) => timers, 3),
    { name: 'complaints in its console', value: String(warnings.length), load: load() },
    per100('heap of the hub', ({ hub: { heap } }) => heap, 50),
    per100('memory of the hub', ({ hub: { resident } }) => resident, 500),
    constant('sockets of the hub', ({ hub: { sockets } }) => sockets),
    constant('timers of the hub', ({ hub: { timers } }) => timers, 3)
  ]
}

function publish(incident: ReturnType<typeof fire>): Promise<void> {
  return broker.publish(`${prefix}incident/${incident.id}`, JSON.stringify(incident))
}

async function act(action: ControlAction): Promise<void> {
  const response = await fetch(new URL('/api/control', hub.ready.url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${hub.ready.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ action })
  })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
}
