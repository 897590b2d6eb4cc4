import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookCells } from '../../contract/camera.ts'
import { sampleLuma } from '../../renderer/panels/cameras/sampleLuma.ts'
import { frozenAfterMs, makeFrozenPicture } from './frozenPicture.ts'

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
const run = promisify(execFile)
const demo = (name: string): string =>
  join(import.meta.dirname, `../../../resources/demo-cameras/${name}.mp4`)

const width = 640
const height = 360

/** The looks a window takes: the luma grid of each key picture. */
async function looksAt(file: string): Promise<readonly Uint8Array[]> {
  const { stdout } = await run(
    'ffmpeg',
    [
      ...['-v', 'error', '-threads', '1', '-skip_frame', 'nokey', '-i', file],
      ...['-vsync', '0', '-pix_fmt', 'gray', '-f', 'rawvideo', '-']
    ],
    { encoding: 'buffer', maxBuffer: 2 ** 28 }
  )
  return Array.from({ length: stdout.length / (width * height) }, (_, i) =>
    sampleLuma(stdout.subarray(i * width * height, (i + 1) * width * height), {
      ...{ width, height, stride: width }
    })
  )
}

/** Seconds after the first look at which the picture first counts as frozen; undefined if never. */
function frozenAfter(looks: readonly Uint8Array[], flickerCells?: number): number | undefined {
  const picture = makeFrozenPicture(flickerCells)
  for (const [second, look] of looks.entries()) {
    picture.look(look, second * 1000)
    if (picture.frozenForMs(second * 1000) !== undefined) return second
  }
  return undefined
}

const seconds = 26
const night = 'eq=brightness=-0.35:contrast=0.6'
const denoised = 'hqdn3d=10:10:20:20'
const clock = 'drawbox=x=20:y=8:w=10+8*floor(t):h=24:color=white:t=fill'

/** What an encoder gets besides one still street, and how many kbit/s it may send. */
const frozen = [
  ['the same picture at a low bit rate', 'null', 150],
  ['the same picture, so poor that it seems to move', 'null', 100],
  // A white block that grows each second in the upper band, as burnt-in clocks stand there.
  ['a clock that goes on over the same picture', clock, 400]
] as const
const living = [
  ['the least noise', `${night},noise=alls=1:allf=t`, 400],
  ['noise at a low bit rate', `${night},noise=alls=2:allf=t`, 150],
  ['a noise that the camera smooths away', `${night},noise=alls=3:allf=t,${denoised}`, 400]
] as const

describe.skipIf(!hasFfmpeg)('through a real encoder', () => {
  let folder = ''
  const looks = new Map<string, readonly Uint8Array[]>()

  const encode = async ([what, filter, kbits]: readonly [
    string,
    string,
    number
  ]): Promise<void> => {
    const file = join(folder, `${looks.size}-${kbits}-${what.length}.mp4`)
    await run('ffmpeg', [
      ...['-v', 'error', '-threads', '1', '-i', join(folder, 'still.png')],
      ...['-vf', `format=yuv420p,loop=-1:1:0,setpts=N/10/TB,${filter}`, '-r', '10'],
      ...['-c:v', 'libx264', '-threads', '1', '-profile:v', 'baseline', '-preset', 'veryfast'],
      ...['-g', '10', '-sc_threshold', '0', '-t', String(seconds)],
      ...['-b:v', `${kbits}k`, '-maxrate', `${kbits}k`, '-bufsize', `${kbits}k`, file]
    ])
    looks.set(what, await looksAt(file))
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'siaga-frozen-'))
    const still = join(folder, 'still.png')
    execFileSync('ffmpeg', ['-v', 'error', '-i', demo('05'), '-frames:v', '1', still])
    await Promise.all([...frozen, ...living].map(encode))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(frozen)('%s is known as frozen within 30 s', (what) => {
    const found = frozenAfter(looks.get(what) ?? [])
    expect(found).toBeGreaterThanOrEqual(frozenAfterMs / 1000)
    expect(found).toBeLessThan(seconds)
    expect(frozenAfter(looks.get(what) ?? [], 0)).toBeUndefined()
  })

  test.each(living)('an empty street at night with %s is live', (what) => {
    expect(looks.get(what)).toHaveLength(seconds)
    expect(frozenAfter(looks.get(what) ?? [])).toBeUndefined()
  })

  test('living streets are live, even round after round of the same recording', async () => {
    const rounds = await Promise.all(['05', '12', '16', '34'].map((name) => looksAt(demo(name))))
    for (const round of rounds)
      expect(frozenAfter([...round, ...round, ...round, ...round])).toBeUndefined()
  })
})

const flat = (value: number): Uint8Array => new Uint8Array(lookCells).fill(value)

test('a second window that looks at the same moment changes nothing', () => {
  const picture = makeFrozenPicture()
  let seed = 1
  const noise = (): number => (seed = (seed * 16_807) % 2_147_483_647) % 5
  for (let at = 0; at < 20_000; at += 1_000) {
    const noisy = flat(80).map((v) => v + noise())
    picture.look(noisy, at)
    picture.look(noisy, at + 10)
  }
  expect(picture.frozenForMs(20_000)).toBeUndefined()
})

test('its age grows from the first look at the picture, and ends when something moves', () => {
  const picture = makeFrozenPicture()
  for (let at = 0; at <= 15_000; at += 1_000) picture.look(flat(80), at)
  expect(picture.frozenForMs(252_000)).toBe(252_000)
  const moved = flat(80)
  moved.fill(200, 100, 110)
  picture.look(moved, 253_000)
  expect(picture.frozenForMs(253_000)).toBeUndefined()
})
