import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostileAddresses } from './hostileAddresses.ts'
import { openSources } from './openSources.ts'
import { listenTo } from './testListener.ts'
import { realTimers } from './timers.ts'

/* Hostile addresses on the way of every camera, up to where a program or a request would begin. */

const path = process.env['PATH'] ?? ''
let folder = ''
let started = ''
let canary: Server
let port = 0
let visits = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-hostile-'))
  started = join(folder, 'started')
  // A canary in the place of ffmpeg: whoever starts it is seen.
  writeFileSync(join(folder, 'ffmpeg'), `#!/bin/sh\n: > '${started}'\n`, { mode: 0o755 })
  process.env['PATH'] = `${folder}${delimiter}${path}`
  canary = createServer((socket) => {
    visits += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(canary, 'listening')
  port = (canary.address() as AddressInfo).port // it listens
})
afterAll(() => {
  process.env['PATH'] = path
  canary.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As a city's list would open it, had the list let it through; every name leads to this machine. */
function open(address: string, networks: readonly string[] = []) {
  const sources = openSources({
    resources: folder,
    dataFolder: folder,
    log: () => undefined,
    timers: realTimers,
    lookUp: () => Promise.resolve(['127.0.0.1'])
  })
  sources.allow(networks)
  const camera = { id: 'k1', label: 'K1', name: 'K1', guest: false, groups: [] }
  const entry = { ...camera, sub: address, snapshotMs: 2_000, flickerCells: 6 }
  return listenTo(sources.open(entry, 'sub'))
}

describe.skipIf(process.platform === 'win32')('an address of a list', () => {
  test('in any hostile form starts no program and opens no connection', async () => {
    const forms = hostileAddresses.flatMap((form) => [
      form,
      form.replace(/^([a-z]+:\/\/(?:\[[^\]]*\]|[^/:]*))(?=\/|$)/u, `$1:${port}`)
    ])
    expect(new Set(forms).size).toBeGreaterThan(500)
    const ends = await Promise.all(forms.map((form) => open(form).ended))
    expect(new Set(ends)).toEqual(new Set(['forbiddenAddress']))
    expect([visits, existsSync(started)]).toEqual([0, false])
  })

  test('in a plain form and a named network does both, and the canaries see it', async () => {
    const networks = ['127.0.0.0/8']
    expect(await open(`http://camera.test:${port}/snap.jpg`, networks).ended).toBe('unreachable')
    expect(await open(`http://camera.test:${port}/live.m3u8`, networks).ended).toBe('unreachable')
    expect(visits).toBe(2)
    await open(`rtsp://camera.test:${port}/live`, networks).ended
    expect(existsSync(started)).toBe(true)
  })
})
