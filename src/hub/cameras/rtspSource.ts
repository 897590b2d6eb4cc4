import type { CameraProblem } from '../../contract/camera.ts'
import { makeAccessUnitReader } from './accessUnits.ts'
import type { AddressPolicy, CameraAddress } from './addressPolicy.ts'
import { tellSkew, type OpenSource } from './cameraSource.ts'
import type { Credentials } from './digestAuth.ts'
import { copyRtsp, startTurn, type Ffmpeg } from './ffmpeg.ts'
import { makeTsReader } from './mpegTs.ts'
import { resolveCamera, systemLookUp, type LookUp } from './resolveCamera.ts'
import { openRtspRelay, type RtspRelay } from './rtspRelay.ts'

export interface RtspOptions {
  readonly address: CameraAddress
  readonly policy: () => AddressPolicy
  readonly credentials: () => Credentials | undefined
  readonly lookUp?: LookUp
}

/** An `rtsp:` or `rtsps:` camera: one ffmpeg, one relay, one connection; all end together. */
export function rtspSource({ address, policy, credentials, lookUp }: RtspOptions): OpenSource {
  return (listener) => {
    let ffmpeg: Ffmpeg | undefined
    let relay: RtspRelay | undefined
    let ended = false

    const release = (): void => {
      ended = true
      relay?.close()
      // It has nothing to save, and a hanging one must not stay.
      ffmpeg?.kill('SIGKILL')
    }
    const end = (problem: CameraProblem): void => {
      if (ended) return
      release()
      listener.ended(problem)
    }

    const start = async (): Promise<void> => {
      const resolved = await resolveCamera(address, policy(), lookUp ?? systemLookUp)
      if (ended) return
      if (!resolved.ok) {
        end(resolved.problem)
        return
      }
      relay = await openRtspRelay(resolved.pinned, credentials(), (date) =>
        tellSkew(listener, date)
      )
      // Stopped meanwhile: `release` did not know of the relay yet.
      if (isEnded()) {
        relay.close()
        return
      }
      await startTurn()
      if (isEnded()) return
      const child = copyRtsp(relay.url)
      ffmpeg = child
      child.on('error', () => end('noFfmpeg'))
      child.on('close', () => end(relay?.problem() ?? complaint ?? 'ended'))
      let complaint: CameraProblem | undefined
      child.stderr.on('data', (chunk: Buffer) => {
        complaint = complaintOf(chunk.toString('latin1')) ?? complaint
      })
      const units = makeAccessUnitReader({
        format: (format) => !ended && listener.format(format),
        picture: (picture) => !ended && listener.picture(picture)
      })
      const reader = makeTsReader({ unit: units.unit })
      child.stdout.on('data', (chunk: Buffer) => reader.push(chunk))
    }
    const isEnded = (): boolean => ended

    start().catch(() => end('unreachable'))
    return { stop: release }
  }
}

/** The few of ffmpeg's sentences that say more than that the stream ended. Never logged: they hold addresses. */
function complaintOf(text: string): CameraProblem | undefined {
  if (/matches no streams|codec not currently supported|Could not find tag/iu.test(text))
    return 'unsupportedCodec'
  return /Invalid data found/iu.test(text) ? 'unreadable' : undefined
}
