import type { Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Picture } from '../src/hub/cameras/cameraSource.ts'
import { readDemoLoop } from '../src/hub/cameras/demoSource.ts'
import { startTestCamera, type TestCamera } from '../src/hub/cameras/testRtspServer.ts'
import { turnMs } from '../src/renderer/hub/cameras/camerasInTurn.ts'
import { fire, publishIncident } from './harness/feed.ts'
import { makeHub } from './harness/hub.ts'
import { findProgram, projectRoot } from './harness/programs.ts'
import { expect, onlyWhenLong, test } from './harness/test.ts'

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

/** Two seconds of one colour, as a camera sends it. */
function oneColour(colour: string, size: string): readonly Picture[] {
  const file = path.join(tmpdir(), `siaga-e2e-${process.pid}-${colour}.mp4`)
  try {
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `color=${colour}:s=${size}:r=10`],
      ...['-frames:v', '20', '-c:v', 'libx264', '-profile:v', 'baseline', '-g', '10'],
      ...['-pix_fmt', 'yuv420p', '-movflags', '+frag_keyframe+empty_moov+default_base_moof', file]
    ])
    return readDemoLoop(file).pictures
  } finally {
    rmSync(file, { force: true })
  }
}

/** The colours the enlarged video has, repaint by repaint, without repetitions, until it is red. */
async function coloursOfLarge(): Promise<readonly string[]> {
  const repaint = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const colours: string[] = []
  for (let red = 0; red < 20; await repaint()) {
    const video = document.querySelector<HTMLVideoElement>('.cctv-large video')
    if (video === null || canvas === null || (colours.length === 0 && video.videoWidth === 0))
      continue
    canvas.clearRect(0, 0, 8, 8)
    canvas.drawImage(video, 0, 0, 8, 8)
    const [r = 0, g = 0, b = 0] = canvas.getImageData(4, 4, 1, 1).data
    const shown = video.parentElement?.dataset['showing'] === 'true'
    const colour = !shown ? 'hidden' : r > 150 ? 'red' : g > 80 && b < 60 ? 'green' : 'dark'
    if (colours.length === 0 && colour === 'hidden') continue
    if (colour === 'red') red += 1
    if (colours.at(-1) !== colour) colours.push(colour)
  }
  return colours
}

