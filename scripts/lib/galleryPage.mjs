// The gallery, built, served and opened in a browser: for its pictures and for what is measured there.
import { chromium } from '@playwright/test'
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { build } from 'vite'
import config from '../../electron.vite.config.ts'
import { findBrowser } from './browser.mjs'
import { inProject, Refusal } from './project.mjs'

const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.webp': 'image/webp'
}

/**
 * A browser, and the address at which it finds the gallery until `close`.
 * @param {{built: boolean}} options whether it was built already
 */
export async function openGallery({ built }) {
  const folder = inProject('out', 'gallery')
  if (!built) await buildGallery(folder)
  const browser = await openBrowser()
  const server = await serve(folder)
  return {
    browser,
    address: `http://127.0.0.1:${server.address().port}/gallery.html`,
    async close() {
      await browser.close()
      server.close()
    }
  }
}

async function buildGallery(folder) {
  const { renderer } = config
  await build({
    ...renderer,
    configFile: false,
    logLevel: 'warn',
    build: {
      ...renderer.build,
      outDir: folder,
      rollupOptions: {
        input: {
          gallery: inProject('src', 'renderer', 'gallery.html'),
          galleryRemote: inProject('src', 'renderer', 'gallery-remote.html')
        }
      }
    }
  })
}

/** A tiny server of one folder on a free port of this machine. */
function serve(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = path.join(folder, path.normalize(pathname))
    if (!file.startsWith(folder + path.sep) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.setHeader(
      'Content-Type',
      contentTypes[path.extname(file)] ?? 'application/octet-stream'
    )
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

async function openBrowser() {
  const executablePath = findBrowser()
  if (executablePath === undefined)
    throw new Refusal('No Chromium, Chrome or Edge was found; SIAGA_BROWSER can name one.')
  const asRoot = process.getuid?.() === 0
  return chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] })
}

/** Maps draw when they are ready; two equal looks in a row mean that they are. */
export async function settle(page) {
  let last = ''
  for (let look = 0; look < 12; look += 1) {
    await page.waitForTimeout(700)
    const now = (await page.screenshot({ type: 'jpeg', quality: 40 })).toString('base64')
    if (now === last) return
    last = now
  }
}
