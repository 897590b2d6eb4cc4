import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { City } from '../../contract/city.ts'
import type { ImportJob, ImportProposal, ImportStart } from '../../contract/importJob.ts'
import type { Clock } from '../clock.ts'
import type { Mapping } from '../ingest/mapping.ts'
import type { Log } from '../log.ts'
import type { CommitResult, Entry, Store } from '../store/store.ts'
import type { DropFolder } from './dropFolder.ts'
import { ImportError } from './importError.ts'
import type { ThreadJob, ThreadReply, ThreadRequest } from './importThread.ts'
import { proposeMappings } from './proposeMappings.ts'

interface ImportDropOptions {
  readonly dataFolder: string
  readonly folder: DropFolder
  readonly city: City
  readonly mappings: readonly Mapping[]
  readonly clock: Pick<Clock, 'now'>
  /** The hub's own way to write, and who must hear of what was written. */
  readonly commit: Store['commit']
  readonly onCommit: (entries: readonly Entry[], result: CommitResult) => void
  readonly log: Log
}

/** History into the store of the running hub: one import at a time, in a thread of its own. */
export interface ImportDrop {
  job(): ImportJob
  /** Throws an ImportError for files that cannot be read at all. */
  propose(files: readonly string[]): Promise<ImportProposal>
  /** Throws an ImportError when another import runs, or a file is no longer there. */
  start(job: ImportStart): ImportJob
  /** Ends what runs, or forgets what has ended; whole records that are stored stay. */
  end(): Promise<ImportJob>
  /** Stops so that the next start of the hub goes on. */
  stop(): Promise<void>
}

type What = Pick<Extract<ImportJob, { state: 'stopped' }>, 'files' | 'mapping'>

export function startImportDrop(options: ImportDropOptions): ImportDrop {
  const { folder, mappings, city, clock, log } = options
  let job: ImportJob = { state: 'none' }
  let running: { readonly worker: Worker; readonly ended: Promise<undefined> } | undefined
  let stopping = false

  function mappingNamed(name: string): Mapping {
    const found = mappings.find((mapping) => mapping.name === name)
    if (found === undefined) throw new ImportError(`The hub has no mapping "${name}".`)
    return found
  }

  function begin({ files, mapping: name }: ImportStart, resumed: boolean): void {
    const mapping = mappingNamed(name)
    const paths = files.map((file) => folder.pathOf(file))
    const what: What = { files: paths.map((path) => basename(path)), mapping: name }
    job = { state: 'running', ...what, phase: 'reading', share: 0, rows: 0, resumed }
    const worker = new Worker(threadModule(), {
      workerData: {
        siagaImport: {
          ...{ files: paths, mapping, city, dataFolder: options.dataFolder },
          ...{ folder: folder.path, lists: folder.lists, listName: listName(what, clock.now()) },
          now: clock.now()
        } satisfies ThreadJob
      },
      execArgv: []
    })
    const ended = Promise.withResolvers<undefined>()
    running = { worker, ended: ended.promise }
    worker.on('message', (reply: ThreadReply) => void hear(worker, what, reply))
    worker.on('error', (error) => finish(what, { type: 'failed', sentence: String(error) }))
    worker.on('exit', () => {
      ended.resolve(undefined)
      if (running?.worker !== worker) return
      running = undefined
      // A thread that is gone without a word did not finish.
      if (job.state === 'running' && !stopping)
        job = { state: 'failed', ...what, sentence: 'The import ended without a word.' }
    })
    log('import.started', { mapping: name, files: files.length, resumed })
  }

  async function hear(worker: Worker, what: What, reply: ThreadReply): Promise<void> {
    switch (reply.type) {
      case 'progress':
        if (job.state === 'running') job = { ...job, ...reply.progress }
        return
      case 'goesOn':
        if (job.state === 'running') job = { ...job, resumed: true }
        return
      case 'commit':
        return commit(worker, reply.entries)
      default:
        return finish(what, reply)
    }
  }

  async function commit(worker: Worker, entries: readonly Entry[]): Promise<void> {
    const answer = (request: ThreadRequest): void => worker.postMessage(request)
    try {
      const result = await options.commit(entries, clock.now())
      notify(entries, result)
      answer({ type: 'committed', result })
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error)
      answer({ type: 'notCommitted', sentence })
    }
  }

  /** A listener that throws has lost count of what is stored: end loudly and start again. */
  function notify(...toldOf: Parameters<ImportDropOptions['onCommit']>): void {
    try {
      options.onCommit(...toldOf)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }

  function finish(
    what: What,
    reply: Extract<ThreadReply, { type: 'done' | 'stopped' | 'failed' }>
  ): void {
    // A hub that stops leaves everything as it is, to go on from.
    if (stopping) return
    log('import.ended', { mapping: what.mapping, how: reply.type })
    if (reply.type === 'stopped') job = { state: 'stopped', ...what }
    else if (reply.type === 'failed')
      // Files and what is read of them stay: whatever is mended, the import can go on.
      job = { state: 'failed', ...what, sentence: reply.sentence }
    else {
      const { leftOut, ...counts } = reply.result
      const list = reply.refusedList
      job = { state: 'done', ...what, counts, leftOut, refused: [...reply.refused] }
      if (list !== undefined) job.refusedList = `${basename(folder.lists)}/${basename(list)}`
    }
    if (reply.type !== 'failed') folder.endJob()
  }

  const left = folder.readJob()
  if (left !== undefined) {
    try {
      begin(left, true)
    } catch (error) {
      log('import.notResumed', { error: error instanceof Error ? error.message : String(error) })
      folder.endJob()
    }
  }

  return {
    job: () => job,
    async propose(files) {
      const paths = files.map((file) => folder.pathOf(file))
      let isOffered = false
      try {
        const proposal = await proposeMappings(paths, { mappings, city, now: clock.now() })
        isOffered = proposal.offers.length > 0
        return proposal
      } finally {
        // What nothing can read is never imported.
        if (!isOffered) for (const file of files) folder.forget(file)
      }
    },
    start(wanted) {
      if (job.state === 'running')
        throw new ImportError('Another import is running. Wait for it, or cancel it.')
      mappingNamed(wanted.mapping)
      for (const file of wanted.files) folder.pathOf(file)
      folder.writeJob(wanted)
      begin(wanted, false)
      return job
    },
    async end() {
      if (job.state === 'running' && running !== undefined) {
        running.worker.postMessage({ type: 'stop' } satisfies ThreadRequest)
        await running.ended
      } else {
        folder.endJob()
        job = { state: 'none' }
      }
      return job
    },
    async stop() {
      stopping = true
      running?.worker.postMessage({ type: 'stop' } satisfies ThreadRequest)
      await running?.ended
    }
  }
}

/** `2025-04-16 laporan.csv.refused.csv` */
function listName({ files }: What, now: number): string {
  return `${new Date(now).toISOString().slice(0, 10)} ${files[0] ?? ''}.refused.csv`
}

/** From source it is the TypeScript file beside this one; built, it lies beside the bundle. */
function threadModule(): URL {
  const name = import.meta.url.endsWith('.ts') ? './importThread.ts' : './importThread.js'
  return new URL(name, import.meta.url)
}
