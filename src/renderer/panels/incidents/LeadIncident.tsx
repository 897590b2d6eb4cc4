import type { ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import { severityOf } from '../../../contract/incident.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import type { FeedItem } from './arrangeFeed.ts'
import { categoryIcon, useCategoryName } from './categoryName.ts'
import { ClockFace } from './ClockFace.tsx'
import { crewsSentence, type NameLimit } from './crews.ts'
import { placeOf } from './placeOf.ts'
import { responseBar } from './responseBar.ts'
import { incidentWords } from './words.ts'

/** The one incident the room should know of, with its steps as cuts in the bar towards its target. */
export function LeadIncident({
  item: { incident, clock },
  city
}: {
  readonly item: FeedItem
  readonly city: WallCity
}): ReactElement {
  const say = useWords(incidentWords)
  const format = useFormat()
  const severity = severityOf(incident.priority)
  const bar = responseBar(incident, clock)
  const name = useCategoryName(city, incident.category)
  const target =
    clock.targetMs === undefined ? say.noTarget : say.target(format.stopwatch(clock.targetMs))
  const crews = limits
    .map((limit) => crewsSentence(incident, city.agencies, say, limit))
    .find((text, index) => index === 2 || (text?.length ?? 0) + target.length <= lettersInFoot)
  return (
    <div
      className={`incidents-lead severity-${severity} incident-${clock.state}`}
      data-incident={incident.id}
    >
      <div className="incidents-lead-head">
        <Mark severity={severity} icon={categoryIcon(city, incident.category)} size={1.02} />
        <div className="incidents-lead-what">
          <h3 className={name.length > longName ? 'incidents-lead-long' : undefined}>
            {incident.exercise && <em className="incident-exercise">{say.exercise}</em>}
            {name}
          </h3>
          <p>{placeOf(incident, city)?.[0] ?? say.noPlace}</p>
        </div>
        <ClockFace clock={clock} />
      </div>
      <div className="incidents-bar" aria-hidden="true">
        {bar && (
          <>
            <i className="incidents-bar-fill" style={{ width: percent(bar.filled) }} />
            {bar.cuts.map((cut) => (
              <i key={cut} className="incidents-bar-cut" style={{ left: percent(cut) }} />
            ))}
          </>
        )}
      </div>
      <div className="incidents-lead-foot">
        <span>{crews ?? <b>{say.noUnit}</b>}</span>
        <span>{target}</span>
      </div>
    </div>
  )
}

const limits: readonly NameLimit[] = [3, 2, 1]
/** Letters of t2 in 9 rem, less a gap. */
const lettersInFoot = 51
/** Letters of a title that fit beside a clock of four digits at the usual width. */
const longName = 18

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}
