import type { ReactElement } from 'react'
import type { WallMoment } from '../../hub/moments.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import './control.css'

/** Instead of everything: whose wall it is, and the time. */
export function Curtain({
  city,
  moment
}: {
  readonly city: ReadyWall['city']
  readonly moment: WallMoment
}): ReactElement {
  const clock = useFormat().clockParts(moment.clock)
  return (
    <main className="curtain">
      <p>{city.name}</p>
      <time>
        {clock.minutes}
        <small>{city.timeZoneName}</small>
      </time>
    </main>
  )
}
