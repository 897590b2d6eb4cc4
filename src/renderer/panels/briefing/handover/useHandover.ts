import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { handoverNotePath, handoverPath, HandoverTold } from '../../../../contract/briefing.ts'
import type { Mode } from '../../../../contract/control.ts'
import { ask, type ReviewFault, type Told } from '../../../hub/reviewApi.ts'
import { takeToken } from '../../../hub/token.ts'

/** What the hub says of hand-overs; undefined while it has not. */
export interface HandoverSeen {
  readonly told: HandoverTold | undefined
  readonly fault: ReviewFault | undefined
  readonly takeOver: (name: string) => void
  /** An empty one removes it. */
  readonly leaveNote: (text: string) => void
}

let pretended: HandoverTold | undefined

/** For the gallery: what a hub would have answered. */
export function pretendHandover(told: HandoverTold): void {
  pretended = told
}

/** In the gallery the card is open from the start. */
export function isHandoverPretended(): boolean {
  return pretended !== undefined
}

/** @param mode what was told in another one is dropped at once: it may be more than this one shows */
export function useHandover(mode: Mode): HandoverSeen {
  const [seen, setSeen] = useState<{
    readonly mode: Mode
    readonly told: HandoverTold | undefined
    readonly fault: ReviewFault | undefined
  }>({ mode, told: pretended, fault: undefined })
  const current = seen.mode === mode ? seen : { mode, told: undefined, fault: undefined }
  const asked = useRef(mode)

  const send = async (path: string, body?: object): Promise<void> => {
    const answer = await request(path, body)
    if (asked.current !== mode) return
    setSeen((before) =>
      answer.ok
        ? { mode, told: answer.value, fault: undefined }
        : { mode, told: before.mode === mode ? before.told : undefined, fault: answer.fault }
    )
  }
  const refresh = useEffectEvent(() => void send(handoverPath))
  useEffect(() => {
    asked.current = mode
    if (pretended === undefined) refresh()
  }, [mode])

  return {
    told: current.told,
    fault: current.fault,
    takeOver: (name) => void send(handoverPath, { name }),
    leaveNote: (text) => void send(handoverNotePath, { text })
  }
}

function request(path: string, body?: object): Promise<Told<HandoverTold>> {
  const token = takeToken({ location, history, storage: sessionStorage }) ?? ''
  return ask(HandoverTold, () =>
    fetch(path, {
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) })
    })
  )
}
