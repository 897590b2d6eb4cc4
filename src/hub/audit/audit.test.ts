import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Control } from '../../contract/control.ts'
import { designMoment, makeControl } from '../../testing/make.ts'
import { auditFiles, auditFolder, openAuditLog, readHead } from './auditLog.ts'
import { shownAt } from './shownAt.ts'
import { verifyAudit, type Verified } from './verifyAudit.ts'

const start = Date.UTC(2026, 10, 30, 23, 59, 57)
let dataFolder: string
let now: number

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'siaga-audit-'))
  now = start
})
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

const scene = (id: string): Control =>
  makeControl({ scene: { id, held: false, since: designMoment, by: { kind: 'wall' } } })

/** Six lines, a second apart, over the end of a month. */
function write(scenes: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f']): void {
  const log = openAuditLog({ dataFolder, now: () => now, log: () => undefined })
  for (const id of scenes) {
    log.append({ event: 'act', action: 'callScene', by: { kind: 'wall' } }, scene(id))
    now += 1_000
  }
  log.close()
}

function verify(): Verified {
  const files = auditFiles(dataFolder).map((name) => ({
    name,
    text: readFileSync(join(auditFolder(dataFolder), name), 'utf8')
  }))
  return verifyAudit(files, readHead(dataFolder))
}

const told = (): readonly string[] =>
  verify().faults.map(({ file, line, sentence }) => `${file}:${line ?? ''} ${sentence}`)

function edit(name: string, change: (lines: string[]) => readonly string[]): void {
  const path = join(auditFolder(dataFolder), name)
  const lines = change(readFileSync(path, 'utf8').trimEnd().split('\n'))
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
}

test('a log goes on over the month and over restarts, and is whole', () => {
  write()
  write(['g'])
  expect(auditFiles(dataFolder)).toEqual(['2026-11.jsonl', '2026-12.jsonl'])
  const { entries, faults } = verify()
  expect(faults).toEqual([])
  expect(entries.map(({ seq, control }) => `${seq}${control.scene.id}`)).toEqual(
    '1a 2b 3c 4d 5e 6f 7g'.split(' ')
  )
})

describe('--verify names', () => {
  beforeEach(() => write())

  test('an altered line, by any byte of it', () => {
    edit('2026-11.jsonl', ([a = '', b = '', c = '']) => [a, b.replace('"b"', '"x"'), c])
    expect(told()).toEqual(['2026-11.jsonl:2 The line was altered: its hash is another.'])
    edit('2026-11.jsonl', ([a = '', , c = '']) => [a, 'nonsense', c])
    expect(told()).toEqual(['2026-11.jsonl:2 The line was altered: it is no JSON.'])
  })

  test('a line that was replaced by another of this log', () => {
    edit('2026-11.jsonl', ([a = '', b = '']) => [a, b, b])
    expect(told()).toEqual([
      '2026-11.jsonl:3 No. 2 stands after no. 2: lines were moved or repeated.',
      '2026-12.jsonl:1 No. 3 is missing before this line.'
    ])
  })

  test('a missing line, and a missing month', () => {
    edit('2026-12.jsonl', ([a = '', , c = '']) => [a, c])
    expect(told()).toEqual(['2026-12.jsonl:2 No. 5 is missing before this line.'])
    rmSync(join(auditFolder(dataFolder), '2026-11.jsonl'))
    expect(told()[0]).toBe('2026-12.jsonl:1 Nos. 1 to 3 are missing before this line.')
  })

  test('lines in another order', () => {
    edit('2026-11.jsonl', ([a = '', b = '', c = '']) => [a, c, b])
    expect(told()).toEqual([
      '2026-11.jsonl:2 No. 2 is missing before this line.',
      '2026-11.jsonl:3 No. 2 stands after no. 3: lines were moved or repeated.',
      '2026-12.jsonl:1 No. 3 is missing before this line.'
    ])
  })

  test('a cut tail, also after the hub has gone on', () => {
    edit('2026-12.jsonl', (lines) => lines.slice(0, 1))
    expect(told()).toEqual(['2026-12.jsonl: Nos. 5 to 6 are missing at the end.'])
    write(['g'])
    expect(told()).toEqual(['2026-12.jsonl:2 Nos. 5 to 6 are missing before this line.'])
  })

  test('a last line that was made anew with a hash of its own', () => {
    const before = readHead(dataFolder)
    edit('2026-12.jsonl', (lines) => lines.slice(0, 2))
    writeFileSync(
      join(dataFolder, 'audit-head.json'),
      JSON.stringify({ seq: 5, hash: 'f'.repeat(64) })
    )
    now = start + 5_000
    write(['forged'])
    writeFileSync(join(dataFolder, 'audit-head.json'), JSON.stringify(before))
    expect(told().at(-1)).toBe('2026-12.jsonl: The last line, no. 6, was replaced.')
  })

  test('a head that is gone', () => {
    rmSync(join(dataFolder, 'audit-head.json'))
    expect(told()).toEqual(['audit-head.json: It is missing: a cut tail cannot be told.'])
  })
})

