import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import Papa from 'papaparse'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { coarseAccuracyM, coarsePosition } from '../../contract/coarsePosition.ts'
import type { Mode } from '../../contract/control.ts'
import {
  exportedPath,
  Figures,
  figuresFilePaths,
  figuresPath,
  incidentsHeader,
  KeptFigures,
  keptFiguresPath
} from '../../contract/export.ts'
import type { Incident } from '../../contract/incident.ts'
import type { ReviewAnswer, ReviewQuestion } from '../../contract/review.ts'
import { minute } from '../../contract/time.ts'
import { designMoment, makeCity, makeIncident } from '../../testing/make.ts'
import { redactFor } from '../control/redact.ts'
import { startHttpServer, type HttpServer } from '../push/httpServer.ts'
import { requestGuard } from '../push/requestGuard.ts'
import { tokenApi } from '../push/tokenApi.ts'
import { openSqliteStore } from '../store/sqliteStore.ts'
import type { Store } from '../store/store.ts'
import { figuresApi, type ExportNote, type ExportRecord } from './figuresApi.ts'
import { makeAnswer } from '../../testing/makeAnswer.ts'

const token = 'a-token-of-at-least-thirty-two-characters'
const city = makeCity()
const question: ReviewQuestion = {
  period: { from: '2025-03-01', to: '2025-03-31' },
  selection: {}
}

const sensitivePlace: [number, number] = [110.420312, -6.990345]

/** Everything that an incident can hold, with a canary where something must not get out. */
const incidents: readonly Incident[] = [
  makeIncident({
    id: 'SMG-1',
    source: 'CANARY-SOURCE',
    seq: 424242,
    channel: '112',
    dispatchedAt: designMoment,
    arrivedAt: designMoment + 5 * minute,
    position: [110.42, -6.98],
    positionAccuracyM: 12.5,
    district: '33.74.01',
    subdistrict: '33.74.01.1001',
    assignments: [
      { agency: 'damkar', status: 'onScene', arrivedAt: designMoment + 5 * minute },
      { agency: 'polisi' }
    ],
    calls: 3
  }),
  makeIncident({
    id: '=HYPERLINK("http://example.org","x")',
    category: 'kdrt',
    position: [110.43, -6.97],
    positionAccuracyM: 7.25,
    district: '33.74.02',
    subdistrict: '33.74.02.1001',
    simulated: true
  }),
  makeIncident({ id: '+62\n812', receivedAt: Date.UTC(2025, 1, 28, 17) }),
  makeIncident({
    id: 'MED',
    category: 'medis',
    position: sensitivePlace,
    positionAccuracyM: 20,
    district: '33.74.01'
  }),
  makeIncident({ id: 'drill', exercise: true }),
  makeIncident({ id: 'before', receivedAt: Date.UTC(2025, 1, 28, 16, 59, 59) }),
  makeIncident({ id: 'after', receivedAt: Date.UTC(2025, 2, 31, 17) })
]

const record: ExportRecord = {
  begin(note) {
    if (!diskFull) notes.push(note)
    return !diskFull
  },
  end: (note) => notes.push(note)
}

/** Those of the question's period that are no exercise. */
const counted = 4

let folder: string
let store: Store
let http: HttpServer
let answer: ReviewAnswer
/** In order. */
const notes: (ExportNote & { readonly complete?: boolean })[] = []
let diskFull: boolean
let mode: Mode
const failures: unknown[] = []
/** For which moments figures were asked. */
const moments: (number | undefined)[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-export-'))
  store = await openSqliteStore({ folder, log: () => undefined })
  await store.commit(
    incidents.map((incident) => ({ event: { kind: 'incident', incident }, rejected: [] })),
    designMoment
  )
  http = await startHttpServer('127.0.0.1', 0)
  const guard = requestGuard({ host: '127.0.0.1', port: http.port, token })
  const calls = figuresApi({
    city,
    dataFolder: folder,
    answer: (_question, at) => {
      moments.push(at)
      return { ...answer, asOf: at ?? answer.asOf }
    },
    show: () => redactFor(mode, city).incident,
    record
  })
  http.open({
    guard,
    routes: [tokenApi(guard, calls)],
    sockets: {},
    onError: (error) => failures.push(error)
  })
})

