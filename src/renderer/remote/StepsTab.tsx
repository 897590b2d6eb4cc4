import type { ReactElement } from 'react'
import type { RemoteView } from '../../contract/remote.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'

/** Prepared briefings to choose from; while one is walked, what its speaker reads. */
export function StepsTab({ view, act }: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  const { steps, prepared, control } = view
  if (steps && control.steps)
    return <Walked steps={steps} at={control.steps.at} onEnd={() => act({ type: 'endSteps' })} />
  if (prepared.length === 0) return <p className="nothing">{say.noPrepared}</p>
  return (
    <ul className="rows">
      {prepared.map(({ id, name }) => (
        <li key={id}>
          <button
            type="button"
            className="row"
            data-steps={id}
            onClick={() => act({ type: 'startSteps', id })}
          >
            <b>{name}</b>
            <span className="row-now">{say.start}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Walked({
  steps: { name, steps },
  at,
  onEnd
}: {
  readonly steps: NonNullable<RemoteView['steps']>
  readonly at: number
  readonly onEnd: () => void
}): ReactElement {
  const say = useWords(remoteWords)
  const { count } = useFormat()
  const step = steps[at]
  const next = steps[at + 1]
  return (
    <article className="step">
      <p className="step-at">
        {name}. {say.stepOf(count(at + 1), count(steps.length))}
      </p>
      <h2>{step?.title}</h2>
      <p className="step-notes" data-empty={step?.notes === undefined}>
        {step?.notes ?? say.noNotes}
      </p>
      <p className="step-next">
        {next ? (
          <>
            {say.nextIs}: <b>{next.title}</b>
          </>
        ) : (
          say.lastStep
        )}
      </p>
      <button type="button" className="button" onClick={onEnd}>
        {say.endSteps}
      </button>
    </article>
  )
}
