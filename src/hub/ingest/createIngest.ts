import type { City } from '../../contract/city.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { leavesTrace } from '../store/batchWriter.ts'
import type { Entry, Store } from '../store/store.ts'
import { namesOf } from './cityNames.ts'
import type { CommitListener, Ingest } from './ingest.ts'
import { parseMessage } from './parseMessage.ts'

/** Messages in one transaction at most, so that the first of them does not wait for ever. */
const maxBatch = 4_096

interface Pending {
  readonly entry: Entry
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export interface IngestOptions {
  readonly store: Pick<Store, 'commit'>
  readonly city: City
  readonly clock: Clock
  readonly log: Log
  readonly onCommit: CommitListener
}

/**
 * Group commit: while one batch is being written the next collects, so that one fsync serves all
 * that came meanwhile. When the store cannot write, every message of the batch is rejected and the
 * next batch tries again; whoever brought a message must then not acknowledge it.
 */
export function createIngest({ store, city, clock, log, onCommit }: IngestOptions): Ingest {
  namesOf(city) // A city file that cannot be used is told at the start, not at the first message.
  let pending: Pending[] = []
  let writing: Promise<void> | undefined
  let failing = false

  async function writeAll(): Promise<void> {
    while (pending.length > 0) {
      const batch = pending.slice(0, maxBatch)
      pending = pending.slice(maxBatch)
      await writeBatch(batch)
    }
    writing = undefined
  }

  async function writeBatch(batch: readonly Pending[]): Promise<void> {
    const entries = batch.map(({ entry }) => entry)
    try {
      const result = await store.commit(entries, clock.now())
      // A batch of heartbeats is not written, so it is no sign of recovery.
      if (failing && entries.some(leavesTrace)) {
        log('store.recovered')
        failing = false
      }
      notify(entries, result)
      for (const { resolve } of batch) resolve()
    } catch (error) {
      if (!failing) log('store.failing', { error: error instanceof Error ? error.message : '' })
      failing = true
      for (const { reject } of batch) reject(error)
    }
  }

  /** A listener that throws has lost count of what is stored: end loudly and start again. */
  function notify(...told: Parameters<CommitListener>): void {
    try {
      onCommit(...told)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }

  return {
    accept(topic, payload) {
      const entry = parseMessage(topic, payload, { city, now: clock.now() })
      return new Promise((resolve, reject) => {
        pending.push({ entry, resolve, reject })
        // A turn later, so that messages of one network read share a batch.
        writing ??= new Promise<void>((start) => setImmediate(start)).then(writeAll)
      })
    },
    async flush() {
      while (writing !== undefined) await writing
    }
  }
}
