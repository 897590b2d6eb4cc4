import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttps } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { join } from 'node:path'
import { makeAccessUnitReader } from './accessUnits.ts'
import { addressPolicy, judgeAddress, type AddressPolicy } from './addressPolicy.ts'
import { isTooLarge, type Picture, type StreamFormat } from './cameraSource.ts'
import { readDemoLoop } from './demoSource.ts'
import { makeTsReader } from './mpegTs.ts'
import { askHttp } from './pinnedHttp.ts'
import { rtspSource } from './rtspSource.ts'
import { testCertificate } from './testCertificate.ts'
import { listenTo, type Heard } from './testListener.ts'
import { startTestCamera, type TestCamera, type TestCameraOptions } from './testRtspServer.ts'

/* Streams that real cameras send and nobody ordered, through the real ffmpeg. */

const has = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args).status === 0
const encoders = spawnSync('ffmpeg', ['-hide_banner', '-encoders']).stdout?.toString() ?? ''
const loop = readDemoLoop(join(import.meta.dirname, '../../../resources/demo-cameras/34.mp4'))
const here = addressPolicy(['127.0.0.0/8'])

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean()
})

async function camera(options: Partial<TestCameraOptions> = {}): Promise<TestCamera> {
  const started = await startTestCamera({ pictures: loop.pictures, ...options })
  cleanUp.push(started.close)
  return started
}

function watch(
  url: string,
  lookUp: (host: string) => Promise<readonly string[]> = () => Promise.resolve(['127.0.0.1']),
  policy: AddressPolicy = here
): Heard {
  const judged = judgeAddress(url)
  if (!judged.ok) throw new Error(judged.why)
  const { address } = judged
  const heard = listenTo(
    rtspSource({ address, policy: () => policy, credentials: () => undefined, lookUp })
  )
  cleanUp.push(heard.stop)
  return heard
}

/** Some pictures of a test chart, encoded as told. */
function encode(size: string, count: number, ...codec: readonly string[]): readonly Picture[] {
  const stream = execFileSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc=s=${size}:r=5`, '-frames:v', String(count)],
      ...['-pix_fmt', 'yuv420p', ...codec, '-g', '5', '-bf', '0', '-f', 'mpegts', '-']
    ],
    { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] }
  )
  const pictures: Picture[] = []
  const formats: StreamFormat[] = []
  const units = makeAccessUnitReader({
    format: (format) => formats.push(format),
    picture: (picture) => pictures.push(picture)
  })
  const reader = makeTsReader({ unit: units.unit })
  reader.push(stream)
  reader.flush()
  expect(pictures).toHaveLength(count)
  return pictures
}

describe.skipIf(encoders === '')('through a real ffmpeg', () => {
  test.skipIf(!encoders.includes('libx265'))(
    'an H.265 camera is passed on as H.265, picture by picture',
    async () => {
      const pictures = encode('640x360', 10, '-c:v', 'libx265', '-preset', 'ultrafast')
      const { port } = await camera({ pictures, codec: 'H265', fps: 10 })
      const heard = watch(`rtsp://127.0.0.1:${port}/live`)
      await heard.picturesUpTo(8)
      expect(heard.formats).toHaveLength(1)
      expect(heard.formats[0]?.codec).toMatch(/^hev1\.1\./u)
      expect(heard.pictures[0]?.key).toBe(true)
    }
  )

  test.skipIf(!encoders.includes('libx264'))(
    'a 4K camera where a small one was promised is known as too large',
    async () => {
      const pictures = encode('3840x2160', 3, '-c:v', 'libx264', '-preset', 'ultrafast')
      const { port } = await camera({ pictures, fps: 10 })
      const heard = watch(`rtsp://127.0.0.1:${port}/live`)
      await heard.picturesUpTo(3)
      expect(heard.formats[0]).toMatchObject({ width: 3840, height: 2160 })
      expect(isTooLarge(heard.formats[0])).toBe(true)
      expect(isTooLarge(loop.format)).toBe(false)
    }
  )

  test('a Content-Base that is unusual (none, without a slash, of another name or port) opens nothing but the relay', async () => {
    let visits = 0
    const canary = createServer((socket) => {
      visits += 1
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(canary, 'listening')
    cleanUp.push(() => canary.close())
    const elsewhere = (canary.address() as AddressInfo).port // it listens
    const bases = [
      ...['', 'rtsp://127.0.0.1/live', 'rtsp://kamera.lokal:8554/other/'],
      `rtsp://127.0.0.1:${elsewhere}/x/`
    ]
    const opened = bases.map(async (contentBase) => {
      const { port, connections } = await camera({ contentBase })
      const heard = watch(`rtsp://127.0.0.1:${port}/live`)
      await heard.picturesUpTo(2)
      heard.stop()
      return connections()
    })
    expect(await Promise.all(opened)).toEqual([1, 1, 1, 1])
    expect(visits).toBe(0)
  })

  test('a name that points inside and outside is not connected to', async () => {
    const { port, connections } = await camera()
    const inside = { allows: (ip: string) => ip !== '10.0.0.1' }
    const heard = watch(
      `rtsp://camera.test:${port}/live`,
      () => Promise.resolve(['127.0.0.1', '10.0.0.1']),
      inside
    )
    expect(await heard.ended).toBe('forbiddenAddress')
    expect(connections()).toBe(0)
  })

  test('a name that changes its answer is asked once a connection, and judged each time', async () => {
    const { port, connections } = await camera()
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    const lookUp = (): Promise<readonly string[]> => Promise.resolve(answers.shift() ?? [])
    const first = watch(`rtsp://camera.test:${port}/live`, lookUp)
    await first.picturesUpTo(1)
    expect(answers).toHaveLength(1)
    expect(await watch(`rtsp://camera.test:${port}/live`, lookUp).ended).toBe('forbiddenAddress')
    expect(connections()).toBe(1)
  })
})

