import type { ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { HubReady, wallUrl } from '../../src/contract/launch.ts'
import { endGroup, projectRoot, startProgram } from './programs.ts'

export interface Counts {
  readonly open: number
  readonly today: number
  readonly month: number
  readonly total: number
}

/** The built hub as a process of its own, on one data folder and, once started, one port. */
export interface Hub {
  readonly ready: HubReady
  /** Its data folder, where a city may drop in its own map. */
  readonly data: string
  /** The address of the wall. */
  readonly wall: string
  start(): Promise<void>
  stop(): Promise<void>
  /** kill -9: no chance to write or say anything. */
  kill(): Promise<void>
  isRunning(): boolean
  /** What it wrote on stderr in all its runs. */
  log(): string
  /** What it answers at an address, with the token. */
  text(address: string): Promise<string>
  bytes(address: string): Promise<ArrayBuffer>
  counts(): Promise<Counts>
  health(): Promise<{ readonly status: string; readonly broker: string; readonly rejected: number }>
  remove(): Promise<void>
}

/** `none`: no incident takes over the wall, so that a test finds the scene it looks at uncovered. */
export type HubRules = 'none' | 'shipped'

export async function makeHub(flags: readonly string[], rules: HubRules = 'none'): Promise<Hub> {
  const data = await mkdtemp(path.join(tmpdir(), 'siaga-e2e-hub-'))
  if (rules === 'none') {
    await mkdir(path.join(data, 'wall'), { mode: 0o700 })
    await writeFile(path.join(data, 'wall/rules.json'), '{ "rules": [] }')
  }
  let child: ChildProcess | undefined
  let ready: HubReady | undefined
  const written: string[] = []

  async function start(): Promise<void> {
    const port = ready === undefined ? '0' : new URL(ready.url).port
    const args = [path.join(projectRoot, 'out/main/hub.js'), '--data', data, '--port', port]
    const started = startProgram(process.execPath, [...args, ...flags], {
      env: withoutSettings(process.env),
      stdio: ['ignore', 'pipe', 'pipe']
    })
    child = started
    ready = await readyLine(started, written)
  }

  function known(): HubReady {
    if (ready === undefined) throw new Error('The hub was not started.')
    return ready
  }

  async function answer(address: string): Promise<Response> {
    const headers = { Authorization: `Bearer ${known().token}` }
    const response = await fetch(new URL(address, known().url), { headers })
    if (!response.ok) throw new Error(`${address}: ${response.status}`)
    return response
  }

  const text = async (address: string): Promise<string> => (await answer(address)).text()

  async function get<T>(address: string): Promise<T> {
    return JSON.parse(await text(address)) as T // the hub is what is under test; its shape is asserted on
  }

  return {
    data,
    get ready() {
      return known()
    },
    get wall() {
      return wallUrl(known(), 'e2e')
    },
    start,
    stop: () => (child === undefined ? Promise.resolve() : endGroup(child, 'SIGTERM')),
    kill: () => (child === undefined ? Promise.resolve() : endGroup(child, 'SIGKILL')),
    isRunning: () => child?.exitCode === null && child.signalCode === null,
    log: () => written.join('\n'),
    text,
    bytes: async (address) => (await answer(address)).arrayBuffer(),
    counts: () => get('/api/counts'),
    health: () => get('/healthz'),
    async remove() {
      if (child !== undefined) await endGroup(child, 'SIGKILL')
      await rm(data, { recursive: true, force: true })
    }
  }
}

/** Settings of whoever runs the tests must not reach the hub. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SIAGA_')))
}

/** Rejects with what the hub wrote when it ends before it is ready. */
function readyLine(child: ChildProcess, written: string[]): Promise<HubReady> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('The hub was started without pipes.')
  createInterface({ input: stderr }).on('line', (line) => written.push(line))
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The hub ended early:\n${written.join('\n')}`)))
    createInterface({ input: stdout }).once('line', (line) =>
      resolve(HubReady.parse(JSON.parse(line)))
    )
  })
}
