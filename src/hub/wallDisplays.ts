import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  displaysPath,
  DisplaysReport,
  SeenOutputs,
  type DisplayLayout,
  type DisplayNotice,
  type DisplaysShown,
  type DisplaysTold
} from '../contract/displays.ts'
import { minute, second } from '../contract/time.ts'
import { monotonicMs } from './clock.ts'
import type { Log } from './log.ts'
import { readQuestion, sendJson, type ApiCalls } from './push/tokenApi.ts'
import { writeWhole } from './wholeFile.ts'

/** Whoever opens the windows reports every few seconds; after so long nobody does any more. */
const forgottenAfterMs = 20 * second
/** What was re-cabled is remembered at once, and told until somebody in the room has seen it. */
const passingNoticeMs = 10 * minute
/** As the contract has it. */
const mostNotices = 64

export interface WallDisplays {
  readonly calls: ApiCalls
  /** Undefined while nobody opens windows, or there is no layout. */
  shown(): DisplaysShown | undefined
}

interface WallDisplaysOptions {
  readonly dataFolder: string
  readonly layout: () => DisplayLayout | undefined
  readonly log: Log
  readonly nowMs?: () => number
}

/** `/api/displays`: how the displays hang, which screen was which, and what is shown where. */
export function wallDisplays(options: WallDisplaysOptions): WallDisplays {
  const { dataFolder, layout, log, nowMs = monotonicMs } = options
  const file = path.join(dataFolder, 'displays.json')
  let remembered = readRemembered(file, log)
  let latest: { readonly shown: DisplaysShown; readonly atMs: number } | undefined
  const passing = new Map<string, { readonly notice: Passing; readonly atMs: number }>()

  const told = (): DisplaysTold => {
    const hung = layout()
    return { ...(hung !== undefined && { layout: hung }), remembered }
  }

  function remember(next: SeenOutputs): void {
    const text = JSON.stringify(next, undefined, 2)
    if (text === JSON.stringify(remembered, undefined, 2)) return
    remembered = next
    try {
      writeWhole(file, `${text}\n`)
    } catch (error) {
      log('displays.notKept', { error: String(error) })
    }
  }

  return {
    calls: {
      [displaysPath]: [
        { method: 'GET', answer: (_request, response) => sendJson(response, 200, told()) },
        {
          method: 'POST',
          async answer(request, response) {
            const { bound, notices, remembered: next } = await readQuestion(request, DisplaysReport)
            latest = { shown: { bound, notices }, atMs: nowMs() }
            for (const notice of notices.filter(isPassing))
              passing.set(notice.display, { notice, atMs: nowMs() })
            remember(next)
            sendJson(response, 200, told())
          }
        }
      ]
    },
    shown() {
      if (latest === undefined || layout() === undefined) return undefined
      if (nowMs() - latest.atMs > forgottenAfterMs) return undefined
      const { bound, notices } = latest.shown
      const still = [...passing.values()]
        .filter(({ atMs }) => nowMs() - atMs <= passingNoticeMs)
        .map(({ notice }) => notice)
        .filter(({ display, output }) =>
          bound.some((one) => one.display === display && one.output === output)
        )
      const others = notices.filter((notice) => !isPassing(notice))
      return { bound, notices: [...others, ...still].slice(0, mostNotices) }
    }
  }
}

type Passing = Extract<DisplayNotice, { code: 'recabled' | 'replaced' }>

function isPassing(notice: DisplayNotice): notice is Passing {
  return notice.code === 'recabled' || notice.code === 'replaced'
}

/** What cannot be read is forgotten: displays are then found as at the first start. */
function readRemembered(file: string, log: Log): SeenOutputs {
  try {
    return SeenOutputs.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
    if (isThere) log('displays.forgotten', { error: 'displays.json cannot be read' })
    return {}
  }
}
