import type { IncomingMessage } from 'node:http'
import type { CameraProblem } from '../../contract/camera.ts'
import { tellSkew, type OpenSource } from './cameraSource.ts'
import { makeMultipartReader, readJpegSize } from './jpeg.ts'
import { askHttp, readBody, type HttpAsk } from './pinnedHttp.ts'
import type { Timers } from './timers.ts'

export interface StillOptions {
  readonly ask: () => Omit<HttpAsk, 'signal'>
  /** Between two snapshots. */
  readonly snapshotMs: number
  readonly timers: Timers
}

const largestJpeg = 8 * 1024 * 1024
/** A JPEG costs six times the bandwidth of H.264: five a second are enough for a tile. */
const shortestMs = 200

/** An MJPEG stream or a snapshot address; which one it is, its answer tells. */
export function stillSource({ ask, snapshotMs, timers }: StillOptions): OpenSource {
  return (listener) => {
    const abort = new AbortController()
    const { signal } = abort
    const startedAt = timers.now()
    let cancel = (): void => undefined
    let told = ''
    let lastAt = -Infinity

    const release = (): void => {
      abort.abort()
      cancel()
    }
    const end = (problem: CameraProblem): void => {
      if (signal.aborted) return
      release()
      listener.ended(problem)
    }

    /** False when it is no JPEG. */
    const show = (data: Uint8Array): boolean => {
      const size = readJpegSize(data)
      if (size === undefined) return false
      const now = timers.now()
      if (signal.aborted || now - lastAt < shortestMs) return true
      lastAt = now
      const key = `${size.width}×${size.height}`
      if (key !== told) listener.format({ codec: 'jpeg', ...size })
      told = key
      listener.picture({ data, key: true, timestampUs: Math.round((now - startedAt) * 1000) })
      return true
    }

    const stream = (response: IncomingMessage, boundary: string): void => {
      const read = makeMultipartReader(boundary, (part) => {
        if (!show(part)) throw new Error('not a JPEG')
      })
      response.on('data', (chunk: Buffer) => {
        try {
          read(chunk)
        } catch {
          end('unreadable')
        }
      })
      response.on('error', () => end('ended'))
      response.on('close', () => end('ended'))
    }

    const fetchOnce = async (): Promise<void> => {
      const answer = await askHttp({ ...ask(), signal })
      if (!answer.ok) {
        end(answer.problem)
        return
      }
      const { response } = answer
      tellSkew(listener, response.headers.date)
      const type = response.headers['content-type'] ?? ''
      const boundary = /^multipart\/x-mixed-replace\s*;.*boundary="?(?<name>[^";]+)"?/iu.exec(type)
        ?.groups?.['name']
      if (boundary !== undefined) {
        stream(response, boundary)
        return
      }
      const body = await readBody(response, largestJpeg)
      if (body === undefined || !show(body)) {
        end('unreadable')
        return
      }
      cancel = timers.after(snapshotMs, run)
    }

    const run = (): void => {
      fetchOnce().catch(() => end('unreachable'))
    }
    run()
    return { stop: release }
  }
}