afterAll(async () => {
  await http.stop()
  await store.close()
  rmSync(folder, { recursive: true })
})

beforeEach(() => {
  answer = makeAnswer({ question })
  notes.length = 0
  diskFull = false
  mode = 'briefing'
  moments.length = 0
  rmSync(join(folder, 'figures'), { recursive: true, force: true })
})

afterEach(() => expect(failures.splice(0)).toEqual([]))

const get = (path: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${http.port}${path}`, { headers: { Authorization: `Bearer ${token}` } })

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(`http://127.0.0.1:${http.port}${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body)
  })

async function keep(asked: ReviewQuestion = question): Promise<Figures> {
  return Figures.parse(await (await post(figuresPath, { question: asked })).json())
}

const fileOf = (code: string): string => join(folder, 'figures', `${code}.json`)

describe('a code', () => {
  test('stands for the figures as they were counted, and says that they still hold', async () => {
    const kept = await keep()
    expect(kept).toMatchObject({ city: city.id, asOf: designMoment, question, answer })
    const found = KeptFigures.parse(
      await (await get(`${keptFiguresPath}?code=${kept.code}`)).json()
    )
    expect(found).toEqual({ figures: kept, today: { same: true, totals: [], others: 0 } })
  })

  test('is the same for the same figures a minute later, whatever the order of the choices', async () => {
    const first = await keep({ ...question, selection: { categories: ['kdrt', 'kebakaran'] } })
    answer = { ...answer, asOf: designMoment + minute, newest: designMoment + minute }
    const second = await keep({ ...question, selection: { categories: ['kebakaran', 'kdrt'] } })
    expect(second).toEqual(first)
    expect(readdirSync(join(folder, 'figures'))).toEqual([`${first.code}.json`])
  })

  test('is of the moment of the screen, unless something came in since', async () => {
    const asOf = designMoment - minute / 2
    await post(figuresPath, { question, asOf })
    expect(moments).toEqual([asOf])
    answer = { ...answer, newest: designMoment }
    await post(figuresPath, { question, asOf })
    expect(moments).toEqual([asOf, asOf, undefined])
  })

  test('is another one for other figures, and the old ones are still there and compared', async () => {
    const first = await keep()
    answer = makeAnswer({ count: 1_306, question })
    const second = await keep()
    expect(second.code).not.toBe(first.code)
    const { figures, today } = KeptFigures.parse(
      await (await get(`${keptFiguresPath}?code=${first.code.toLowerCase()}`)).json()
    )
    expect(figures).toEqual(first)
    expect(today.same).toBe(false)
    expect(today.totals).toContainEqual({ figure: 'total.count', then: 1_305, now: 1_306 })
    expect(today.others).toBeGreaterThan(0)
  })

  test('that is mistyped or unknown is told apart, and nothing is shown', async () => {
    const { code } = await keep()
    rmSync(fileOf(code))
    const unknown = await get(`${keptFiguresPath}?code=${code}`)
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toEqual({
      error: `There are no figures under the code ${code} here.`
    })
    for (const wrong of ['', '../token', `${code}2`, code.slice(1) + code[0]])
      expect((await get(`${keptFiguresPath}?code=${wrong}`)).status).toBe(400)
  })

  test('whose file was cut or changed shows nothing, and asking again mends it', async () => {
    const kept = await keep()
    const whole = readFileSync(fileOf(kept.code), 'utf8')
    for (const spoilt of [whole.slice(0, -9), whole.replace('1305', '1306'), '', '{}']) {
      writeFileSync(fileOf(kept.code), spoilt)
      const response = await get(`${keptFiguresPath}?code=${kept.code}`)
      expect(response.status).toBe(500)
      expect(await response.text()).toMatch(/damaged/u)
    }
    expect(await keep()).toEqual(kept)
    expect((await get(`${keptFiguresPath}?code=${kept.code}`)).status).toBe(200)
  })

  test('is not given where the figures cannot be written', async () => {
    writeFileSync(join(folder, 'figures'), '')
    const response = await post(figuresPath, { question })
    expect(response.status).toBe(507)
    expect(await response.text()).toMatch(/could not be kept/u)
    rmSync(join(folder, 'figures'))
    mkdirSync(join(folder, 'figures'))
  })
})

