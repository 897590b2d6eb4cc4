import type { Page } from '@playwright/test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readDemoLoop } from '../src/hub/cameras/demoSource.ts'
import { startTestCamera, type TestCamera } from '../src/hub/cameras/testRtspServer.ts'
import { fire, publishIncident } from './harness/feed.ts'
import { makeHub } from './harness/hub.ts'
import { findProgram, projectRoot } from './harness/programs.ts'
import { expect, test } from './harness/test.ts'

const tiles = '.cctv .camera-tile'

/** Counts the frames each tile's video element presents, from now on. */
async function countFrames(page: Page): Promise<() => Promise<Record<string, number>>> {
  await page.evaluate(() => {
    const counts: Record<string, number> = {}
    Object.assign(globalThis, { siagaFrames: counts })
    for (const tile of document.querySelectorAll<HTMLElement>('.cctv .camera-tile')) {
      const video = tile.querySelector('video')
      const id = tile.dataset['camera'] ?? ''
      counts[id] = 0
      const next = (): void => {
        counts[id] = (counts[id] ?? 0) + 1
        video?.requestVideoFrameCallback(next)
      }
      video?.requestVideoFrameCallback(next)
    }
  })
  return () =>
    page.evaluate(
      () => (globalThis as unknown as { siagaFrames: Record<string, number> }).siagaFrames
    )
}

test('thirty-five demo cameras are live, each with moving pictures, and say that they are no real places', async ({
  hub,
  wall
}) => {
  await wall.open(hub.wall.replace('?', '?scene=cctv&'))
  const { page } = wall
  await expect(page.locator(`${tiles} .camera-frame[data-status="live"]`)).toHaveCount(35)
  await expect(page.locator(`${tiles} [data-showing="true"] video`)).toHaveCount(35)
  const frames = await countFrames(page)
  await expect
    .poll(async () => Math.min(...Object.values(await frames())), { timeout: 30_000 })
    .toBeGreaterThan(20)
  await expect(page.locator('.cctv-counts')).toContainText('Rekaman demo, bukan tempat sebenarnya')
  await expect(wall.status('cameras')).toContainText('35/35')
})

test('cameras stay live while the page is blocked for three seconds', async ({ hub, wall }) => {
  await wall.open(hub.wall.replace('?', '?scene=cctv&'))
  const { page } = wall
  await expect(page.locator(`${tiles} [data-showing="true"]`)).toHaveCount(35)
  await page.evaluate(() => {
    const until = performance.now() + 3_000
    while (performance.now() < until);
  })
  // The worker never stopped hearing the hub.
  await expect(page.locator(`${tiles} .camera-frame[data-status="live"]`)).toHaveCount(35)
})

test('in quiet times live cameras take turns; what is not seen is not watched', async ({
  hub,
  wall
}) => {
  const { page } = wall
  // The worker is told what to watch: the latest word of it, from inside the page.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage
    Worker.prototype.postMessage = function (this: Worker, ...rest: [never, never]) {
      const message: { type?: string; views?: { camera: string }[] } = rest[0]
      if (message.type === 'views')
        Object.assign(globalThis, { siagaViews: message.views?.map(({ camera }) => camera) })
      post.apply(this, rest)
    } as typeof post
  })
  const watched = () =>
    page.evaluate(() => (globalThis as { siagaViews?: string[] }).siagaViews ?? [])
  await wall.open(hub.wall)
  const large = page.locator('.cue-camera[data-in-turn]')
  await expect(large).toContainText('tidak ada kejadian di sini')
  await expect(large).toContainText('rekaman demo, giliran 12 dtk')
  await expect(page.locator('.camera-strip .camera-tile')).toHaveCount(3)
  const first = await large.getAttribute('data-camera')
  const next = await page.locator('.camera-strip .camera-tile').first().getAttribute('data-camera')
  expect(await watched()).toContain(first)
  await expect(large).not.toHaveAttribute('data-camera', first ?? '', { timeout: 20_000 })
  await expect(large).toHaveAttribute('data-camera', next ?? '')
  await expect.poll(async () => (await watched()).length).toBe(4)

  await page.locator('.camera-strip').evaluate((strip) => {
    strip.style.translate = '0 200vh'
  })
  await expect.poll(async () => (await watched()).length).toBe(1)
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect.poll(watched).toEqual([])
})

test('a browser that cannot put frames into a video shows stills, and says so', async ({
  hub,
  wall
}) => {
  const { page } = wall
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'MediaStreamTrackGenerator')
  })
  await wall.open(hub.wall)
  const tile = page.locator('.camera-strip .camera-tile').first()
  await expect(tile.locator('.camera-still')).toHaveText('gambar diam')
  await expect(tile.locator('[data-showing="true"] canvas')).toHaveCount(1)
  await expect
    .poll(() =>
      tile.locator('canvas').evaluate((canvas) => {
        const copy = document.createElement('canvas').getContext('2d')
        if (!(canvas instanceof HTMLCanvasElement) || copy === null) return 0
        copy.drawImage(canvas, 0, 0, 8, 8)
        return new Set(copy.getImageData(0, 0, 8, 8).data).size
      })
    )
    .toBeGreaterThan(8)
  await expect(page.locator('video')).toHaveCount(0)
})

