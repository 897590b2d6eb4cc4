import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What is written and not yet in place: until `put` the old file stands. */
export interface Draft {
  put(): void
  discard(): void
}

/** Writes beside `file` and on disk; a file of that name is whole at every moment. Throws when full. */
export function writeDraft(file: string, text: string): Draft {
  const folder = dirname(file)
  // One name for each file: what a power cut leaves is overwritten by the next draft.
  const draft = join(folder, `.${basename(file)}.new`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(draft, text, { flush: true, mode: 0o600 })
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  return {
    put() {
      renameSync(draft, file)
      flushFolder(folder)
    },
    discard: () => rmSync(draft, { force: true })
  }
}

/** Whole or not at all, also when the power goes; for its owner alone. Throws the system's error. */
export function writeWhole(file: string, text: string): void {
  writeDraft(file, text).put()
}

export function removeFile(file: string): void {
  rmSync(file, { force: true })
  flushFolder(dirname(file))
}

/** A name is on disk only with its folder. Windows has no such thing. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