test('thirty-five demo cameras move, say that they are no real places, and stay live while the page is blocked', async ({
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
    .toBeGreaterThan(10)
  await expect(page.locator('.cctv-counts')).toContainText('Rekaman demo, bukan tempat sebenarnya')
  await expect(wall.status('cameras')).toContainText('35/35')
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
  // The rest of the turn passes at once.
  await page.evaluate((turn) => {
    const now = performance.now.bind(performance)
    const ahead = turn - (now() % turn)
    performance.now = () => now() + ahead
  }, turnMs)
  await expect(large).not.toHaveAttribute('data-camera', first ?? '')
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

test('where frames cannot go into a video: a media source in the worker, in the page, stills at last', async ({
  hub,
  wall
}) => {
  onlyWhenLong()
  const { page } = wall
  await page.addInitScript(() => {
    const only = new URLSearchParams(location.search).get('only')
    const gone =
      only === 'stills'
        ? ['MediaStreamTrackGenerator', 'MediaSource']
        : // As outside https.
          ['MediaStreamTrackGenerator', 'VideoDecoder', 'VideoFrame']
    for (const name of gone) Reflect.deleteProperty(globalThis, name)
    if (only === 'page')
      Object.defineProperty(MediaSource, 'canConstructInDedicatedWorker', { value: false })
  })
  const tile = page.locator(tiles)
  const open = async (only: string): Promise<void> => {
    await wall.open(hub.wall.replace('?', `?scene=cctv&only=${only}&`))
    await page.locator('.cctv input').fill('tlogo')
    await expect(tile).toHaveCount(1)
  }

  for (const only of ['worker', 'page']) {
    await open(only)
    await expect(tile.locator('[data-showing="true"] video')).toHaveCount(1)
    const frames = await countFrames(page)
    await expect.poll(async () => Object.values(await frames())[0]).toBeGreaterThan(10)
    await expect(tile.locator('.camera-still')).toHaveCount(0)
    // The element that showed one camera shows another: only with its pictures is it said to.
    await page.locator('.cctv input').fill('tugumuda 3')
    await expect(page.locator(`${tiles}[data-camera="k24"] [data-showing="true"]`)).toHaveCount(1)
  }

  await open('stills')
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

test('a private incident cues no camera; a grave one enlarges its nearest; keys choose, search and lead back', async ({
  broker,
  hub,
  wall
}) => {
  await wall.open(hub.wall.replace('?', '?scene=cctv&'))
  const { page } = wall
  await expect(page.locator(`${tiles} [data-showing="true"]`)).toHaveCount(35)
  await publishIncident(broker, fire('C-2', { category: 'kdrt', position: [110.41, -6.984] }))
  await publishIncident(broker, fire('C-3', { priority: 4, position: [110.41, -6.984] }))
  await expect(page.locator(`${tiles}[data-camera="k24"] svg`)).toHaveCount(1)
  expect((await hub.counts()).open).toBe(2)
  await expect(page.locator('.cctv-large')).toHaveCount(0)
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

  // A city with eighty cameras saves its list: three pages, the northernmost first.
  await page.keyboard.press('Escape')
  const eighty = Array.from({ length: 80 }, (_, i) => ({
    ...{ id: `p${i}`, label: `P${i}`, name: `Titik ${i}`, sub: `demo:0${(i % 9) + 1}` },
    ...{ position: [110.4, -6.9 - i / 1_000], groups: [i < 60 ? 'Kota' : 'Pesisir'] }
  }))
  await writeFile(path.join(hub.data, 'cameras.json'), JSON.stringify({ cameras: eighty }))
  const turn = page.locator('.cctv-tools button')
  await expect(turn).toHaveText('halaman 1 dari 3')
  await expect(page.locator(tiles)).toHaveCount(35)
  await page.keyboard.press('PageDown')
  await turn.click()
  await expect(turn).toHaveText('halaman 3 dari 3')
  await expect(page.locator(tiles)).toHaveCount(10)
  await expect(page.locator(`${tiles} [data-showing="true"]`)).toHaveCount(10)
  await page.locator('.cctv-tools select').selectOption('Pesisir')
  await expect(page.locator(tiles)).toHaveCount(20)
  await page.locator('.cctv-tools input').fill('titik 77')
  await page.keyboard.press('Enter')
  await expect(page.locator('.cctv-large')).toHaveAttribute('data-camera', 'p77')
})

test.describe('cameras over RTSP', () => {
  test.skip(findProgram('ffmpeg') === undefined, 'ffmpeg is not installed')
  test.setTimeout(150_000)

  test('the large tile goes from the small to the large stream without a dark moment', async ({
    broker,
    wall
  }) => {
    const { page } = wall
    const [small, large] = await Promise.all([
      startTestCamera({ pictures: oneColour('green', '640x360') }),
      startTestCamera({ pictures: oneColour('red', '1280x720') })
    ])
    const hub = await makeHub(['--mqtt', broker.url, '--simulate', 'off'])
    const camera = {
      ...{ id: 'dua', label: 'K2', name: 'Dua aliran' },
      sub: `rtsp://127.0.0.1:${small.port}/sub`,
      main: `rtsp://127.0.0.1:${large.port}/main`
    }
    await writeFile(
      path.join(hub.data, 'cameras.json'),
      JSON.stringify({ networks: ['127.0.0.0/8'], cameras: [camera] })
    )
    try {
      await hub.start()
      await wall.open(hub.wall.replace('?', '?scene=cctv&'))
      await expect(page.locator(`${tiles} [data-showing="true"]`)).toHaveCount(1)
      expect(large.connections()).toBe(0)
      const seen = page.evaluate(coloursOfLarge)
      await page.locator(tiles).press('Enter')
      // At every repaint, from its first picture on.
      expect(await seen).toEqual(['green', 'red'])
      await page.keyboard.press('Escape')
      await expect(page.locator('.cctv-large')).toHaveCount(0)
    } finally {
      // A page that misses its hub complains, as it should.
      await wall.page.close()
      await hub.remove()
      await Promise.all([small.close(), large.close()])
    }
  })

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
      // A page that misses its hub complains, as it should.
      await wall.page.close()
      await hub.remove()
      await Promise.all(
        [good, freezes, dies, garbage, foreign, locked].map((camera) => camera.close())
      )
      await rm(data, { recursive: true, force: true })
    }
  })
})
