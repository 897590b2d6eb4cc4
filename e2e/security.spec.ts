import { createServer as createPlain, request, type RequestListener } from 'node:http'
import { createServer as createTls, Server as TlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { WebSocket } from 'ws'
import { refusedCloseCode, subprotocol } from '../src/contract/hubMessages.ts'
import {
  remoteAdminPath,
  steerSubprotocol,
  type RemoteAdmin,
  type RemoteTold
} from '../src/contract/remote.ts'
import { certificateFor } from '../src/hub/remote/certificate.ts'
import { ask, makeDeviceKey } from '../src/testing/remoteClient.ts'
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

test.describe('a page of somebody else on this machine', () => {
  test.use({
    ignoreHTTPSErrors: true,
    hubFlags: [
      ...['--city', 'semarang', '--simulate', 'off'],
      ...['--remote-port', '0', '--remote-host', '127.0.0.1']
    ]
  })

  test('gets nothing from wall or remote, even with token and code', async ({ hub, page }) => {
    const remotes = async (request: RemoteAdmin): Promise<RemoteTold> => {
      const { body } = await ask(hub.ready.url, remoteAdminPath, {
        method: 'POST',
        headers: {
          Host: new URL(hub.ready.url).host,
          Authorization: `Bearer ${hub.ready.token}`,
          'Content-Type': 'application/json'
        },
        body: JSON.stringify(request)
      })
      return (JSON.parse(body) as { remote: RemoteTold }).remote // the hub's own answer
    }
    await remotes({ type: 'switchOn' })
    const { url = '', pairing } = await remotes({ type: 'openPairing', role: 'operator' })
    if (pairing === undefined) throw new Error('No pairing is open.')
    const pair = JSON.stringify({
      secret: new URL(pairing.address).hash.slice('#pair='.length),
      digits: pairing.digits,
      name: 'Jahat',
      publicKey: makeDeviceKey().publicKey
    })
    const act = JSON.stringify({ action: { type: 'drawCurtain' } })
    const [wall, token] = [hub.ready.url, hub.ready.token]
    const wallSocket = [subprotocol, `token.${token}`]
    const known = {
      token,
      posts: [
        [`${url}pair`, pair],
        [`${wall}api/control`, act]
      ],
      reads: [url, wall, `${wall}healthz`, `${wall}api/control`],
      sockets: [
        [url.replace('http', 'ws') + 'steer', steerSubprotocol],
        [wall.replace('http', 'ws') + 'wall', ...wallSocket]
      ]
    }
    const before = await hub.text('/api/control')

    // What is tried works from a page of its own, so that nothing fails for another reason.
    await page.goto(url)
    expect(await page.evaluate(tryAll, known)).toEqual(
      expect.arrayContaining([`read ${url}`, `socket ${known.sockets[0]?.[0]}`])
    )
    const certificate = await certificateFor({
      folder: path.join(hub.data, 'jahat'),
      host: '127.0.0.1',
      now: Date.now,
      hostname: 'jahat'
    })
    for (const server of [createPlain(blank), createTls(certificate, blank)]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo // it listens
      await page.goto(`${server instanceof TlsServer ? 'https' : 'http'}://127.0.0.1:${port}/`)
      expect(await page.evaluate(tryAll, known)).toEqual([])
      const framed = page.frames().filter((frame) => frame !== page.mainFrame())
      expect(framed).toHaveLength(4)
      for (const frame of framed) expect(frame.url()).toMatch(/^(chrome-error:|about:blank|$)/u)
      server.closeAllConnections()
      server.close()
    }
    expect(await hub.text('/api/control')).toBe(before)
    expect(await remotes({ type: 'closePairing' })).toMatchObject({ devices: [] })
  })
})

const blank: RequestListener = (_request, response) => {
  response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Jahat</title>')
}

interface Known {
  readonly token: string
  readonly posts: readonly (readonly string[])[]
  readonly reads: readonly string[]
  readonly sockets: readonly (readonly string[])[]
}

/** In the page: what of all that a page may try gave it anything. */
async function tryAll({ token, posts, reads, sockets }: Known): Promise<readonly string[]> {
  const got: string[] = []
  const type = { 'Content-Type': 'application/json' }
  const authorization = { Authorization: `Bearer ${token}` }
  const told = async (what: string, asked: Promise<Response>): Promise<void> => {
    const answer = await asked.catch(() => undefined)
    if (answer?.ok === true && (await answer.text()) !== '') got.push(what)
  }
  const heard = (what: string, source: EventTarget & { close(): void }): Promise<void> =>
    new Promise((resolve) => {
      for (const event of ['message', 'error', 'close'])
        source.addEventListener(event, () => {
          if (event === 'message') got.push(what)
          source.close()
          resolve()
        })
      source.addEventListener('open', () => {
        if (source instanceof globalThis.WebSocket) source.send('{"type":"hello","topics":[]}')
      })
    })
  const shown = (part: HTMLIFrameElement, begin: () => void): Promise<unknown> =>
    new Promise((resolve) => {
      part.addEventListener('load', resolve)
      begin()
    })
  const tries: Promise<unknown>[] = [
    ...reads.flatMap((url) => [
      told(`read ${url}`, fetch(url)),
      told(`read with token ${url}`, fetch(url, { headers: authorization })),
      told(`read unseen ${url}`, fetch(url, { mode: 'no-cors' })),
      heard(`events ${url}`, new EventSource(url))
    ]),
    ...sockets.map(([url = '', ...protocols]) =>
      heard(`socket ${url}`, new globalThis.WebSocket(url, protocols))
    )
  ]
  if (document.title === 'Jahat') {
    for (const [url = '', body = ''] of posts) {
      const headers = { ...type, ...authorization }
      tries.push(told(`post ${url}`, fetch(url, { method: 'POST', headers, body })))
      tries.push(told(`post unseen ${url}`, fetch(url, { method: 'POST', mode: 'no-cors', body })))
      const target = document.createElement('iframe')
      target.name = url
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action: url, target: url, enctype: 'text/plain' })
      const input = document.createElement('input')
      // As text it is the JSON that is wanted.
      Object.assign(input, { name: `${body.slice(0, -1)},"`, value: '":1}' })
      form.append(input)
      document.body.append(target, form)
      tries.push(shown(target, () => form.submit()))
    }
    for (const url of reads.slice(0, 2)) {
      const frame = document.createElement('iframe')
      tries.push(
        shown(frame, () => {
          frame.src = url
          document.body.append(frame)
        })
      )
    }
  }
  await Promise.all(tries)
  return got
}
