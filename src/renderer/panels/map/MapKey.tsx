import { memo, type ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import { minute } from '../../../contract/time.ts'
import type { Severity } from '../../../contract/incident.ts'
import { Mark } from '../../look/Mark.tsx'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { mapWords } from './mapWords.ts'

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']

/** How to read the marks on the map. */
export const MapKey = memo(function MapKey({ city }: { readonly city: WallCity }): ReactElement {
  const say = useWords(mapWords)
  const format = useFormat()
  const headline = city.responseTargets.find(({ id }) => id === city.headlineTarget)
  const minutes = headline?.minutes ?? city.responseTargets[0]?.minutes ?? 10
  const same = city.responseTargets.every((target) => target.minutes === minutes)
  return (
    <div className="map-key">
      {severities.map((severity) => (
        <span key={severity}>
          <Mark severity={severity} size={0.34} />
          {say[severity]}
        </span>
      ))}
      <span>
        <i className="inverse">{format.stopwatch(minutes * minute + 1000)}</i>
        {same ? say.pastTargetOf(format.count(minutes)) : say.pastTarget}
      </span>
      <span className="map-key-space" />
      <span className="map-key-optional">
        <b>3</b>
        {say.today}
      </span>
    </div>
  )
})
