import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { canaryForms, canaryPasswords } from '../src/hub/cameras/canaryPasswords.ts'
import { readDemoLoop } from '../src/hub/cameras/demoSource.ts'
import { startTestCamera, type TestCamera } from '../src/hub/cameras/testRtspServer.ts'
import { findProgram, projectRoot } from './harness/programs.ts'
import { expect, onlyWhenLong, test } from './harness/test.ts'

test('a page that shows cameras has no password and no address of them in its memory', async ({
  hub,
  wall
}) => {
  onlyWhenLong()
  test.skip(findProgram('ffmpeg') === undefined, 'ffmpeg is not installed')
  test.setTimeout(120_000)
  const { pictures } = readDemoLoop(path.join(projectRoot, 'resources/demo-cameras/34.mp4'))
  const secretPath = 'jalur-tersembunyi'
  const cameras: TestCamera[] = []
  const heard: Buffer[] = []
  wall.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => heard.push(Buffer.from(payload)))
  )
  try {
    const entries = await Promise.all(
      canaryPasswords.map(async (password, i) => {
        const scheme = i % 2 === 0 ? 'basic' : 'digest'
        const login = { user: 'siaga', password, scheme } as const
        const camera = await startTestCamera({ pictures, fps: 5, login })
        cameras.push(camera)
        const sub = `rtsp://127.0.0.1:${camera.port}/${secretPath}`
        return { id: `k${i}`, label: `K${i}`, name: `Kamera uji ${i}`, sub }
      })
    )
    const secrets = Object.fromEntries(
      canaryPasswords.map((password, i) => [`k${i}`, { user: 'siaga', password }])
    )
    const write = (name: string, content: unknown): Promise<void> =>
      writeFile(path.join(hub.data, name), JSON.stringify(content), { mode: 0o600 })
    await write('cameras.secret.json', secrets)
    await write('cameras.json', { networks: ['127.0.0.0/8'], cameras: entries })

    await wall.open(hub.wall.replace('?', '?scene=cctv&'))
    const { page } = wall
    await expect(page.locator('.cctv .camera-frame[data-status="live"]')).toHaveCount(35, {
      timeout: 90_000
    })

    const session = await page.context().newCDPSession(page)
    const chunks: string[] = []
    session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    const memory = chunks.join('')
    // What it does know is found, so what is not found is not there.
    expect(memory).toContain('Kamera uji 34')
    expect([...canaryForms, secretPath].filter((form) => memory.includes(form))).toEqual([])

    const frames = Buffer.concat(heard)
    expect(frames.includes('Kamera uji 34')).toBe(true)
    expect([...canaryForms, secretPath].filter((form) => frames.includes(form))).toEqual([])
  } finally {
    await Promise.all(cameras.map((camera) => camera.close()))
  }
})
