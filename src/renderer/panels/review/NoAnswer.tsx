import type { ReactElement } from 'react'
import type { ReviewFault } from '../../hub/reviewApi.ts'
import type { ReviewSeen } from '../../hub/reviewStore.ts'
import { useWords } from '../../look/words.ts'
import { reviewWords, type ReviewWords } from './words.ts'

/** Nothing to draw: because nothing is stored, because the hub was not asked yet, or will not say. */
export function NoAnswer({
  seen: { choices, question, fault },
  city
}: {
  readonly seen: ReviewSeen
  readonly city: string
}): ReactElement {
  const say = useWords(reviewWords)
  const empty = fault === undefined && choices !== undefined && question === undefined
  if (empty)
    return (
      <div className="review-none" data-empty>
        <h1>{say.empty}</h1>
        <p>{say.emptyWhat}</p>
        <code>{say.emptyCommand(city)}</code>
        <p className="review-small">{say.emptyLater}</p>
      </div>
    )
  return (
    <div className="review-none" data-fault={fault?.kind}>
      <h1>{say.waiting}</h1>
      {fault && (
        <p role="alert">
          {faultText(fault, say)}, {say.askedAgain}
        </p>
      )}
    </div>
  )
}

/** Why there is no newer answer. */
export function faultText(fault: ReviewFault, say: ReviewWords): string {
  switch (fault.kind) {
    case 'unreachable':
      return say.unreachable
    case 'refused':
      return say.refused(
        fault.sentence === undefined ? String(fault.status) : `${fault.status}: ${fault.sentence}`
      )
    case 'unreadable':
      return say.unreadable(fault.where)
  }
}
