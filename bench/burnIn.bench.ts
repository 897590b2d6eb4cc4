import type { Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createServer } from 'vite'
import { projectRoot } from '../e2e/harness/programs.ts'
import {
  shiftAt,
  shiftEveryMs,
  shiftSide,
  stepPixels
} from '../src/renderer/wall/care/pixelShift.ts'
import { burnInOf, type LitRegion, type Region } from './lib/burnIn.ts'
import { markdownTable } from './lib/report.ts'
import { startBrowser } from './lib/startBrowser.ts'

// A week of the scene Operasi with one open incident in which no figure changes: how long each pixel
// is as bright as text, and how bright it is on average, without and with the care for screens. The
// pictures are taken of the gallery, by day and at night (22.00–05.00), without the panels of cameras.

const nightShare = 7 / 24
const cameras = ':is([data-panel="cueCamera"], [data-panel="cameraStrip"])'
const sizes = [
  [1920, 1080],
  [3840, 2160]
] as const

const server = await createServer({
  configFile: false,
  root: path.join(projectRoot, 'src/renderer'),
  publicDir: path.join(projectRoot, 'resources/public'),
  cacheDir: path.join(projectRoot, '.cache/vite-burn-in'),
  plugins: [react()],
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  optimizeDeps: { entries: ['gallery.html'] }
})
await server.listen()
const { port } = server.httpServer?.address() as AddressInfo // it listens on TCP
const browser = await startBrowser()
try {
  for (const [width, height] of sizes) await measure(width, height)
} finally {
  await browser.stop()
  await server.close()
}

async function measure(width: number, height: number): Promise<void> {
  const page = await browser.newPage('reduce')
  // The first one is compiled while it is waited for.
  page.setDefaultTimeout(240_000)
  await page.setViewportSize({ width, height })
  const day = await picture(page, 'tenang')
  const night = await picture(page, 'malam')
  const regions = await page.evaluate(regionsOnPage, cameras)
  await page.close()

  const step = stepPixels(Math.min(width / 38.4, height / 21.6), 1)
  const places = Array.from({ length: shiftSide * shiftSide }, (_, i) => shiftAt(i * shiftEveryMs))
  const shifts = places.map(({ x, y }) => ({ x: x * step, y: y * step }))
  const still = [{ x: 0, y: 0 }]
  const size = { width, height, regions }
  const without = burnInOf({ ...size, shifts: still, frames: [{ share: 1, luminance: day }] })
  const moved = burnInOf({ ...size, shifts, frames: [{ share: 1, luminance: day }] })
  const both = burnInOf({
    ...size,
    shifts,
    frames: [
      { share: 1 - nightShare, luminance: day },
      { share: nightShare, luminance: night }
    ]
  })
  const together = (all: readonly LitRegion[]): LitRegion => ({
    name: 'all of them',
    pixels: all.reduce((sum, { pixels }) => sum + pixels, 0),
    always: all.reduce((sum, { always }) => sum + always, 0),
    longest: Math.max(...all.map(({ longest }) => longest)),
    brightest: Math.max(...all.map(({ brightest }) => brightest))
  })
  console.log(`\n### Burn-in, ${width} × ${height}, steps of ${step} px\n`)
  const head = ['region', 'lit all week, without', 'with shift', 'longest lit, with shift']
  const more = ['brightest mean, without', 'with shift', 'with shift and night']
  console.log(
    markdownTable(
      [...head, ...more],
      [...without, together(without)].map((before, i) => {
        const [after, cared] = [moved[i] ?? together(moved), both[i] ?? together(both)]
        return [
          before.name,
          pixels(before),
          pixels(after),
          percent(after.longest),
          ...[before, after, cared].map(({ brightest }) => brightest.toFixed(2))
        ]
      })
    )
  )
}

/** Relative luminance of every pixel. */
async function picture(page: Page, state: string): Promise<Float32Array> {
  await page.goto(`http://127.0.0.1:${port}/gallery.html?state=${state}`)
  await page.locator('.wall').waitFor()
  await page.evaluate('document.fonts.ready')
  await page.locator('[data-graphics="drawn"], [data-graphics="none"]').first().waitFor()
  await page.addStyleTag({ content: `${cameras} { visibility: hidden !important }` })
  const shot = (await page.screenshot()).toString('base64')
  const bytes = await page.evaluate(luminanceOf, `data:image/png;base64,${shot}`)
  const decoded = Buffer.from(bytes, 'base64')
  return new Float32Array(
    decoded.buffer.slice(decoded.byteOffset, decoded.byteOffset + decoded.byteLength)
  )
}

/** In the page, which can read a PNG: one number a pixel, as base64. */
async function luminanceOf(address: string): Promise<string> {
  const bitmap = await createImageBitmap(await (await fetch(address)).blob())
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0)
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
  const linear = Array.from({ length: 256 }, (_, byte) =>
    byte / 255 <= 0.040_45 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4
  )
  const of = (at: number): number => linear[data[at] ?? 0] ?? 0
  const luminance = new Float32Array(data.length / 4)
  for (let i = 0; i < luminance.length; i += 1)
    luminance[i] = 0.2126 * of(4 * i) + 0.7152 * of(4 * i + 1) + 0.0722 * of(4 * i + 2)
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^.*,/u, ''))
    reader.readAsDataURL(new Blob([luminance]))
  })
}

function regionsOnPage(moving: string): Region[] {
  const named = [...document.querySelectorAll<HTMLElement>('.top, .status, [data-panel]')]
  const still = named.filter((element) => !element.matches(moving))
  return still.map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return { name: element.dataset['panel'] ?? element.className, left, top, right, bottom }
  })
}

function pixels({ always, pixels: all }: LitRegion): string {
  return `${always} px (${percent(always / all)})`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 2 : 0)} %`
}
