import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { handoverNotePath, handoverPath, holdsLongNumber } from '../../contract/briefing.ts'
import type { Mode } from '../../contract/control.ts'
import { designMoment } from '../../testing/make.ts'
import { startHttpServer, type HttpServer } from '../push/httpServer.ts'
import { requestGuard } from '../push/requestGuard.ts'
import { tokenApi } from '../push/tokenApi.ts'
import { handoverApi } from './handoverApi.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
let folder: string
let http: HttpServer
let canRecord: boolean
let mode: Mode
const recorded: string[] = []

async function serve(): Promise<void> {
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  const calls = handoverApi({
    dataFolder: folder,
    now: () => designMoment,
    mode: () => mode,
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
  mode = 'operations'
  recorded.length = 0
  await serve()
})

afterEach(async () => {
  await http.stop()
  rmSync(folder, { recursive: true })
})

async function ask(body?: unknown, path = handoverPath) {
  const response = await fetch(`http://127.0.0.1:${http.port}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  return { status: response.status, body: (await response.json()) as unknown }
}

const leave = (text: string) => ask({ text }, handoverNotePath)

async function restart(): Promise<void> {
  await http.stop()
  await serve()
}

test('who takes over is on record, and known after a restart', async () => {
  expect(await ask()).toEqual({ status: 200, body: {} })
  const last = { at: designMoment, name: 'Sari' }
  expect(await ask({ name: ' Sari ' })).toEqual({ status: 200, body: { last } })
  expect(recorded).toEqual(['Sari'])
  await restart()
  expect((await ask()).body).toEqual({ last })
  writeFileSync(join(folder, 'handover.json'), '{"at":')
  await restart()
  expect((await ask()).body).toEqual({})
})

test('what a hub before notes has kept is still known', async () => {
  const last = { at: designMoment, name: 'Sari' }
  writeFileSync(join(folder, 'handover.json'), JSON.stringify(last))
  await restart()
  expect((await ask()).body).toEqual({ last })
})

test('a note goes with the hand-over it was left for, on disk before it is told', async () => {
  const note = { at: designMoment, text: 'Pompa Kaligawe padam.\nPantau K18.' }
  expect(await leave(` ${note.text} `)).toEqual({ status: 200, body: { note } })
  await restart()
  expect((await ask()).body).toEqual({ note })
  const last = { at: designMoment, name: 'Sari', note }
  expect((await ask({ name: 'Sari' })).body).toEqual({ last })
  expect(recorded).toEqual(['Sari'])
  const names = ['Budi', 'Rini', 'Agus', 'Dewi']
  for (const name of names) await ask({ name })
  await restart()
  const earlier = ['Agus', 'Rini', 'Budi'].map((name) => ({ at: designMoment, name }))
  expect((await ask()).body).toEqual({ last: { at: designMoment, name: 'Dewi' }, earlier })
})

test('an empty note removes it, and one that cannot be written is not kept', async () => {
  await leave('Pantau K18.')
  expect((await leave('')).body).toEqual({})
  mkdirSync(join(folder, '.handover.json.new'))
  expect((await leave('Pantau K20.')).status).toBe(503)
  expect((await ask()).body).toEqual({})
})

test('outside operations nobody reads or writes notes, but learns that there are some', async () => {
  await leave('Pantau K18.')
  await ask({ name: 'Sari' })
  await leave('Pantau K20.')
  mode = 'briefing'
  const last = { at: designMoment, name: 'Sari' }
  expect((await ask()).body).toEqual({ last, notesHeldBack: true })
  expect((await leave('Lain.')).status).toBe(409)
  expect((await ask({ name: 'Budi' })).body).toMatchObject({ last: { name: 'Budi' } })
  expect(JSON.stringify((await ask()).body)).not.toContain('Pantau')
  mode = 'operations'
  expect((await ask()).body).toMatchObject({ last: { note: { text: 'Pantau K20.' } } })
})

test.each([
  '081234567890',
  '0812-3456-7890',
  '0812 3456 7890',
  '+62 812.3456.7890',
  '(024) 8312 345 6',
  'NIK 3374 0512 0190 0001',
  'telp 024–8312345'
])('a note with the number %s is refused', async (number) => {
  expect((await leave(`Hubungi ${number} bila perlu`)).status).toBe(400)
  expect((await ask()).body).toEqual({})
})

test.each([
  'pukul 07.30-09.15 dan 11:45-12:00',
  '24/11/2026 07.30 serah terima, 25-11-2026 libur',
  'unit 12, 14, 16, 18 siaga',
  'K18 K20 K33 K41 tanpa gambar',
  '1.331 laporan, 9 lewat target'
])('a note with %s is none of a person', (text) => {
  expect(holdsLongNumber(text)).toBe(false)
})

test('what cannot be recorded has not happened, and nobody without a name takes over', async () => {
  canRecord = false
  expect((await ask({ name: 'Sari' })).status).toBe(503)
  expect((await ask({ name: '  ' })).status).toBe(400)
  expect((await ask()).body).toEqual({})
})
