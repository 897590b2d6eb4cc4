import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lebaranQuestion, makeAnswer } from '../testing/makeAnswer.ts'
import { keptFigures } from './export/keptFigures.ts'

const run = promisify(execFile)
const program = join(import.meta.dirname, 'figures.ts')
let folder: string
let code: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siaga-figures-'))
  code = keptFigures(folder).keep('semarang', lebaranQuestion, makeAnswer()).code
})
afterAll(() => rmSync(folder, { recursive: true }))

const figures = (...args: readonly string[]) =>
  run(process.execPath, [program, ...args, '--data', folder])

test('figures are printed again under their code, in any writing', async () => {
  const { stdout } = await figures(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase())
  expect(stdout).toMatch(/^incidents +1305$/mu)
  expect(stdout).toMatch(/^calls\.prank +907$/mu)
  const whole: unknown = JSON.parse((await figures(code, '--json')).stdout)
  expect(whole).toMatchObject({ code, question: lebaranQuestion, answer: makeAnswer() })
})

test('a code with a wrong sign is a sentence and an error', async () => {
  const wrong = `${code.slice(0, 7)}${code.endsWith('2') ? '3' : '2'}`
  await expect(figures(wrong)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('not a code')
  })
})