describe.skipIf(encoders === '' || !has('openssl', 'version'))(
  'with an authority of the city',
  () => {
    const before = getCACertificates('default')
    let tls: ReturnType<typeof testCertificate>
    beforeAll(() => {
      tls = testCertificate('camera.test')
      setDefaultCACertificates([...before, tls.cert])
    })
    afterAll(() => setDefaultCACertificates(before))

    test('an rtsps camera gives its pictures, under its own name only', async () => {
      const { port } = await camera({ tls })
      const heard = watch(`rtsps://camera.test:${port}/live`)
      await heard.picturesUpTo(3)
      expect(heard.formats).toEqual([loop.format])
      heard.stop()
      expect(await watch(`rtsps://other.test:${port}/live`).ended).toBe('badCertificate')
    })

    test('an https camera leads to no loopback or private address and not down to http', async () => {
      let visits = 0
      const canary = createServer((socket) => {
        visits += 1
        socket.destroy()
      }).listen(0, '127.0.0.1')
      await once(canary, 'listening')
      cleanUp.push(() => canary.close())
      const { port } = canary.address() as AddressInfo // it listens
      let location = ''
      const server = createHttps(tls, (_request, response) => {
        if (location === '') response.end('ok')
        else response.writeHead(302, { location }).end()
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      cleanUp.push(() => {
        server.closeAllConnections()
        server.close()
      })
      const url = `https://camera.test:${(server.address() as AddressInfo).port}/snap.jpg`
      // The camera is on 127.0.0.1; whatever else is asked for is inside, and refused.
      const ask = () =>
        askHttp({
          url,
          policy: { allows: (ip) => ip === '127.0.0.1' },
          lookUp: (host) => Promise.resolve([host === 'camera.test' ? '127.0.0.1' : '10.0.0.1']),
          signal: new AbortController().signal
        })
      const plain = await ask()
      expect(plain.ok).toBe(true)
      if (plain.ok) plain.response.destroy()
      for (location of [
        `https://localhost:${port}/`,
        `https://10.0.0.1:${port}/`,
        `https://192.168.1.1/`,
        `https://169.254.169.254/latest/meta-data`,
        `https://[::1]:${port}/`,
        `https://2130706433:${port}/`,
        `http://camera.test:${port}/`,
        `rtsp://camera.test:${port}/`
      ])
        expect([location, await ask()]).toEqual([
          location,
          { ok: false, problem: 'forbiddenAddress' }
        ])
      expect(visits).toBe(0)
      // The canary does see who comes: over https the way to another port of the camera is open.
      location = `https://camera.test:${port}/`
      expect((await ask()).ok).toBe(false)
      expect(visits).toBe(1)
    })
  }
)
