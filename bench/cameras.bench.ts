import type { Page } from '@playwright/test'
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectRoot } from '../e2e/harness/programs.ts'
import type { WorkerCounts } from '../src/renderer/panels/cameras/workerMessages.ts'
import { hearNumbers } from './cameras/hearNumbers.ts'
import { numberedPictures, writeNumberedLoop } from './cameras/numbered.ts'
import { buildPage } from './cameras/serve.ts'
import { workerHeap } from './cameras/workerHeap.ts'
import { cpuOfTree } from './lib/processes.ts'
import { load, ms, printTable, share, type Figure } from './lib/report.ts'
import { startBrowser } from './lib/startBrowser.ts'
import { percentile } from './lib/stats.ts'

// Thirty-five cameras in one Chromium: the product's own hub, socket, worker and video elements, on a
// bare page; beside them, in the same run, hls.js players and bare decoding of the same streams. About
// five minutes; `--long` watches the heap for ten, `--short` only shows in a minute that all of it runs.
// The loops have 10 pictures a second, here and for hls.js and ffmpeg beside them.

const short = process.argv.includes('--short')
const settleMs = short ? 1_000 : 5_000
const watchMs = short ? 3_000 : 15_000
const sourceFps = 10
const heapMs = process.argv.includes('--long') ? 600_000 : short ? 3_000 : 60_000

interface Reading {
  /** Of each tile, ms since the page opened; absent until then. */
  readonly firstAt: readonly (number | null | undefined)[]
  readonly frames: readonly number[]
  readonly worker: WorkerCounts
  readonly numbers: readonly (readonly [number: number, at: number])[]
}

const resources = path.join(projectRoot, 'resources')
const loops = path.join(resources, 'demo-cameras')
const folder = mkdtempSync(path.join(tmpdir(), 'siaga-bench-cameras-'))
/** The same with numbers in the place of the first loop. */
const numbered = path.join(folder, 'resources')
const page = await buildPage()
const browser = await startBrowser()
const figures: Figure[] = []
const children: ChildProcess[] = []
/** Of the browser with thirty-five tiles, ms of CPU a second. */
let oursCpu = Number.NaN

try {
  const demo = await startChild('serveProcess.ts', page, folder, resources)
  for (const tiles of short ? [35] : [1, 9, 16, 35]) await measure(`demo, ${tiles}`, demo, tiles)
  await demo.stop()
  await hubToPixels()

  const cameras = await startChild('camerasProcess.ts', loops)
  writeFileSync(path.join(folder, 'cameras.json'), rtspList(cameras.told as readonly number[]))
  const rtsp = await startChild('serveProcess.ts', page, folder, resources)
  await measure('RTSP through ffmpeg, 35', rtsp, 35, cameras)
  await rtsp.stop()
  await cameras.stop()
  const players = await startChild('hlsProcess.ts', page, loops)
  await hlsPlayers(players)
  await players.stop()
  await bareDecoding()
  printTable('Cameras', figures)
} finally {
  // Whoever was not stopped because a measurement failed.
  for (const child of children) child.kill()
  await browser.stop()
  rmSync(folder, { recursive: true, force: true })
  rmSync(page, { recursive: true, force: true })
}

async function measure(what: string, hub: Child, tiles: number, cameras?: Child): Promise<void> {
  const view = await browser.newPage()
  await view.goto(`${String(hub.told)}?tiles=${tiles}${cameras === undefined ? '' : '&numbered'}`)
  await allShown(view, tiles)
  await wait(settleMs)
  const before = await look(view, hub)
  await wait(watchMs)
  const after = await look(view, hub)
  const passed = after.at - before.at
  const fps = ratesOf(before.reading, after.reading, passed)
  const { firstAt, worker } = after.reading
  const rtsp = cameras !== undefined
  const p95 = percentile(worker.latencies, 0.95)
  const first = lastOf(firstAt, tiles)
  const slowest = Math.min(...fps)
  add(
    `${what}: slowest tile`,
    `${slowest.toFixed(1)} fps`,
    `${sourceFps} fps`,
    slowest > sourceFps * 0.97
  )
  add(
    `${what}: all first pictures`,
    Number.isFinite(first) ? ms(first) : 'never',
    rtsp ? '3 s' : '1 s',
    first <= (rtsp ? 3_000 : 1_000)
  )
  add(`${what}: socket of the hub → release, p50`, ms(percentile(worker.latencies, 0.5)))
  add(`${what}: socket of the hub → release, p95`, ms(p95), '150 ms', p95 <= 150)
  add(`${what}: dropped frames`, String(worker.dropped - before.reading.worker.dropped))
  add(`${what}: browser`, share(after.browser - before.browser, passed))
  add(`${what}: hub${rtsp ? ' with 35 ffmpeg' : ''}`, share(after.hub - before.hub, passed))
  if (cameras !== undefined) await throughFfmpeg(what, view, cameras)
  if (tiles === 35 && !rtsp) {
    oursCpu = (after.browser - before.browser) / passed
    await blocked(view, what)
    await heap(view, what)
  }
  await view.close()
}

