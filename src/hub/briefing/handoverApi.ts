import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Handover, handoverPath, TakeOver, type HandoverTold } from '../../contract/briefing.ts'
import type { Moment } from '../../contract/time.ts'
import { ApiError, readQuestion, sendJson, type ApiCalls } from '../push/tokenApi.ts'

export interface HandoverApiOptions {
  readonly dataFolder: string
  /** Real time. */
  readonly now: () => Moment
  /** Whether it is in the audit log; what is not has not happened. */
  readonly record: (name: string) => boolean
}

/** Who took over last; the audit log has all of them, `handover.json` the last one for the card. */
export function handoverApi({ dataFolder, now, record }: HandoverApiOptions): ApiCalls {
  const file = join(dataFolder, 'handover.json')
  let last = readLast(file)
  const told = (): HandoverTold => (last === undefined ? {} : { last })
  return {
    [handoverPath]: [
      { method: 'GET', answer: (_request, response) => sendJson(response, 200, told()) },
      {
        method: 'POST',
        async answer(request, response) {
          const { name } = await readQuestion(request, TakeOver)
          if (!record(name))
            throw new ApiError(503, 'The audit log cannot be written, so nothing is done.')
          last = { at: now(), name }
          writeLast(file, last)
          sendJson(response, 200, told())
        }
      }
    ]
  }
}

function readLast(file: string): Handover | undefined {
  try {
    return Handover.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Never written, or not whole: the card says that nobody is known, the log knows.
    return undefined
  }
}

function writeLast(file: string, last: Handover): void {
  const draft = `${file}.new`
  try {
    writeFileSync(draft, JSON.stringify(last), { flush: true })
    renameSync(draft, file)
  } catch {
    // It is in the audit log, and known until the next start.
  }
}
