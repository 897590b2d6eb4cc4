import { memo, type ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import { minute } from '../../../contract/time.ts'
import type { Severity } from '../../../contract/incident.ts'
import { Mark } from '../../look/Mark.tsx'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { mapWords } from './mapWords.ts'

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']

interface MapKeyProps {
  readonly city: WallCity
  /** There are cameras on the map, and some give no picture. */
  readonly cameras: boolean
  readonly dead: boolean
}

/** How to read the marks on the map. */
export const MapKey = memo(function MapKey({ city, cameras, dead }: MapKeyProps): ReactElement {
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
        {/* No figure: it would be read as today's count. */}
        <b>n</b>
        {say.today}
      </span>
      {cameras && (
        <span className="map-key-optional">
          <KeyCamera className="map-camera-live" d="M-8-8H8V8H-8Z" />
          {say.camera}
        </span>
      )}
      {dead && (
        <span className="map-key-optional">
          <KeyCamera className="map-camera-dead" d="M-8-8L8 8M-8 8L8-8" />
          {say.deadCamera}
        </span>
      )}
    </div>
  )
})

function KeyCamera({
  className,
  d
}: {
  readonly className: string
  readonly d: string
}): ReactElement {
  return (
    <svg className="map-key-camera map-cameras" viewBox="-12 -12 24 24" aria-hidden="true">
      <path className={className} d={d} strokeWidth={3} />
    </svg>
  )
}
