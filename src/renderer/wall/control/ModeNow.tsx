import type { ReactElement } from 'react'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import './control.css'
import { timeText } from './controlItems.ts'
import { controlWords } from './words.ts'

/** How much this wall may show, always in sight; pressed, it lets another be chosen. */
export function ModeNow({
  state,
  onMode
}: {
  readonly state: Pick<ReadyWall, 'control' | 'clock'>
  readonly onMode: () => void
}): ReactElement {
  const say = useWords(controlWords)
  const format = useFormat()
  const { mode, until } = state.control.mode
  return (
    <button className="top-mode" data-mode={mode} onClick={onMode}>
      {say.mode} <b>{say.modes[mode]}</b>
      {until !== undefined && ` ${say.until(timeText(until, state, format, say))}`}
    </button>
  )
}
