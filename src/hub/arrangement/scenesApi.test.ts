import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scenesPath, ScenesTold, type SceneChange } from '../../contract/arrangement.ts'
import type { Scene } from '../../contract/scene.ts'
import { designMoment, makeCity } from '../../testing/make.ts'
import { startHttpServer, type HttpServer } from '../push/httpServer.ts'
import { requestGuard } from '../push/requestGuard.ts'
import { tokenApi } from '../push/tokenApi.ts'
import { openArrangement, roomFolder, type RoomArrangement } from './openArrangement.ts'
import { scenesApi, type SceneRecord } from './scenesApi.ts'
import { mostVersions } from './sceneVersions.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
const grid = (id: string, name = id): Scene => ({
  id,
  name,
  layout: 'grid',
  panels: [{ panel: 'map', place: { column: 0, row: 0, columns: 48, rows: 24 } }]
})
const resources = { scenes: [grid('operasi')], rules: { rules: [] } }

let data: string
let http: HttpServer
let room: RoomArrangement
let canRecord: boolean
const recorded: SceneRecord[] = []

async function serve(): Promise<void> {
  room = openArrangement({
    dataFolder: data,
    resources,
    city: makeCity(),
    log: () => undefined,
    lookEveryMs: 3_600_000,
    settleMs: 3_600_000
  })
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  const calls = scenesApi({
    dataFolder: data,
    arrangement: room,
    now: () => designMoment,
    record: (event) => {
      if (canRecord) recorded.push(event)
      return canRecord
    },
    log: () => undefined
  })
  http.open({
    guard,
    routes: [tokenApi(guard, calls)],
    sockets: {},
    onError: (error) => expect.unreachable(String(error))
  })
}

async function close(): Promise<void> {
  room.stop()
  await http.stop()
}

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'siaga-scenes-'))
  canRecord = true
  recorded.length = 0
  await serve()
})

afterEach(async () => {
  await close()
  rmSync(data, { recursive: true })
})

async function ask(change?: SceneChange): Promise<{ status: number; error?: string }> {
  const response = await fetch(`http://127.0.0.1:${http.port}${scenesPath}`, {
    method: change === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(change === undefined ? {} : { body: JSON.stringify(change) })
  })
  const body: unknown = await response.json()
  if (response.ok) {
    told = ScenesTold.parse(body)
    return { status: response.status }
  }
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : ''
  return { status: response.status, error: String(error) }
}

let told: ScenesTold
const save = (scene: Scene, basedOn: number): ReturnType<typeof ask> =>
  ask({ type: 'save', scene, basedOn })
/** Version now, and the names of all of them, newest first. */
const historyOf = (id: string): string => {
  const found = told.scenes.find((scene) => scene.id === id)
  return `${found?.version}: ${found?.versions.map(({ scene }) => scene.name).join(' ')}`
}
const inScenes = (path: string): string => join(roomFolder(data), 'scenes', path)
const nameNow = (id: string): string | undefined =>
  room.current().scenes.find((scene) => scene.id === id)?.name

test('what is saved counts at once, is a version, is on record, and is there after a restart', async () => {
  await save(grid('malam', 'Satu'), 0)
  await save(grid('malam', 'Dua'), 1)
  expect(nameNow('malam')).toBe('Dua')
  expect(recorded).toEqual([
    { what: 'save', id: 'malam', version: 1 },
    { what: 'save', id: 'malam', version: 2 }
  ])
  await close()
  await serve()
  await ask()
  expect(historyOf('malam')).toBe('2: Dua Satu')
  expect(nameNow('malam')).toBe('Dua')
  expect(told.scenes[0]).toEqual({ id: 'operasi', shipped: true, version: 0, versions: [] })
})

test('of two that were made from the same version the second is refused', async () => {
  await save(grid('malam', 'Satu'), 0)
  expect(await save(grid('malam', 'Lain'), 0)).toEqual({
    status: 409,
    error: 'Somebody has changed this scene meanwhile: it is version 1 now, not 0.'
  })
  expect(nameNow('malam')).toBe('Satu')
  expect(recorded).toHaveLength(1)
})

