import type { ReactElement } from 'react'
import { useWords } from '../../look/words.ts'
import { quietRuns, type RateRow } from './rateRows.ts'
import { reviewWords } from './words.ts'

/** Beside rows of which nothing can be said: one bracket and the words once. */
export function QuietRuns({
  rows,
  right,
  scale
}: {
  readonly rows: readonly (Pick<RateRow, 'change'> & { readonly y: number })[]
  readonly right: number
  readonly scale: number
}): ReactElement {
  const say = useWords(reviewWords)
  return (
    <g className="review-quiet">
      {quietRuns(rows).map(({ verdict, first, last }) => {
        const from = rows[first]?.y ?? 0
        const to = rows[last]?.y ?? from
        const tick = 12 * scale
        return (
          <g key={first} data-quiet={verdict}>
            {first < last && (
              <path
                className="review-bracket"
                d={`M${right - tick} ${from}H${right}V${to}H${right - tick}`}
              />
            )}
            <text
              x={first < last ? right - 2 * tick : right}
              y={(from + to) / 2 + 10 * scale}
              textAnchor="end"
            >
              {verdict === 'within' ? say.within : say.tooFew}
            </text>
          </g>
        )
      })}
    </g>
  )
}