describe('the incidents of a code', () => {
  test('leave as CSV that a spreadsheet cannot calculate', async () => {
    const { code } = await keep()
    const response = await get(`${figuresFilePaths.csv}?code=${code}`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="siaga-contoh-puncak-2025-03-01_2025-03-31-${code}.csv"`
    )
    const { data, errors } = Papa.parse<Record<string, string>>(bytes.subarray(3).toString(), {
      header: true,
      skipEmptyLines: true
    })
    expect(errors).toEqual([])
    expect(data.map(({ id }) => id)).toEqual([
      'SMG-1',
      `'=HYPERLINK("http://example.org","x")`,
      "'+62\n812",
      'MED'
    ])
    expect(response.headers.get(incidentsHeader)).toBe(String(counted))
    expect(data[0]).toEqual({
      id: 'SMG-1',
      revision: '1',
      category: 'kebakaran',
      priority: '2',
      status: 'received',
      channel: '112',
      receivedAt: '2025-03-25T13:59:11+07:00',
      dispatchedAt: '2025-03-25T14:02:11+07:00',
      departedAt: '',
      arrivedAt: '2025-03-25T14:07:11+07:00',
      closedAt: '',
      latitude: '-6.98',
      longitude: '110.42',
      positionAccuracyM: '12.5',
      district: '33.74.01',
      subdistrict: '33.74.01.1001',
      agencies: 'damkar|polisi',
      calls: '3',
      exercise: 'false',
      simulated: 'false'
    })
  })

  test('leave as Parquet that an independent reader reads', async () => {
    const { code } = await keep()
    const file = await (await get(`${figuresFilePaths.parquet}?code=${code}`)).arrayBuffer()
    expect(Number(parquetMetadata(file).num_rows)).toBe(counted)
    const rows = await parquetReadObjects({ file })
    expect(rows.map(({ id }) => id)).toEqual(['SMG-1', incidents[1]?.id, '+62\n812', 'MED'])
    expect(rows[0]).toMatchObject({
      receivedAt: new Date(incidents[0]?.receivedAt ?? 0),
      latitude: -6.98,
      calls: 3,
      simulated: false,
      assignments: [
        { agency: 'damkar', status: 'onScene', arrivedAt: '2025-03-25T14:07:11+07:00' },
        { agency: 'polisi' }
      ]
    })
    expect(rows[1]?.['departedAt'] ?? undefined).toBeUndefined()
  })

  test('are the chosen ones alone', async () => {
    const chosen = async (selection: ReviewQuestion['selection']): Promise<number> => {
      const { code } = await keep({ ...question, selection })
      const response = await get(`${figuresFilePaths.csv}?code=${code}`)
      const lines = Papa.parse(await response.text(), { skipEmptyLines: true }).data.length - 1
      expect(response.headers.get(incidentsHeader)).toBe(String(lines))
      return lines
    }
    expect(await chosen({ categories: ['kdrt'] })).toBe(1)
    expect(await chosen({ districts: ['33.74.01', '33.74.02'] })).toBe(3)
    expect(await chosen({ districts: ['unknown'] })).toBe(1)
    expect(await chosen({ agencies: ['polisi'] })).toBe(1)
    expect(await chosen({ days: { from: '2025-03-01', to: '2025-03-01' } })).toBe(1)
    expect(await chosen({ weekdays: [1] })).toBe(3)
    expect(await chosen({ hours: [0] })).toBe(1)
    expect(await chosen({ hours: [0], weekdays: [1] })).toBe(0)
  })

  test('say nothing that a wall could not, in no format', async () => {
    const { code } = await keep()
    for (const path of Object.values(figuresFilePaths)) {
      const bytes = Buffer.from(await (await get(`${path}?code=${code}`)).arrayBuffer())
      const texts = path.endsWith('.parquet')
        ? JSON.stringify(
            await parquetReadObjects({ file: new Uint8Array(bytes).buffer }),
            (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
          )
        : bytes.toString()
      // The source and its numbers, and the place of a private category.
      expect(texts).not.toMatch(/CANARY|424242|110\.43|6\.97|7\.25|33\.74\.02\.1001/u)
      expect(bytes.includes('CANARY')).toBe(false)
    }
  })

  test('have the places of a wall in that mode: coarse of the sensitive ones in a briefing', async () => {
    const { code } = await keep()
    const placesOf = async (): Promise<unknown> => {
      const csv = await (await get(`${figuresFilePaths.csv}?code=${code}`)).text()
      const file = await (await get(`${figuresFilePaths.parquet}?code=${code}`)).arrayBuffer()
      const rows: readonly Record<string, unknown>[] = Papa.parse<Record<string, string>>(csv, {
        header: true
      }).data
      return [rows, await parquetReadObjects({ file })].map((list) => {
        const row = list.find(({ id }) => id === 'MED')
        return ['longitude', 'latitude', 'positionAccuracyM'].map((key) => Number(row?.[key]))
      })
    }
    const exact = [...sensitivePlace, 20]
    mode = 'operations'
    expect(await placesOf()).toEqual([exact, exact])
    mode = 'briefing'
    const coarse = [...coarsePosition(sensitivePlace, city), coarseAccuracyM]
    expect(coarse).not.toEqual(exact)
    expect(await placesOf()).toEqual([coarse, coarse])
  })

  test('are not given without the token', async () => {
    const { code } = await keep()
    for (const path of [...Object.values(figuresFilePaths), keptFiguresPath]) {
      const response = await fetch(`http://127.0.0.1:${http.port}${path}?code=${code}`)
      expect(response.status).toBe(401)
    }
    expect(notes).toEqual([])
  })
})

