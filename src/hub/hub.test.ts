import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { connectAsync } from 'mqtt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { figuresPath } from '../contract/export.ts'
import { HubMessage, subprotocol } from '../contract/hubMessages.ts'
import { HubReady } from '../contract/launch.ts'
import { replayPath } from '../contract/replay.ts'
import { reviewPath } from '../contract/review.ts'

const program = join(import.meta.dirname, 'index.ts')
const quiet = ['--broker-port', '0', '--simulate', 'off']
let data: string
const running = new Set<HubProcess>()

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'siaga-hub-'))
})

afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL')
    await ended
  }
  rmSync(data, { recursive: true, force: true })
})

/** The real hub in a process of its own. */
class HubProcess {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; stderr: string; stdout: readonly string[] }>
  readonly #ready: Promise<HubReady>

  constructor(
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; ipc?: boolean; node?: readonly string[] } = {}
  ) {
    this.child = spawn(process.execPath, [...(options.node ?? []), program, ...args], {
      env: { PATH: process.env['PATH'], ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', ...(options.ipc ? (['ipc'] as const) : [])]
    })
    running.add(this)
    const { stdout, stderr } = this.child
    if (stdout === null || stderr === null) throw new Error('no pipes')
    let errors = ''
    stderr.on('data', (part: Buffer) => (errors += part.toString()))
    const lines: string[] = []
    const reader = createInterface({ input: stdout })
    // Not the child's own 'close', which never comes after a `disconnect`.
    this.ended = Promise.all([
      once(this.child, 'exit'),
      once(stdout, 'close'),
      once(stderr, 'close')
    ]).then(() => {
      running.delete(this)
      return { code: this.child.exitCode, stderr: errors, stdout: lines }
    })
    this.#ready = new Promise((resolve, reject) => {
      reader.on('line', (line) => {
        lines.push(line)
        resolve(HubReady.parse(JSON.parse(line)))
      })
      void this.ended.then(() => reject(new Error(errors)))
    })
    this.#ready.catch(() => undefined)
  }

  ready(): Promise<HubReady> {
    return this.#ready
  }
}

const startHub = (...args: readonly string[]): HubProcess =>
  new HubProcess(['--data', data, ...quiet, ...args])

