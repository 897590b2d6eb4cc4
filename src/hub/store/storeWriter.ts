import { DatabaseSync } from 'node:sqlite'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { StoreFailure } from '../../contract/health.ts'
import type { Moment } from '../../contract/time.ts'
import { openBatchWriter } from './batchWriter.ts'
import { migrate } from './migrations.ts'
import type { CommitResult, Entry } from './store.ts'
import { failureOf, meaningOf } from './storeError.ts'

/** Main thread → writer. Commits are answered in order; `close` ends the thread. */
export type WriterRequest =
  | { readonly type: 'commit'; readonly entries: readonly Entry[]; readonly now: Moment }
  | { readonly type: 'close' }

/** Writer → main thread. `open` or `failed` comes first, then one answer per commit. */
export type WriterReply =
  | { readonly type: 'open' }
  | { readonly type: 'failed'; readonly meaning: string; readonly reason: StoreFailure }
  | { readonly type: 'committed'; readonly result: CommitResult }

/** `node --watch` speaks over the same channel, in both directions, with objects of its own. */
export interface ForeignMessage {
  readonly type?: undefined
}

/** How long a commit waits for another program (a backup, say) that holds the data. */
const busyMs = 2_000

/** Opens the database for writing. Durable: a commit is on disk when it returns. */
export function openForWriting(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: busyMs })
  // Full: WAL alone would forgo the fsync at each commit. Set at every open, it is not kept.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  db.exec('PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536')
  migrate(db)
  return db
}

function failed(error: unknown): WriterReply {
  return { type: 'failed', meaning: meaningOf(error), reason: failureOf(error) }
}

function run(file: string): void {
  const reply = (message: WriterReply): void => parentPort?.postMessage(message)
  let db: DatabaseSync
  let write: ReturnType<typeof openBatchWriter>
  try {
    db = openForWriting(file)
    write = openBatchWriter(db)
  } catch (error) {
    reply(failed(error))
    return
  }
  parentPort?.on('message', (request: WriterRequest | ForeignMessage) => {
    if (request.type === 'close') {
      db.close()
      parentPort?.close()
      return
    }
    if (request.type !== 'commit') return
    try {
      reply({ type: 'committed', result: write(request.entries, request.now) })
    } catch (error) {
      reply(failed(error))
    }
  })
  reply({ type: 'open' })
}

if (!isMainThread && typeof workerData?.siagaStore === 'string') run(workerData.siagaStore)