test('the JSON holds the figures, the question and what the words mean', async () => {
  const kept = await keep()
  const file: unknown = await (await get(`${figuresFilePaths.json}?code=${kept.code}`)).json()
  expect(file).toMatchObject({ ...kept, timeZone: 'Asia/Jakarta' })
  expect(JSON.stringify(file)).toContain('Latihan tidak dihitung')
})

describe('an export is on record', () => {
  test('before anything of it leaves, and then whether all of it did', async () => {
    const { code } = await keep()
    for (const path of Object.values(figuresFilePaths))
      await (await get(`${path}?code=${code}`)).arrayBuffer()
    const rows = { code, incidents: counted }
    expect(notes).toEqual([
      { kind: 'json', code },
      { kind: 'json', code, complete: true },
      { kind: 'csv', ...rows },
      { kind: 'csv', ...rows, complete: true },
      { kind: 'parquet', ...rows },
      { kind: 'parquet', ...rows, complete: true }
    ])
  })

  test('or does not happen', async () => {
    const { code } = await keep()
    diskFull = true
    const answers = await Promise.all([
      ...Object.values(figuresFilePaths).map((path) => get(`${path}?code=${code}`)),
      post(exportedPath, { kind: 'pdf', code })
    ])
    for (const refused of answers) {
      expect(refused.status).toBe(503)
      expect(await refused.json()).toEqual({
        error: 'The export could not be put on record, so nothing leaves.'
      })
    }
    expect(notes).toEqual([])
  })
})

test('what a window made is noted with its kind and code, and nothing else', async () => {
  const { code } = await keep()
  expect((await post(exportedPath, { kind: 'pdf', code })).status).toBe(204)
  expect((await post(exportedPath, { kind: 'pdf', code, by: 'Budi' })).status).toBe(400)
  expect(notes).toEqual([{ kind: 'pdf', code }])
})
