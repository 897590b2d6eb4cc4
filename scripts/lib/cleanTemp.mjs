import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * For vitest: gives a whole run of tests a temporary folder of its own, and fails the run when a test has left
 * something in it.
 * @returns {() => void} to be called after the last test
 */
export default function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'siaga-vitest-'))
  // Mosquitto gives up the rights of root before it reads its files.
  chmodSync(folder, 0o755)
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  return () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    const left = readdirSync(folder).filter((name) => name.startsWith('siaga-'))
    rmSync(folder, { recursive: true, force: true })
    if (left.length > 0) throw new Error(`Tests left folders behind: ${left.join(', ')}.`)
  }
}
