import type { ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import type { Selection } from '../../../contract/review.ts'
import { useWords } from '../../look/words.ts'
import { chipsOf } from './chipParts.ts'
import { useDayText } from './dayText.ts'
import { useReviewNames } from './ReviewScene.ts'
import { reviewWords } from './words.ts'

/** What is chosen, in words; each can be taken away, and Escape takes all. */
export function Chips({
  city,
  selection,
  anchor,
  select
}: {
  readonly city: WallCity
  readonly selection: Selection
  readonly anchor: string | undefined
  readonly select: (selection: Selection) => void
}): ReactElement {
  const say = useWords(reviewWords)
  const names = useReviewNames(city)
  const text = useDayText()
  const chips = chipsOf(selection, {
    ...names,
    district: (code) => names.district(code) ?? say.unknownDistrict,
    text,
    anchor
  })
  return (
    <ul className="review-chips" aria-label={say.chosen}>
      {chips.map(({ key, label, without }) => (
        <li key={key}>
          <button type="button" aria-label={say.remove(label)} onClick={() => select(without)}>
            {label}
            <i aria-hidden="true">×</i>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="review-clear" onClick={() => select({})}>
          {say.clear} <kbd>{say.clearKey}</kbd>
        </button>
      </li>
    </ul>
  )
}
