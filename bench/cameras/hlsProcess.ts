import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pageFile } from './pageFile.ts'

/** Child of cameras.bench.ts: the loops as live HLS, one-second segments, and the page that plays them. */
const [page = '', loops = ''] = process.argv.slice(2)
const folder = mkdtempSync(path.join(tmpdir(), 'siaga-bench-hls-'))
/** More rounds of a loop than the measurement lasts, so that no player meets its end. */
const rounds = 6
const listed = 6

const names = Array.from({ length: 35 }, (_, i) => String(i + 1).padStart(2, '0'))
for (const name of names) {
  mkdirSync(path.join(folder, name))
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-stream_loop', String(rounds), '-i', path.join(loops, `${name}.mp4`)],
    ...['-c', 'copy', '-f', 'hls', '-hls_time', '1', '-hls_list_size', '0'],
    ...['-hls_segment_filename', path.join(folder, name, '%d.ts')],
    path.join(folder, name, 'all.m3u8')
  ])
}
const lengths = new Map(
  names.map((name) => [
    name,
    [
      ...readFileSync(path.join(folder, name, 'all.m3u8'), 'utf8').matchAll(/#EXTINF:([\d.]+)/gu)
    ].map(([, seconds]) => Number(seconds))
  ])
)
let startedAt: number | undefined

/** The playlist of a camera that began when it was first asked for, as long as time has passed since. */
function playlist(name: string): string | undefined {
  const seconds = lengths.get(name)
  if (seconds === undefined) return undefined
  startedAt ??= performance.now()
  const newest = Math.min(
    seconds.length - 1,
    listed - 1 + Math.floor((performance.now() - startedAt) / 1000)
  )
  const first = Math.max(0, newest - listed + 1)
  const lines = seconds
    .slice(first, newest + 1)
    .flatMap((length, i) => [`#EXTINF:${length},`, `${first + i}.ts`])
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${Math.ceil(Math.max(...seconds))}`,
    `#EXT-X-MEDIA-SEQUENCE:${first}`,
    ...lines,
    ''
  ].join('\n')
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://hub')
  const asked = /^\/live\/(?<name>\d\d)\/(?<file>index\.m3u8|\d+\.ts)$/u.exec(pathname)?.groups
  if (asked === undefined) return pageFile(page, pathname, response)
  const { name = '', file = '' } = asked
  try {
    response.end(
      file === 'index.m3u8' ? playlist(name) : readFileSync(path.join(folder, name, file))
    )
  } catch {
    response.writeHead(404).end()
  }
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.send?.(`http://127.0.0.1:${port}/hls.html`)
})
process.on('message', () => {
  server.closeAllConnections()
  server.close(() => {
    rmSync(folder, { recursive: true, force: true })
    process.disconnect()
  })
})
