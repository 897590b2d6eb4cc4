import type { ReactElement } from 'react'
import type { WallState } from '../hub/wallState.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { wallWords } from './words.ts'

/** Always in sight when the incidents are made up or the clock is not the real one. */
export function NotReal({ state }: { readonly state: WallState }): ReactElement | null {
  const say = useWords(wallWords)
  const format = useFormat()
  const simulated = state.health?.simulated === true
  const clock = state.clock?.simulated === true ? state.clock : undefined
  if (!simulated && clock === undefined) return null
  const timeWords = (speed: number): string => {
    if (speed === 0) return say.stoppedTime
    if (speed === 1) return say.otherTime
    return say.simulatedTime(format.decimal(speed, Number.isInteger(speed) ? 0 : 1))
  }
  return (
    <div className="not-real" data-simulated={simulated}>
      {simulated ? say.simulated : say.notNow}
      {clock && <span> · {timeWords(clock.speed)}</span>}
    </div>
  )
}