async function counts({ url, token }: HubReady): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}api/counts`, { headers: { Authorization: `Bearer ${token}` } })
  return (await answer.json()) as Record<string, unknown> // an object, by its own test
}

async function publish(mqtt: string, id: string): Promise<void> {
  const client = await connectAsync(mqtt)
  const body = {
    id,
    revision: 1,
    category: 'kebakaran',
    receivedAt: new Date().toISOString()
  }
  await client.publishAsync(`siaga/v1/semarang/incident/${id}`, JSON.stringify(body), { qos: 1 })
  await client.endAsync()
}

describe('the hub', () => {
  test('takes an incident in, shows it to a window, and still has it after a restart', async () => {
    const first = startHub()
    const ready = await first.ready()
    expect(await (await fetch(`${ready.url}healthz`)).json()).toMatchObject({
      status: 'ok',
      broker: 'connected',
      store: 'ok',
      rejected: 0
    })
    expect((await fetch(`${ready.url}api/counts`)).status).toBe(401)

    const window = new WebSocket(ready.url.replace('http', 'ws') + 'wall', [
      subprotocol,
      `token.${ready.token}`
    ])
    await once(window, 'open')
    window.send(JSON.stringify({ type: 'hello', topics: ['incidents'] }))
    const seen = new Promise<HubMessage>((resolve) => {
      window.on('message', (text: Buffer) => {
        const message = HubMessage.parse(JSON.parse(text.toString()))
        if (message.type === 'changes' && message.changes.length > 0) resolve(message)
      })
    })
    await publish(ready.mqtt, 'SMG-1')
    expect(await seen).toMatchObject({ changes: [{ kind: 'incident', incident: { id: 'SMG-1' } }] })
    expect(await counts(ready)).toMatchObject({ open: 1, today: 1, month: 1, total: 1 })

    first.child.kill('SIGTERM')
    const { code, stdout } = await first.ended
    expect([code, stdout.length]).toEqual([0, 1])
    await expect(fetch(`${ready.url}healthz`)).rejects.toThrow()

    const again = await startHub().ready()
    expect(again.token).toBe(ready.token)
    expect(await counts(again)).toMatchObject({ open: 1, total: 1 })
  })

  test('keeps its token where only its owner can read it', async () => {
    const { token } = await startHub().ready()
    expect(readFileSync(join(data, 'token'), 'utf8').trim()).toBe(token)
    expect(statSync(join(data, 'token')).mode & 0o777).toBe(0o600)
  })

  test('loses nothing it acknowledged when it is killed', async () => {
    const first = startHub()
    await publish((await first.ready()).mqtt, 'SMG-1')
    first.child.kill('SIGKILL')
    await first.ended
    expect(await counts(await startHub().ready())).toMatchObject({ total: 1 })
  })

  test('stops when its parent says so, or is gone', async () => {
    const told = new HubProcess(['--data', data, ...quiet], { ipc: true })
    await told.ready()
    told.child.send('stop')
    expect((await told.ended).code).toBe(0)
    const left = new HubProcess(['--data', data, ...quiet], { ipc: true })
    await left.ready()
    left.child.disconnect()
    expect((await left.ended).code).toBe(0)
  })

  test('starts under node --watch, which speaks to its threads too', async () => {
    const watched = new HubProcess(['--data', data, ...quiet], { node: ['--watch'] })
    const ready = await watched.ready()
    await publish(ready.mqtt, 'SMG-1')
    expect(await counts(ready)).toMatchObject({ total: 1 })
    // Not SIGKILL: that would leave the hub behind that the watching process has started.
    watched.child.kill('SIGTERM')
    await watched.ended
  })

  test('answers no question any more that is being asked when guests come', async () => {
    const { url, token } = await startHub().ready()
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const questions = [reviewPath, replayPath, figuresPath].map((path) => {
      const asked = request(new URL(path, url), {
        method: 'POST',
        headers: { ...headers, Expect: '100-continue' }
      })
      const answered = once(asked, 'response') as Promise<[IncomingMessage]> // what the event has
      return { asked, answered, reading: once(asked, 'continue') }
    })
    for (const { asked } of questions) asked.flushHeaders()
    await Promise.all(questions.map(({ reading }) => reading))
    const body = JSON.stringify({ action: { type: 'setMode', mode: 'guests' } })
    await fetch(new URL('/api/control', url), { method: 'POST', headers, body })
    for (const { asked, answered } of questions) {
      asked.end(JSON.stringify({ period: { from: '2025-03-01', to: '2025-03-02' }, selection: {} }))
      const [answer] = await answered
      const told = await text(answer)
      expect([answer.statusCode, told]).toEqual([403, expect.stringContaining('became narrower')])
    }
  })

  test('runs in a time of its own', async () => {
    const ready = await startHub(
      '--clock',
      '2025-03-25T14:02:11+07:00',
      '--clock-speed',
      '0'
    ).ready()
    const window = new WebSocket(ready.url.replace('http', 'ws') + 'wall', [
      subprotocol,
      `token.${ready.token}`
    ])
    await once(window, 'open')
    window.send(JSON.stringify({ type: 'hello', topics: [] }))
    const [text] = (await once(window, 'message')) as [Buffer]
    expect(HubMessage.parse(JSON.parse(text.toString()))).toMatchObject({
      type: 'snapshot',
      clock: { now: Date.UTC(2025, 2, 25, 7, 2, 11), speed: 0, simulated: true },
      incidents: []
    })
  })
})

describe('a hub that cannot start says why in a sentence and ends with 1', () => {
  test.each<[string, readonly string[], string]>([
    ['a flag it does not know', ['--prot', '1'], '--prot: is not a flag'],
    ['a city it does not know', ['--city', 'atlantis'], 'there is no city "atlantis"; known are'],
    ['a city file that is not there', ['--city', './none.json'], './none.json cannot be read'],
    ['an address of another machine', ['--host', '192.0.2.1'], 'is not an address of this machine'],
    ['two brokers', ['--broker', 'embedded', '--mqtt', 'mqtt://x'], 'exclude each other']
  ])('%s', async (_, args, sentence) => {
    const { code, stderr, stdout } = await startHub(...args).ended
    expect([code, stdout]).toEqual([1, []])
    expect(lastSentence(stderr)).toContain(sentence)
  })

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo // it listens on TCP
    const { code, stderr } = await startHub('--port', String(port)).ended
    other.close()
    expect(code).toBe(1)
    expect(lastSentence(stderr)).toContain(`--port: port ${port} on 127.0.0.1 is taken`)
  })

  test('a second hub on the same data', async () => {
    await startHub().ready()
    const { code, stderr } = await startHub().ended
    expect(code).toBe(1)
    expect(lastSentence(stderr)).toMatch(/another hub/iu)
  })

  test('a data folder that cannot be written', async () => {
    const file = join(data, 'a-file')
    writeFileSync(file, '')
    chmodSync(file, 0o400)
    const { code, stderr } = await new HubProcess(['--data', file, ...quiet]).ended
    expect(code).toBe(1)
    expect(lastSentence(stderr)).toContain('cannot be written')
  })
})

/** The lines for people; those of the log begin with a time. */
function lastSentence(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('at='))
    .join('\n')
}
