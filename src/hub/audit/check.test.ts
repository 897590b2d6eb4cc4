import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeControl } from '../../testing/make.ts'
import { openAuditLog } from './auditLog.ts'

const program = join(import.meta.dirname, 'check.ts')
const start = Date.UTC(2026, 10, 22, 7)
const file = '2026-11.jsonl'
let folder: string

/** A data folder of its own whose log was written as a hub does, and then changed. */
function dataFolder(name: string, change: (text: string) => string = (text) => text): string {
  const data = join(folder, name)
  cpSync(join(folder, 'whole'), data, { recursive: true })
  const path = join(data, 'audit', file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  return data
}

function run(...args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out: out + err })
    )
  })
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-audit-check-'))
  let now = start
  const log = openAuditLog({
    dataFolder: join(folder, 'whole'),
    now: () => now,
    log: () => undefined
  })
  const by = { kind: 'wall' } as const
  for (const id of ['operasi', 'cctv', 'puncak', 'operasi']) {
    log.append(
      { event: 'act', action: 'callScene', by },
      makeControl({ scene: { id, held: false, since: now, by } })
    )
    now += 60_000
  }
  log.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the command says of a log whether it is whole, and of one that is not where', async () => {
  const lines = (text: string): string[] => text.trimEnd().split('\n')
  const folders = [
    dataFolder('untouched'),
    dataFolder('byte', (text) => text.replace('"cctv"', '"cctw"')),
    dataFolder('line', (text) => `${lines(text).toSpliced(1, 1).join('\n')}\n`),
    dataFolder('tail', (text) => `${lines(text).slice(0, 2).join('\n')}\n`)
  ]
  const told = await Promise.all(folders.map((data) => run('--verify', '--data', data)))
  expect(told.map(({ code, out }) => [code, out])).toEqual([
    [
      0,
      expect.stringMatching(
        /^Whole: 4 lines, the last one no\. 4 of 2026-11-22T07:03:00\.000Z, [0-9a-f]{64}\n$/u
      )
    ],
    [1, `${file}, line 2: The line was altered: its hash is another.\n`],
    [1, `${file}, line 2: No. 2 is missing before this line.\n`],
    [1, `${file}: Nos. 3 to 4 are missing at the end.\n`]
  ])
})

test('--at tells what was shown, also of a log that is not whole, which it says', async () => {
  const altered = dataFolder('at', (text) => text.replace('"cctv"', '"cctw"'))
  const { code, out } = await run('--at', '2026-11-22T14:02:30+07:00', '--data', altered)
  expect(code).toBe(1)
  expect(out).toMatch(/^2026-11\.jsonl, line 2: .*"scene": "puncak"/su)
})
