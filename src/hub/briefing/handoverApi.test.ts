import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { handoverPath } from '../../contract/briefing.ts'
import { designMoment } from '../../testing/make.ts'
import { startHttpServer, type HttpServer } from '../push/httpServer.ts'
import { requestGuard } from '../push/requestGuard.ts'
import { tokenApi } from '../push/tokenApi.ts'
import { handoverApi } from './handoverApi.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
let folder: string
let http: HttpServer
let canRecord: boolean
const recorded: string[] = []

async function serve(): Promise<void> {
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  const calls = handoverApi({
    dataFolder: folder,
    now: () => designMoment,
    record: (name) => {
      if (canRecord) recorded.push(name)
      return canRecord
    }
  })
  http.open({
    guard,
    routes: [tokenApi(guard, calls)],
    sockets: {},
    onError: (error) => expect.unreachable(String(error))
  })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-handover-'))
  canRecord = true
  recorded.length = 0
  await serve()
})

afterEach(async () => {
  await http.stop()
  rmSync(folder, { recursive: true })
})

async function ask(body?: unknown) {
  const response = await fetch(`http://127.0.0.1:${http.port}${handoverPath}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  return { status: response.status, body: (await response.json()) as unknown }
}

test('who takes over is on record, and known after a restart', async () => {
  expect(await ask()).toEqual({ status: 200, body: {} })
  const last = { at: designMoment, name: 'Sari' }
  expect(await ask({ name: ' Sari ' })).toEqual({ status: 200, body: { last } })
  expect(recorded).toEqual(['Sari'])
  await http.stop()
  await serve()
  expect((await ask()).body).toEqual({ last })
  writeFileSync(join(folder, 'handover.json'), '{"at":')
  await http.stop()
  await serve()
  expect((await ask()).body).toEqual({})
})

test('what cannot be recorded has not happened, and nobody without a name takes over', async () => {
  canRecord = false
  expect((await ask({ name: 'Sari' })).status).toBe(503)
  expect((await ask({ name: '  ' })).status).toBe(400)
  expect((await ask()).body).toEqual({})
})
