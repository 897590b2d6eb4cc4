import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, type RawData } from 'ws'
import { CameraHubMessage, cameraSocketPath, type CameraStatus } from '../../contract/camera.ts'
import { subprotocol } from '../../contract/hubMessages.ts'
import { HubReady } from '../../contract/launch.ts'
import { canaryForms, canaryPasswords } from './canaryPasswords.ts'
import { readDemoLoop } from './demoSource.ts'
import { startTestCamera, type TestCamera } from './testRtspServer.ts'

/* Thirty-five real cameras with a password each, behind the real hub in its own process. */

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
const loopFile = join(import.meta.dirname, '../../../resources/demo-cameras/34.mp4')
const user = 'siaga'
/** Part of every address: no window, log or process list may hold it. */
const secretPath = 'jalur-tersembunyi'
const forbidden = [...canaryForms, secretPath]

let data = ''
let ready: HubReady
let hub: ChildProcess
let log = ''
let socket: WebSocket
const cameras: TestCamera[] = []
const frames: Buffer[] = []
const statuses = new Map<string, CameraStatus>()
const entered = new Set<string>()
/** Channels that have had a picture. */
const shown = new Set<number>()
let down = false
let closeHttp = (): void => undefined

/** HLS and snapshots behind Basic: `/NN/…` is camera NN. */
async function startHttpCameras(): Promise<string> {
  execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', loopFile, '-c', 'copy', '-f', 'hls', '-hls_time', '1', 'all.m3u8'],
    { cwd: data }
  )
  execFileSync('ffmpeg', ['-v', 'error', '-i', loopFile, '-frames:v', '1', 'still.jpg'], {
    cwd: data
  })
  const segments = readdirSync(data).filter((name) => name.endsWith('.ts')).length
  const startedAt = performance.now()
  const server = createServer((request, response) => {
    if (down) {
      request.socket.destroy()
      return
    }
    const [, index = '', file = ''] = /^\/(\d+)\/[^/]+\/(.+)$/u.exec(request.url ?? '') ?? []
    const login = `${user}:${canaryPasswords[Number(index)] ?? ''}`
    if (request.headers.authorization !== `Basic ${Buffer.from(login).toString('base64')}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="uji"' }).end()
      return
    }
    entered.add(index)
    if (file === 'index.m3u8') {
      const first = Math.floor((performance.now() - startedAt) / 1000)
      const lines = [0, 1, 2, 3].map((i) => `#EXTINF:1,\nall${(first + i) % segments}.ts`)
      response.end(
        `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:${first}\n${lines.join('\n')}\n`
      )
    } else if (/^(?:all\d+\.ts|still\.jpg)$/u.test(file))
      response.end(readFileSync(join(data, file)))
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closeHttp = () => {
    server.closeAllConnections()
    server.close()
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens
}

async function writeList(): Promise<void> {
  const http = await startHttpCameras()
  const { pictures } = readDemoLoop(loopFile)
  const entries = await Promise.all(
    canaryPasswords.map(async (password, i) => {
      const id = `k${i}`
      const common = { id, label: id, name: `Kamera ${i}`, snapshotMs: 500 }
      if (i % 5 === 3) return { ...common, sub: `${http}/${i}/${secretPath}/index.m3u8` }
      if (i % 5 === 4) return { ...common, sub: `${http}/${i}/${secretPath}/still.jpg` }
      const scheme = i % 2 === 0 ? 'basic' : 'digest'
      const camera = await startTestCamera({ pictures, fps: 5, login: { user, password, scheme } })
      cameras.push(camera)
      return { ...common, sub: `rtsp://127.0.0.1:${camera.port}/${secretPath}` }
    })
  )
  writeFileSync(
    join(data, 'cameras.json'),
    JSON.stringify({ networks: ['127.0.0.0/8'], cameras: entries })
  )
  const secrets = Object.fromEntries(
    canaryPasswords.map((password, i) => [`k${i}`, { user, password }])
  )
  writeFileSync(join(data, 'cameras.secret.json'), JSON.stringify(secrets), { mode: 0o600 })
}

function watchAll(): void {
  socket = new WebSocket(`${ready.url.replace('http', 'ws')}${cameraSocketPath.slice(1)}`, [
    subprotocol,
    `token.${ready.token}`
  ])
  socket.on('message', (raw: RawData, binary) => {
    const frame = raw as Buffer // ws gives a Buffer unless told otherwise
    frames.push(frame)
    if (binary) {
      const seq = frame.readUInt32LE(4)
      shown.add(frame.readUInt16LE(2))
      // As a window that keeps up: else the hub would thin its pictures out.
      socket.send(JSON.stringify({ type: 'ack', seq }))
      return
    }
    const message = CameraHubMessage.parse(JSON.parse(frame.toString()))
    if (message.type === 'states')
      for (const { id, status } of message.states) statuses.set(id, status)
  })
  socket.on('open', () => {
    const streams = canaryPasswords.map((_password, i) => ({
      ...{ channel: i, camera: `k${i}`, quality: 'sub', priority: false }
    }))
    socket.send(JSON.stringify({ type: 'watch', streams, h265: false, stills: false }))
  })
}

const count = (wanted: CameraStatus): number =>
  [...statuses.values()].filter((status) => status === wanted).length

const leaksOf = (text: string | Buffer): readonly string[] =>
  forbidden.filter((form) => text.includes(form))

const ask = async (path: string): Promise<string> =>
  (
    await fetch(new URL(path, ready.url), { headers: { Authorization: `Bearer ${ready.token}` } })
  ).text()

/** Command lines and environments of all processes that can be read, as one text. */
function everyProcess(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`])
    .map((path) => {
      try {
        return readFileSync(path, 'utf8')
      } catch {
        return '' // It ended meanwhile.
      }
    })
    .join('\n')
}

describe.skipIf(!hasFfmpeg)('thirty-five cameras with passwords', () => {
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'siaga-thirty-five-'))
    await writeList()
    hub = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../index.ts'),
        ...['--data', data, '--port', '0', '--broker-port', '0', '--simulate', 'off']
      ],
      { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] }
    )
    const { stdout, stderr } = hub
    if (stdout === null || stderr === null) throw new Error('no pipes')
    stderr.on('data', (text: Buffer) => (log += text.toString()))
    const [line] = (await once(createInterface({ input: stdout }), 'line')) as [string]
    ready = HubReady.parse(JSON.parse(line))
    watchAll()
  })
  afterAll(async () => {
    socket.terminate()
    const ended = once(hub, 'exit')
    hub.kill('SIGTERM')
    await ended
    closeHttp()
    await Promise.all(cameras.map((camera) => camera.close()))
    rmSync(data, { recursive: true, force: true })
  })

  test('are all live, each opened with its own', { timeout: 60_000 }, async () => {
    await expect.poll(() => count('live'), { timeout: 50_000 }).toBe(35)
    expect(entered.size).toBe(canaryPasswords.length - cameras.length)
  })

  test('no process list, answer or frame to a window holds one, nor an address', async () => {
    const processes = everyProcess()
    expect(processes.split('rtsp://127.0.0.1').length).toBeGreaterThan(cameras.length)
    expect(leaksOf(processes)).toEqual([])
    for (const path of ['healthz', 'api/counts', 'api/cameras', ''])
      expect(leaksOf(await ask(path))).toEqual([])
    await expect.poll(() => shown.size, { timeout: 15_000 }).toBe(35)
    expect(leaksOf(Buffer.concat(frames))).toEqual([])
    // The search does find one where it is.
    expect(leaksOf(readFileSync(join(data, 'cameras.secret.json')))).toEqual([canaryForms[0]])
  })

  test(
    'all dropped have no signal, incidents go on, and all come back',
    { timeout: 90_000 },
    async () => {
      down = true
      for (const camera of cameras) camera.refuse(true)
      await expect.poll(() => count('noSignal'), { timeout: 20_000 }).toBe(35)
      const client = await connectAsync(ready.mqtt)
      const receivedAt = new Date().toISOString()
      await client.publishAsync(
        'siaga/v1/semarang/incident/putus',
        JSON.stringify({ id: 'putus', revision: 1, category: 'kebakaran', receivedAt }),
        { qos: 1 }
      )
      await client.endAsync()
      await expect
        .poll(async () => JSON.parse(await ask('api/counts')) as unknown)
        .toMatchObject({
          open: 1
        })
      expect(count('noSignal')).toBe(35)
      down = false
      for (const camera of cameras) camera.refuse(false)
      await expect.poll(() => count('live'), { timeout: 60_000 }).toBe(35)
    }
  )

  test('nothing of them is in the log, after all that', () => {
    expect(log).toContain('hub.ready')
    expect(leaksOf(log)).toEqual([])
    expect(leaksOf(Buffer.concat(frames))).toEqual([])
  })
})
