import type { ReactElement } from 'react'
import { leadOf, openIncidents } from '../../../contract/leadIncident.ts'
import { focusedIncident } from '../../hub/focusOf.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import './incidents.css'
import { LeadIncident } from './LeadIncident.tsx'

/** The lead by itself, so that its camera can stand below it; the feed then begins with the next. */
export function LeadIncidentPanel({ state, now }: PanelProps): ReactElement | null {
  const focused = focusedIncident(state.control)
  const lead = leadOf(openIncidents(state.incidents.values(), state.city, now), focused)
  return lead ? (
    <LeadIncident
      key={lead.incident.id}
      item={lead}
      city={state.city}
      focused={lead.incident.id === focused}
    />
  ) : null
}
