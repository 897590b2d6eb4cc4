import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { withoutSettings } from './harness/hub.ts'
import { endGroup, startProgram } from './harness/programs.ts'
import { expect, test } from './harness/test.ts'

test.skip(process.platform === 'win32', 'Ctrl-C is sent as a signal to a process group')

let data: string
let npm: ChildProcess | undefined

test.beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'siaga-start-'))
})

test.afterEach(async () => {
  if (npm !== undefined) await endGroup(npm, 'SIGKILL')
  await rm(data, { recursive: true, force: true })
})

/** `npm start` on a machine without a display. */
function start(...flags: readonly string[]): {
  readonly stdout: string[]
  readonly stderr: string[]
} {
  const env = Object.fromEntries(
    Object.entries(withoutSettings(process.env)).filter(([name]) => !name.endsWith('DISPLAY'))
  )
  npm = startProgram('npm', ['start', '--silent', '--', '--data', data, ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  return { stdout: linesOf(npm.stdout), stderr: linesOf(npm.stderr) }
}

function linesOf(stream: NodeJS.ReadableStream | null): string[] {
  const lines: string[] = []
  if (stream !== null) createInterface({ input: stream }).on('line', (line) => lines.push(line))
  return lines
}

/** Every process of this machine whose command line names the test's data folder. */
async function left(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name))
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
  )
  return commands.filter((command) => command.includes(data))
}

test('npm start without a display says so, prints the address, and Ctrl-C leaves nothing behind', async ({
  wall
}) => {
  const { stdout, stderr } = start('--simulate-months', '1', '--broker-port', '0')
  await expect.poll(() => stdout.join('\n'), { timeout: 50_000 }).toContain('#token=')
  expect(stderr.join('\n')).toContain('No display here')
  const address = stdout.find((line) => line.includes('#token=')) ?? ''

  await wall.open(address)
  await expect(wall.page.locator('[data-simulated="true"]')).toContainText('DATA SIMULASI')
  await expect(wall.figure('monthCounter')).not.toHaveText('0')
  wall.allow(/WebSocket connection to|ERR_CONNECTION_REFUSED/u)

  const running = npm
  if (running?.pid === undefined) throw new Error('npm was not started')
  const ended = once(running, 'exit')
  // As a terminal does it: to everyone in the group of the foreground.
  process.kill(-running.pid, 'SIGINT')
  await ended
  await expect.poll(left).toEqual([])
})

test('npm start passes flags on, and a wrong one ends it with a sentence', async () => {
  const { stderr } = start('--city', 'atlantis')
  const [code] = await once(npm ?? process, 'exit')
  expect(code).not.toBe(0)
  expect(stderr.join('\n')).toContain('atlantis')
  expect(stderr.join('\n')).not.toContain('at file:')
  expect(await left()).toEqual([])
})
