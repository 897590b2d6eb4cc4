import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

export interface FloodOrder {
  readonly port: number
  readonly messages: readonly { readonly topic: string; readonly payload: string }[]
}

export interface Flood {
  /** Publishes everything; resolves when the broker has acknowledged the last. */
  start(): Promise<void>
}

/** A process that has everything encoded and is connected, so that nothing but sending is left. */
export async function prepareFlood(order: FloodOrder): Promise<Flood> {
  const child = fork(path.join(import.meta.dirname, 'floodProcess.ts'), {
    execArgv: [],
    serialization: 'advanced'
  })
  child.send(order)
  await once(child, 'message')
  return {
    async start() {
      const ended = once(child, 'exit')
      child.send('start')
      const [code] = await ended
      if (code !== 0) throw new Error(`The publisher ended (${String(code)}).`)
    }
  }
}
