import { useEffect, useEffectEvent, useState } from 'react'
import {
  decodeReplay,
  replayPath,
  type Replay,
  type ReplayQuestion
} from '../../../../contract/replay.ts'
import type { ReviewQuestion } from '../../../../contract/review.ts'
import { minute, second } from '../../../../contract/time.ts'

export type ReplayFault = 'unreachable' | 'refused' | 'damaged' | 'otherVersion'

/** What a window knows of the incidents of a period. The last ones stay until better ones come. */
export interface ReplaySeen {
  readonly replay: Replay | undefined
  /** The last attempt failed; the replay, if any, is old. */
  readonly fault: ReplayFault | undefined
  /** The replay answers an earlier selection; the answer to this one is on its way. */
  readonly isAwaiting: boolean
}

type Told = Replay | ReplayFault
type Ask = (question: ReplayQuestion, signal: AbortSignal) => Promise<Told>

let ask: Ask = async () => 'unreachable'

/** Lets this window ask its hub, once, when the window starts. */
export function openReplay({ token }: { readonly token: string | undefined }): void {
  ask = (question, signal) =>
    askHub(question, (body) =>
      fetch(replayPath, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token ?? ''}`, 'Content-Type': 'application/json' },
        body,
        signal
      })
    )
}

/** For the gallery and the bench: what a hub would have answered. */
export function pretendReplay(answer: (question: ReplayQuestion) => Replay | ReplayFault): void {
  ask = async (question) => answer(question)
}

/** Never throws. */
export async function askHub(
  question: ReplayQuestion,
  send: (body: string) => Promise<Response>
): Promise<Told> {
  try {
    const response = await send(JSON.stringify(question))
    if (!response.ok) return 'refused'
    const decoded = decodeReplay(await response.arrayBuffer())
    return decoded.ok ? decoded.replay : decoded.why
  } catch {
    return 'unreachable'
  }
}

/** A running day is asked for again this often at most: an answer may be megabytes. */
const refreshMs = minute
const retryMs = 10 * second

/**
 * The replay of a question. Its chosen days do not narrow it: they are where it stands. `newest` is
 * another value when the period may hold more than before.
 */
export function useReplay({ period, selection }: ReviewQuestion, newest: unknown): ReplaySeen {
  const key = JSON.stringify({ period, selection: { ...selection, days: undefined } })
  const [seen, setSeen] = useState<Omit<ReplaySeen, 'isAwaiting'> & { readonly of: string }>()
  const latest = useEffectEvent(() => newest)
  useEffect(() => {
    const question = JSON.parse(key) as ReplayQuestion // the text of one
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let heardOf: unknown
    let failed = true
    const look = async (): Promise<void> => {
      const now = latest()
      if (failed || now !== heardOf) {
        const told = await ask(question, stop.signal)
        if (stop.signal.aborted) return
        failed = typeof told === 'string'
        heardOf = now
        setSeen((last) => ({
          of: key,
          ...(typeof told === 'string'
            ? { replay: last?.of === key ? last.replay : undefined, fault: told }
            : { replay: told, fault: undefined })
        }))
      }
      timer = setTimeout(() => void look(), failed ? retryMs : refreshMs)
    }
    void look()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [key])
  if (seen?.of === key) return { ...seen, isAwaiting: false }
  // Of the same days: whoever narrows the selection stays where the time-lapse stands.
  const isKept = seen !== undefined && samePeriod(seen.of, key)
  return { replay: isKept ? seen.replay : undefined, fault: undefined, isAwaiting: true }
}

function samePeriod(...keys: readonly [string, string]): boolean {
  const [a, b] = keys.map((key) => JSON.stringify((JSON.parse(key) as ReplayQuestion).period))
  return a === b
}
