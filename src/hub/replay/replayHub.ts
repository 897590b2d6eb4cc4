import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { HubMessage, subprotocol } from '../../contract/hubMessages.ts'
import { HubReady } from '../../contract/launch.ts'
import type { HubClock, Moment } from '../../contract/time.ts'

export interface ReplayHubOptions {
  readonly cityFile: string
  /** What the hub's clock shows when it starts. */
  readonly clock: Moment
  readonly clockSpeed: number
  /** undefined: a folder of its own, gone when it stops. */
  readonly data: string | undefined
}

export interface ReplayHub {
  readonly ready: HubReady
  /** The hub's clock, for a feed that keeps step with it. */
  clock(): Promise<HubClock>
  /** Resolves when the hub has ended by itself. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** A hub of its own for a replay: embedded broker, no simulator. Rejects when it does not start. */
export async function startReplayHub(options: ReplayHubOptions): Promise<ReplayHub> {
  const own = options.data === undefined
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'siaga-replay-'))
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../index.ts'), ...argumentsOf(options, data)],
    {
      // Detached, so that Ctrl-C reaches it once, through us; it ends too when we are gone.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc']
    }
  )
  const ended = once(child, 'exit').then(() => {
    if (own) rmSync(data, { recursive: true, force: true })
  })
  const ready = await readyOf(child)
  return {
    ready,
    clock: () => clockOf(ready),
    ended,
    async stop() {
      if (child.connected) child.send('stop')
      await ended
    }
  }
}

function argumentsOf({ cityFile, clock, clockSpeed }: ReplayHubOptions, data: string): string[] {
  return [
    ['--data', data],
    ['--city', cityFile],
    ['--broker', 'embedded'],
    ['--broker-port', '0'],
    ['--simulate', 'off'],
    ['--clock', new Date(clock).toISOString()],
    ['--clock-speed', String(clockSpeed)]
  ].flat()
}

async function readyOf(child: ChildProcess): Promise<HubReady> {
  const started = new Promise<HubReady>((resolve) => {
    child.on('message', (message) => {
      const parsed = HubReady.safeParse(message)
      if (parsed.success) resolve(parsed.data)
    })
  })
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The hub for the replay did not start (exit code ${code}).`)
  })
  return Promise.race([started, failed])
}

/** Asks as a window would: the first message tells the time. */
async function clockOf({ url, token }: HubReady): Promise<HubClock> {
  const socket = new WebSocket(new URL('wall', url.replace(/^http/u, 'ws')), [
    subprotocol,
    `token.${token}`
  ])
  try {
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'hello', topics: [] }))
    const [data] = await once(socket, 'message')
    const message = HubMessage.parse(JSON.parse(String(data)))
    if (message.type === 'refused') throw new Error('Nothing was asked for that could be refused.')
    return message.clock
  } finally {
    socket.close()
  }
}
