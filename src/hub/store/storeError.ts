import type { StoreFailure } from '../../contract/health.ts'

/** A failure of the store as a sentence for whoever runs the hub. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly reason: StoreFailure

  constructor(message: string, reason: StoreFailure = 'other') {
    super(message)
    this.reason = reason
  }
}

// https://www.sqlite.org/rescode.html, primary result codes.
const reasons: Readonly<Record<number, StoreFailure>> = {
  5: 'locked',
  6: 'locked',
  8: 'readOnly',
  11: 'corrupt',
  13: 'diskFull',
  26: 'corrupt'
}

const sentences: Readonly<Record<number, string>> = {
  5: 'another program holds the data',
  6: 'another program holds the data',
  8: 'the data cannot be written: it is read-only',
  10: 'the disk reports an error',
  11: 'the data is damaged',
  13: 'the disk is full',
  14: 'the data cannot be opened',
  26: 'the file is not a Siaga database, or it is damaged'
}

/** What a SQLite (or other) error means, for the wall. */
export function failureOf(error: unknown): StoreFailure {
  return reasons[sqliteCode(error) ?? 0] ?? 'other'
}

/** The same as the end of a sentence. */
export function meaningOf(error: unknown): string {
  const code = sqliteCode(error)
  const known = code === undefined ? undefined : sentences[code]
  if (known !== undefined) return known
  return error instanceof Error ? error.message : String(error)
}

function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  // Extended codes carry the primary one in their low byte.
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}
