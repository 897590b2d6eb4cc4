import { request } from 'node:http'
import { WebSocket } from 'ws'
import { refusedCloseCode, subprotocol } from '../src/contract/hubMessages.ts'
import { fire, publishIncident } from './harness/feed.ts'
import type { Hub } from './harness/hub.ts'
import { expect, test } from './harness/test.ts'

/** A request with exactly these headers; fetch would set its own Host. */
function get(
  url: string,
  headers: Readonly<Record<string, string>>
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
    })
    call.on('error', reject)
    call.end()
  })
}

/** How the hub takes a window: the close code, an HTTP status, or the first frame. */
function knock(hub: Hub, token: string, origin?: string): Promise<string> {
  const address = new URL('/wall', hub.ready.url)
  address.protocol = 'ws:'
  const protocols = [subprotocol, `token.${token}`]
  const socket = new WebSocket(address, protocols, origin === undefined ? {} : { origin })
  return new Promise((resolve) => {
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', topics: [] })))
    socket.on('message', (data) => {
      resolve(String(data).includes('"snapshot"') ? 'let in' : 'other frame')
      socket.terminate()
    })
    socket.on('close', (code) => resolve(`closed ${code}`))
    socket.on('unexpected-response', (_request, { statusCode }) => resolve(`HTTP ${statusCode}`))
    socket.on('error', () => undefined)
  })
}

test('a window needs the token', async ({ hub }) => {
  const own = new URL(hub.ready.url).origin
  expect(await knock(hub, hub.ready.token, own)).toBe('let in')
  expect(await knock(hub, 'x'.repeat(hub.ready.token.length), own)).toBe(
    `closed ${refusedCloseCode}`
  )
})

test('a page of another origin gets nothing, whatever it knows', async ({ hub }) => {
  expect(await knock(hub, hub.ready.token, 'https://example.org')).toBe('HTTP 403')
  const foreign = await get(hub.ready.url, { Origin: 'https://example.org' })
  expect(foreign.status).toBe(403)
  expect(foreign.headers['access-control-allow-origin']).toBeUndefined()
})

test('a name that somebody points at this machine is not the hub', async ({ hub }) => {
  const { host } = new URL(hub.ready.url)
  expect((await get(hub.ready.url, { Host: host })).status).toBe(200)
  expect((await get(hub.ready.url, { Host: 'rebound.example.org' })).status).toBe(421)
})

test('figures need the token too, and how the hub is does not', async ({ hub }) => {
  const counts = new URL('/api/counts', hub.ready.url).href
  expect((await get(counts, {})).status).toBe(401)
  expect((await get(counts, { Authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await get(counts, { Authorization: `Bearer ${hub.ready.token}` })).status).toBe(200)
  expect((await get(new URL('/healthz', hub.ready.url).href, {})).status).toBe(200)
})

test('nothing but the built wall is served', async ({ hub }) => {
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/token'])
    expect((await get(`${hub.ready.url.slice(0, -1)}${path}`, {})).status).not.toBe(200)
})

test('the page may run and reach only its own', async ({ hub }) => {
  const { headers } = await get(hub.ready.url, {})
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/u)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('no-referrer')
})

test('the token leaves the address as soon as the page has it', async ({ hub, wall }) => {
  await wall.open(hub.wall)
  expect(wall.page.url()).not.toContain(hub.ready.token)
  await wall.page.reload()
  await expect(wall.root).toHaveAttribute('data-freshness', 'live')
})

test('no name, number or address of a caller reaches a window', async ({ broker, hub, wall }) => {
  const frames: string[] = []
  wall.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  )
  await wall.open(hub.wall)
  await publishIncident(
    broker,
    fire('B-1', {
      callerName: 'Budi Santoso',
      caller: { name: 'Budi Santoso', phone: '081234567890' },
      address: 'Jalan Pandanaran 12',
      notes: 'Budi Santoso, 081234567890, Jalan Pandanaran 12'
    })
  )
  await expect(wall.inFeed('B-1')).toBeVisible()
  // Heartbeats name the sources that were heard of, which is no part of an incident.
  const told = frames.filter((frame) => !frame.startsWith('{"type":"heartbeat"')).join('\n')
  expect(told).toContain('B-1')
  for (const secret of ['Budi', '0812', 'Pandanaran', 'cad-112"', hub.ready.token])
    expect(told.includes(secret), secret).toBe(false)
})

test('a private incident has a district and no point', async ({ broker, hub, wall }) => {
  const frames: string[] = []
  wall.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)))
  )
  await wall.open(hub.wall)
  const somewhere = [110.431234, -6.981234]
  await publishIncident(broker, fire('B-1', { category: 'kdrt', position: somewhere }))
  await expect(wall.inFeed('B-1')).toBeVisible()
  await expect(wall.onMap('B-1')).toHaveCount(0)
  expect(frames.join('\n')).not.toContain('110.431234')
})
