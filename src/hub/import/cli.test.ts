import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqliteStore } from '../store/sqliteStore.ts'
import { readImportRequest } from '../importRequest.ts'
import { findResources } from '../resources.ts'
import { progressLine } from './progressLine.ts'
import { writeRefusedLists } from './refusedLists.ts'
import { leftIn, makeWorkshop, type Workshop } from './testImport.ts'

let shop: Workshop
const children: ChildProcess[] = []
beforeEach(() => {
  shop = makeWorkshop()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  shop.remove()
})

const program = join(import.meta.dirname, '../importHistory.ts')
const header =
  'id,receivedAt,dispatchedAt,departedAt,arrivedAt,closedAt,category,priority,status,channel,district,subdistrict,agencies,latitude,longitude,calls,exercise'
const rowsOf = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `A${index},2025-03-25T14:02:00+07:00,,,,,kebakaran,1,closed,112,,,,,,1,\n`
  ).join('')

function start(...args: readonly string[]): ChildProcess {
  const own = ['--mapping', 'siaga', '--city', 'semarang', '--data', shop.folder]
  const child = spawn(process.execPath, [program, ...args, ...own], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  children.push(child)
  return child
}

async function endOf(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [code] = await once(child, 'close')
  return { code, out, err }
}

describe('npm run import', () => {
  test('ends with a count that adds up, and lists what it refused beside the file', async () => {
    const file = shop.file('a.csv', `${header}\n${rowsOf(3)}x,then,,,,,,,,,,,,,,,\n`)
    const { code, out } = await endOf(start(file))
    expect(code).toBe(0)
    expect(out).toBe(
      `Read 4 rows = 3 new + 0 updated + 0 unchanged + 1 refused.\nRefused rows, with reasons: ${file}.refused.csv\n`
    )
    expect(readFileSync(`${file}.refused.csv`, 'utf8')).toBe(
      'file,line,reason\na.csv,5,receivedAt: is in none of the time formats\n'
    )
  })

  test('stops at Ctrl-C, and the same command goes on and finishes', async () => {
    const file = shop.file('big.csv', `${header}\n${rowsOf(30_000)}`)
    const child = start(file)
    const stopped = endOf(child)
    await untilExists(join(shop.folder, 'import.sqlite'))
    child.kill('SIGINT')
    const first = await stopped
    expect(first).toMatchObject({ code: 130, out: '' })
    expect(first.err).toContain('Stopped. The same command goes on where it was.')
    expect(leftIn(shop.folder)).not.toEqual([])
    const second = await endOf(start(file))
    expect(second.err).toContain('Goes on where the last import was stopped.')
    expect(second.out).toBe(
      'Read 30,000 rows = 30,000 new + 0 updated + 0 unchanged + 0 refused.\n'
    )
    expect(leftIn(shop.folder)).toEqual([])
  })

  test('that is killed goes on too, and nothing is stored twice or lost', async () => {
    const file = shop.file('big.csv', `${header}\n${rowsOf(30_000)}`)
    const child = start(file)
    const killed = once(child, 'exit')
    await untilExists(join(shop.folder, 'import.sqlite'))
    child.kill('SIGKILL')
    await killed
    const { code, out } = await endOf(start(file))
    expect(code).toBe(0)
    expect(out).toMatch(/^Read 30,000 rows = /u)
    expect(await shop.everyIncident()).toHaveLength(30_000)
  })

  test('says in a sentence that a hub is using the data folder', async () => {
    const hub = await openSqliteStore({ folder: shop.folder, log: () => undefined })
    const { code, err } = await endOf(start(shop.file('a.csv', `${header}\n`)))
    await hub.close()
    expect(code).toBe(1)
    expect(err).toBe(
      `A hub (or another import) is using the data folder ${shop.folder}. Stop it, import, and start it again; or drop the file on a desk window of the hub.\n`
    )
  })
})

/** Resolves once a file is there; looks again at every turn of the event loop. */
async function untilExists(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setImmediate(resolve))
}

