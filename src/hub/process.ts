import type { HubReady } from '../contract/launch.ts'
import { ConfigError } from './hubConfig.ts'
import type { Log } from './log.ts'
import { StoreError } from './store/storeError.ts'

/** The channel to the Electron shell, as a `utilityProcess` has it; typed here to do without electron. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

function parentPort(): ParentPort | undefined {
  // Electron adds it to `process` in a utilityProcess; elsewhere it is not there.
  return (process as { readonly parentPort?: ParentPort }).parentPort
}

/** Windows may connect: one line on stdout, and a message to the shell that started this. */
export function announce(ready: HubReady): void {
  process.stdout.write(`${JSON.stringify(ready)}\n`)
  parentPort()?.postMessage(ready)
  // Whoever started this may have hung up meanwhile; without a callback that would end the hub.
  process.send?.(ready, undefined, {}, () => undefined)
}

/**
 * Stops once when asked: by a signal, by the message 'stop' of whoever started this, or
 * when that process is gone. Asked again, it ends at once.
 */
export function onStopRequest(log: Log, stop: () => Promise<void>): void {
  let asked = false
  const request = (why: string): void => {
    if (asked) process.exit(1)
    asked = true
    log('hub.stopping', { why })
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log('hub.stopFailed', { error: String(error) })
        process.exit(1)
      }
    )
  }
  process.on('SIGINT', () => request('SIGINT'))
  process.on('SIGTERM', () => request('SIGTERM'))
  process.on('SIGHUP', () => request('SIGHUP'))
  process.on('message', (message) => message === 'stop' && request('message'))
  process.on('disconnect', () => request('disconnect'))
  parentPort()?.on('message', ({ data }) => data === 'stop' && request('message'))
}

/** What nobody caught leaves the hub in an unknown state: end, and be started again. */
export function endOnFatal(log: Log): void {
  const end = (event: string) => (error: unknown) => {
    log(event, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    process.exit(1)
  }
  process.on('uncaughtException', end('hub.uncaught'))
  process.on('unhandledRejection', end('hub.unhandled'))
}

/** One clear sentence for a start that failed. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StoreError) return error.message
  return `The hub could not start: ${error instanceof Error ? error.message : String(error)}`
}
