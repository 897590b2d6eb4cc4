import { useRef, type ReactElement } from 'react'
import { leadOf, openIncidents } from '../../../contract/leadIncident.ts'
import { panelsOf } from '../../../contract/scene.ts'
import { focusedIncident } from '../../hub/focusOf.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { openState } from '../openCounts/openState.ts'
import { useRoom } from '../useRoom.ts'
import { arrangeFeed, hasMore, type FeedMore, type FeedSpace } from './arrangeFeed.ts'
import { FeedRow } from './FeedRow.tsx'
import { FloodFeed } from './FloodFeed.tsx'
import { FirstRun } from './FirstRun.tsx'
import './incidents.css'
import { LeadIncident } from './LeadIncident.tsx'
import { RecentRow } from './RecentRow.tsx'
import { useMovingRows } from './useMovingRows.ts'
import { incidentWords } from './words.ts'

/** The open incidents by urgency, their response clocks running. */
export function IncidentsPanel(panel: PanelProps): ReactElement {
  const { state, now, freshness, scene } = panel
  const [list, room] = useRoom<HTMLDivElement>()
  const { city } = state
  const { flood } = state.control
  const leadStandsAlone = panelsOf(scene).includes('leadIncident')
  const focused = focusedIncident(state.control)
  const lead = leadOf(openIncidents(state.incidents.values(), city, now), focused)
  const available = room ? room.height / room.scale : 0

  if (openState(state.aggregates.openCounts, state.health, freshness).kind === 'first' && !lead)
    return <FirstRun health={state.health} />

  return (
    <div className="incidents">
      {lead && !leadStandsAlone && (
        <LeadIncident
          key={lead.incident.id}
          item={lead}
          city={city}
          focused={lead.incident.id === focused}
        />
      )}
      <div className="incidents-list" ref={list}>
        {flood ? (
          <FloodFeed flood={flood} state={state} now={now} available={available} />
        ) : (
          <UsualFeed state={state} now={now} available={available} />
        )}
      </div>
    </div>
  )
}

/** Every open incident in a row of its own while there is room. */
function UsualFeed({
  state,
  now,
  available
}: Pick<PanelProps, 'state' | 'now'> & { readonly available: number }): ReactElement {
  const say = useWords(incidentWords)
  const rowList = useRef<HTMLUListElement>(null)
  const { city, incidents, notSent } = state
  const space: FeedSpace = { ...heights, available }
  const focused = focusedIncident(state.control)
  const feed = arrangeFeed({ incidents: incidents.values(), notSent, focused }, city, now, space)
  useMovingRows(rowList, `${feed.lines} ${feed.rows.map(({ incident }) => incident.id).join(' ')}`)
  return (
    <>
      <ul
        className={feed.lines === 2 ? 'incidents-rows' : 'incidents-rows incidents-dense'}
        ref={rowList}
      >
        {feed.rows.map((item) => (
          <FeedRow key={item.incident.id} item={item} city={city} lines={feed.lines} />
        ))}
      </ul>
      {hasMore(feed.more) && <More more={feed.more} />}
      {feed.recent.length > 0 && (
        <div className="incidents-recent">
          <h2>{say.recent}</h2>
          <ul>
            {feed.recent.map((incident) => (
              <RecentRow key={incident.id} incident={incident} city={city} now={now} />
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** Heights in rem at wall scale 1, as incidents.css sets them. */
const heights = { twoLine: 1.28, oneLine: 0.7, more: 0.64, heading: 0.86, recent: 1.12 }

/** Open ones without a row. Those that wait are the news; the arrived are only counted. */
function More({ more }: { readonly more: FeedMore }): ReactElement {
  const say = useWords(incidentWords)
  const format = useFormat()
  const open = more.waiting + more.unknown + more.arrived
  const exercises = more.exercises > 0 ? say.moreExercises(format.count(more.exercises)) : undefined
  if (open === 0) return <p className="incidents-more">{exercises}</p>
  const onlyArrived = more.waiting + more.unknown === 0
  const rest = [
    onlyArrived ? say.moreArrived : say.moreOpen,
    onlyArrived || more.arrived === 0 ? undefined : say.moreOf(format.count(more.arrived)),
    exercises
  ]
  return (
    <p className="incidents-more">
      <b>{say.more(format.count(open))}</b> {rest.filter(Boolean).join(', ')}
    </p>
  )
}
