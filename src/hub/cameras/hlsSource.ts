import type { CameraProblem, CameraQuality } from '../../contract/camera.ts'
import { makeAccessUnitReader } from './accessUnits.ts'
import { tellSkew, type OpenSource, type SourceListener } from './cameraSource.ts'
import { readMp4Fragments, readMp4Init, type Mp4Track } from './fragmentedMp4.ts'
import { readHlsPlaylist, type HlsPlaylist, type HlsSegment } from './hlsPlaylist.ts'
import { makeTsReader } from './mpegTs.ts'
import { makePictureClock } from './pictureClock.ts'
import { askHttp, readBody, target, type HttpAsk } from './pinnedHttp.ts'
import type { Timers } from './timers.ts'

export interface HlsOptions {
  /** How to ask; the address is that of the playlist. */
  readonly ask: () => Omit<HttpAsk, 'signal'>
  /** Of several variants, `sub` takes the smallest and `main` the largest. */
  readonly quality: CameraQuality
  readonly timers: Timers
}

const largestPlaylist = 1024 * 1024
const largestSegment = 24 * 1024 * 1024
/** How far behind the newest segment a player begins: enough that it need not wait. */
const segmentsBehind = 2
/** A live playlist without a new segment for so many target durations is over. */
const patience = 4

class Ended extends Error {
  readonly problem: CameraProblem
  constructor(problem: CameraProblem) {
    super(problem)
    this.problem = problem
  }
}

/** An HLS stream: playlists and segments are fetched by the hub and played by its own clock. */
export function hlsSource({ ask, quality, timers }: HlsOptions): OpenSource {
  return (listener) => {
    const abort = new AbortController()
    const { signal } = abort
    const clock = makePictureClock(listener.picture, timers)
    const release = (): void => {
      abort.abort()
      clock.stop()
    }

    const get = async (url: string, most: number): Promise<{ body: Uint8Array; url: string }> => {
      const answer = await askHttp({ ...ask(), url, signal })
      if (!answer.ok) throw new Ended(answer.problem)
      tellSkew(listener, answer.response.headers.date)
      const body = await readBody(answer.response, most)
      if (body === undefined) throw new Ended('unreadable')
      return { body, url: answer.url }
    }

    const getPlaylist = async (url: string): Promise<{ list: HlsPlaylist; url: string }> => {
      const found = await get(url, largestPlaylist)
      return { list: readHlsPlaylist(Buffer.from(found.body).toString('utf8')), url: found.url }
    }

    const run = async (): Promise<void> => {
      let { list, url } = await getPlaylist(ask().url)
      if (list.kind === 'master') {
        const sorted = [...list.variants].sort((a, b) => a.bandwidth - b.bandwidth)
        const variant = quality === 'sub' ? sorted[0] : sorted.at(-1)
        ;({ list, url } = await getPlaylist(resolved(variant?.uri, url)))
      }
      const decode = makeSegmentReader({ ...listener, picture: clock.add }, (uri) =>
        get(resolved(uri, url), largestSegment).then(({ body }) => body)
      )
      let last = -1
      let quietSince = timers.now()
      while (!signal.aborted) {
        if (list.kind !== 'media') throw new Ended('unreadable')
        const { segments, targetSeconds, ended } = list
        const newest = segments.at(-1)?.sequence ?? -1
        // A server that restarted counts from the beginning again.
        if (newest < last) last = -1
        const fresh = segments.filter(({ sequence }) => sequence > last)
        for (const segment of last < 0 ? fresh.slice(-segmentsBehind) : fresh) {
          await decode(segment)
          last = segment.sequence
          quietSince = timers.now()
        }
        if (ended || timers.now() - quietSince > patience * targetSeconds * 1000)
          throw new Ended('ended')
        await pause((targetSeconds * 1000) / 2, timers, signal)
        ;({ list } = await getPlaylist(url))
      }
    }

    run().catch((error: unknown) => {
      if (signal.aborted) return
      release()
      listener.ended(error instanceof Ended ? error.problem : 'unreadable')
    })
    return { stop: release }
  }
}

function resolved(uri: string | undefined, base: string): string {
  const url = target(uri, base)
  if (url === undefined) throw new Ended('unreadable')
  if (base.startsWith('https:') && !url.startsWith('https:')) throw new Ended('forbiddenAddress')
  return url
}

/** Reads segments one after the other, MPEG-TS or fMP4. */
function makeSegmentReader(
  listener: Pick<SourceListener, 'format' | 'picture'>,
  get: (uri: string) => Promise<Uint8Array>
): (segment: HlsSegment) => Promise<void> {
  const units = makeAccessUnitReader(listener)
  let mapUri: string | undefined
  let track: Mp4Track | undefined

  return async ({ uri, map }) => {
    if (map === undefined) {
      const segment = await get(uri)
      const reader = makeTsReader({ unit: units.unit })
      reader.push(segment)
      reader.flush()
      return
    }
    if (map !== mapUri) {
      track = readMp4Init(await get(map))
      if (track === undefined) throw new Ended('unsupportedCodec')
      mapUri = map
    }
    if (track === undefined) return
    // Key pictures carry their parameter sets, so the units tell the format themselves.
    for (const { data, timestampUs } of readMp4Fragments(await get(uri), track))
      units.unit(data, timestampUs, 'h264')
  }
}

function pause(ms: number, timers: Timers, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = timers.after(ms, resolve)
    signal.addEventListener(
      'abort',
      () => {
        cancel()
        resolve()
      },
      { once: true }
    )
  })
}
