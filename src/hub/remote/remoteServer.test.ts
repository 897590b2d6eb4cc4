import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pairPath, steerPath } from '../../contract/remote.ts'
import { ask } from '../../testing/remoteClient.ts'
import { certificateFor } from './certificate.ts'
import { lanAddress } from './lanAddress.ts'
import { rateLimit } from './rateLimit.ts'
import { startRemoteServer, type RemoteServer } from './remoteServer.ts'
import { TestRemote } from './testRemote.ts'

describe('the page of remotes', () => {
  let room: TestRemote

  beforeEach(async () => {
    room = await new TestRemote().switchOn()
  })
  afterEach(() => room.stop())

  test('is served with what belongs to it, and nothing of the wall', async () => {
    const statuses = await Promise.all(
      [
        '/',
        '/assets/remote-2b.js',
        '/assets/shared-3c.js',
        '/assets/remote-4d.css',
        '/fonts/plex.woff2',
        '/index.html',
        '/remote.html',
        '/assets/index-1a.js',
        '/fonts/other.woff2',
        '/map/basemap.json',
        '/api/control',
        '/healthz',
        '/wall',
        '/cameras',
        '/assets/..%2fremote.html'
      ].map(async (path) => [
        path,
        (await ask(room.url, path, { headers: { Host: new URL(room.url).host } })).status
      ])
    )
    expect(Object.fromEntries(statuses)).toEqual({
      '/': 200,
      '/assets/remote-2b.js': 200,
      '/assets/shared-3c.js': 200,
      '/assets/remote-4d.css': 200,
      '/fonts/plex.woff2': 200,
      '/index.html': 404,
      '/remote.html': 404,
      '/assets/index-1a.js': 404,
      '/fonts/other.woff2': 404,
      '/map/basemap.json': 404,
      '/api/control': 404,
      '/healthz': 404,
      '/wall': 404,
      '/cameras': 404,
      '/assets/..%2fremote.html': 404
    })
  })

  test('comes with a policy that lets it speak to its hub alone', async () => {
    const { host, origin } = new URL(room.url)
    const { headers } = await ask(room.url, '/', { headers: { Host: host } })
    expect(headers['content-security-policy']).toContain(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; ` +
        `font-src 'self'; connect-src 'self' wss://${host};`
    )
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer'
    })
    expect(headers['strict-transport-security']).toBeUndefined()
    const put = await ask(room.url, '/', { method: 'PUT', headers: { Host: host, Origin: origin } })
    expect(put.status).toBe(405)
  })

  test('has the certificate whose fingerprint the wall shows', async () => {
    const { hostname, port } = new URL(room.url)
    const socket = connectTls({ host: hostname, port: Number(port), rejectUnauthorized: false })
    await new Promise((resolve) => socket.once('secureConnect', resolve))
    expect(socket.getPeerCertificate().fingerprint256).toBe(room.remote.told().fingerprint)
    socket.destroy()
  })

  test('is not served in plain HTTP or an old TLS', async () => {
    await expect(ask(room.url.replace('https', 'http'), '/')).rejects.toThrow()
    const { hostname, port } = new URL(room.url)
    const old = connectTls({
      host: hostname,
      port: Number(port),
      rejectUnauthorized: false,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1'
    })
    await expect(
      new Promise((resolve, reject) => old.once('secureConnect', resolve).once('error', reject))
    ).rejects.toThrow()
  })
})

describe('a switch that cannot be turned', () => {
  test('says that the port is taken, and works once it is free', async () => {
    const first = await new TestRemote().switchOn()
    const second = new TestRemote({ port: Number(new URL(first.url).port) })
    await second.switchOn()
    expect(second.remote.told()).toEqual({ on: false, problem: 'portTaken', devices: [] })
    expect(second.recorded()).toEqual(['on', 'off'])
    await first.stop()
    await second.switchOn()
    expect(second.remote.told()).toMatchObject({ on: true })
    expect(second.remote.told().problem).toBeUndefined()
    await second.stop()
  })

  test.each([
    ['noAddress', { host: '192.0.2.77' }],
    ['badCertificate', { cert: 'none.pem', key: 'none.pem' }]
  ])('says %s', async (problem, options) => {
    const room = await new TestRemote(options).switchOn()
    expect(room.remote.told()).toEqual({ on: false, problem, devices: [] })
    await room.stop()
  })

  test('is not turned where that cannot be put on record', async () => {
    const room = new TestRemote()
    room.diskFull = true
    expect(await room.remote.admin({ type: 'switchOn' })).toBe('notRecorded')
    expect(room.remote.told().on).toBe(false)
    await room.stop()
  })
})

