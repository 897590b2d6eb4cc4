import type { CSSProperties, ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import { severityOf } from '../../../contract/incident.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import type { FeedItem } from './arrangeFeed.ts'
import { categoryIcon, useCategoryName } from './categoryName.ts'
import { ClockFace } from './ClockFace.tsx'
import { crewNames, crewsSentence, crewsWithoutNames, type NameLimit } from './crews.ts'
import { fitLine } from './fitLine.ts'
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
  const time = useFormat().stopwatch(clock.elapsedMs)
  const stopped = clock.state === 'stopped'
  const idle = !stopped && crewsSentence(incident, city.agencies, say) === undefined
  const crews = limits
    .map((limit) =>
      stopped
        ? crewNames(incident.assignments, city.agencies, say, limit)
        : crewsSentence(incident, city.agencies, say, limit)
    )
    .filter((text) => text !== undefined)
  const line = fitLine(
    placeOf(incident, city) ?? [say.noPlace],
    lines === 1 ? [] : idle ? [say.noUnit] : crews,
    lines === 1 || stopped || idle ? undefined : crewsWithoutNames(incident, say),
    lines === 2
      ? lettersBeside(time, clock.state === 'late')
      : lettersInLine(name, time, clock.state === 'late', idle ? say.noUnitShort : '')
  )
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
            <span>{line.place}</span>
            {line.crews !== undefined &&
              (idle ? (
                <b className="incident-none">{line.crews}</b>
              ) : (
                <em className="incident-crews">{line.crews}</em>
              ))}
          </span>
        </div>
      ) : (
        <div className="incident-what incident-where">
          <b>
            {exercise}
            {name}
          </b>
          <span>{line.place}</span>
          {idle && <b className="incident-none">{say.noUnitShort}</b>}
        </div>
      )}
      <ClockFace clock={clock} />
    </li>
  )
}

const limits: readonly NameLimit[] = [3, 2, 1]

/**
 * How many letters stand beside a clock. Both grow with the wall, so the figure holds at any scale:
 * 7.8 rem for clock and text, 0.4 rem a digit, 0.157 rem a letter (measured).
 */
function lettersBeside(clock: string, late: boolean): number {
  return Math.floor((7.8 - clock.length * 0.4 - (late ? 0.26 : 0)) / 0.157)
}

/** The same for the place in a row of one line, behind the name, before what is missing. */
function lettersInLine(name: string, clock: string, late: boolean, missing: string): number {
  const bold = 0.178 * (name.length + missing.length)
  return Math.floor((7.7 - clock.length * 0.31 - (late ? 0.26 : 0) - bold) / 0.168)
}
