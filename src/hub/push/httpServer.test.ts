import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { designMoment, makeCity, makeHealth, makeIncident } from '../../testing/make.ts'
import { createAggregates } from '../aggregates/aggregates.ts'
import { MemoryStore } from '../aggregates/memoryStore.ts'
import { z } from 'zod'
import { redactFor } from '../control/redact.ts'
import { countsApi, healthRoute } from './httpApi.ts'
import { startHttpServer, type HttpServer } from './httpServer.ts'
import { requestGuard } from './requestGuard.ts'
import { rangeOf, singleFiles, staticFiles } from './staticFiles.ts'
import { readQuestion, sendJson, tokenApi } from './tokenApi.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
let folder: string
let http: HttpServer
let health = makeHealth()
const failures: unknown[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-http-'))
  mkdirSync(join(folder, 'wall/assets'), { recursive: true })
  writeFileSync(join(folder, 'wall/index.html'), '<title>Siaga</title>')
  writeFileSync(join(folder, 'wall/assets/app-1a2b.js'), '0')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'wall/link.txt'))
  writeFileSync(join(folder, 'map.pmtiles'), '0123456789')
  const store = new MemoryStore()
  store.commitEvents({ kind: 'incident', incident: makeIncident({ district: '33.74.01' }) })
  const aggregates = createAggregates({ city: makeCity(), store, now: designMoment })
  health = makeHealth()
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  http.open({
    guard,
    routes: [
      healthRoute(
        () => health,
        () => 5_400
      ),
      tokenApi(guard, {
        ...countsApi(aggregates, () => redactFor('operations', makeCity())),
        '/api/echo': {
          method: 'POST',
          answer: async (request, response) =>
            sendJson(response, 200, await readQuestion(request, z.strictObject({ n: z.number() })))
        }
      }),
      singleFiles({
        '/map/basemap.pmtiles': join(folder, 'map.pmtiles'),
        '/map/districts.geojson': join(folder, 'none.geojson')
      }),
      (path) => {
        if (path === '/broken') throw new Error('broken')
        return false
      },
      staticFiles(join(folder, 'wall'))
    ],
    sockets: {},
    onError: (error) => failures.push(error)
  })
})

afterEach(async () => {
  rmSync(folder, { recursive: true })
  await http.stop()
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** Sends the path as it is: `fetch` would tidy it first. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body: sent
  }: { method?: string; headers?: Record<string, string>; body?: string } = {}
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: http.port, host: '127.0.0.1', path, method, headers }, (got) => {
      let body = ''
      got.on('data', (data: Buffer) => (body += data.toString()))
      got.on('end', () => resolve({ status: got.statusCode ?? 0, headers: got.headers, body }))
    })
    asked.on('error', reject)
    asked.end(sent)
  })
}

describe('the wall', () => {
  test('is served with a policy that lets nothing else in', async () => {
    const { status, headers, body } = await ask('/')
    expect([status, body]).toEqual([200, '<title>Siaga</title>'])
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
        `font-src 'self'; connect-src 'self' ws://127.0.0.1:${http.port}; ` +
        "worker-src 'self' blob:; media-src 'self' blob:; frame-ancestors 'none'; " +
        "base-uri 'none'; form-action 'none'"
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store'
    })
  })

  test('has assets that never change', async () => {
    const { headers } = await ask('/assets/app-1a2b.js')
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable'
    })
  })

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/link.txt',
    '/assets',
    '/..%5csecret.txt',
    '/%00',
    '/%'
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await ask(path)
    expect([400, 404]).toContain(status)
    expect(body).not.toContain('secret')
  })

  test('says what to do when it has not been built', async () => {
    rmSync(join(folder, 'wall/index.html'))
    const { status, body } = await ask('/')
    expect(status).toBe(503)
    expect(body).toContain('npm run build')
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('is not for %s', async (method) => {
    expect((await ask('/', { method })).status).toBe(405)
    const headers = { authorization: `Bearer ${token}` }
    expect((await ask('/api/counts', { method, headers })).status).toBe(405)
  })

  test('a HEAD tells as much without the body', async () => {
    const { status, headers, body } = await ask('/', { method: 'HEAD' })
    expect([status, headers['content-length'], body]).toEqual([200, '20', ''])
  })

  test('is served under its own names alone', async () => {
    const at = (host: string) => ask('/healthz', { headers: { Host: host } })
    expect((await at(`localhost:${http.port}`)).status).toBe(200)
    expect((await at('127.0.0.1')).status).toBe(421)
    expect((await at(`evil.example:${http.port}`)).status).toBe(421)
    expect((await ask('/', { headers: { Origin: 'http://evil.example' } })).status).toBe(403)
  })

  test('a route that fails says no more than that', async () => {
    const { status, body } = await ask('/broken')
    expect([status, body]).toEqual([500, 'Failed.'])
    expect(failures).toHaveLength(1)
  })
})

