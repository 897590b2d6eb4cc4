import type { CSSProperties, ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import { severityOf } from '../../../contract/incident.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import type { FeedItem } from './arrangeFeed.ts'
import { categoryIcon, useCategoryName } from './categoryName.ts'
import { ClockFace } from './ClockFace.tsx'
import { crewNames, crewsSentence } from './crews.ts'
import { placeOf } from './placeOf.ts'
import { responseBar } from './responseBar.ts'
import { incidentWords } from './words.ts'

/** One open incident. Its bottom line fills to the right edge, which is its target. */
export function FeedRow({
  item: { incident, clock },
  city,
  lines
}: {
  readonly item: FeedItem
  readonly city: WallCity
  readonly lines: 1 | 2
}): ReactElement {
  const say = useWords(incidentWords)
  const name = useCategoryName(city, incident.category)
  const severity = severityOf(incident.priority)
  const bar = responseBar(incident, clock)
  const place = placeOf(incident, city) ?? say.noPlace
  const stopped = clock.state === 'stopped'
  const crews = crewsSentence(incident, city.agencies, say)
  const exercise = incident.exercise && <em className="incident-exercise">{say.exercise}</em>
  return (
    <li
      className={`incident severity-${severity} incident-${clock.state}`}
      data-incident={incident.id}
      style={{ '--filled': bar?.filled ?? 0 } as CSSProperties}
    >
      <Mark
        severity={severity}
        icon={categoryIcon(city, incident.category)}
        size={lines === 2 ? 0.72 : 0.56}
      />
      {lines === 2 ? (
        <div className="incident-what">
          <b>
            {exercise}
            {name}
          </b>
          <span className="incident-where">
            <span>{place}</span>
            <Crews
              text={stopped ? crewNames(incident.assignments, city.agencies, say) : crews}
              none={stopped || crews !== undefined ? undefined : say.noUnit}
            />
          </span>
        </div>
      ) : (
        <div className="incident-what incident-where">
          <b>
            {exercise}
            {name}
          </b>
          <span>{place}</span>
          {crews === undefined && !stopped && <b className="incident-none">{say.noUnitShort}</b>}
        </div>
      )}
      <ClockFace clock={clock} />
    </li>
  )
}

function Crews({
  text,
  none
}: {
  readonly text: string | undefined
  readonly none: string | undefined
}): ReactElement | null {
  if (none !== undefined) return <b className="incident-none">{none}</b>
  return text === undefined ? null : <em className="incident-crews">{text}</em>
}
