import { fork } from 'node:child_process'
import path from 'node:path'

/** What a publisher process is told. */
export interface PublishOrder {
  readonly url: string
  /** Incidents per second, sent evenly. */
  readonly rate: number
  readonly count: number
  /** Ids are this and a number from 0. */
  readonly idPrefix: string
}

/**
 * Publishes from a process of its own, so that it delays nobody but itself. Resolves when the
 * broker has acknowledged everything, with the `Date.now()` of each incident's publishing.
 */
export function publish(order: PublishOrder): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, 'publisherProcess.ts'), {
      execArgv: []
    })
    child.once('message', (sentAt: readonly number[]) => resolve(sentAt))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The publisher ended (${code}).`)))
    child.send(order)
  })
}
