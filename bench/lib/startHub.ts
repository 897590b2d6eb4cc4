import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { HubReady } from '../../src/contract/launch.ts'
import { withoutSettings, type Counts } from '../../e2e/harness/hub.ts'
import { endGroup, projectRoot, startProgram } from '../../e2e/harness/programs.ts'

export interface RunningHub {
  readonly pid: number
  readonly ready: HubReady
  /** `Date.now()` when the process was started. */
  readonly startedAt: number
  /** Milliseconds from then to its ready line. */
  readonly readyMs: number
  counts(): Promise<Counts>
  /** Resolves once it is subscribed at its broker. */
  connected(): Promise<void>
  stop(): Promise<void>
}

export interface HubOptions {
  readonly data: string
  readonly mqtt: string
  /** For Node, `--cpu-prof` for instance; also taken from SIAGA_BENCH_NODE. */
  readonly nodeFlags?: readonly string[]
  /** More of the hub's own, `--clock-speed` for instance. */
  readonly hubFlags?: readonly string[]
}

/** The built hub as a process of its own, on an existing data folder, with no simulator. */
export async function startHub({
  data,
  mqtt,
  nodeFlags = [],
  hubFlags = []
}: HubOptions): Promise<RunningHub> {
  const more = (process.env['SIAGA_BENCH_NODE'] ?? '').split(' ').filter((flag) => flag !== '')
  const program = path.join(projectRoot, 'out/main/hub.js')
  const settings = ['--data', data, '--mqtt', mqtt, '--city', 'semarang', '--simulate', 'off']
  const startedAt = Date.now()
  const child = startProgram(
    process.execPath,
    [...nodeFlags, ...more, program, '--port', '0', ...settings, ...hubFlags],
    { env: withoutSettings(process.env), stdio: ['ignore', 'pipe', 'pipe'] }
  )
  const { stdout, stderr, pid } = child
  if (stdout === null || stderr === null || pid === undefined)
    throw new Error('The hub could not be started.')
  const written: string[] = []
  createInterface({ input: stderr }).on('line', (line) => written.push(line))
  const ready = await new Promise<HubReady>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The hub ended early:\n${written.join('\n')}`)))
    createInterface({ input: stdout }).once('line', (line) =>
      resolve(HubReady.parse(JSON.parse(line)))
    )
  })
  return {
    pid,
    ready,
    startedAt,
    readyMs: Date.now() - startedAt,
    async counts() {
      const headers = { Authorization: `Bearer ${ready.token}` }
      const response = await fetch(new URL('/api/counts', ready.url), { headers })
      return (await response.json()) as Counts // our own hub's answer
    },
    async connected() {
      for (let broker = ''; broker !== 'connected'; await wait(20)) {
        const response = await fetch(new URL('/healthz', ready.url))
        broker = ((await response.json()) as { broker: string }).broker // as above
      }
    },
    stop: () => endGroup(child, 'SIGTERM')
  }
}
