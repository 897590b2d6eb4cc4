import type { ReactElement } from 'react'
import type { Briefing } from '../../../contract/briefing.ts'
import { isOpen, severityOf, type WallIncident } from '../../../contract/incident.ts'
import { openIncidents } from '../../../contract/leadIncident.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import { categoryIcon, useCategoryName } from '../incidents/categoryName.ts'
import { placeOf } from '../incidents/placeOf.ts'
import { briefingWords } from './words.ts'

/** That the figures are of one moment, their code, and what has come in since. */
export function FrozenLine({
  state,
  briefing,
  code,
  now
}: {
  readonly state: ReadyWall
  readonly briefing: Briefing
  readonly code: string
  readonly now: number
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const { city } = state
  const critical = newCritical(state.incidents.values(), briefing.asOf)
  const [newest] = critical
  return (
    <div className="briefing-frozen" role="status">
      <b>{say.frozen}</b>
      <span>
        {say.asOf(format.timeOfDay(briefing.asOf), city.timeZoneName)} · <strong>{code}</strong>
      </span>
      <span className="briefing-since">{sinceText()}</span>
      {newest !== undefined && (
        <span className="briefing-critical">
          <NewCritical incident={newest} state={state} now={now} more={critical.length - 1} />
        </span>
      )}
    </div>
  )

  function sinceText(): string {
    const total = state.aggregates.volume?.total
    if (typeof total !== 'number' || typeof briefing.total !== 'number') return ''
    const since = Math.max(0, total - briefing.total)
    return since === 0 ? say.noneSince : say.since(format.count(since))
  }
}

/** Real critical ones that are open and came in after a moment, the newest first. */
export function newCritical(incidents: Iterable<WallIncident>, since: number): WallIncident[] {
  return [...incidents]
    .filter(
      (incident) =>
        incident.receivedAt > since &&
        isOpen(incident) &&
        !incident.exercise &&
        severityOf(incident.priority) === 'critical'
    )
    .sort((a, b) => b.receivedAt - a.receivedAt || (a.id < b.id ? -1 : 1))
}

function NewCritical({
  incident,
  state: { city },
  now,
  more
}: {
  readonly incident: WallIncident
  readonly state: ReadyWall
  readonly now: number
  readonly more: number
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const name = useCategoryName(city, incident.category)
  const { category, district } = incident
  const [place = say.elsewhere] =
    placeOf({ category, ...(district !== undefined && { district }) }, city) ?? []
  const clock = openIncidents([incident], city, now)[0]?.clock
  return (
    <>
      <Mark severity="critical" icon={categoryIcon(city, category)} size={0.56} />
      <span>{`${say.critical}: ${name}, ${place}`}</span>
      <strong>{format.stopwatch(clock?.elapsedMs)}</strong>
      {more > 0 && <span>{say.more(format.count(more))}</span>}
    </>
  )
}
