import type { ReactElement } from 'react'
import { useWords } from '../look/words.ts'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'

/** What is pressed most, where the thumb is: on and back, hold, and the curtain. */
export function Dock(part: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  const { view, may, act } = part
  const { scene } = view.control
  return (
    <div className="dock">
      {may('nextScene') && (
        <div className="dock-steps">
          <OnAndBack {...part} way="previous" />
          <button
            type="button"
            className="button dock-hold"
            data-held={scene.held}
            onClick={() => act({ type: scene.held ? 'release' : 'hold' })}
          >
            {scene.held ? say.release : say.hold}
          </button>
          <OnAndBack {...part} way="next" />
        </div>
      )}
      <button
        type="button"
        className="button dock-curtain"
        onClick={() => act({ type: 'drawCurtain' })}
      >
        {say.drawCurtain}
      </button>
    </div>
  )
}

/** From scene to scene; from step to step while a briefing is walked. */
function OnAndBack({
  view,
  act,
  way
}: SteerProps & { readonly way: 'previous' | 'next' }): ReactElement {
  const say = useWords(remoteWords)
  const walked = view.steps && view.control.steps
  const last = way === 'next' ? (view.steps?.steps.length ?? 0) - 1 : 0
  const arrow = <Arrow way={way} />
  return (
    <button
      type="button"
      className="button dock-way"
      data-way={way}
      disabled={walked !== undefined && walked.at === last}
      aria-label={say[`${way}${walked ? 'Step' : 'Scene'}`]}
      onClick={() => act({ type: `${way}${walked ? 'Step' : 'Scene'}` })}
    >
      {way === 'previous' && arrow}
      <span>{say[way]}</span>
      {way === 'next' && arrow}
    </button>
  )
}

function Arrow({ way }: { readonly way: 'previous' | 'next' }): ReactElement {
  return (
    <svg viewBox="0 0 24 24" className="arrow" aria-hidden="true">
      <path d={way === 'next' ? 'M8 4l8 8-8 8' : 'M16 4l-8 8 8 8'} />
    </svg>
  )
}
