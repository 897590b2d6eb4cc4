import type { ReactElement } from 'react'
import type { WallMoment } from '../hub/moments.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { faultWords } from './faultWords.ts'
import { NotReal } from './NotReal.tsx'

/** Over the whole width when the figures are no longer true: what stopped, when, and what to do. */
export function FaultBanner({
  state,
  moment
}: {
  readonly state: ReadyWall
  readonly moment: WallMoment
}): ReactElement {
  const say = useWords(faultWords)
  const format = useFormat()
  const { fault, ageMs } = moment.age
  const cause = fault === 'none' || fault === 'starting' ? say.hub : say[fault]
  const clock = format.clockParts(moment.clock)
  return (
    <header className="fault" role="alert" data-fault={fault}>
      <h1>{say.title}</h1>
      <div className="fault-text">
        <b>
          {cause} {say.stoppedAt(format.clock(moment.now))}
        </b>
        <span>{advice(say, format.count, state, fault)}</span>
      </div>
      <NotReal state={state} />
      <div className="fault-clock">
        <span>{say.dataAge}</span>
        <b>{ageMs === undefined ? '–' : format.age(ageMs)}</b>
      </div>
      <div className="fault-clock">
        <span>{say.now}</span>
        <b>
          {clock.minutes}
          <i>{clock.seconds}</i>
        </b>
      </div>
    </header>
  )
}

function advice(
  say: (typeof faultWords)['id'],
  count: (n: number) => string,
  { connection, health }: ReadyWall,
  fault: WallMoment['age']['fault']
): string {
  const cameras = (health?.cameras.live ?? 0) > 0 ? say.camerasGoOn : undefined
  return [cameras, say.useRadio, remedy()].filter(Boolean).join(' ')

  function remedy(): string {
    if (fault === 'store') return say.storeHint
    if (fault === 'refused') return say.refusedHint
    const attempt =
      fault === 'hub' && connection.state === 'lost'
        ? connection.attempt
        : fault === 'broker'
          ? (health?.broker.attempt ?? 0)
          : 0
    if (attempt > 0) return say.retryingAttempt(count(attempt))
    return fault === 'broker' || fault === 'hub' ? say.retrying : ''
  }
}