test('looking writes nothing, and saving the same again is no version', async () => {
  const before = readdirSync(inScenes('.'))
  await ask()
  expect(readdirSync(inScenes('.'))).toEqual(before)
  await save(grid('malam', 'Satu'), 0)
  await save(grid('malam', 'Satu'), 1)
  expect(historyOf('malam')).toBe('1: Satu')
})

test('an older version becomes the newest; a removed scene can be taken back', async () => {
  await save(grid('malam', 'Satu'), 0)
  await save(grid('malam', 'Dua'), 1)
  await ask({ type: 'restore', id: 'malam', version: 1 })
  expect(historyOf('malam')).toBe('3: Satu Dua Satu')
  await ask({ type: 'remove', id: 'malam' })
  expect(nameNow('malam')).toBeUndefined()
  expect(historyOf('malam')).toBe('0: Satu Dua Satu')
  await ask({ type: 'restore', id: 'malam', version: 2 })
  expect(historyOf('malam')).toBe('4: Dua Satu Dua Satu')
  expect(nameNow('malam')).toBe('Dua')
})

test('a shipped scene that the room removed is the shipped one again', async () => {
  await save(grid('operasi', 'Kami'), 0)
  expect(nameNow('operasi')).toBe('Kami')
  await ask({ type: 'remove', id: 'operasi' })
  expect(nameNow('operasi')).toBe('operasi')
  expect(told.scenes[0]).toMatchObject({ shipped: true, version: 0 })
  expect((await ask({ type: 'remove', id: 'operasi' })).status).toBe(404)
})

test('what somebody wrote into the file by hand is a version, and is not written over unseen', async () => {
  await save(grid('malam', 'Satu'), 0)
  writeFileSync(inScenes('malam.json'), JSON.stringify(grid('malam', 'Tangan')))
  room.take('scenes/malam.json')
  expect((await save(grid('malam', 'Dua'), 1)).status).toBe(409)
  await save(grid('malam', 'Dua'), 2)
  expect(historyOf('malam')).toBe('3: Dua Tangan Satu')
})

test('a file that cannot be used is put aside before a scene takes its place', async () => {
  await save(grid('malam', 'Satu'), 0)
  writeFileSync(inScenes('malam.json'), '{ "half"')
  room.take('scenes/malam.json')
  expect(nameNow('malam')).toBe('Satu')
  await save(grid('malam', 'Dua'), 1)
  expect(room.problems()).toEqual([])
  expect(readFileSync(inScenes('.versions/malam/set-aside.json'), 'utf8')).toBe('{ "half"')
})

test('what cannot be put on record, or on disk, is not done', async () => {
  canRecord = false
  expect((await save(grid('malam'), 0)).status).toBe(503)
  expect(readdirSync(inScenes('.'))).toEqual([])
  canRecord = true
  rmSync(inScenes('.'), { recursive: true })
  writeFileSync(inScenes('.'), 'no folder')
  expect(await save(grid('malam'), 0)).toEqual({
    status: 503,
    error: 'The disk does not take it: the scene is what it was.'
  })
  expect(recorded).toEqual([])
  expect(nameNow('malam')).toBeUndefined()
})

test('a scene has the newest hundred versions', async () => {
  const shelf = inScenes('.versions/malam')
  mkdirSync(shelf, { recursive: true })
  for (let n = 1; n <= mostVersions; n += 1)
    writeFileSync(
      join(shelf, `${n}.json`),
      JSON.stringify({ savedAt: n, scene: grid('malam', `N${n}`) })
    )
  await save(grid('malam', 'Baru'), 0)
  expect(existsSync(join(shelf, '1.json'))).toBe(false)
  expect(readdirSync(shelf)).toHaveLength(mostVersions)
  expect(told.scenes.at(-1)).toMatchObject({ version: 101 })
})

test('a name that is no name of a scene reaches no file', async () => {
  for (const id of ['../../../x', 'a/b', '.versions', ''])
    expect((await ask({ type: 'remove', id })).status).toBe(400)
  expect((await save(grid('../x'), 0)).status).toBe(400)
  expect((await ask({ type: 'restore', id: 'malam', version: 7 })).status).toBe(404)
})
