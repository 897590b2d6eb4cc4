import { Worker } from 'node:worker_threads'
import type { Moment } from '../../contract/time.ts'
import type { Log } from '../log.ts'
import type { CommitResult, Entry } from './store.ts'
import { StoreError } from './storeError.ts'
import type { ForeignMessage, WriterReply, WriterRequest } from './storeWriter.ts'

export interface Writer {
  commit(entries: readonly Entry[], now: Moment): Promise<CommitResult>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (result: CommitResult) => void
  readonly reject: (error: StoreError) => void
}

/**
 * The thread that writes, so that an fsync never stops the hub. Should it die, commits under way
 * are rejected and the next one starts it anew.
 */
export async function startWriter(options: { file: string; log: Log }): Promise<Writer> {
  const { file, log } = options
  let worker: Promise<Worker> | undefined
  let waiting: Waiting[] = []

  async function open(): Promise<Worker> {
    const started = new Worker(writerModule(), { workerData: { siagaStore: file }, execArgv: [] })
    await new Promise<void>((resolve, reject) => {
      started.on('message', (reply: WriterReply | ForeignMessage) => {
        if (reply.type === 'failed')
          reject(
            new StoreError(`The data in ${file} cannot be used: ${reply.meaning}.`, reply.reason)
          )
        if (reply.type === 'open') resolve()
      })
      started.once('error', (error: Error) =>
        reject(new StoreError(`The data in ${file} cannot be used: ${error.message}.`))
      )
    })
    started.on('message', (reply: WriterReply | ForeignMessage) => settle(reply))
    started.on('error', (error: Error) => log('store.writerDied', { error: error.message }))
    started.on('exit', () => {
      worker = undefined
      const left = waiting
      waiting = []
      for (const { reject } of left) reject(new StoreError('The store has stopped writing.'))
    })
    return started
  }

  function settle(reply: WriterReply | ForeignMessage): void {
    if (reply.type === 'committed') waiting.shift()?.resolve(reply.result)
    if (reply.type === 'failed')
      waiting
        .shift()
        ?.reject(new StoreError(`Nothing can be stored: ${reply.meaning}.`, reply.reason))
  }

  function running(): Promise<Worker> {
    worker ??= open().catch((error: unknown) => {
      worker = undefined
      throw error
    })
    return worker
  }

  await running()
  return {
    async commit(entries, now) {
      const thread = await running()
      return new Promise<CommitResult>((resolve, reject) => {
        waiting.push({ resolve, reject })
        thread.postMessage({ type: 'commit', entries, now } satisfies WriterRequest)
      })
    },
    async close() {
      if (worker === undefined) return
      const thread = await worker
      const gone = new Promise((resolve) => thread.once('exit', resolve))
      thread.postMessage({ type: 'close' } satisfies WriterRequest)
      await gone
    }
  }
}

/** From source it is the TypeScript file beside this one; built, it lies beside the bundle. */
function writerModule(): URL {
  const name = import.meta.url.endsWith('.ts') ? './storeWriter.ts' : './storeWriter.js'
  return new URL(name, import.meta.url)
}
