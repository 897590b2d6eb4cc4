import { monotonicMs } from './clock.ts'
import { ImportError, ImportStopped } from './import/importError.ts'
import { importFiles } from './import/importFiles.ts'
import { progressLine } from './import/progressLine.ts'
import { writeRefusedLists } from './import/refusedLists.ts'
import { summaryOf } from './import/summary.ts'
import { ConfigError } from './hubConfig.ts'
import { readImportRequest, usage, type ImportRequest } from './importRequest.ts'
import { findResources } from './resources.ts'
import { openImportStore } from './store/importStore.ts'
import { StoreError } from './store/storeError.ts'

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

/** As shells expect of what Ctrl-C has ended. */
const stoppedCode = 130

const resumed = {
  goesOn: 'Goes on where the last import was stopped.',
  filesChanged: 'A file changed since the last import was stopped: it begins again.'
}

async function run(request: ImportRequest, signal: AbortSignal): Promise<void> {
  const { files, mapping, city, data, refused } = request
  const store = openImportStore(data)
  const line = progressLine({
    write: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    monotonicMs
  })
  let lists: readonly string[] = []
  try {
    const result = await importFiles({
      ...{ files, mapping, city, store, signal },
      folder: data,
      now: Date.now(),
      onProgress: (progress) => line.show(progress),
      onResume: (how) => say(resumed[how]),
      writeRefused: (rows) => {
        lists = writeRefusedLists(rows, { files, into: refused, folder: data })
      }
    })
    line.end()
    process.stdout.write(`${summaryOf(result, lists).join('\n')}\n`)
  } finally {
    line.end()
    store.close()
  }
}

function isSentence(error: unknown): error is Error {
  return error instanceof ImportError || error instanceof StoreError || error instanceof ConfigError
}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => (stopping.signal.aborted ? process.exit(stoppedCode) : stopping.abort()))
}

try {
  const args = process.argv.slice(2)
  if (args.includes('--help')) process.stdout.write(usage)
  else await run(readImportRequest(args, findResources(import.meta.dirname)), stopping.signal)
} catch (error) {
  if (error instanceof ImportStopped) {
    say('Stopped. The same command goes on where it was.')
    process.exitCode = stoppedCode
  } else {
    say(isSentence(error) ? error.message : `The import failed: ${String(error)}`)
    process.exitCode = 1
  }
}
