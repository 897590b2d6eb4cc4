import type { ReactElement } from 'react'
import type { Briefing, BriefingEvent } from '../../../contract/briefing.ts'
import type { WallCity } from '../../../contract/city.ts'
import { severityOf } from '../../../contract/incident.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import { categoryIcon, useCategoryName } from '../incidents/categoryName.ts'
import { crewsSentence } from '../incidents/crews.ts'
import { placeOf } from '../incidents/placeOf.ts'
import { incidentWords } from '../incidents/words.ts'
import { briefingWords } from './words.ts'

/** The gravest open incidents. Their clocks go on, unless the briefing is frozen. */
export function Events({
  briefing,
  city,
  frozen,
  laterMs
}: {
  readonly briefing: Briefing
  readonly city: WallCity
  readonly frozen: boolean
  /** Since the figures were counted. */
  readonly laterMs: number
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const title = frozen ? say.gravestFrozen(format.timeOfDay(briefing.asOf)) : say.gravest
  return (
    <section className="briefing-part briefing-events" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        {briefing.open !== 0 && (
          <span className="briefing-note">{say.openNow(format.count(briefing.open))}</span>
        )}
      </header>
      {briefing.events.length === 0 && <p className="briefing-none-open">{say.noneOpen}</p>}
      <ul>
        {briefing.events.map((event, index) => (
          <Event key={index} event={event} city={city} laterMs={laterMs} />
        ))}
      </ul>
    </section>
  )
}

/** The clock so much later: what runs goes on, and past its target it is late. */
export function clockAfter(clock: BriefingEvent['clock'], laterMs: number): BriefingEvent['clock'] {
  const { elapsedMs, targetMs, state } = clock
  if (state === 'stopped' || elapsedMs === undefined) return clock
  const elapsed = elapsedMs + laterMs
  const late = state === 'late' || (targetMs !== undefined && elapsed > targetMs)
  return { ...clock, elapsedMs: elapsed, state: late ? 'late' : 'running' }
}

function Event({
  event,
  city,
  laterMs
}: {
  readonly event: BriefingEvent
  readonly city: WallCity
  readonly laterMs: number
}): ReactElement {
  const say = useWords(briefingWords)
  const crewSay = useWords(incidentWords)
  const format = useFormat()
  const name = useCategoryName(city, event.category)
  const severity = severityOf(event.priority)
  const clock = clockAfter(event.clock, laterMs)
  const [place = say.elsewhere] = placeOf(placed(event), city) ?? []
  const crews =
    event.crews &&
    crewsSentence({ assignments: event.crews, status: 'received' }, city.agencies, crewSay, 2)
  const unit = clock.state !== 'stopped' && event.subdistrict !== undefined ? say.noUnit : undefined
  const doing = crews ?? unit
  const stopped = clock.state === 'stopped' && clock.to ? crewSay.stopped[clock.to] : undefined
  return (
    <li className={`briefing-event severity-${severity}`} data-clock={clock.state}>
      <Mark severity={severity} icon={categoryIcon(city, event.category)} size={1.1} />
      <div>
        <b>{name}</b>
        <span>{doing === undefined ? place : `${place}. ${capital(doing)}`}</span>
      </div>
      <div className="briefing-clock">
        <i className="num">{format.stopwatch(clock.elapsedMs)}</i>
        {clock.state !== 'late' && <em>{stopped ?? say.runs}</em>}
      </div>
    </li>
  )
}

function placed({ category, district, subdistrict }: BriefingEvent) {
  return {
    category,
    ...(district !== undefined && { district }),
    ...(subdistrict !== undefined && { subdistrict })
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
