import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { endLeftoverBrowser } from './leftoverBrowser.mjs'

const profile = mkdtempSync(path.join(tmpdir(), 'siaga-profile-'))
const programs = []

afterEach(() => {
  for (const program of programs) program.kill('SIGKILL')
  rmSync(profile, { recursive: true, force: true })
})

/** Runs until it is ended, and says first that it runs. */
async function start(...args) {
  const script = 'setInterval(() => undefined, 1000); console.log(1)'
  const program = spawn(process.execPath, ['-e', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true
  })
  programs.push(program)
  await once(program.stdout, 'data')
  return program
}

it.skipIf(process.platform !== 'linux')(
  'the browser that has the profile is ended, another program with its number is not',
  async () => {
    const other = await start('--user-data-dir=/somewhere/else')
    const lock = path.join(profile, 'SingletonLock')
    symlinkSync(`${hostname()}-${other.pid}`, lock)
    await endLeftoverBrowser(profile)
    expect([other.exitCode, other.signalCode]).toEqual([null, null])

    const browser = await start(`--user-data-dir=${profile}`, '--no-first-run')
    const ended = once(browser, 'exit')
    rmSync(lock)
    symlinkSync(`${hostname()}-${browser.pid}`, lock)
    await endLeftoverBrowser(profile)
    expect(await ended).toEqual([null, 'SIGTERM'])
  }
)

it('a profile that nobody has is left as it is', async () => {
  await endLeftoverBrowser(path.join(profile, 'none'))
})
