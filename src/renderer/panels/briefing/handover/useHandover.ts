import { useEffect, useState } from 'react'
import { handoverPath, HandoverTold, type Handover } from '../../../../contract/briefing.ts'
import { ask, type ReviewFault, type Told } from '../../../hub/reviewApi.ts'
import { takeToken } from '../../../hub/token.ts'

/** Who took over last; undefined while the hub has not said. */
export interface HandoverSeen {
  readonly told: HandoverTold | undefined
  readonly fault: ReviewFault | undefined
  readonly takeOver: (name: string) => void
}

let pretended: Handover | undefined

/** For the gallery: what a hub would have answered. */
export function pretendHandover(last: Handover): void {
  pretended = last
}

/** In the gallery the card is open from the start. */
export function isHandoverPretended(): boolean {
  return pretended !== undefined
}

export function useHandover(): HandoverSeen {
  const [seen, setSeen] = useState<Omit<HandoverSeen, 'takeOver'>>({
    told: pretended && { last: pretended },
    fault: undefined
  })
  const hear = (answer: Told<HandoverTold>): void =>
    setSeen((before) =>
      answer.ok ? { told: answer.value, fault: undefined } : { ...before, fault: answer.fault }
    )
  useEffect(() => {
    if (pretended !== undefined) return
    let watching = true
    void request().then((answer) => watching && hear(answer))
    return () => {
      watching = false
    }
  }, [])
  return { ...seen, takeOver: (name) => void request({ name }).then(hear) }
}

function request(body?: { readonly name: string }): Promise<Told<HandoverTold>> {
  const token = takeToken({ location, history, storage: sessionStorage }) ?? ''
  return ask(HandoverTold, () =>
    fetch(handoverPath, {
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) })
    })
  )
}
