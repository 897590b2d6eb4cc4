import type { ReactElement } from 'react'
import type { ResponseClock } from '../../../contract/responseTarget.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { incidentWords } from './words.ts'

/**
 * Counts up; a solid block once late; stands still, dimmed, with the reason once stopped, outlined
 * where a target was missed on the way.
 */
export function ClockFace({ clock }: { readonly clock: ResponseClock }): ReactElement {
  const say = useWords(incidentWords)
  const time = useFormat().stopwatch(clock.elapsedMs)
  const breached = clock.breached && clock.state === 'stopped'
  return (
    <div className="clk incident-clock">
      <i className={breached ? 'incident-breached' : undefined}>{time}</i>
      {clock.state === 'stopped' && clock.target && <small>{say.stopped[clock.target.to]}</small>}
    </div>
  )
}