test('half a line that a power cut left was never acted upon: it is cut, and the log goes on', () => {
  write(['a'])
  appendFileSync(join(auditFolder(dataFolder), '2026-11.jsonl'), '{"seq":2,"at"')
  expect(told()[0]).toContain('2026-11.jsonl:2 The line has no end')
  write(['b'])
  expect(verify().faults).toEqual([])
})

test('a head that is one line behind, as a power cut leaves it, loses nothing', () => {
  write(['a'])
  const behind = readFileSync(join(dataFolder, 'audit-head.json'), 'utf8')
  write(['b'])
  writeFileSync(join(dataFolder, 'audit-head.json'), behind)
  expect(verify().faults).toEqual([])
  write(['c'])
  expect(verify().entries.map(({ control }) => control.scene.id)).toEqual(['a', 'b', 'c'])
  expect(verify().faults).toEqual([])
})

test('a clock that is set back over the end of a month leaves the log whole', () => {
  write()
  now = start
  write(['g'])
  expect(auditFiles(dataFolder)).toEqual(['2026-11.jsonl', '2026-12.jsonl'])
  expect(verify().faults).toEqual([])
  const { last } = openAuditLog({ dataFolder, now: () => now, log: () => undefined })
  expect(last?.control.scene.id).toBe('g')
})

test.skipIf(process.platform === 'win32')(
  'a disk that takes only a part of a line takes nothing, and the log stays whole',
  () => {
    write(['a'])
    const append = `
      import { openAuditLog } from ${JSON.stringify(join(import.meta.dirname, 'auditLog.ts'))}
      const log = openAuditLog({ dataFolder: process.argv[1], now: () => ${now}, log: () => {} })
      const what = { event: 'act', action: 'callScene', by: { kind: 'wall' } }
      for (let i = 0; i < 9; i += 1) try { log.append(what, log.last.control) } catch { process.exit(7) }
    `
    // No file may be larger than 2 blocks, which is as full a disk as a test can have.
    const { status } = spawnSync('sh', [
      '-c',
      'ulimit -f 2; exec "$@"',
      'sh',
      process.execPath,
      ...['--input-type=module', '--eval', append, dataFolder]
    ])
    expect(status).toBe(7)
    expect(verify().faults).toEqual([])
    write(['b'])
    expect(verify().faults).toEqual([])
  }
)

test('of a hub that was killed --at says so, until it began again', () => {
  const log = openAuditLog({ dataFolder, now: () => now, log: () => undefined })
  log.append({ event: 'start', version: '1' }, scene('a'))
  now += 60_000
  log.append({ event: 'start', version: '1' }, scene('a'))
  log.close()
  const { entries } = verify()
  expect(shownAt(entries, start + 30_000).diedBefore).toBe(now)
  expect(shownAt(entries, now).diedBefore).toBeUndefined()
})

test('--at tells what was shown at a moment', () => {
  write()
  const { entries } = verify()
  expect(shownAt(entries, start - 1).control).toBeUndefined()
  expect(shownAt(entries, start + 2_999)).toMatchObject({
    control: { scene: { id: 'c' } },
    running: true,
    since: { seq: 3 }
  })
})