test('a grave incident enlarges its nearest camera; keys choose, search and lead back', async ({
  broker,
  hub,
  wall
}) => {
  await wall.open(hub.wall.replace('?', '?scene=cctv&'))
  const { page } = wall
  await expect(page.locator(`${tiles} [data-showing="true"]`)).toHaveCount(35)
  await publishIncident(broker, fire('C-1', { position: [110.41, -6.984] }))
  await expect(page.locator('.cctv-large')).toContainText('Tugumuda 3')
  await expect(page.locator('.cctv-large')).toContainText(/\d+ m dari kamera/u)
  await expect(page.locator('.cctv-large [data-showing="true"]')).toHaveCount(1)

  await page.keyboard.press('Escape')
  await expect(page.locator('.cctv-large')).toHaveCount(0)
  await page.keyboard.press('/')
  await page.keyboard.type('tlogo')
  await expect(page.locator(tiles)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.locator(tiles)).toHaveCount(35)
  await page.locator(`${tiles}[data-camera="k35"]`).press('Enter')
  await expect(page.locator('.cctv-large')).toHaveAttribute('data-camera', 'k35')
})

test('a private incident cues no camera', async ({ broker, hub, wall }) => {
  await wall.open(hub.wall.replace('?', '?scene=cctv&'))
  const { page } = wall
  await expect(page.locator(`${tiles} [data-showing="true"]`)).toHaveCount(35)
  await publishIncident(broker, fire('C-2', { category: 'kdrt', position: [110.41, -6.984] }))
  await expect.poll(async () => (await hub.counts()).open).toBe(1)
  await publishIncident(broker, fire('C-3', { priority: 4, position: [110.41, -6.984] }))
  await expect(page.locator(`${tiles}[data-camera="k24"] svg`)).toHaveCount(1)
  await expect(page.locator('.cctv-large')).toHaveCount(0)
})

test.describe('cameras over RTSP', () => {
  test.skip(findProgram('ffmpeg') === undefined, 'ffmpeg is not installed')
  test.setTimeout(150_000)

  test('each says truly what it is: live, frozen, silent, foreign, refused, and live again', async ({
    broker,
    wall
  }) => {
    const loop = readDemoLoop(path.join(projectRoot, 'resources/demo-cameras/34.mp4'))
    const start = (
      more: Partial<Parameters<typeof startTestCamera>[0]> = {}
    ): Promise<TestCamera> => startTestCamera({ pictures: loop.pictures, ...more })
    const login = { user: 'u', password: 'p', scheme: 'digest' as const }
    const [good, freezes, dies, garbage, foreign, locked] = await Promise.all([
      start(),
      start(),
      start(),
      start({ garbage: Buffer.alloc(20_000, 'x') }),
      start({ codec: 'VP8' }),
      start({ login })
    ])
    const data = await mkdtemp(path.join(tmpdir(), 'siaga-cameras-'))
    const entry = (id: string, { port }: TestCamera): object => ({
      id,
      label: id.toUpperCase(),
      name: id,
      position: [110.42, -6.98],
      sub: `rtsp://127.0.0.1:${port}/${id}`
    })
    const cameras = [
      entry('good', good),
      entry('freezes', freezes),
      entry('dies', dies),
      entry('garbage', garbage),
      entry('foreign', foreign),
      entry('locked', locked),
      { ...entry('service', good), serviceUntil: '2099-01-01T00:00:00+07:00' }
    ]
    const write = (list: readonly object[]): Promise<void> =>
      writeFile(
        path.join(data, 'cameras.json'),
        JSON.stringify({ networks: ['127.0.0.0/8'], cameras: list })
      )
    await write(cameras)
    const hub = await makeHub(['--mqtt', broker.url, '--simulate', 'off', '--data', data])
    const frame = (id: string) => wall.page.locator(`${tiles}[data-camera="${id}"] .camera-frame`)
    const is = (id: string, status: string, timeout = 20_000) =>
      expect(frame(id)).toHaveAttribute('data-status', status, { timeout })
    try {
      await hub.start()
      await wall.open(hub.wall.replace('?', '?scene=cctv&'))
      await Promise.all([is('good', 'live'), is('freezes', 'live'), is('dies', 'live')])
      await is('service', 'service')
      await expect(frame('locked')).toContainText('sandi ditolak')
      await expect(frame('garbage')).toContainText('aliran tidak terbaca')
      await expect(frame('foreign')).toContainText('format gambar tidak didukung')

      freezes.freeze(true)
      dies.stall(true)
      await is('dies', 'noSignal', 10_000)
      await expect(frame('dies')).toContainText(/Tanpa sinyal\d/u)
      await is('freezes', 'frozen', 30_000)
      await expect(frame('freezes')).toContainText(/Gambar beku\d+ dtk/u)
      await is('good', 'live')
      await expect(wall.page.locator('[data-count="frozen"] .num')).toHaveText('1')

      // Incidents are none of it.
      await publishIncident(broker, fire('C-9', { priority: 4 }))
      await expect.poll(async () => (await hub.counts()).open).toBe(1)

      freezes.freeze(false)
      dies.stall(false)
      await is('freezes', 'live', 10_000)
      await is('dies', 'live', 30_000)

      await write(cameras.slice(0, 2))
      await expect(wall.page.locator(tiles)).toHaveCount(2)
      await is('good', 'live')
      expect(good.connections()).toBe(2)
    } finally {
      await hub.remove()
      await Promise.all(
        [good, freezes, dies, garbage, foreign, locked].map((camera) => camera.close())
      )
      await rm(data, { recursive: true, force: true })
    }
  })
})
