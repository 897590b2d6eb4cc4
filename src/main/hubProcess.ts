import { createInterface } from 'node:readline'
import { HubReady } from '../contract/launch.ts'
import { calmAfterMs, makeBackoff, type Backoff } from './backoff.ts'
import type { Log, ShellChild } from './shell.ts'

interface HubProcessOptions {
  /** Starts the hub with these flags and these additions to the environment. */
  readonly fork: (flags: readonly string[], env: Readonly<Record<string, string>>) => ShellChild
  readonly flags: readonly string[]
  readonly log: Log
  /** Windows may connect. Called again after every restart, normally with the same address. */
  readonly onReady: (ready: HubReady) => void
  /** It ended before it was ever ready: what it complained about would be there again. */
  readonly onRefused: () => void
  readonly backoff?: Backoff
}

export interface HubProcess {
  /** Resolves once the hub has ended by itself, or was ended after a while. */
  stop(): Promise<void>
}

const stopWithinMs = 8_000
/** From then on the port itself may be what is wrong. */
const freshPortAfter = 3

/**
 * Keeps the hub running. It comes back at the same port with the same token, so that windows find
 * it again by themselves, as they would after a network failure.
 */
export function startHubProcess(options: HubProcessOptions): HubProcess {
  const { fork, flags, log, onReady, onRefused, backoff = makeBackoff() } = options
  let known: HubReady | undefined
  let child: ShellChild | undefined
  let again: NodeJS.Timeout | undefined
  let stopping = false

  function launch(): void {
    const keepPort = known !== undefined && backoff.failures < freshPortAfter
    const address = keepPort && known ? ['--port', new URL(known.url).port] : []
    const started = fork([...flags, ...address], known ? { SIAGA_TOKEN: known.token } : {})
    child = started
    let calm: NodeJS.Timeout | undefined
    readReady(started, (ready) => {
      known = ready
      calm = setTimeout(() => backoff.reset(), calmAfterMs)
      onReady(ready)
    })
    started.on('exit', (code) => {
      clearTimeout(calm)
      child = undefined
      if (stopping) return
      if (known === undefined) return onRefused()
      const waitMs = backoff.next()
      log('hub.restarting', { code, waitMs, failures: backoff.failures })
      again = setTimeout(launch, waitMs)
    })
  }

  launch()
  return {
    async stop() {
      stopping = true
      clearTimeout(again)
      const running = child
      if (running === undefined) return
      await new Promise<void>((resolve) => {
        const giveUp = setTimeout(() => {
          running.kill()
          resolve()
        }, stopWithinMs)
        running.on('exit', () => {
          clearTimeout(giveUp)
          resolve()
        })
        // Not a signal: Windows has none that a program could answer.
        running.postMessage('stop')
      })
    }
  }
}

/** The hub's one line on stdout, in every way it is started. */
function readReady(child: ShellChild, onReady: (ready: HubReady) => void): void {
  if (child.stdout === null) return
  createInterface({ input: child.stdout }).on('line', (line) => {
    const ready = parseReady(line)
    if (ready !== undefined) onReady(ready)
  })
}

function parseReady(line: string): HubReady | undefined {
  try {
    return HubReady.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
