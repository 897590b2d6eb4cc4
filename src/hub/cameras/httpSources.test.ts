import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcp, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest'
import { addressPolicy } from './addressPolicy.ts'
import { hlsSource } from './hlsSource.ts'
import { hostileAddresses } from './hostileAddresses.ts'
import { askHttp, type HttpAsk } from './pinnedHttp.ts'
import { stillSource } from './stillSource.ts'
import { listenTo, type Heard } from './testListener.ts'
import { realTimers } from './timers.ts'

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
const demo = join(import.meta.dirname, '../../../resources/demo-cameras/05.mp4')
const policy = addressPolicy(['127.0.0.0/8'])

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean()
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanUp.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens
}

function stills(url: string, ask: Partial<HttpAsk> = {}): Heard {
  const heard = listenTo(
    stillSource({ ask: () => ({ url, policy, ...ask }), snapshotMs: 250, timers: realTimers })
  )
  cleanUp.push(heard.stop)
  return heard
}

function hls(url: string, ask: Partial<HttpAsk> = {}): Heard {
  const heard = listenTo(
    hlsSource({ ask: () => ({ url, policy, ...ask }), quality: 'sub', timers: realTimers })
  )
  cleanUp.push(heard.stop)
  return heard
}

let folder = ''
let jpeg: Buffer
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-hls-'))
  if (!hasFfmpeg) return
  const run = (...args: readonly string[]): unknown =>
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', demo, ...args], { cwd: folder })
  run('-frames:v', '1', 'still.jpg')
  jpeg = readFileSync(join(folder, 'still.jpg'))
  const list = [
    '-c',
    'copy',
    '-f',
    'hls',
    '-hls_time',
    '1',
    '-hls_list_size',
    '0',
    '-hls_flags',
    'omit_endlist'
  ]
  run(...list, 'ts.m3u8')
  run(...list, '-hls_segment_type', 'fmp4', 'fmp4.m3u8')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!hasFfmpeg)('an HLS camera', () => {
  test.each(['ts.m3u8', 'fmp4.m3u8'])('with %s segments plays at its own speed', async (list) => {
    const referers = new Set<string | undefined>()
    const base = await serve((request, response) => {
      referers.add(request.headers.referer)
      const name = (request.url ?? '').slice(1)
      if (name === 'index.m3u8')
        response.end(
          `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000\nbig.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=200000\n${list}\n`
        )
      else if (/^[\w.]+$/u.test(name)) response.end(readFileSync(join(folder, name)))
      else response.writeHead(404).end()
    })
    const heard = hls(`${base}/index.m3u8`, { referer: 'https://portal.example/' })
    await heard.picturesUpTo(12)
    expect(heard.formats[0]).toMatchObject({ codec: 'avc1.42c01f', width: 640, height: 360 })
    expect(heard.pictures[0]?.key).toBe(true)
    const gaps = heard.pictures
      .slice(1)
      .map((p, i) => p.timestampUs - (heard.pictures[i]?.timestampUs ?? 0))
    expect(gaps.every((gap) => Math.abs(gap - 100_000) < 1_000)).toBe(true)
    expect([...referers]).toEqual(['https://portal.example/'])
  })

  test.each([
    ['no playlist', 'hello', 'unreadable'],
    [
      'an encrypted one',
      '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF:1,\na.ts\n',
      'unreadable'
    ],
    ['one that has ended', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-ENDLIST\n', 'ended'],
    [
      'segments elsewhere',
      '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://10.0.0.1/a.ts\n',
      'forbiddenAddress'
    ],
    [
      'segments in files',
      '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n',
      'forbiddenAddress'
    ]
  ])('%s ends with its reason', async (_what, body, problem) => {
    const base = await serve((_request, response) => response.end(body))
    expect(await hls(`${base}/a.m3u8`).ended).toBe(problem)
  })
})

describe.skipIf(!hasFfmpeg)('an older camera', () => {
  test('with a snapshot address is asked again and again', async () => {
    const base = await serve((_request, response) =>
      response.setHeader('content-type', 'image/jpeg').end(jpeg)
    )
    const heard = stills(`${base}/snap.jpg`)
    await heard.picturesUpTo(3)
    expect(heard.formats).toEqual([{ codec: 'jpeg', width: 640, height: 360 }])
  })

  test('with MJPEG, with and without lengths, gives at most five pictures a second', async () => {
    for (const withLength of [true, false]) {
      const base = await serve((_request, response) => {
        response.setHeader('content-type', 'multipart/x-mixed-replace; boundary="batas"')
        const send = (): void => {
          const length = withLength ? `Content-Length: ${jpeg.length}\r\n` : ''
          response.write(`--batas\r\nContent-Type: image/jpeg\r\n${length}\r\n`)
          response.write(jpeg.subarray(0, 1_000))
          response.write(jpeg.subarray(1_000))
          response.write('\r\n')
        }
        const timer = setInterval(send, 40)
        response.on('close', () => clearInterval(timer))
      })
      const heard = stills(`${base}/mjpeg`)
      await heard.picturesUpTo(3)
      const times = heard.pictures.map(({ timestampUs }) => timestampUs)
      for (const [i, time] of times.slice(1).entries())
        expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(199_000)
      heard.stop()
    }
  })

  test('that sends no picture ends with its reason', async () => {
    const text = await serve((_request, response) => response.end('<html>login</html>'))
    expect(await stills(`${text}/snap.jpg`).ended).toBe('unreadable')
    const missing = await serve((_request, response) => response.writeHead(404).end())
    expect(await stills(`${missing}/snap.jpg`).ended).toBe('notFound')
  })
})

describe('where requests may go', () => {
  const canaries: { port: number; visits: number }[] = []
  const listeners: ReturnType<typeof createTcp>[] = []
  beforeAll(async () => {
    for (let i = 0; i < 3; i += 1) {
      const canary = { port: 0, visits: 0 }
      const listener = createTcp((socket) => {
        canary.visits += 1
        socket.destroy()
      }).listen(0, '127.0.0.1')
      await once(listener, 'listening')
      canary.port = (listener.address() as AddressInfo).port // it listens
      canaries.push(canary)
      listeners.push(listener)
    }
  })
  afterAll(() => listeners.forEach((listener) => listener.close()))
  const ask = (url: string, more: Partial<HttpAsk> = {}) =>
    askHttp({
      url,
      policy: addressPolicy([]),
      signal: new AbortController().signal,
      lookUp: () => Promise.resolve(['127.0.0.1']),
      ...more
    })

  test('no hostile form reaches a listener of this machine', async () => {
    const [canary] = canaries
    for (const form of hostileAddresses) {
      const withPort = form.replace(
        /^([a-z]+:\/\/(?:\[[^\]]*\]|[^/:]*))(?=\/|$)/u,
        `$1:${canary?.port}`
      )
      for (const url of new Set([form, withPort])) expect((await ask(url)).ok).toBe(false)
    }
    expect(canaries.map(({ visits }) => visits)).toEqual([0, 0, 0])
  })

  test('no redirect leads to one either', async () => {
    const port = canaries[1]?.port ?? 0
    const forms = [
      ...[
        `http://localhost:${port}/`,
        `http://10.0.0.1:${port}/`,
        `http://127.1:${port}/`,
        `//localhost:${port}/`
      ],
      ...[
        'file:///etc/passwd',
        'concat:/etc/passwd',
        `\\\\localhost:${port}\\`,
        `http://[::1]:${port}/`
      ],
      ...[`http:///localhost:${port}`, `HTTP://LOCALHOST:${port}/`, `http://2130706433:${port}/`]
    ]
    let target = ''
    const base = await serve((_request, response) =>
      response.writeHead(302, { location: target }).end()
    )
    // The camera itself may be asked, another machine may not.
    const onlyCamera = { allows: (ip: string) => ip === '127.0.0.1' }
    for (target of forms)
      expect(
        await ask(`${base}/x`, {
          policy: onlyCamera,
          lookUp: (host) => Promise.resolve([host === '127.0.0.1' ? host : '10.0.0.1'])
        })
      ).toEqual({ ok: false, problem: 'forbiddenAddress' })
    expect(canaries.map(({ visits }) => visits)).toEqual([0, 0, 0])
  })

  test('the listeners would have seen it: the same ways, allowed, lead to them', async () => {
    const [first, second] = canaries
    const lookUp = (): Promise<readonly string[]> => Promise.resolve(['127.0.0.1'])
    expect((await ask(`http://localhost:${first?.port}/`, { policy, lookUp })).ok).toBe(false)
    const base = await serve((_request, response) =>
      response.writeHead(302, { location: `http://localhost:${second?.port}/` }).end()
    )
    expect((await ask(`${base}/x`, { policy, lookUp })).ok).toBe(false)
    expect(canaries.map(({ visits }) => visits)).toEqual([1, 1, 0])
    for (const canary of canaries) canary.visits = 0
  })

  test('a name is asked once: what it resolves to later does not matter', async () => {
    const base = await serve((_request, response) => response.end('ok'))
    const { port } = new URL(base)
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    const found = await ask(`http://camera.test:${port}/`, {
      policy,
      lookUp: () => Promise.resolve(answers.shift() ?? [])
    })
    expect(found.ok).toBe(true)
    expect(answers).toHaveLength(1)
  })

  test('a name that points inside and outside is not a camera', async () => {
    const found = await ask('http://camera.test/', {
      lookUp: () => Promise.resolve(['8.8.8.8', '127.0.0.1'])
    })
    expect(found).toEqual({ ok: false, problem: 'forbiddenAddress' })
  })

  test('a password goes to its own camera and not along a redirect to another', async () => {
    const seen: (string | undefined)[] = []
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()
    })
    const base = await serve((_request, response) =>
      response.writeHead(302, { location: `${other}/` }).end()
    )
    const found = await ask(`${base}/`, { policy, credentials: { user: 'u', password: 'p' } })
    expect(found).toEqual({ ok: false, problem: 'unauthorised' })
    expect(seen).toEqual([undefined])
  })
})
