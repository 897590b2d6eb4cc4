import react from '@vitejs/plugin-react'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import type { GalleryName } from '../src/renderer/gallery/states.ts'
import { projectRoot } from './harness/programs.ts'
import { expect, onlyWhenLong, test } from './harness/test.ts'

/** The gallery from source: in development React says what it does not like. */
let server: ViteDevServer
let address: string

test.use({ webgl: true })
// One server for all of them, so one after the other.
test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  server = await createServer({
    configFile: false,
    root: path.join(projectRoot, 'src/renderer'),
    publicDir: path.join(projectRoot, 'resources/public'),
    cacheDir: path.join(projectRoot, '.cache/vite-e2e'),
    plugins: [react()],
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: { entries: ['gallery.html'] }
  })
  await server.listen()
  const { port } = server.httpServer?.address() as AddressInfo // it listens on TCP
  address = `http://127.0.0.1:${port}/gallery.html`
})

test.afterAll(() => server.close())

/** One of each arrangement; the others differ from them in figures alone. */
const states: readonly GalleryName[] = [
  'normal',
  'kosong',
  'karantina',
  'ambil-alih',
  'lonjakan-kelompok'
]

test('React has nothing to say against any state', async ({ wall }) => {
  onlyWhenLong()
  test.slow()
  wall.allow(/favicon\.ico/u)
  for (const state of states) {
    await wall.page.goto(`${address}?state=${state}`)
    await expect(wall.root).toBeVisible()
  }
})

test('a panel that fails says what failed, and the others go on', async ({ wall }) => {
  // What the failing panel throws is reported, and nothing else is.
  wall.allow(/favicon\.ico|undefined|PrankPanel/u)
  await wall.page.goto(`${address}?state=panel-gagal`)
  const failed = wall.panel('prankCounter')
  await expect(failed.getByRole('alert')).toContainText('gagal')
  await expect(failed.locator('.num, .value')).toHaveCount(0)
  await expect(wall.page.getByRole('alert')).toHaveCount(1)
  await expect(wall.figure('todayCounter')).toHaveText('31')
  await expect(wall.panel('incidents').locator('[data-incident]').first()).toBeVisible()
})
