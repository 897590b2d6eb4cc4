import type { ReactElement } from 'react'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useWords } from '../../look/words.ts'
import './sound.css'
import { soundItem } from './soundItem.ts'
import type { SoundTrouble } from './soundOutput.ts'
import { soundWords } from './soundWords.ts'

/** The same as the status line says, at the edge of a display on which that may not hang. */
export function SoundNote({
  state,
  trouble
}: {
  readonly state: Pick<ReadyWall, 'wall' | 'displays'>
  readonly trouble: SoundTrouble | undefined
}): ReactElement | null {
  const say = useWords(soundWords)
  const item = soundItem(trouble, state, say)
  if (item === undefined || (state.displays?.displays.length ?? 1) < 2) return null
  return (
    <p className="sound-note" role="status">
      {item.label} <b>{item.value}</b>
    </p>
  )
}
