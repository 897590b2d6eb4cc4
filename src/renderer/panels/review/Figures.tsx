import type { ReactElement } from 'react'
import type { RateChange, ReviewAnswer } from '../../../contract/review.ts'
import type { ReviewFault } from '../../hub/reviewApi.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { changeText, intervalText } from './changeText.ts'
import { faultText } from './NoAnswer.tsx'
import { reviewWords } from './words.ts'

/** How far the figures can be believed: of when they are, of how many, and whether they are old. */
export function Figures({
  figures: { answer },
  status,
  fault,
  narrowed,
  compareName,
  addressUnreadable
}: {
  readonly figures: { readonly answer: ReviewAnswer }
  readonly status: 'current' | 'awaiting' | 'old'
  readonly fault: ReviewFault | undefined
  readonly narrowed: boolean
  readonly compareName: string | undefined
  readonly addressUnreadable: boolean
}): ReactElement {
  const say = useWords(reviewWords)
  const format = useFormat()
  const { total } = answer
  const beside = (
    base: string | undefined,
    perDay: number | undefined,
    change: RateChange | undefined
  ): string | undefined => {
    if (base === undefined || perDay === undefined || change === undefined) return undefined
    const range = intervalText(change, format)
    const text = changeText(change, format, say)
    return say.beside(base, format.decimal(perDay), range === '' ? text : `${text} (${range})`)
  }
  const moment = `${format.dayMonth(answer.asOf)} ${format.timeOfDay(answer.asOf)}`
  /** What is never cut off: of when the figures are, and whether they are real. */
  const vital = [
    status === 'old' ? say.old(moment) : say.asOf(moment),
    answer.simulated ? say.simulated : undefined
  ].filter((part) => part !== undefined)
  const rest = [
    status === 'old' && fault ? `${faultText(fault, say)}, ${say.askedAgain}` : undefined,
    status === 'awaiting' ? say.awaiting : undefined,
    addressUnreadable && !narrowed ? say.addressUnreadable : undefined,
    total.perDay === undefined
      ? undefined
      : say.incidents(format.count(total.count), format.decimal(total.perDay)),
    beside(say.usualDay, total.normalPerDay, total.change),
    beside(compareName, total.comparePerDay, total.compareChange)
  ].filter((part) => part !== undefined)
  return (
    <p
      className="sub review-figures"
      title={[...vital, ...rest].join(' · ')}
      data-total={answer.total.count}
      role="status"
    >
      <span>{vital.join(' · ')}</span>
      <span className="review-rest">
        {rest.map((part) => (
          <span key={part}>{` · ${part}`}</span>
        ))}
      </span>
    </p>
  )
}
