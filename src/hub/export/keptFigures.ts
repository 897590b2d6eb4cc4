import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, Figures, readCode } from '../../contract/export.ts'
import type { ReviewAnswer, ReviewQuestion } from '../../contract/review.ts'

/** Why figures cannot be had or kept, as a sentence. */
export class FiguresError extends Error {
  override readonly name = 'FiguresError'
  readonly reason: 'notACode' | 'unknown' | 'damaged' | 'notKept'

  constructor(reason: FiguresError['reason'], sentence: string) {
    super(sentence)
    this.reason = reason
  }
}

/** Figures under their codes, one file each in `figures/` of the data folder. */
export interface KeptFigures {
  /**
   * The same question with the same figures is the same code, with the moment it was first asked.
   * Throws a FiguresError when it cannot be written; then nothing is left of it.
   */
  keep(city: string, question: ReviewQuestion, answer: ReviewAnswer): Figures
  /** Throws a FiguresError when there are none under that code, or their file is damaged. */
  read(typed: string): Figures
}

/** The digest tells a file that was cut or changed from a whole one. */
const KeptFile = z.strictObject({ sha256: z.string(), figures: z.unknown() })

export function keptFigures(dataFolder: string): KeptFigures {
  const folder = join(dataFolder, 'figures')
  const fileOf = (code: string): string => join(folder, `${code}.json`)

  function read(typed: string): Figures {
    const code = readCode(typed)
    if (code === undefined)
      throw new FiguresError('notACode', 'This is not a code: eight signs, one of them is wrong.')
    return readKept(fileOf(code), code, Figures)
  }

  return {
    read,
    keep(city, question, answer) {
      const same = comparable(city, question, answer)
      for (let attempt = 0; ; attempt += 1) {
        const code = codeOf(numberOf(`${attempt} ${same}`))
        const known = existing(() => read(code))
        // Another question got this code by chance: one in 27 billion.
        if (known !== undefined && comparable(known.city, known.question, known.answer) !== same)
          continue
        if (known !== undefined) return known
        const figures = { code, city, asOf: answer.asOf, question, answer }
        writeKept(folder, fileOf(code), figures)
        return figures
      }
    }
  }
}

/** What makes figures the same, in one order: not when they were asked for, nor what came after. */
function comparable(city: string, question: ReviewQuestion, answer: ReviewAnswer): string {
  const lasting = { ...answer, asOf: 0, newest: 0, since: 0 }
  const selection = Object.fromEntries(
    Object.entries(question.selection).map(([key, value]) => [
      key,
      Array.isArray(value) ? [...new Set<string | number>(value)].map(String).sort() : value
    ])
  )
  return JSON.stringify(inOrder({ city, question: { ...question, selection }, answer: lasting }))
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, inOrder(each)])
  )
}

/** A number that only this text has, as far as chance goes. */
export function numberOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64BE()
}

/** Undefined for what is not there; what is there and damaged is written anew. */
function existing(read: () => Figures): Figures | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof FiguresError && error.reason !== 'notKept') return undefined
    throw error
  }
}

/** What stands under a code. Throws a FiguresError when there is nothing, or it is damaged. */
export function readKept<T extends { readonly code: string }>(
  file: string,
  code: string,
  schema: z.ZodType<T>
): T {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (isMissing(error))
      throw new FiguresError('unknown', `There are no figures under the code ${code} here.`)
    throw damaged(file)
  }
  const figures = wholeFigures(text, schema)
  if (figures?.code !== code) throw damaged(file)
  return figures
}

function wholeFigures<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    const { sha256, figures } = KeptFile.parse(JSON.parse(text))
    return sha256 === digestOf(figures) ? schema.parse(figures) : undefined
  } catch {
    return undefined
  }
}

function damaged(file: string): FiguresError {
  return new FiguresError(
    'damaged',
    `The figures in ${file} are damaged or of another version; nothing of them is shown.`
  )
}

/** Whole or not at all, also when the power goes. Throws a FiguresError when it cannot be kept. */
export function writeKept(folder: string, file: string, figures: object): void {
  const draft = `${file}.${randomUUID()}.new`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(draft, JSON.stringify({ sha256: digestOf(figures), figures }), { flush: true })
    renameSync(draft, file)
    syncFolder(folder)
  } catch (error) {
    discard(draft)
    const why = error instanceof Error ? error.message : String(error)
    throw new FiguresError('notKept', `The figures could not be kept: ${why}.`)
  }
}

function discard(draft: string): void {
  try {
    rmSync(draft, { force: true })
  } catch {
    // It was never there, or nobody can take it away: no code names it.
  }
}

/** Windows cannot open a folder, and does not need to. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function digestOf(figures: unknown): string {
  return createHash('sha256').update(JSON.stringify(figures)).digest('hex')
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