/** Waits until every tile has shown a picture, at most half a minute; then the table says so. */
async function allShown(view: Page, tiles: number): Promise<void> {
  for (const until = performance.now() + 30_000; performance.now() < until; await wait(250)) {
    const { firstAt } = await read(view)
    if (firstAt.filter(Number.isFinite).length === tiles) return
  }
}

/** When the last tile showed its first picture; gaps come over as null. */
function lastOf(firstAt: Reading['firstAt'], tiles: number): number {
  const shown = firstAt.filter((at): at is number => typeof at === 'number')
  return shown.length < tiles ? Infinity : Math.max(...shown)
}

function ratesOf(before: Reading, after: Reading, passedMs: number): readonly number[] {
  return after.frames.map((frames, i) => ((frames - (before.frames[i] ?? 0)) * 1000) / passedMs)
}

function read(view: Page): Promise<Reading> {
  return view.evaluate(() => (globalThis as unknown as Bench).bench.read())
}

/** From a camera's sending of a picture to its number in the pixels of the video element. */
async function throughFfmpeg(what: string, view: Page, cameras: Child): Promise<void> {
  const { numbers } = await read(view)
  const sentAt = (await cameras.ask('sent')) as readonly number[]
  addLatencies(`${what}: camera → pixels`, numbers, sentAt, 350)
}

function addLatencies(
  what: string,
  numbers: Reading['numbers'],
  sentAt: readonly (number | undefined)[],
  goal: number
): void {
  const latencies = numbers.flatMap(([number, at]) => {
    const sent = sentAt[number]
    // Sent anew meanwhile: the loop of numbers has come round since this one was seen.
    return sent === undefined || sent > at ? [] : [at - sent]
  })
  if (latencies.length < (short ? 10 : 50))
    throw new Error(`Only ${latencies.length} numbers were read.`)
  const p95 = percentile(latencies, 0.95)
  add(`${what}, p50`, ms(percentile(latencies, 0.5)))
  add(`${what}, p95`, ms(p95), `${goal} ms`, p95 <= goal)
}

/** Thirty-five hls.js players of the same loops, one-second segments. */
async function hlsPlayers(server: Child): Promise<void> {
  const what = 'hls.js, 35 players'
  const view = await browser.newPage()
  await view.goto(`${String(server.told)}?tiles=35`)
  await allShown(view, 35)
  // Players begin some segments behind; let them fill their buffers first.
  await wait(2 * settleMs)
  const before = await look(view, server)
  await wait(watchMs)
  const after = await look(view, server)
  const passed = after.at - before.at
  const fps = ratesOf(before.reading, after.reading, passed)
  const first = lastOf(after.reading.firstAt, 35)
  const hlsCpu = (after.browser - before.browser) / passed
  add(`${what}: slowest tile`, `${Math.min(...fps).toFixed(1)} fps`)
  add(`${what}: all first pictures`, Number.isFinite(first) ? ms(first) : 'never')
  add(`${what}: browser`, share(after.browser - before.browser, passed))
  const ratio = oursCpu / hlsCpu
  add(`demo, 35: browser against hls.js`, ratio.toFixed(2), '0.80', ratio <= 0.8)
  await view.close()
}

/** Frames released while the page's main thread stands still for three seconds. */
async function blocked(view: Page, what: string): Promise<void> {
  const [before, after] = await view.evaluate(async () => {
    const { bench } = globalThis as unknown as Bench
    const start = await bench.read()
    bench.block(3_000)
    return [start, await bench.read()]
  })
  const released = Object.entries(after.worker.released).map(
    ([slot, frames]) => frames - (before.worker.released[Number(slot)] ?? 0)
  )
  const fewest = Math.min(...released)
  add(`${what}: fewest frames of a tile in 3 s of blocked page`, String(fewest), '29', fewest >= 29)
}

async function heap(view: Page, what: string): Promise<void> {
  const session = await view.context().newCDPSession(view)
  const ofPage = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
  const ofWorker = await workerHeap(session)
  const before = [await ofPage(), await ofWorker()] as const
  await wait(heapMs)
  const after = [await ofPage(), await ofWorker()] as const
  for (const [i, whose] of (['page', 'worker'] as const).entries()) {
    const grown = ((after[i] ?? 0) - (before[i] ?? 0)) / 1024
    add(
      `${what}: heap of the ${whose} after ${(heapMs / 60_000).toFixed(1)} min`,
      `${grown.toFixed(0)} kB more`,
      '200 kB',
      grown < 200
    )
  }
}

