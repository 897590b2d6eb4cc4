import type { ReactElement } from 'react'
import { hour } from '../../../contract/time.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { Value } from '../counters/Value.tsx'
import './duty.css'
import { dutyWords } from './words.ts'

/** A shift: figures older than this are another shift's people. */
const shift = 8 * hour

/** Who is on duty, in one line. */
export function DutyPanel({ state, now }: PanelProps): ReactElement {
  const say = useWords(dutyWords)
  const format = useFormat()
  const duty = state.aggregates.duty?.duty
  if (duty === undefined) return <p className="duty">{say.notSent}</p>
  const age = now - duty.at
  return (
    <p className="duty">
      <b>
        <Value text={format.count(duty.operators)} />
      </b>{' '}
      {say.operators}
      {duty.fieldOfficers !== undefined && (
        <>
          <span className="duty-dot">·</span>
          <b>
            <Value text={format.count(duty.fieldOfficers)} />
          </b>{' '}
          {say.officers}
        </>
      )}
      {age > shift && <span className="duty-old">{say.old(format.age(age))}</span>}
    </p>
  )
}
