import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressPolicy, judgeAddress } from './addressPolicy.ts'
import { readDemoLoop } from './demoSource.ts'
import { rtspSource } from './rtspSource.ts'
import { listenTo, type Heard } from './testListener.ts'
import { startTestCamera, type TestCamera } from './testRtspServer.ts'

/* Every way an RTSP camera has failed on us, many times over, with the real ffmpeg. */

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
const long = process.env['SIAGA_TEST_LONG'] === '1'
const { pictures } = readDemoLoop(
  join(import.meta.dirname, '../../../resources/demo-cameras/34.mp4')
)
const policy = addressPolicy(['127.0.0.0/8'])

function watch(camera: TestCamera): Heard {
  const judged = judgeAddress(`rtsp://127.0.0.1:${camera.port}/live`)
  if (!judged.ok) throw new Error(judged.why)
  const { address } = judged
  return listenTo(rtspSource({ address, policy: () => policy, credentials: () => undefined }))
}

/** Process ids of our own ffmpeg that still run or were not waited for. */
function ourFfmpeg(): readonly number[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/u.test(pid))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
        return stat.includes('(ffmpeg) ') && stat.split(') ')[1]?.split(' ')[1] === `${process.pid}`
      } catch {
        return false
      }
    })
    .map(Number)
}

const openFiles = (): number => readdirSync('/proc/self/fd').length

describe.skipIf(!hasFfmpeg)('a camera that fails', () => {
  let good: TestCamera
  let garbage: TestCamera
  let noise: TestCamera
  let foreign: TestCamera
  beforeAll(async () => {
    ;[good, garbage, noise, foreign] = await Promise.all([
      startTestCamera({ pictures }),
      startTestCamera({ pictures, garbage: Buffer.alloc(40_000, 'x') }),
      startTestCamera({ pictures, garbage: Buffer.from([0x24, 0, 0xff, 0xff, 1, 2, 3]) }),
      startTestCamera({ pictures, codec: 'VP8' })
    ])
  })
  afterAll(() => Promise.all([good, garbage, noise, foreign].map((camera) => camera.close())))

  const faults: readonly ((round: number) => Promise<unknown>)[] = [
    // ffmpeg is killed.
    async () => {
      const heard = watch(good)
      await heard.picturesUpTo(1).catch(() => undefined)
      for (const pid of ourFfmpeg().slice(0, 1)) process.kill(pid, 'SIGKILL')
      // Whose it was does not matter here: each ends in its own way.
      heard.stop()
    },
    // The camera sends nothing any more; the feed lets go of it.
    async () => {
      const heard = watch(good)
      await heard.picturesUpTo(1).catch(() => undefined)
      good.stall(true)
      heard.stop()
      good.stall(false)
    },
    // The encoder hangs and sends one picture again and again.
    async () => {
      good.freeze(true)
      const heard = watch(good)
      await heard.picturesUpTo(2).catch(() => undefined)
      good.freeze(false)
      heard.stop()
    },
    // The connection is cut.
    async () => {
      const heard = watch(good)
      await heard.picturesUpTo(1).catch(() => undefined)
      good.dropAll()
      await heard.ended
    },
    // Garbage, and another codec; what they are told as, rtspSource.test.ts asks.
    () => watch(garbage).ended,
    () => watch(foreign).ended,
    // Half a packet and then silence.
    async () => {
      const heard = watch(noise)
      await Promise.race([heard.ended, new Promise((resolve) => setTimeout(resolve, 20))])
      heard.stop()
    },
    // Taken away at some moment of its start.
    async (round) => {
      const heard = watch(good)
      await new Promise((resolve) => setTimeout(resolve, (round * 37) % 200))
      heard.stop()
    }
  ]

  const failOften = async (count: number): Promise<void> => {
    const before = openFiles()
    let next = 0
    const work = async (): Promise<void> => {
      for (let round = next++; round < count; round = next++)
        await faults[round % faults.length]?.(round)
    }
    await Promise.all(Array.from({ length: 6 }, work))
    await expect.poll(ourFfmpeg, { timeout: 20_000 }).toEqual([])
    await expect.poll(openFiles, { timeout: 20_000 }).toBeLessThanOrEqual(before)
  }

  test('in each way, five times, leaves no process and no socket', { timeout: 120_000 }, () =>
    failOften(5 * faults.length)
  )

  test.skipIf(!long)(
    'a thousand times leaves no process and no socket (SIAGA_TEST_LONG=1)',
    { timeout: 1_200_000 },
    () => failOften(1_000)
  )
})