describe('nobody keeps the door open', () => {
  let room: TestRemote
  let server: RemoteServer
  const opened: Socket[] = []

  beforeEach(async () => {
    room = new TestRemote()
    server = await startRemoteServer({
      certificate: await certificateFor({
        folder: room.dataFolder,
        host: '127.0.0.1',
        now: Date.now,
        hostname: 'uji'
      }),
      host: '127.0.0.1',
      port: 0,
      renderer: room.dataFolder,
      pair: async (path, request) => {
        if (path !== pairPath) return false
        for await (const part of request) void part
        return false
      },
      steer: (_request, socket) => socket.end(),
      onError: () => undefined,
      patience: {
        handshakeTimeout: 100,
        headersTimeout: 100,
        requestTimeout: 150,
        connectionsCheckingInterval: 20
      }
    })
  })
  afterEach(async () => {
    for (const socket of opened.splice(0)) socket.destroy()
    await server.stop()
    await room.stop()
  })

  const plain = (url = server.url): Socket => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    opened.push(socket)
    return socket
  }
  const overTls = (sent: string): Socket => {
    const { hostname, port } = new URL(server.url)
    const socket = connectTls({ host: hostname, port: Number(port), rejectUnauthorized: false })
    socket.on('error', () => undefined)
    socket.write(sent)
    opened.push(socket)
    return socket
  }
  const ended = (socket: Socket): Promise<unknown> => {
    socket.resume()
    return new Promise((resolve) => socket.once('close', resolve))
  }

  test('by saying nothing, or half a request', async () => {
    const { host, origin } = new URL(server.url)
    const head = `Host: ${host}\r\nOrigin: ${origin}\r\n`
    await Promise.all([
      ended(plain()),
      ended(overTls('')),
      ended(overTls(`GET / HTTP/1.1\r\n${head}`)),
      ended(overTls(`POST ${pairPath} HTTP/1.1\r\n${head}Content-Length: 100\r\n\r\n{`))
    ])
  })

  test('with a long head', async () => {
    const { host } = new URL(server.url)
    const headers = { Host: host, 'X-Long': 'x'.repeat(9_000) }
    const { status } = await ask(server.url, '/', { headers }).catch(() => ({ status: 431 }))
    expect(status).toBe(431)
  })

  test('with many connections of one address', async () => {
    // With all its patience, so that none ends for another reason.
    const { url } = await room.switchOn()
    const sockets = Array.from({ length: 20 }, () => plain(url))
    const first = sockets.map(async (socket, at) => {
      await ended(socket)
      return at
    })
    expect(await Promise.race(first)).toBeGreaterThanOrEqual(16)
  })

  test('by coming again and again', async () => {
    const { hostname, port } = new URL(server.url)
    for (let times = 0; times < 130; times += 1) {
      const socket = connect(Number(port), hostname)
      await new Promise((resolve) => socket.once('connect', resolve))
      socket.destroy()
    }
    await expect(ask(server.url, '/')).rejects.toThrow()
  })

  test('or finds another one', async () => {
    const { host, origin } = new URL(server.url)
    const headers = { Host: host, Origin: origin, Connection: 'Upgrade', Upgrade: 'websocket' }
    for (const path of ['/', '/wall', `${steerPath}/`])
      expect((await ask(server.url, path, { headers })).status).toBe(404)
  })
})

test('the address is the first private one that phones can reach', () => {
  const at = (address: string) => [
    { address, family: 'IPv4' as const, netmask: '', mac: '', internal: false, cidr: null }
  ]
  expect(
    lanAddress({
      lo: at('127.0.0.1'),
      docker0: at('172.17.0.1'),
      wan0: at('203.0.113.9'),
      eth0: at('fe80::1'),
      eth1: [...at('172.32.0.1'), ...at('172.31.0.1')],
      eth2: at('10.0.0.1')
    })
  ).toBe('172.31.0.1')
  expect(lanAddress({ lo: at('127.0.0.1'), wan0: at('192.0.2.2') })).toBeUndefined()
})

test('a limit lets a burst through, then as many as have become free again', () => {
  let nowMs = 0
  const limit = rateLimit({ burst: 3, perMinute: 60, nowMs: () => nowMs })
  const taken = (): readonly boolean[] => [1, 2, 3, 4].map(() => limit.take('a'))
  expect(taken()).toEqual([true, true, true, false])
  expect(limit.take('b')).toBe(true)
  nowMs += 2_000
  expect(taken()).toEqual([true, true, false, false])
})
