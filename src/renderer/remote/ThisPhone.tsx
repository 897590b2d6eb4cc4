import type { ReactElement } from 'react'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { OtherLanguage } from './OtherLanguage.tsx'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps, SteerScreenProps } from './SteerScreen.tsx'
import { SureButton } from './SureButton.tsx'
import { isSteering } from './WallNow.tsx'

/** Who it is to the wall, and the two ways to leave. */
export function ThisPhone({
  view,
  open,
  onGiveBack,
  onForget
}: SteerProps &
  Pick<SteerScreenProps, 'onGiveBack' | 'onForget'> & {
    readonly open: boolean
  }): ReactElement {
  const say = useWords(remoteWords)
  const { timeOfDay } = useFormat()
  return (
    <section className="more-section">
      <h2>{say.device}</h2>
      <p>
        <b>{view.name}</b>, {say.roles[view.role]}, {say.expires(timeOfDay(view.expiresAt))}
      </p>
      {view.role === 'viewer' && <p>{say.viewerWhat}</p>}
      {isSteering(view) && (
        <button type="button" className="button" disabled={!open} onClick={onGiveBack}>
          {say.giveBack}
        </button>
      )}
      <SureButton sure={say.forgetSure} onSure={onForget}>
        {say.forget}
      </SureButton>
      <OtherLanguage />
    </section>
  )
}