describe('map files', () => {
  test('come in parts', async () => {
    const { status, headers, body } = await ask('/map/basemap.pmtiles', {
      headers: { Range: 'bytes=2-4' }
    })
    expect([status, headers['content-range'], body]).toEqual([206, 'bytes 2-4/10', '234'])
  })

  test('have no content until somebody puts them there, which is no error', async () => {
    expect((await ask('/map/districts.geojson')).status).toBe(204)
  })

  test.each([
    ['bytes=0-', { from: 0, to: 9 }],
    ['bytes=-3', { from: 7, to: 9 }],
    ['bytes=5-99', { from: 5, to: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=4-2', 'unsatisfiable'],
    ['bytes=1-2,4-5', undefined],
    ['bytes=-', undefined]
  ])('%s of ten bytes', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range)
  })
})

describe('/healthz', () => {
  test('tells monitoring what the figures depend on', async () => {
    health = makeHealth({
      rejected: { messages: 3, fields: 9, incidentsToday: 1, latest: [] }
    })
    expect(JSON.parse((await ask('/healthz')).body)).toEqual({
      status: 'ok',
      uptimeS: 5,
      broker: 'connected',
      lastMessageAgeS: 0.4,
      store: 'ok',
      rejected: 3
    })
  })

  test('is degraded without broker or store', async () => {
    const status = async () =>
      (JSON.parse((await ask('/healthz')).body) as { status: string }).status
    health = makeHealth({ broker: { ...makeHealth().broker, state: 'lost' } })
    expect(await status()).toBe('degraded')
    health = makeHealth({ store: { state: 'failing', incidents: 0, reason: 'diskFull' } })
    expect(await status()).toBe('degraded')
  })
})

describe('/api/counts', () => {
  test('needs the token', async () => {
    expect((await ask('/api/counts')).status).toBe(401)
    const wrong = { Authorization: `Bearer ${token}x` }
    expect((await ask('/api/counts', { headers: wrong })).status).toBe(401)
  })

  test('tells the figures of the wall', async () => {
    const headers = { Authorization: `Bearer ${token}` }
    expect(JSON.parse((await ask('/api/counts', { headers })).body)).toMatchObject({
      open: 1,
      late: 0,
      today: 1,
      month: 1,
      total: 1,
      byDistrictToday: { '33.74.01': 1 }
    })
  })
})

describe('a question', () => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const post = (body: string, more: Record<string, string> = {}) =>
    ask('/api/echo', { method: 'POST', headers: { ...headers, ...more }, body })

  test('is read as its schema has it', async () => {
    expect(await post('{"n":1}')).toMatchObject({ status: 200, body: '{"n":1}' })
  })

  test('is refused with the place of what is wrong', async () => {
    const error = async (answer: Promise<Answer>) => {
      const { status, body } = await answer
      return [status, (JSON.parse(body) as { error: string }).error]
    }
    expect(await error(post('{'))).toEqual([400, 'The body is not JSON.'])
    expect(await error(post('{"n":"1"}'))).toEqual([400, expect.stringMatching(/^n: /u)])
    expect(await error(post('{"n":1}', { 'content-type': 'text/plain' }))).toEqual([
      415,
      'Content-Type must be application/json.'
    ])
    expect(await error(post(`"${'x'.repeat(70_000)}"`))).toEqual([413, 'More than 65536 bytes.'])
    expect(await error(post('{"n":1}', { authorization: 'Bearer wrong' }))).toEqual([
      401,
      expect.any(String)
    ])
    expect(await error(ask('/api/echo', { headers }))).toEqual([405, 'Only POST.'])
    expect(await error(ask('/api/none', { headers }))).toEqual([404, 'Not found.'])
  })
})
