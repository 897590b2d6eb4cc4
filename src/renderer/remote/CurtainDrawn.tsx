import type { ReactElement } from 'react'
import { useWords } from '../look/words.ts'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'
import { SureButton } from './SureButton.tsx'

/** Every display is dark; nothing else is offered until it is opened. */
export function CurtainDrawn({ may, act }: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  return (
    <div className="curtain">
      <h2>{say.curtainDrawn}</h2>
      <p>{say.curtainDrawnWhat}</p>
      {may('openCurtain') ? (
        <SureButton
          className="dock-curtain"
          sure={say.openCurtainSure}
          onSure={() => act({ type: 'openCurtain' })}
        >
          {say.openCurtain}
        </SureButton>
      ) : (
        <p>{say.curtainByOthers}</p>
      )}
    </div>
  )
}
