import { basename, join } from 'node:path'
import { mkdirSync } from 'node:fs'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { City } from '../../contract/city.ts'
import { refusedToldAtMost, type RefusedLine } from '../../contract/importJob.ts'
import type { Moment } from '../../contract/time.ts'
import type { Mapping } from '../ingest/mapping.ts'
import { openLiveImportStore } from '../store/liveImportStore.ts'
import type { CommitResult, Entry } from '../store/store.ts'
import { StoreError } from '../store/storeError.ts'
import { ImportError, ImportStopped } from './importError.ts'
import { importFiles, type ImportProgress, type ImportResult } from './importFiles.ts'
import { importSource } from './recordOf.ts'
import { writeRefusedLists } from './refusedLists.ts'

/** What the thread is started with. */
export interface ThreadJob {
  readonly files: readonly string[]
  readonly mapping: Mapping
  readonly city: City
  /** Of the running hub, whose store is read here and written there. */
  readonly dataFolder: string
  /** Where what is read is kept until it is stored. */
  readonly folder: string
  /** Of the lists of refused rows, and the name of this import's. */
  readonly lists: string
  readonly listName: string
  readonly now: Moment
}

/** Hub → thread. Commits are answered in order. */
export type ThreadRequest =
  | { readonly type: 'committed'; readonly result: CommitResult }
  | { readonly type: 'notCommitted'; readonly sentence: string }
  | { readonly type: 'stop' }

/** Thread → hub; the last three end it. */
export type ThreadReply =
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'goesOn' }
  | { readonly type: 'commit'; readonly entries: readonly Entry[]; readonly now: Moment }
  | {
      readonly type: 'done'
      readonly result: ImportResult
      readonly refused: readonly RefusedLine[]
      readonly refusedList: string | undefined
    }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly sentence: string }

/** So few that a message of the feed never waits long behind them. */
const recordsPerBatch = 250
/** Windows look twice a second. */
const progressEveryMs = 200

async function run(job: ThreadJob, tell: (reply: ThreadReply) => void): Promise<void> {
  const stopping = new AbortController()
  const waiting: PromiseWithResolvers<CommitResult>[] = []
  parentPort?.on('message', (request: ThreadRequest) => {
    switch (request.type) {
      case 'stop':
        return stopping.abort()
      case 'committed':
        return waiting.shift()?.resolve(request.result)
      case 'notCommitted':
        return waiting.shift()?.reject(new StoreError(request.sentence))
    }
  })
  const store = openLiveImportStore({
    folder: job.dataFolder,
    importSource,
    commit(entries, now) {
      const answer = Promise.withResolvers<CommitResult>()
      waiting.push(answer)
      tell({ type: 'commit', entries, now })
      return answer.promise
    }
  })
  let refused: readonly RefusedLine[] = []
  let refusedList: string | undefined
  let toldAt = Number.NEGATIVE_INFINITY
  try {
    const result = await importFiles({
      ...{ store, recordsPerBatch, signal: stopping.signal },
      ...{ files: job.files, mapping: job.mapping, city: job.city, folder: job.folder },
      now: job.now,
      onResume: (how) => how === 'goesOn' && tell({ type: 'goesOn' }),
      onProgress(progress) {
        if (performance.now() - toldAt < progressEveryMs) return
        toldAt = performance.now()
        tell({ type: 'progress', progress })
      },
      writeRefused(rows) {
        mkdirSync(job.lists, { recursive: true })
        const all = [...rows]
        const into = join(job.lists, job.listName)
        const [list] = writeRefusedLists(all, { files: job.files, into, folder: job.lists })
        refusedList = list
        refused = all.slice(0, refusedToldAtMost).map(({ file, line, reason }) => ({
          ...{ file: basename(job.files[file] ?? ''), line, reason }
        }))
      }
    })
    tell({ type: 'done', result, refused, refusedList })
  } finally {
    store.close()
  }
}

if (!isMainThread && typeof workerData?.siagaImport === 'object') {
  const port = parentPort
  const tell = (reply: ThreadReply): void => port?.postMessage(reply)
  run(workerData.siagaImport, tell)
    .catch((error: unknown) => {
      if (error instanceof ImportStopped) tell({ type: 'stopped' })
      else tell({ type: 'failed', sentence: sentenceOf(error) })
    })
    .finally(() => port?.close())
}

function sentenceOf(error: unknown): string {
  if (error instanceof ImportError || error instanceof StoreError) return error.message
  return `The import failed: ${String(error)}`
}
