import type { ReactElement, RefObject } from 'react'
import type { Briefing } from '../../../contract/briefing.ts'
import type { ReviewFault } from '../../hub/reviewApi.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { faultText } from './faultText.ts'
import { briefingWords } from './words.ts'

/** Of which moment the figures are, why there are no newer ones, and what can be done. */
export function Foot({
  state,
  briefing,
  code,
  fault,
  refused,
  toggle
}: {
  readonly state: ReadyWall
  readonly briefing: Briefing
  readonly code: string | undefined
  readonly fault: ReviewFault | undefined
  readonly refused: ReviewFault | undefined
  readonly toggle: () => void
  readonly root: RefObject<HTMLDivElement | null>
  readonly headline: string
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const { city } = state
  const time = format.timeOfDay(briefing.asOf)
  return (
    <footer className="briefing-foot">
      {fault === undefined ? (
        <span>
          {city.service}, {format.date(briefing.asOf)}, {say.asOf(time, city.timeZoneName)}
          {briefing.simulated && `, ${say.simulated}`}
        </span>
      ) : (
        <span className="briefing-old" role="alert">
          {say.oldFigures(time, faultText(fault, say))}
        </span>
      )}
      {refused && (
        <span className="briefing-old" role="alert">
          {say.notDone(faultText(refused, say))}
        </span>
      )}
      <span className="briefing-tools">
        <button type="button" onClick={toggle} title={say.key}>
          {code === undefined ? say.freeze : say.release}
        </button>
      </span>
    </footer>
  )
}
