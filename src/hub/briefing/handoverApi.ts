import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  Handover,
  handoverNotePath,
  handoverPath,
  LeaveNote,
  ShiftNote,
  TakeOver,
  type HandoverTold
} from '../../contract/briefing.ts'
import type { Mode } from '../../contract/control.ts'
import type { Moment } from '../../contract/time.ts'
import { without } from '../../contract/without.ts'
import { ApiError, readQuestion, sendJson, type ApiCalls } from '../push/tokenApi.ts'
import { writeWhole } from '../wholeFile.ts'

export interface HandoverApiOptions {
  readonly dataFolder: string
  /** Real time. */
  readonly now: () => Moment
  readonly mode: () => Mode
  /** Whether it is in the audit log; what is not has not happened. */
  readonly record: (name: string) => boolean
}

/** As many as a day has shifts. */
const handoversKept = 4

/** `handover.json`. */
const Kept = z.strictObject({
  /** Newest first. */
  handovers: z.array(Handover).max(handoversKept),
  /** Left for the shift that comes. */
  note: ShiftNote.optional()
})
type Kept = z.infer<typeof Kept>

/**
 * Who took over, and what one shift leaves to the next. The audit log has every hand-over and no
 * note; `handover.json` has the last ones with theirs. Notes leave only in operations.
 */
export function handoverApi({ dataFolder, now, mode, record }: HandoverApiOptions): ApiCalls {
  const file = join(dataFolder, 'handover.json')
  let kept = readKept(file)
  return {
    [handoverPath]: [
      {
        method: 'GET',
        answer: (_request, response) => sendJson(response, 200, told(kept, mode()))
      },
      {
        method: 'POST',
        async answer(request, response) {
          const { name } = await readQuestion(request, TakeOver)
          if (!record(name))
            throw new ApiError(503, 'The audit log cannot be written, so nothing is done.')
          const { note, handovers } = kept
          const handover = { at: now(), name, ...(note && { note }) }
          kept = { handovers: [handover, ...handovers].slice(0, handoversKept) }
          try {
            writeWhole(file, JSON.stringify(kept))
          } catch {
            // It is in the audit log, and known until the next start.
          }
          sendJson(response, 200, told(kept, mode()))
        }
      }
    ],
    [handoverNotePath]: {
      method: 'POST',
      async answer(request, response) {
        const { text } = await readQuestion(request, LeaveNote)
        if (mode() !== 'operations')
          throw new ApiError(409, 'Notes are written and read only in operations.')
        const next = {
          handovers: kept.handovers,
          ...(text !== '' && { note: { at: now(), text } })
        }
        try {
          writeWhole(file, JSON.stringify(next))
        } catch {
          throw new ApiError(503, 'The note cannot be written to disk, so it is not kept.')
        }
        kept = next
        sendJson(response, 200, told(kept, mode()))
      }
    }
  }
}

function told({ handovers, note }: Kept, mode: Mode): HandoverTold {
  const isTold = mode === 'operations'
  const [last, ...earlier] = isTold ? handovers : handovers.map((one) => without(one, 'note'))
  const isHeldBack = !isTold && (note ?? handovers[0]?.note) !== undefined
  return {
    ...(last && { last }),
    ...(earlier.length > 0 && { earlier }),
    ...(isTold && note && { note }),
    ...(isHeldBack && { notesHeldBack: true })
  }
}

function readKept(file: string): Kept {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const one = Handover.safeParse(content)
    // Until notes came the file held the last one alone.
    return one.success ? { handovers: [one.data] } : Kept.parse(content)
  } catch {
    // Never written, or not whole: the card says that nobody is known, the log knows.
    return { handovers: [] }
  }
}