/** From the hub's socket to the pixels of a video element: the demo path with numbers in one tile. */
async function hubToPixels(): Promise<void> {
  cpSync(path.join(resources, 'cameras'), path.join(numbered, 'cameras'), { recursive: true })
  cpSync(loops, path.join(numbered, 'demo-cameras'), { recursive: true })
  const [first] = semarang().cameras
  const loop = first?.sub.slice('demo:'.length) ?? ''
  writeNumberedLoop(path.join(numbered, `demo-cameras/${loop}.mp4`))
  // Each loop begins at another key picture, one in ten, as demoSource.ts says.
  const begins = Math.floor(((Number(loop) / 35) * numberedPictures) / 10) * 10
  const hub = await startChild('serveProcess.ts', page, folder, numbered)
  const heard = hearNumbers(String(hub.told), first?.id ?? '', begins)
  const view = await browser.newPage()
  await view.goto(`${String(hub.told)}?tiles=35&numbered`)
  await allShown(view, 35)
  await wait(settleMs + watchMs)
  const { numbers } = await read(view)
  addLatencies('demo, 35: hub → pixels', numbers, heard.sentAt, 150)
  await view.close()
  heard.stop()
  await hub.stop()
}

/** The same thirty-five streams, only decoded, by one ffmpeg each; their start is not counted. */
async function bareDecoding(): Promise<void> {
  const decoders = Array.from({ length: 35 }, (_, i) =>
    spawn(
      'ffmpeg',
      [
        ...['-v', 'error', '-nostdin', '-re', '-stream_loop', '-1'],
        ...['-threads', '1', '-i', path.join(loops, `${String(i + 1).padStart(2, '0')}.mp4`)],
        ...['-f', 'null', '-']
      ],
      { stdio: 'ignore' }
    )
  )
  const ended = decoders.map((decoder) => once(decoder, 'close'))
  const cpu = (): number => decoders.reduce((sum, { pid }) => sum + cpuOfTree(pid ?? 0), 0)
  await wait(settleMs)
  const at = performance.now()
  const before = cpu()
  await wait(watchMs)
  const spent = cpu() - before
  const passed = performance.now() - at
  for (const decoder of decoders) decoder.kill('SIGKILL')
  await Promise.all(ended)
  add('bare ffmpeg, 35, decoding alone', share(spent, passed))
  const ratio = oursCpu / (spent / passed)
  add(`demo, 35: browser against decoding alone`, ratio.toFixed(2), '1.50', ratio <= 1.5)
}

interface Bench {
  readonly bench: { readonly read: () => Promise<Reading>; readonly block: (ms: number) => void }
}

async function look(view: Page, hub: Child) {
  const reading = await read(view)
  return {
    reading,
    at: performance.now(),
    browser: cpuOfTree(browser.pid),
    hub: cpuOfTree(hub.pid)
  }
}

function add(name: string, value: string, goal?: string, met?: boolean): void {
  figures.push({
    name,
    value,
    load: load(),
    ...(goal !== undefined && { goal }),
    ...(met !== undefined && { met })
  })
}

interface Child {
  readonly pid: number
  readonly told: unknown
  readonly ask: (what: string) => Promise<unknown>
  readonly stop: () => Promise<void>
}

async function startChild(script: string, ...args: readonly string[]): Promise<Child> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'cameras', script), args)
  children.push(child)
  const [told] = (await once(child, 'message')) as [unknown]
  return {
    pid: child.pid ?? 0,
    told,
    ask: async (what) => {
      const answer = once(child, 'message')
      child.send(what)
      return ((await answer) as [unknown])[0]
    },
    stop: async () => {
      const ended = once(child, 'exit')
      child.send('stop')
      await ended
    }
  }
}

function semarang(): { cameras: { id: string; sub: string }[] } {
  return JSON.parse(readFileSync(path.join(resources, 'cameras/semarang.json'), 'utf8')) as {
    cameras: { id: string; sub: string }[]
  } // shipped, and tested with its schema
}

function rtspList(ports: readonly number[]): string {
  const list = semarang()
  list.cameras.forEach((camera, i) => {
    camera.sub = `rtsp://127.0.0.1:${ports[i] ?? 0}/live`
  })
  return JSON.stringify({ ...list, networks: ['127.0.0.0/8'] })
}
