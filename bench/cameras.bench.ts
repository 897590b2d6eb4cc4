import type { Page } from '@playwright/test'
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectRoot } from '../e2e/harness/programs.ts'
import type { WorkerCounts } from '../src/renderer/panels/cameras/workerMessages.ts'
import { buildPage } from './cameras/serve.ts'
import { cpuOfTree } from './lib/processes.ts'
import { load, ms, printTable, share, type Figure } from './lib/report.ts'
import { startBrowser } from './lib/startBrowser.ts'
import { percentile } from './lib/stats.ts'

// Thirty-five cameras in one Chromium: the product's own hub, socket, worker and video elements, on a
// bare page. `SIAGA_BENCH_MINUTES=10` watches the heap for so long. The loops have 10 pictures a second.

const settleMs = 5_000
const watchMs = 15_000
const sourceFps = 10
const minutes = Number(process.env['SIAGA_BENCH_MINUTES'] ?? '1')

interface Reading {
  readonly firstAt: readonly number[]
  readonly frames: readonly number[]
  readonly worker: WorkerCounts
}

const resources = path.join(projectRoot, 'resources')
const loops = path.join(resources, 'demo-cameras')
const folder = mkdtempSync(path.join(tmpdir(), 'siaga-bench-cameras-'))
const page = await buildPage()
const browser = await startBrowser()
const figures: Figure[] = []

try {
  const demo = await startChild('serveProcess.ts', page, folder, resources)
  for (const tiles of [1, 9, 16, 35]) await measure(`demo, ${tiles}`, demo, tiles)
  await demo.stop()

  const cameras = await startChild('camerasProcess.ts', loops)
  writeFileSync(path.join(folder, 'cameras.json'), rtspList(cameras.told as readonly number[]))
  const rtsp = await startChild('serveProcess.ts', page, folder, resources)
  await measure('RTSP through ffmpeg, 35', rtsp, 35)
  await rtsp.stop()
  await cameras.stop()
  figures.push(await bareDecoding())
  printTable('Cameras', figures)
} finally {
  await browser.stop()
  rmSync(folder, { recursive: true, force: true })
  rmSync(page, { recursive: true, force: true })
}

async function measure(what: string, hub: Child, tiles: number): Promise<void> {
  const view = await browser.newPage()
  await view.goto(`${String(hub.told)}?tiles=${tiles}`)
  await wait(settleMs)
  const before = await look(view, hub)
  await wait(watchMs)
  const after = await look(view, hub)
  const passed = after.at - before.at
  const fps = after.reading.frames.map(
    (frames, i) => ((frames - (before.reading.frames[i] ?? 0)) * 1000) / passed
  )
  const { firstAt, worker } = after.reading
  const rtsp = what.startsWith('RTSP')
  const p95 = percentile(worker.latencies, 0.95)
  const first = firstAt.length < tiles ? Infinity : Math.max(...firstAt)
  const slowest = Math.min(...fps)
  add(
    `${what}: slowest tile`,
    `${slowest.toFixed(1)} fps`,
    `${sourceFps} fps`,
    slowest > sourceFps * 0.97
  )
  add(
    `${what}: all first pictures`,
    ms(first),
    rtsp ? '3 s' : '1 s',
    first <= (rtsp ? 3_000 : 1_000)
  )
  add(`${what}: socket of the hub → release, p50`, ms(percentile(worker.latencies, 0.5)))
  add(`${what}: socket of the hub → release, p95`, ms(p95), '150 ms', p95 <= 150)
  add(`${what}: dropped frames`, String(worker.dropped - before.reading.worker.dropped))
  add(`${what}: browser`, share(after.browser - before.browser, passed))
  add(`${what}: hub${rtsp ? ' with 35 ffmpeg' : ''}`, share(after.hub - before.hub, passed))
  if (process.env['SIAGA_BENCH_TRACE']) console.error(what)
  if (tiles === 35 && !rtsp) {
    await blocked(view, what)
    await heap(view, what)
  }
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
  const used = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
  const before = await used()
  await wait(minutes * 60_000)
  const grown = ((await used()) - before) / 1024
  add(
    `${what}: heap of the page after ${minutes} min`,
    `${grown.toFixed(0)} kB more`,
    '200 kB',
    grown < 200
  )
}

/** The same thirty-five streams, only decoded, by one ffmpeg each. */
async function bareDecoding(): Promise<Figure> {
  const at = performance.now()
  const before = cpuOfTree(process.pid)
  const decoders = Array.from({ length: 35 }, (_, i) =>
    spawn(
      'ffmpeg',
      [
        ...['-v', 'error', '-nostdin', '-re', '-stream_loop', '-1'],
        ...['-threads', '1', '-i', path.join(loops, `${String(i + 1).padStart(2, '0')}.mp4`)],
        ...['-t', '15', '-f', 'null', '-']
      ],
      { stdio: 'ignore' }
    )
  )
  const ended = decoders.map((decoder) => once(decoder, 'close'))
  await wait(12_000)
  const spent = cpuOfTree(process.pid) - before
  const passed = performance.now() - at
  for (const decoder of decoders) decoder.kill('SIGKILL')
  await Promise.all(ended)
  return { name: 'bare ffmpeg, 35, decoding alone', value: share(spent, passed), load: load() }
}

interface Bench {
  readonly bench: { readonly read: () => Promise<Reading>; readonly block: (ms: number) => void }
}

async function look(view: Page, hub: Child) {
  const reading = await view.evaluate(() => (globalThis as unknown as Bench).bench.read())
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
  readonly stop: () => Promise<void>
}

async function startChild(script: string, ...args: readonly string[]): Promise<Child> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'cameras', script), args)
  const [told] = (await once(child, 'message')) as [unknown]
  return {
    pid: child.pid ?? 0,
    told,
    stop: async () => {
      const ended = once(child, 'exit')
      child.send('stop')
      await ended
    }
  }
}

function rtspList(ports: readonly number[]): string {
  const list = JSON.parse(readFileSync(path.join(resources, 'cameras/semarang.json'), 'utf8')) as {
    cameras: { sub: string }[]
  } // shipped, and tested with its schema
  list.cameras.forEach((camera, i) => {
    camera.sub = `rtsp://127.0.0.1:${ports[i] ?? 0}/live`
  })
  return JSON.stringify({ ...list, networks: ['127.0.0.0/8'] })
}
