import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { addressPolicy, judgeAddress } from './addressPolicy.ts'
import { readDemoLoop } from './demoSource.ts'
import type { Credentials } from './digestAuth.ts'
import { rtspSource } from './rtspSource.ts'
import { listenTo, type Heard } from './testListener.ts'
import { startTestCamera, type TestCamera, type TestCameraOptions } from './testRtspServer.ts'

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
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

function watch(url: string, credentials?: Credentials, policy = here): Heard {
  const judged = judgeAddress(url)
  if (!judged.ok) throw new Error(judged.why)
  const heard = listenTo(
    rtspSource({
      address: judged.address,
      policy: () => policy,
      credentials: () => credentials,
      lookUp: () => Promise.resolve(['127.0.0.1'])
    })
  )
  cleanUp.push(heard.stop)
  return heard
}

/** Command lines and environments of all processes that can be read, as one text. */
function everyProcess(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((pid) => ['cmdline', 'environ'].map((file) => `/proc/${pid}/${file}`))
    .map((path) => {
      try {
        return readFileSync(path, 'latin1')
      } catch {
        return ''
      }
    })
    .join('\n')
}

const awkward = ['p@ss:w/o?r#d', '"quoted"\\', "it's $HOME `id`", '%41%00', 'kata sandi']

describe.skipIf(!hasFfmpeg)('an RTSP camera', () => {
  test('gives the very pictures it sends, key ones with their parameter sets', async () => {
    const { port } = await camera()
    const heard = watch(`rtsp://127.0.0.1:${port}/live`)
    await heard.picturesUpTo(15)
    expect(heard.formats).toEqual([loop.format])
    const firstKey = heard.pictures.findIndex(({ key }) => key)
    expect(
      Buffer.from(heard.pictures[firstKey]?.data ?? []).includes(Buffer.from([0, 0, 1, 0x67]))
    ).toBe(true)
    const times = heard.pictures.map(({ timestampUs }) => timestampUs)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  test.each(['basic', 'digest'] as const)(
    'with a %s password opens to it, whatever characters it has, and no process list shows it',
    async (scheme) => {
      const tryPassword = async (password: string): Promise<void> => {
        const login = { user: 'kenari-user', password: `kenari-${password}`, scheme }
        const { port, requests } = await camera({ login })
        const heard = watch(`rtsp://127.0.0.1:${port}/live?kenari-path=1`, login)
        await heard.picturesUpTo(2)
        const processes = everyProcess()
        expect(processes).toContain('ffmpeg')
        expect(processes).not.toContain('kenari-')
        expect(requests.every((request) => request.includes('kenari-path'))).toBe(true)
        heard.stop()
      }
      await Promise.all(awkward.map(tryPassword))
    }
  )

  test('with a wrong password says so', async () => {
    const login = { user: 'a', password: 'benar', scheme: 'digest' as const }
    const { port } = await camera({ login })
    const wrong = watch(`rtsp://127.0.0.1:${port}/live`, { user: 'a', password: 'salah' })
    expect(await wrong.ended).toBe('unauthorised')
    expect(await watch(`rtsp://127.0.0.1:${port}/live`).ended).toBe('unauthorised')
  })

  test('that sends us elsewhere is not followed', async () => {
    let visits = 0
    const canary = createServer((socket) => {
      visits += 1
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(canary, 'listening')
    cleanUp.push(() => canary.close())
    const elsewhere = (canary.address() as AddressInfo).port // it listens
    const { port } = await camera({ redirectTo: `rtsp://127.0.0.1:${elsewhere}/x` })
    expect(await watch(`rtsp://127.0.0.1:${port}/live`).ended).toBe('forbiddenAddress')
    expect(visits).toBe(0)
  })

  test('that speaks something else, or another codec, or nothing, ends with its reason', async () => {
    const garbage = await camera({ garbage: Buffer.alloc(40_000, 'x') })
    expect(await watch(`rtsp://127.0.0.1:${garbage.port}/live`).ended).toBe('unreadable')
    const vp8 = await camera({ codec: 'VP8' })
    expect(await watch(`rtsp://127.0.0.1:${vp8.port}/live`).ended).toBe('unsupportedCodec')
    const gone = await camera()
    await gone.close()
    cleanUp.pop()
    expect(await watch(`rtsp://127.0.0.1:${gone.port}/live`).ended).toBe('unreachable')
  })

  test('with a certificate nobody signed is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'siaga-rtsp-tls-'))
    cleanUp.push(() => rmSync(folder, { recursive: true }))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '1',
        '-subj',
        '/CN=camera.test',
        '-keyout',
        key,
        '-out',
        cert
      ],
      { stdio: 'ignore' }
    )
    const { port } = await camera({
      tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    })
    expect(await watch(`rtsps://camera.test:${port}/live`).ended).toBe('badCertificate')
  })

  test('that leads where the list does not allow is never connected to', async () => {
    const { port, connections } = await camera()
    const heard = watch(`rtsp://inside.test:${port}/live`, undefined, addressPolicy([]))
    expect(await heard.ended).toBe('forbiddenAddress')
    expect(connections()).toBe(0)
  })

  test('leaves no process and no connection, stopped at any moment', async () => {
    const { port } = await camera()
    for (const wait of [0, 0, 1, 3, 10, 30, 100, 300]) {
      const heard = watch(`rtsp://127.0.0.1:${port}/live-${wait}`)
      await new Promise((resolve) => setTimeout(resolve, wait))
      heard.stop()
    }
    await expect.poll(() => childrenNamed('ffmpeg'), { timeout: 10_000 }).toEqual([])
  })
})

/** Process ids of our own children of that name that still run. */
function childrenNamed(name: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/u.test(pid)) return false
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      return (
        stat.includes(`(${name}) `) && stat.split(') ')[1]?.split(' ')[1] === String(process.pid)
      )
    } catch {
      return false
    }
  })
}
