import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CameraEntry } from './cameraConfig.ts'
import type { OpenSource, SourceListener } from './cameraSource.ts'
import { checkTable } from './checkTable.ts'
import { fakeTimers } from './fakeTimers.ts'
import { probeCamera, type Probe } from './probeCamera.ts'

const program = join(import.meta.dirname, 'check.ts')
const camera = (id: string, sub = 'demo:01') => ({ id, label: 'K1', name: `Simpang ${id}`, sub })

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-check-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let lists = 0
const listOf = (...cameras: readonly unknown[]): string => {
  const file = join(folder, `daftar-${(lists += 1)}.json`)
  writeFileSync(file, JSON.stringify({ cameras }, undefined, 1))
  return file
}

interface Run {
  readonly code: number | null
  readonly out: string
  readonly errors: string
}

async function run(command: string, ...args: readonly string[]): Promise<Run> {
  // Away from the project, as before anything is installed or configured.
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { out: '', errors: '' }
  child.stdout.on('data', (text: Buffer) => (texts.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (texts.errors += text.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...texts }
}

const check = (...args: readonly string[]): Promise<Run> =>
  run(process.execPath, program, 'check', ...args)

// Each runs the program, which looks for three seconds: all at once.
describe.concurrent('the check of a list', () => {
  test('prints a table and nothing else when all is well', async () => {
    const { code, out, errors } = await check(listOf(camera('a'), camera('b', 'demo:02')))
    expect([code, errors]).toEqual([0, ''])
    expect(out).toMatch(/^kamera +nama +terjangkau +codec +ukuran +fps +pertama +selisih jam/u)
    expect(out).toMatch(/^a +Simpang a +ya +avc1\.42c01f +640×360 +\d+\.\d +\d+ ms/mu)
    expect(out).toContain('2/2 kamera terjangkau')
    expect(readLeftovers(out)).toEqual([])
  })

  test('goes on past a camera that is wrong or not allowed, and fails', async () => {
    const file = listOf(
      camera('a'),
      camera('jauh', 'rtsp://127.0.0.1:9/live'),
      camera('salah', 'ftp://x')
    )
    const { code, out, errors } = await check(file)
    expect(code).toBe(1)
    expect(out).toMatch(/^jauh .* tidak .*tambahkan jaringannya pada "networks"/mu)
    expect(out).toContain('1/2 kamera terjangkau')
    expect(errors).toMatch(/daftar-\d\.json line \d+: camera salah: sub: /u)
    expect(out).not.toContain('127.0.0.1')
  })

  test.each([
    ['no such file', ['tidak-ada.json']],
    ['no list at all', ['--data', 'kosong', '--city', 'atlantis']]
  ])('with %s says what to do', async (_what, args) => {
    const { code, errors } = await check(...args)
    expect(code).toBe(1)
    expect(errors).toContain('Daftar kamera tidak ada')
  })

  test('without a command tells how to use it', async () => {
    const { code, out } = await run(process.execPath, program)
    expect(code).toBe(1)
    expect(out).toContain('npm run cameras -- check')
  })

  test.skipIf(spawnSync('script', ['--version']).status !== 0)(
    'shows its progress on a terminal',
    async () => {
      const command = `"${process.execPath}" "${program}" check "${listOf(camera('a'))}"`
      const { code, out } = await run('script', '-qec', command, join(folder, 'typescript'))
      expect(code).toBe(0)
      expect(out).toContain(`[${'#'.repeat(30)}] 1/1`)
    }
  )
})

/** Control characters, as a progress bar would leave them. */
function readLeftovers(text: string): readonly string[] {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return text.match(/[\r\u001b]/gu) ?? []
}

describe('one camera looked at', () => {
  const setUp = () => {
    const timers = fakeTimers()
    const told: SourceListener[] = []
    let stops = 0
    const open: OpenSource = (listener) => {
      told.push(listener)
      return { stop: () => (stops += 1) }
    }
    const probing = probeCamera(open, 3_000, timers)
    const [source] = told
    if (source === undefined) throw new Error('nothing opened')
    return { timers, source, probing, stops: () => stops }
  }

  test('is measured from its first key picture and let go', async () => {
    const { timers, source, probing, stops } = setUp()
    source.format({ codec: 'avc1.42c01f', width: 640, height: 360 })
    source.skew?.(-4_000)
    for (let i = 0; i <= 42; i += 1) {
      timers.pass(100)
      source.picture({ data: new Uint8Array(1), key: i % 10 === 2, timestampUs: i * 100_000 })
    }
    const { fps, ...probe } = await probing
    expect(probe).toEqual({
      format: { codec: 'avc1.42c01f', width: 640, height: 360 },
      firstPictureMs: 300,
      keySeconds: 1,
      skewMs: -4_000,
      problem: undefined
    })
    expect(fps).toBeCloseTo(10, 0)
    expect(stops()).toBe(1)
  })

  test('that sends nothing is unreachable after 15 s; one that ends says why', async () => {
    const silent = setUp()
    silent.timers.pass(15_000)
    expect(await silent.probing).toMatchObject({
      problem: 'unreachable',
      firstPictureMs: undefined
    })
    expect(silent.stops()).toBe(1)
    const ended = setUp()
    ended.source.ended('unauthorised')
    expect(await ended.probing).toMatchObject({ problem: 'unauthorised' })
  })
})

test('the table tells of each camera what to do, and no address', () => {
  const entry = (id: string): CameraEntry =>
    CameraEntry.parse(camera(id, 'rtsp://10.0.0.9/rahasia'))
  const probe = (given: Partial<Probe>): Probe => ({
    format: { codec: 'avc1.42c01f', width: 640, height: 360 },
    firstPictureMs: 250,
    fps: 12,
    keySeconds: 1,
    skewMs: 0,
    problem: undefined,
    ...given
  })
  const table = checkTable([
    [entry('baik'), probe({})],
    [entry('besar'), probe({ format: { codec: 'avc1.640033', width: 3840, height: 2160 } })],
    [entry('hevc'), probe({ format: { codec: 'hev1.1.6.L93.B0', width: 0, height: 0 } })],
    [entry('jarang'), probe({ keySeconds: 10 })],
    [entry('sandi'), probe({ firstPictureMs: undefined, problem: 'unauthorised' })]
  ])
  expect(table).toMatch(/^baik .*12\.0 +250 ms +0 s$/mu)
  expect(table).toMatch(/^besar .*3840×2160.*pakai sub-stream 640×360$/mu)
  expect(table).toMatch(/^hevc .*H\.265: hanya tampil bila perambannya mampu$/mu)
  expect(table).toMatch(/^jarang .*gambar kunci tiap 10 s: atur menjadi 1 s$/mu)
  expect(table).toMatch(/^sandi .*tidak.*isi cameras\.secret\.json untuk id ini$/mu)
  expect(table).toContain('4/5 kamera terjangkau')
  expect(table).not.toMatch(/rahasia|10\.0\.0\.9/u)
})
