import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { findBrowser } from './browser.mjs'
import { openKiosk } from './openWall.mjs'

const browser = findBrowser()
const hasX = ['Xvfb', 'xrandr'].every((name) => spawnSync('which', [name]).status === 0)
const token = 't'.repeat(43)
const layout = {
  cellWidthMm: 1200,
  cellHeightMm: 675,
  displays: [
    { id: 'A1', row: 1, column: 1, match: { label: 'LEFT' } },
    { id: 'A2', row: 1, column: 2, match: { label: 'RIGHT' } },
    { id: 'A3', row: 1, column: 3, match: { label: 'FAR' } }
  ]
}

/** An X server with three monitors, none of which is first by its name. */
async function startX() {
  const x = spawn('Xvfb', ['-displayfd', '1', '-noreset', '-screen', '0', '1920x360x24'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const [number] = await once(x.stdout, 'data')
  const env = { ...process.env, DISPLAY: `:${String(number).trim()}` }
  const monitor = (name, at, output) =>
    spawnSync('xrandr', ['--setmonitor', name, `640/160x360/90+${at}+0`, output], { env })
  monitor('RIGHT', 640, 'screen')
  monitor('LEFT', 0, 'none')
  monitor('FAR', 1280, 'none')
  return {
    env,
    remove: (name) => spawnSync('xrandr', ['--delmonitor', name], { env }),
    add: (name, at) => monitor(name, at, 'none'),
    stop: () => x.kill()
  }
}

/** A hub that knows the layout, and hears from each page where it stands. */
async function startHub() {
  let shown = new Map()
  let report
  let heard = () => undefined
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://x')
    if (pathname === '/api/displays') {
      if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end()
      const parts = await request.toArray()
      if (parts.length > 0) report = JSON.parse(Buffer.concat(parts).toString())
      heard()
      return response.end(JSON.stringify({ layout, remembered: report?.remembered ?? {} }))
    }
    if (pathname === '/at') {
      shown.set(searchParams.get('display'), searchParams.get('place'))
      heard()
      return response.end()
    }
    if (pathname !== '/') return response.writeHead(404).end()
    response.setHeader('Content-Type', 'text/html').end(`<script>
      const display = new URLSearchParams(location.search).get('display')
      setInterval(() => fetch('/at?display=' + display + '&place=' +
        [screenX, screenY, innerWidth, innerHeight, location.hash.length]), 200)
    </script>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    forget: () => (shown = new Map()),
    /** Resolves once `like` is true of what is shown and told. */
    until: (like) =>
      new Promise((resolve) => {
        heard = () => like(Object.fromEntries(shown), report) && resolve()
      }),
    stop: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}

const hash = `#token=${token}`.length
const places = { A1: `0,0,640,360,${hash}`, A2: `640,0,640,360,${hash}` }

it.skipIf(!hasX || browser === undefined)(
  'one browser on each display shows its part; of a lost display nothing else is disturbed',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'siaga-kiosk-'))
    const x = await startX()
    const hub = await startHub()
    const before = process.env['DISPLAY']
    process.env['DISPLAY'] = x.env.DISPLAY
    const stop = openKiosk({
      program: browser,
      address: hub.address,
      token,
      profiles: path.join(folder, 'kiosk')
    })
    try {
      const all = { ...places, A3: `1280,0,640,360,${hash}` }
      await hub.until((shown) => Object.keys(all).every((id) => shown[id] === all[id]))
      for (const command of commandsOf(folder)) expect(command).not.toContain(token)

      x.remove('FAR')
      await hub.until((_shown, report) => report?.notices[0]?.display === 'A3')
      hub.forget()
      await hub.until((shown) => shown.A1 === places.A1 && shown.A2 === places.A2)

      x.add('FAR', 1280)
      await hub.until((shown, report) => shown.A3 === all.A3 && report?.notices.length === 0)
    } finally {
      await stop()
      process.env['DISPLAY'] = before
      if (before === undefined) delete process.env['DISPLAY']
      hub.stop()
      x.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
)

/** The command lines of all browsers with a profile in the folder. */
function commandsOf(folder) {
  const { stdout } = spawnSync('ps', ['-eo', 'pid='])
  const commands = String(stdout)
    .split('\n')
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid.trim()}/cmdline`, 'utf8')]
      } catch {
        return []
      }
    })
    .filter((command) => command.includes(folder))
  expect(commands.length).toBeGreaterThan(2)
  return commands
}
