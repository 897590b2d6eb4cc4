import type { ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import { severityOf, type WallIncident } from '../../../contract/incident.ts'
import { judgeAll, responseTime, targetsFor } from '../../../contract/responseTarget.ts'
import { startOfDay } from '../../../contract/time.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import { categoryIcon, useCategoryName } from './categoryName.ts'
import { placeOf } from './placeOf.ts'
import { incidentWords } from './words.ts'

/** A closed incident: when it ended and how long the crews took, as far as the feed said. */
export function RecentRow({
  incident,
  city,
  now
}: {
  readonly incident: WallIncident
  readonly city: WallCity
  readonly now: number
}): ReactElement {
  const say = useWords(incidentWords)
  const format = useFormat()
  const name = useCategoryName(city, incident.category)
  const targets = targetsFor(city.responseTargets, incident.category)
  const last = targets.at(-1)
  const taken = last && responseTime(incident, last)
  const ended = incident.closedAt
  const today = ended !== undefined && ended >= startOfDay(now, city.timeZone)
  return (
    <li className="incident" data-incident={incident.id}>
      <Mark
        severity={severityOf(incident.priority)}
        icon={categoryIcon(city, incident.category)}
        state="closed"
      />
      <div className="incident-what">
        <b>{name}</b>
        <span className="incident-where">
          <span>{placeOf(incident, city)?.[0] ?? say.noPlace}</span>
          {ended !== undefined && (
            <em className="incident-crews">
              {today ? say.at(format.timeOfDay(ended)) : format.dayMonth(ended)}
            </em>
          )}
        </span>
      </div>
      <div className="clk incident-clock">
        {taken === undefined ? (
          <small>{say.timesUnknown}</small>
        ) : (
          <i
            className={
              judgeAll(incident, targets, now) === 'breached' ? 'incident-breached' : undefined
            }
          >
            {format.stopwatch(taken)}
          </i>
        )}
      </div>
    </li>
  )
}
