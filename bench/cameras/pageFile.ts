import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css'
}

/** Answers with a file of the built bench page, under the same rules as the hub's pages. */
export function pageFile(folder: string, path: string, response: ServerResponse): void {
  try {
    const body = readFileSync(join(folder, path === '/' ? 'index.html' : path.slice(1)))
    response.writeHead(200, {
      'content-type': types[extname(path)] ?? 'text/html',
      // hls.js plays and works from blobs.
      'content-security-policy':
        "default-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; media-src blob:; worker-src 'self' blob:"
    })
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
}
