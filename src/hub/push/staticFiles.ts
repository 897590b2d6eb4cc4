import { createReadStream } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Route } from './httpServer.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.pmtiles': 'application/vnd.pmtiles',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8'
}

const notBuilt = `<!doctype html>
<html lang="id"><meta charset="utf-8"><title>Siaga</title>
<h1>Siaga</h1>
<p>Tampilan dinding belum dibangun. Jalankan <code>npm run build</code>, lalu muat ulang.</p>
<p lang="en">The wall has not been built. Run <code>npm run build</code>, then reload.</p>
</html>`

/** What was built, with `page` at `/`. Without it `/` says what to do. */
export function staticFiles(folder: string, page = '/index.html'): Route {
  return async (path, request, response) => {
    const name = path === '/' ? page : path
    const file = await fileWithin(folder, name)
    if (file !== undefined && (await sendFile(file, request, response, cachingOf(name))))
      return true
    if (name !== page) return false
    response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(notBuilt)
    return true
  }
}

/**
 * Single files under addresses of their own, which operators may drop in. Windows ask for them
 * without knowing, and Chromium writes every 404 to its console: so one that is not there is no
 * content (204), which is no error.
 */
export function singleFiles(files: Readonly<Record<string, string>>): Route {
  return async (path, request, response) => {
    const file = Object.hasOwn(files, path) ? files[path] : undefined
    if (file === undefined) return false
    if (!(await sendFile(file, request, response, undefined))) response.writeHead(204).end()
    return true
  }
}

/** Names of built assets hold a hash of their content. */
function cachingOf(name: string): string | undefined {
  return name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : undefined
}

/** The real file, or undefined when it is not there or lies outside the folder. */
async function fileWithin(folder: string, name: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, name))
    return file.startsWith(root + sep) ? file : undefined
  } catch {
    return undefined
  }
}

/** Sends a file or the part a `Range` asks for. false when there is no such file. */
async function sendFile(
  file: string,
  request: IncomingMessage,
  response: ServerResponse,
  caching: string | undefined
): Promise<boolean> {
  const size = await sizeOf(file)
  if (size === undefined) return false
  const range = rangeOf(request.headers.range, size)
  response.setHeader('Content-Type', contentTypes[extname(file)] ?? 'application/octet-stream')
  response.setHeader('Accept-Ranges', 'bytes')
  if (caching !== undefined) response.setHeader('Cache-Control', caching)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${size}` })
    response.end()
    return true
  }
  const { from, to } = range ?? { from: 0, to: size - 1 }
  response.setHeader('Content-Length', to - from + 1)
  if (range !== undefined) response.setHeader('Content-Range', `bytes ${from}-${to}/${size}`)
  response.writeHead(range === undefined ? 200 : 206)
  if (request.method === 'HEAD' || size === 0) response.end()
  else
    // A window that went away half-way is nobody's fault.
    await pipeline(createReadStream(file, { start: from, end: to }), response).catch(() =>
      response.destroy()
    )
  return true
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const handle = await open(file, 'r')
    try {
      const stats = await handle.stat()
      return stats.isFile() ? stats.size : undefined
    } finally {
      await handle.close()
    }
  } catch {
    return undefined
  }
}

/** One range of bytes, both ends included; anything more elaborate gets the whole file. */
export function rangeOf(
  header: string | undefined,
  size: number
): { readonly from: number; readonly to: number } | 'unsatisfiable' | undefined {
  const found = /^bytes=(\d*)-(\d*)$/u.exec(header ?? '')
  if (found === null) return undefined
  const [, first = '', last = ''] = found
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last))
  return from > to ? 'unsatisfiable' : { from, to }
}
