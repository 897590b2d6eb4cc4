import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Briefing } from '../../contract/briefing.ts'
import {
  briefingPath,
  freezeBriefingPath,
  FrozenBriefing,
  frozenBriefingPath,
  releaseBriefingPath
} from '../../contract/briefing.ts'
import type { ControlAction, Mode, Refusal } from '../../contract/control.ts'
import { makeBriefing } from '../../testing/makeBriefing.ts'
import { startHttpServer, type HttpServer } from '../push/httpServer.ts'
import { requestGuard } from '../push/requestGuard.ts'
import { tokenApi } from '../push/tokenApi.ts'
import { briefingApi } from './briefingApi.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
let folder: string
let http: HttpServer
let briefing: Briefing
let mode: Mode
let refusal: Refusal | undefined
const acts: ControlAction[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-briefing-'))
  briefing = makeBriefing()
  mode = 'operations'
  refusal = undefined
  acts.length = 0
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  const calls = briefingApi({
    city: 'contoh',
    dataFolder: folder,
    briefing: () => briefing,
    mode: () => mode,
    act: (action) => {
      if (refusal === undefined) acts.push(action)
      return refusal
    }
  })
  http.open({
    guard,
    routes: [tokenApi(guard, calls)],
    sockets: {},
    onError: (error) => expect.unreachable(String(error))
  })
})

afterEach(async () => {
  await http.stop()
  rmSync(folder, { recursive: true })
})

async function ask(path: string, body?: unknown) {
  const response = await fetch(`http://127.0.0.1:${http.port}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
}

async function freeze(): Promise<string> {
  const { status, body } = await ask(freezeBriefingPath, {})
  expect(status).toBe(200)
  return FrozenBriefing.pick({ code: true }).parse(body).code
}

test('what is frozen is the same under its code whatever comes after', async () => {
  const code = await freeze()
  expect(acts).toEqual([{ type: 'freezeBriefing', code }])
  const then = briefing
  briefing = makeBriefing({ total: 20_000 })
  expect((await ask(briefingPath)).body).toMatchObject({ total: 20_000 })
  expect((await ask(`${frozenBriefingPath}?code=${code.toLowerCase()}`)).body).toEqual({
    code,
    city: 'contoh',
    briefing: then
  })
  expect(await freeze()).not.toBe(code)
  briefing = then
  expect(await freeze()).toBe(code)
})

test('an earlier code is shown again, and released', async () => {
  const code = await freeze()
  expect((await ask(freezeBriefingPath, { code })).status).toBe(200)
  expect((await ask(releaseBriefingPath, {})).status).toBe(204)
  expect(acts.slice(1)).toEqual([{ type: 'freezeBriefing', code }, { type: 'releaseBriefing' }])
})

test('every answer is what the mode lets out, of frozen figures too', async () => {
  const code = await freeze()
  mode = 'guests'
  for (const path of [briefingPath, `${frozenBriefingPath}?code=${code}`]) {
    const text = JSON.stringify((await ask(path)).body)
    expect(text).not.toMatch(/subdistrict|crews|cells/u)
  }
  // On disk it is whole, for a mode that may see it.
  const [file = ''] = readdirSync(join(folder, 'briefings'))
  expect(readFileSync(join(folder, 'briefings', file), 'utf8')).toContain('crews')
})

test('what cannot be shown or done is told, and nothing of it is shown', async () => {
  const code = await freeze()
  expect((await ask(`${frozenBriefingPath}?code=ABC`)).status).toBe(400)
  expect((await ask(`${frozenBriefingPath}?code=22222222`)).status).toBe(404)
  const file = join(folder, 'briefings', `${code}.json`)
  writeFileSync(file, readFileSync(file, 'utf8').replace('1308', '1309'))
  expect((await ask(`${frozenBriefingPath}?code=${code}`)).status).toBe(500)
  // Asking the same again mends it.
  expect(await freeze()).toBe(code)
  refusal = 'notRecorded'
  expect((await ask(freezeBriefingPath, {})).status).toBe(503)
  expect((await ask(releaseBriefingPath, {})).status).toBe(503)
  rmSync(join(folder, 'briefings'), { recursive: true })
  writeFileSync(join(folder, 'briefings'), 'in the way')
  expect((await ask(freezeBriefingPath, {})).status).toBe(507)
})
