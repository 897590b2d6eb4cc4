// Builds the gallery, serves it and takes its pictures; run by scripts/gallery.mjs on Node 24.
import { chromium } from '@playwright/test'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import config from '../../electron.vite.config.ts'
import { findBrowser } from './browser.mjs'
import { inProject, Refusal, runScript, say } from './project.mjs'

const sizes = { 1080: [1920, 1080], '4k': [3840, 2160] }

const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.webp': 'image/webp'
}

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sizes: { type: 'string', default: '1080,4k' },
      to: { type: 'string', default: inProject('gallery') },
      query: { type: 'string', default: '' },
      built: { type: 'boolean', default: false }
    }
  })
  const folder = inProject('out', 'gallery')
  if (!values.built) await buildGallery(folder)
  mkdirSync(values.to, { recursive: true })
  const browser = await openBrowser()
  const server = await serve(folder)
  try {
    const address = `http://127.0.0.1:${server.address().port}/gallery.html`
    const wanted = await statesOf(browser, address, positionals)
    for (const [name, only] of wanted)
      for (const [label, size] of only ? [[only.join('x'), only]] : sizesOf(values.sizes))
        await picture(browser, {
          page: `${address}?state=${name}${values.query && `&${values.query}`}`,
          size,
          file: path.join(values.to, `${name}-${label}.png`)
        })
  } finally {
    await browser.close()
    server.close()
  }
})

async function buildGallery(folder) {
  const { renderer } = config
  await build({
    ...renderer,
    configFile: false,
    logLevel: 'warn',
    build: {
      ...renderer.build,
      outDir: folder,
      rollupOptions: { input: { gallery: inProject('src', 'renderer', 'gallery.html') } }
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

/** The states named, or all, each with its own size if it has one. The page itself knows them. */
async function statesOf(browser, address, names) {
  const page = await browser.newPage()
  await page.goto(address)
  const all = await page.locator('[data-state]').evaluateAll((links) =>
    links.map((link) => [
      link.getAttribute('data-state'),
      link
        .getAttribute('data-size')
        ?.split('x')
        .map((length) => Number(length))
    ])
  )
  await page.close()
  const unknown = names.filter((name) => !all.some(([state]) => state === name))
  if (unknown.length > 0) throw new Refusal(`The gallery has no state ${unknown.join(', ')}.`)
  return names.length === 0 ? all : all.filter(([state]) => names.includes(state))
}

function sizesOf(text) {
  return text.split(',').map((label) => {
    if (!(label in sizes)) throw new Refusal(`--sizes knows ${Object.keys(sizes).join(' and ')}.`)
    return [label, sizes[label]]
  })
}

async function picture(browser, { page: address, size: [width, height], file }) {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' })
  const faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(address)
  await page.evaluate('document.fonts.ready')
  await settle(page)
  await page.screenshot({ path: file })
  await page.close()
  say([path.relative(process.cwd(), file), ...faults].join('\n  '))
}

/** Maps draw when they are ready; two equal looks in a row mean that they are. */
async function settle(page) {
  let last = ''
  for (let look = 0; look < 12; look += 1) {
    await page.waitForTimeout(700)
    const now = (await page.screenshot({ type: 'jpeg', quality: 40 })).toString('base64')
    if (now === last) return
    last = now
  }
}
