import { readFileSync } from 'node:fs'
import type { OpenSource, Picture, StreamFormat } from './cameraSource.ts'
import { readMp4Fragments, readMp4Init } from './fragmentedMp4.ts'
import type { Timers } from './timers.ts'

/** A recorded loop, held in memory once however often it is shown. */
export interface DemoLoop {
  readonly format: StreamFormat
  /** The first is a key picture. */
  readonly pictures: readonly Picture[]
  readonly durationUs: number
}

/** Reads a fragmented MP4; throws a sentence when it is not a loop that can be shown. */
export function readDemoLoop(path: string): DemoLoop {
  const data = new Uint8Array(readFileSync(path))
  const track = readMp4Init(data)
  if (track === undefined) throw new Error(`${path} holds no H.264 track`)
  const pictures = [...readMp4Fragments(data, track)]
  const first = pictures[0]
  const second = pictures[1]
  const last = pictures.at(-1)
  if (first?.key !== true || second === undefined || last === undefined)
    throw new Error(`${path} does not begin with a key picture`)
  const step = second.timestampUs - first.timestampUs
  return {
    format: track.format,
    pictures,
    durationUs: last.timestampUs - first.timestampUs + step
  }
}

/**
 * Plays a loop for ever at its own speed. Every loop begins at the key picture at or before
 * `phase` (0 ≤ phase < 1 of its length), so that thirty-five do not all show key pictures at once.
 */
export function demoSource(readLoop: () => DemoLoop, phase: number, timers: Timers): OpenSource {
  return (listener) => {
    let loop: DemoLoop
    try {
      loop = readLoop()
    } catch {
      const cancel = timers.after(0, () => listener.ended('notFound'))
      return { stop: cancel }
    }
    const { pictures, durationUs } = loop
    const origin = pictures[0]?.timestampUs ?? 0
    const startedMs = timers.now()
    let index = keyAtOrBefore(pictures, origin + phase * durationUs)
    let round = 0
    const startUs = (pictures[index]?.timestampUs ?? origin) - origin
    let cancel = (): void => undefined

    const dueUs = (): number =>
      round * durationUs + ((pictures[index]?.timestampUs ?? origin) - origin) - startUs

    const play = (): void => {
      // All that is due: a busy machine catches up instead of slowing the street down.
      const elapsedUs = (timers.now() - startedMs) * 1000
      while (dueUs() <= elapsedUs) {
        const picture = pictures[index]
        if (picture === undefined) return
        listener.picture({ ...picture, timestampUs: dueUs() })
        index += 1
        if (index === pictures.length) {
          index = 0
          round += 1
        }
      }
      cancel = timers.after(Math.max(1, dueUs() / 1000 - (timers.now() - startedMs)), play)
    }

    cancel = timers.after(0, () => {
      listener.format(loop.format)
      play()
    })
    return { stop: () => cancel() }
  }
}

function keyAtOrBefore(pictures: readonly Picture[], timestampUs: number): number {
  let found = 0
  pictures.forEach((picture, i) => {
    if (picture.key && picture.timestampUs <= timestampUs) found = i
  })
  return found
}
