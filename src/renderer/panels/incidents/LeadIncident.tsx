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
import { focusWords } from './focusWords.ts'
import { incidentWords } from './words.ts'

/** Where it stands: how wide, in rem at wall scale 1, and whether for the far seats. */
interface LeadRoom {
  readonly width: number
  readonly large: boolean
}

/** A rail of Operasi. */
const rail: LeadRoom = { width: 9, large: false }

/** The one incident the room should know of, with its steps as cuts in the bar towards its target. */
export function LeadIncident({
  item: { incident, clock },
  city,
  focused = false,
  room: { width, large } = rail
}: {
  readonly item: FeedItem
  readonly city: WallCity
  /** Somebody chose it: it may not be the gravest. */
  readonly focused?: boolean
  readonly room?: LeadRoom
}): ReactElement {
  const say = useWords(incidentWords)
  const sayFocus = useWords(focusWords)
  const format = useFormat()
  const severity = severityOf(incident.priority)
  const bar = responseBar(incident, clock)
  const name = useCategoryName(city, incident.category)
  const target =
    clock.targetMs === undefined ? say.noTarget : say.target(format.stopwatch(clock.targetMs))
  const letters = width / (large ? letterLarge : letter)
  const crews = limits
    .map((limit) => crewsSentence(incident, city.agencies, say, limit))
    .find((text, index) => index === 2 || (text?.length ?? 0) + target.length <= letters)
  return (
    <div
      className={`incidents-lead severity-${severity} incident-${clock.state}${large ? ' incidents-lead-large' : ''}`}
      data-incident={incident.id}
    >
      <div className="incidents-lead-head">
        <Mark
          severity={severity}
          icon={categoryIcon(city, incident.category)}
          size={large ? 1.5 : 1.02}
        />
        <div className="incidents-lead-what">
          <h3 className={!large && name.length > longName ? 'incidents-lead-long' : undefined}>
            {incident.exercise && <em className="incident-exercise">{say.exercise}</em>}
            {focused && <em className="incident-exercise">{sayFocus.chosen}</em>}
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
/** Rem of a letter of t2, and of t3: 9 rem hold 51, less a gap. */
const letter = 0.176
const letterLarge = 0.228
/** Letters of a title that fit beside a clock of four digits at the usual width. */
const longName = 18

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}
