import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeBackoff } from './backoff.mjs'
import { superviseHub } from './hubSupervisor.mjs'

/** A program that behaves like a hub as far as its supervisor can see; notes each start in a file. */
const standIn = `
import { appendFileSync } from 'node:fs'
appendFileSync(process.argv[2], JSON.stringify({
  flags: process.argv.slice(3), token: process.env.SIAGA_TOKEN, pid: process.pid
}) + '\\n')
if (process.argv.includes('--refuse')) process.exit(3)
console.log('not the ready line')
console.log(JSON.stringify({ ready: true, url: 'http://127.0.0.1:4112/', token: 't'.repeat(32), mqtt: 'mqtt://x' }))
setInterval(() => {}, 1000)
`

let folder
let notes
let hub
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'siaga-supervisor-'))
  notes = path.join(folder, 'starts')
  writeFileSync(notes, '')
  writeFileSync(path.join(folder, 'hub.mjs'), standIn)
})
afterEach(async () => {
  await hub.stop()
  rmSync(folder, { recursive: true })
})

const supervise = (...flags) =>
  superviseHub({
    program: [path.join(folder, 'hub.mjs'), notes],
    flags,
    env: { PATH: process.env.PATH },
    backoff: makeBackoff({ firstMs: 1 })
  })

const starts = () =>
  readFileSync(notes, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

it('reads the ready line and passes flags on', async () => {
  hub = supervise('--city', 'serang')
  expect(await hub.ready).toMatchObject({ url: 'http://127.0.0.1:4112/' })
  expect(starts()).toMatchObject([{ flags: ['--city', 'serang'] }])
})

it('restarts a killed hub at the same port with the same token', async () => {
  hub = supervise('--city', 'serang')
  await hub.ready
  process.kill(hub.pid(), 'SIGKILL')
  await expect.poll(() => starts().length).toBe(2)
  expect(starts()[1]).toMatchObject({
    flags: ['--city', 'serang', '--port', '4112'],
    token: 't'.repeat(32)
  })
})

it('restarts on request, once, at the same port', async () => {
  hub = supervise()
  await hub.ready
  const before = hub.pid()
  await hub.restart()
  await expect.poll(() => starts().length).toBe(2)
  expect(starts()[1].flags).toEqual(['--port', '4112'])
  expect(starts()[1].pid).not.toBe(before)
})

it('gives up with its exit code when the hub ends before it was ready', async () => {
  hub = supervise('--refuse')
  await expect(hub.ready).rejects.toMatchObject({ exitCode: 3 })
  expect(starts()).toHaveLength(1)
})

it('leaves no process behind on stop', async () => {
  hub = supervise()
  await hub.ready
  const pid = hub.pid()
  await hub.stop()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
