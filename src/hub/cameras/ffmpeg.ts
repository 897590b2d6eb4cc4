import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'

export type Ffmpeg = ChildProcessByStdio<null, Readable, Readable>

/** What else waits in the hub runs for so long between two starts. */
const breathMs = 10
let lastTurn = Promise.resolve()

/**
 * Resolves when one may start a process. A start holds the whole hub up until the system has run it:
 * thirty-five in one go stopped a busy machine's hub for twelve seconds; one at a time, incidents
 * come in between.
 */
export function startTurn(): Promise<void> {
  const turn = lastTurn
  lastTurn = turn.then(() => new Promise((resolve) => setTimeout(resolve, breathMs)))
  return turn
}

/**
 * Copies the video of an RTSP connection into a transport stream on stdout, without decoding it.
 * `url` is a relay's: it holds no address and no password. Nothing but TCP may be opened.
 */
export function copyRtsp(url: string): Ffmpeg {
  return spawn(
    'ffmpeg',
    [
      ...['-nostdin', '-hide_banner', '-loglevel', 'error'],
      ...['-protocol_whitelist', 'tcp,rtp,udp'],
      ...['-rtsp_transport', 'tcp', '-timeout', '10000000'],
      // The size and rate ffmpeg would look for are nobody's business here.
      ...['-fflags', '+genpts', '-flags', 'low_delay'],
      ...['-probesize', '32', '-analyzeduration', '0'],
      ...['-i', url],
      ...['-map', '0:v:0', '-c', 'copy', '-copyts'],
      ...['-f', 'mpegts', '-muxdelay', '0', '-muxpreload', '0', '-flush_packets', '1'],
      // Lengths let the reader tell a picture complete without waiting for the next one.
      ...['-omit_video_pes_length', '0', '-pat_period', '1'],
      'pipe:1'
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Nothing of the hub's environment is ffmpeg's business, proxies least of all.
      env: { PATH: process.env['PATH'] },
      windowsHide: true
    }
  )
}
