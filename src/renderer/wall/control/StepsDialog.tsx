import type { ReactElement } from 'react'
import type { ControlAction } from '../../../contract/control.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import './control.css'
import { controlWords } from './words.ts'

/** The prepared briefings: one is begun here, and only here is it ended by a key. */
export function StepsDialog({
  state: { control, steps },
  onAct,
  onClose
}: {
  readonly state: Pick<ReadyWall, 'control' | 'steps'>
  readonly onAct: (action: ControlAction) => void
  readonly onClose: () => void
}): ReactElement {
  const say = useWords(controlWords)
  const format = useFormat()
  const walked = control.steps
  const choose = (action: ControlAction): void => {
    onAct(action)
    onClose()
  }
  return (
    <aside
      className="mode"
      role="dialog"
      aria-label={say.prepared}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <h2>{say.prepared}</h2>
      {walked && (
        <button
          type="button"
          className="mode-choice steps-end"
          onClick={() => choose({ type: 'endSteps' })}
        >
          <b>{say.endSteps}</b>
        </button>
      )}
      {steps.length === 0 && <p className="steps-none">{say.nothingPrepared}</p>}
      {steps.map(({ id, name, titles }, index) => (
        <button
          key={id}
          type="button"
          className="mode-choice"
          data-steps={id}
          aria-pressed={id === walked?.id}
          autoFocus={index === 0 && walked === undefined}
          onClick={() => choose({ type: 'startSteps', id })}
        >
          <b>
            {name}
            <i>
              {id === walked?.id
                ? say.stepOf(format.count(walked.at + 1), format.count(titles.length))
                : say.steps(format.count(titles.length))}
            </i>
          </b>
          <span>{titles.join(' · ')}</span>
        </button>
      ))}
    </aside>
  )
}
