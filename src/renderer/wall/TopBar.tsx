import { useRef, type ReactElement } from 'react'
import type { Scene } from '../../contract/scene.ts'
import type { WallMoment } from '../hub/moments.ts'
import type { ReadyWall } from '../hub/wallState.ts'
import { useFormat } from '../look/format.ts'
import { useWords } from '../look/words.ts'
import { ModeNow } from './control/ModeNow.tsx'
import { NotReal } from './NotReal.tsx'
import { PeakOfToday } from './PeakOfToday.tsx'
import { useTightness } from './useTightness.ts'
import { wallWords } from './words.ts'

/** Whose wall it is, which scene, and the time in the city. */
export function TopBar({
  state,
  scene,
  moment,
  onScene,
  onMode
}: {
  readonly state: ReadyWall
  readonly scene: Scene
  readonly moment: WallMoment
  readonly onScene: (id: string) => void
  readonly onMode: () => void
}): ReactElement {
  const say = useWords(wallWords)
  const format = useFormat()
  const clock = format.clockParts(moment.clock)
  const { freshness, ageMs } = moment.age
  const row = useRef<HTMLElement>(null)
  useTightness(row, 4)
  return (
    <header ref={row} className="top">
      <div className="top-brand">
        Siaga<span>{state.city.service}</span>
      </div>
      <nav className="top-scenes">
        {state.scenes.map(({ id, name }) =>
          id === scene.id ? (
            <b key={id}>{name}</b>
          ) : (
            <button key={id} onClick={() => onScene(id)}>
              {name}
            </button>
          )
        )}
      </nav>
      <ModeNow state={state} onMode={onMode} />
      <NotReal state={state} />
      <div className="top-when" data-end>
        {freshness === 'stale' && ageMs !== undefined && (
          <span className="top-age">{say.agedBy(format.age(ageMs))}</span>
        )}
        <span>{format.date(moment.clock)}</span>
        <PeakOfToday state={state} now={moment.clock} />
        <time className="top-clock">
          {clock.minutes}
          <i>{clock.seconds}</i>
          <small>{state.city.timeZoneName}</small>
        </time>
      </div>
    </header>
  )
}