describe('a request', () => {
  const resources = findResources(import.meta.dirname)
  test.each([
    [[], 'Name at least one FILE'],
    [['a.csv'], '--mapping is missing; known are indonesia-112'],
    [['a.csv', '--mapping', 'none'], 'There is no mapping "none"'],
    [['a.csv', '--mapping', './nowhere.json'], 'The mapping ./nowhere.json cannot be read'],
    [['a.csv', '--mapping', 'siaga'], '--city is missing; known are pekanbaru, semarang, serang'],
    [['a.csv', '--mapping', 'siaga', '--city', 'atlantis'], 'there is no city "atlantis"'],
    [['a.csv', '--mappings', 'siaga'], '--mappings']
  ])('%j is answered with a sentence', (args, sentence) => {
    expect(() => readImportRequest(args, resources)).toThrow(sentence)
  })

  test('names a file twice: it is read once', () => {
    const args = ['a.csv', './a.csv', '--mapping', 'siaga', '--city', 'serang']
    const { files, data, city } = readImportRequest(args, resources)
    expect([files.length, data, city.id]).toEqual([1, 'data', 'serang'])
  })

  test('takes the city of the mapping where none is named', () => {
    const request = readImportRequest(['a.csv', '--mapping', 'montgomery-911'], resources)
    expect(request.city.timeZone).toBe('America/New_York')
  })
})

describe('the progress', () => {
  function shown(isTerminal: boolean, times: readonly number[]): string {
    let text = ''
    let now = 0
    const line = progressLine({
      write: (more) => (text += more),
      isTerminal,
      monotonicMs: () => now
    })
    for (const [index, at] of times.entries()) {
      now = at
      line.show({ phase: 'reading', share: index / times.length, rows: index * 1_000 })
    }
    line.end()
    return text
  }

  test('is a bar on a terminal, redrawn ten times a second at most', () => {
    const text = shown(true, [0, 10, 20, 150])
    expect(text.split('\r')).toHaveLength(3)
    expect(text).toContain('██')
    expect(text).toContain('Reading  75 %  3,000 rows')
    expect(text.endsWith('\n')).toBe(true)
  })

  test('is a plain line every five seconds elsewhere', () => {
    const text = shown(false, [0, 1_000, 5_000, 6_000, 10_500])
    expect(text).toBe('Reading  40 %  2,000 rows\nReading  80 %  4,000 rows\n')
  })
})

describe('lists of refused rows', () => {
  const refused = [
    { file: 0, line: 3, reason: 'has 1 columns, "instead" of 2' },
    { file: 1, line: 9, reason: 'id: is empty' }
  ]

  test('lie beside each file, or together where asked; an old one does not stay', () => {
    const files = [shop.file('a.csv', ''), shop.file('b.csv', '')]
    const [a = '', b = ''] = files.map((file) => `${file}.refused.csv`)
    const beside = { files, into: undefined, folder: shop.folder }
    expect(writeRefusedLists(refused, beside)).toEqual([a, b])
    expect(readFileSync(a, 'utf8')).toBe(
      'file,line,reason\na.csv,3,"has 1 columns, ""instead"" of 2"\n'
    )
    expect(writeRefusedLists([], beside)).toEqual([])
    expect(readFileSync(a, 'utf8')).toBe('file,line,reason\n')
    const into = shop.file('all.csv', '')
    expect(writeRefusedLists(refused, { ...beside, into })).toEqual([into])
    expect(readFileSync(into, 'utf8').split('\n')).toHaveLength(4)
  })

  test('are not made when nothing is refused', () => {
    const file = shop.file('a.csv', '')
    expect(writeRefusedLists([], { files: [file], into: undefined, folder: shop.folder })).toEqual(
      []
    )
    expect(existsSync(`${file}.refused.csv`)).toBe(false)
  })
})
