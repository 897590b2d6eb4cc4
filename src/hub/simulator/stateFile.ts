import { readFileSync } from 'node:fs'
import type { Moment } from '../../contract/time.ts'
import { writeWhole } from '../wholeFile.ts'
import type { LocalDate } from './localDate.ts'

/** How far a simulator has come, so that the next start publishes nothing twice. */
export interface SimulatorState {
  /** City, seed and store it belongs to; another world begins afresh. */
  readonly world: string
  /** The next number of the source `simulator`. */
  readonly seq: number
  /** Everything up to here is published, back to `oldest`. */
  readonly publishedUpTo: Moment
  /** The oldest day whose past is published; undefined before the first. */
  readonly oldest: LocalDate | undefined
}

/** undefined when there is none, it is of another world, or it cannot be read. */
export function readState(file: string, world: string): SimulatorState | undefined {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const {
    world: ofWorld,
    seq,
    publishedUpTo,
    oldest
  }: Partial<Record<string, unknown>> = {
    ...value
  }
  if (ofWorld !== world || !isWhole(seq) || !isWhole(publishedUpTo)) return undefined
  const isDate = typeof oldest === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(oldest)
  return { world, seq, publishedUpTo, oldest: isDate ? oldest : undefined }
}

export function writeState(file: string, state: SimulatorState): void {
  writeWhole(file, `${JSON.stringify(state)}\n`)
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}
