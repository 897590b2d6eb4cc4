import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const shape = /^[\w-]{32,256}$/u

/**
 * The token that windows authorise themselves with, kept in the data folder so that they find their
 * way back after a restart (decision 2). Made at the first start: 32 random bytes, readable by the
 * owner alone. One that was spoilt is made anew.
 */
export function keptToken(dataFolder: string): string {
  const file = join(dataFolder, 'token')
  const kept = readKept(file)
  if (kept !== undefined) {
    chmodSync(file, 0o600)
    return kept
  }
  const token = randomBytes(32).toString('base64url')
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  // `mode` is for a new file only.
  chmodSync(file, 0o600)
  return token
}

function readKept(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return shape.test(text) ? text : undefined
  } catch {
    return undefined
  }
}
