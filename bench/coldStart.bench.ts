import { wallUrl } from '../src/contract/launch.ts'
import { makeBroker } from '../e2e/harness/broker.ts'
import { prepareData, type History } from './lib/history.ts'
import { memoryOf } from './lib/processes.ts'
import { load, mb, ms, printTable, type Figure } from './lib/report.ts'
import { startBrowser } from './lib/startBrowser.ts'
import { startHub } from './lib/startHub.ts'
import { median } from './lib/stats.ts'

// From starting the hub on existing data to its ready line, and to the first live numbers on the
// wall: the page is opened at the ready line in a browser that already runs, as after a hub's crash.

const pasts = [
  { incidents: 10_000, days: 425, rounds: 5, goalMs: 2_000 },
  { incidents: 1_000_000, days: 1_095, rounds: 3, goalMs: undefined }
]

const broker = await makeBroker()
await broker.start()
const browser = await startBrowser()
try {
  const figures: Figure[] = []
  // The first page of a browser pays for what later ones find in its caches.
  await measure({ incidents: 1_000, days: 30, until: Date.now(), open: 20 }, 1)
  for (const { incidents, days, rounds, goalMs } of pasts) {
    const past = { incidents, days, until: Date.now(), open: 20 }
    const starts = await measure(past, rounds)
    const name = `${incidents.toLocaleString('en')} incidents`
    const now = load()
    const live = median(starts.map(({ liveMs }) => liveMs))
    figures.push(
      {
        name: `${name}: start → ready line`,
        value: ms(median(starts.map(({ readyMs }) => readyMs))),
        load: now
      },
      {
        name: `${name}: start → first live numbers`,
        value: ms(live),
        load: now,
        ...(goalMs === undefined ? {} : { goal: `≤ ${goalMs / 1000} s`, met: live <= goalMs })
      },
      {
        name: `${name}: memory of the hub, now and at most`,
        value: `${mb(median(starts.map(({ now: bytes }) => bytes)))}, ${mb(
          median(starts.map(({ peak }) => peak))
        )}`,
        load: now
      }
    )
  }
  printTable('Cold start', figures)
} finally {
  await browser.stop()
  await broker.remove()
}

interface Start {
  readonly readyMs: number
  readonly liveMs: number
  readonly now: number
  readonly peak: number
}

async function measure(past: History, rounds: number): Promise<Start[]> {
  const data = await prepareData(past)
  const starts: Start[] = []
  try {
    for (let round = 0; round < rounds; round += 1) starts.push(await start(data.folder))
  } finally {
    await data.remove()
  }
  return starts
}

async function start(folder: string): Promise<Start> {
  const page = await browser.newPage()
  const hub = await startHub({ data: folder, mqtt: broker.url })
  try {
    await page.goto(wallUrl(hub.ready), { waitUntil: 'commit' })
    const liveAt = await page.waitForFunction(firstLiveNumbers, undefined, { polling: 'raf' })
    const liveMs = ((await liveAt.jsonValue()) ?? Number.NaN) - hub.startedAt
    return { readyMs: hub.readyMs, liveMs, ...memoryOf(hub.pid) }
  } finally {
    await page.close()
    await hub.stop()
  }
}

/**
 * In the page, once a frame: the time when the wall says it is live and its largest figure, how
 * many incidents are open, was there at the frame before, so that it has been painted.
 */
function firstLiveNumbers(): number | undefined {
  const root = document.querySelector<HTMLElement>('.wall[data-freshness="live"]')
  const figure = root?.querySelector('[data-panel="openCounts"] .num .value')?.textContent ?? ''
  if (root === null || !/\d/u.test(figure)) return undefined
  if (root.dataset['benchSeen'] !== undefined) return Date.now()
  root.dataset['benchSeen'] = 'yes'
  return undefined
}
