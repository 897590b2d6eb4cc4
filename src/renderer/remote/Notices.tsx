import type { ReactElement, ReactNode } from 'react'
import type { ControlAction, FocusTarget } from '../../contract/control.ts'
import { useFormat } from '../look/format.ts'
import { useLanguage, useWords } from '../look/words.ts'
import { controlWords } from '../wall/control/words.ts'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'

/** What is out of the ordinary on the wall, each with the way out of it. */
export function Notices(part: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  const sayControl = useWords(controlWords)
  const { clock, count } = useFormat()
  const { takeover, takeoversWaiting, flood, focus, briefing, recording, steps } = part.view.control
  const waiting = takeoversWaiting?.length ?? 0
  const walked = part.view.steps
  const focused = useFocusName(part.view, focus?.on)
  return (
    <>
      {part.view.freshness === 'lost' && (
        <p className="notice notice-system" role="alert">
          {say.dataLost}
        </p>
      )}
      {recording === 'failing' && (
        <p className="notice notice-system" role="alert">
          {say.notRecording}
        </p>
      )}
      {flood && <p className="notice">{say.flood(count(flood.demands))}</p>}
      {walked && steps && !part.may('nextStep') && (
        <p className="notice">
          {walked.name}. {say.stepOf(count(steps.at + 1), count(walked.steps.length))}:{' '}
          <b>{walked.steps[steps.at]?.title}</b>
        </p>
      )}
      {takeover && (
        <Notice {...part} ends={{ type: 'dismissTakeover' }} end={say.dismiss}>
          {say.takeover}: <b>{takeover.why}</b>, {say.returns(clock(takeover.returnsAt))}
        </Notice>
      )}
      {/* Holding a scene must not hide that something critical came. */}
      {waiting > 0 && (
        <p className="notice">
          {sayControl.waitsForRelease} <b>{sayControl.incidents(count(waiting))}</b>
        </p>
      )}
      {focused !== undefined && (
        <Notice {...part} ends={{ type: 'unfocus' }} end={say.unfocus}>
          {say.focusOn}: <b>{focused}</b>
        </Notice>
      )}
      {briefing && (
        <Notice {...part} ends={{ type: 'releaseBriefing' }} end={say.unfreeze}>
          {say.frozen(briefing.code)}
        </Notice>
      )}
    </>
  )
}

function Notice({
  may,
  act,
  ends,
  end,
  children
}: SteerProps & {
  readonly ends: ControlAction
  readonly end: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className="notice">
      <p>{children}</p>
      {may(ends.type) && (
        <button type="button" className="button" onClick={() => act(ends)}>
          {end}
        </button>
      )}
    </div>
  )
}

function useFocusName(view: SteerProps['view'], on: FocusTarget | undefined): string | undefined {
  const say = useWords(remoteWords)
  const language = useLanguage()
  if (on === undefined) return undefined
  if (on.kind === 'camera') {
    const camera = view.cameras.find(({ id }) => id === on.id)
    return camera === undefined ? on.id : `${camera.label} ${camera.name}`
  }
  const incident = view.incidents.find(({ id }) => id === on.id)
  if (incident === undefined) return say.gone
  const { categories, districts } = view.names
  const place = districts[incident.district ?? '']
  const category = categories[incident.category]?.[language] ?? incident.category
  return place === undefined ? category : `${category}, ${place}`
}
