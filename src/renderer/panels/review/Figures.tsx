import type { ReactElement } from 'react'
import type { ReviewAnswer } from '../../../contract/review.ts'
import type { ReviewFault } from '../../hub/reviewApi.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { faultText } from './NoAnswer.tsx'
import { reviewWords } from './words.ts'

/** How far the figures can be believed: of when they are, of how many, and whether they are old. */
export function Figures({
  figures: { answer },
  status,
  fault,
  narrowed,
  addressUnreadable
}: {
  readonly figures: { readonly answer: ReviewAnswer }
  readonly status: 'current' | 'awaiting' | 'old'
  readonly fault: ReviewFault | undefined
  readonly narrowed: boolean
  readonly addressUnreadable: boolean
}): ReactElement {
  const say = useWords(reviewWords)
  const format = useFormat()
  const moment = `${format.dayMonth(answer.asOf)} ${format.timeOfDay(answer.asOf)}`
  const parts = [
    status === 'old' ? say.old(moment) : say.asOf(moment),
    status === 'old' && fault ? `${faultText(fault, say)}, ${say.askedAgain}` : undefined,
    say.incidents(format.count(answer.total.count)),
    answer.simulated ? say.simulated : undefined,
    addressUnreadable && !narrowed ? say.addressUnreadable : undefined,
    status === 'awaiting' ? say.awaiting : undefined
  ].filter((part) => part !== undefined)
  return (
    <p className="sub review-figures" data-total={answer.total.count} role="status">
      {parts.join(' · ')}
    </p>
  )
}
