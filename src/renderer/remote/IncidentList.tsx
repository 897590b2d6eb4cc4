import type { ReactElement } from 'react'
import { severityOf } from '../../contract/incident.ts'
import type { RemoteIncident } from '../../contract/remote.ts'
import { useFormat } from '../look/format.ts'
import { Mark } from '../look/Mark.tsx'
import { useLanguage, useWords } from '../look/words.ts'
import { remoteWords } from './remoteWords.ts'
import type { SteerProps } from './SteerScreen.tsx'

/** The open incidents, gravest first; one that is tapped is what the wall looks at. */
export function IncidentList(part: SteerProps): ReactElement {
  const say = useWords(remoteWords)
  const { incidents, control } = part.view
  if (incidents.length === 0)
    return (
      <p className="nothing">
        {control.mode.mode === 'guests' ? say.guestsIncidents : say.noIncidents}
      </p>
    )
  return (
    <ul className="rows">
      {incidents.map((incident) => (
        <IncidentRow key={incident.id} {...part} incident={incident} />
      ))}
    </ul>
  )
}

function IncidentRow({
  view,
  now,
  act,
  incident: { id, category, priority, district, receivedAt, late }
}: SteerProps & { readonly incident: RemoteIncident }): ReactElement {
  const say = useWords(remoteWords)
  const language = useLanguage()
  const { stopwatch } = useFormat()
  const severity = severityOf(priority)
  const { on } = view.control.focus ?? {}
  const focused = on?.kind === 'incident' && on.id === id
  return (
    <li className={`severity-${severity}`}>
      <button
        type="button"
        className="row"
        data-incident={id}
        aria-pressed={focused}
        onClick={() =>
          act(focused ? { type: 'unfocus' } : { type: 'focus', on: { kind: 'incident', id } })
        }
      >
        <Mark severity={severity} size={1.75} />
        <span className="row-what">
          <b>
            <span className="unseen">{say.severities[severity]}: </span>
            {view.names.categories[category]?.[language] ?? category}
          </b>
          <span>{view.names.districts[district ?? ''] ?? say.noDistrict}</span>
        </span>
        <span className={late ? 'row-clock inverse' : 'row-clock'}>
          {stopwatch(now - receivedAt)}
          {late && <span className="unseen"> {say.late}</span>}
        </span>
      </button>
    </li>
  )
}
