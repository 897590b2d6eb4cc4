import { useRef, type ReactElement } from 'react'
import type { WallCity } from '../../../contract/city.ts'
import type { Control } from '../../../contract/control.ts'
import { focusedIncident } from '../../hub/focusOf.ts'
import type { ReadyWall } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { Mark } from '../../look/Mark.tsx'
import { useWords } from '../../look/words.ts'
import type { FeedItem } from './arrangeFeed.ts'
import { arrangeFlood, type FloodGroup, type FloodMore, type FloodSpace } from './arrangeFlood.ts'
import { categoryIcon, useCategoryName } from './categoryName.ts'
import { ClockFace } from './ClockFace.tsx'
import { FeedRow } from './FeedRow.tsx'
import { placeOf } from './placeOf.ts'
import { useMovingRows } from './useMovingRows.ts'
import { incidentWords } from './words.ts'

/** Heights in rem at wall scale 1, as incidents.css sets them. */
const heights = { head: 1.1, row: 0.7, cell: 0.56, columns: 2, block: 0.82, more: 0.64 }

/** More comes in than a room can attend to: groups, and every critical one by itself. */
export function FloodFeed({
  flood,
  state,
  now,
  available
}: {
  readonly flood: NonNullable<Control['flood']>
  readonly state: ReadyWall
  readonly now: number
  /** Rem at wall scale 1. */
  readonly available: number
}): ReactElement {
  const list = useRef<HTMLUListElement>(null)
  const { city, incidents, notSent } = state
  const space: FloodSpace = { ...heights, available }
  const focused = focusedIncident(state.control)
  const feed = arrangeFlood({ incidents: incidents.values(), notSent, focused }, city, now, space)
  const single = ({ items }: FloodGroup): boolean => items.length === 1
  const order = [...feed.critical.map(({ incident }) => incident.id), ...feed.groups.map(keyOf)]
  useMovingRows(list, `${feed.criticalAs} ${order.join(' ')}`)
  return (
    <>
      <FloodHead flood={flood} state={state} />
      {feed.criticalMore > 0 && <CriticalMore count={feed.criticalMore} />}
      {feed.criticalAs === 'cells' && (
        <ul className="incidents-cells">
          {feed.critical.map((item) => (
            <CriticalCell key={item.incident.id} item={item} city={city} />
          ))}
        </ul>
      )}
      <ul className="incidents-rows incidents-dense" ref={list}>
        {feed.criticalAs === 'rows' &&
          feed.critical.map((item) => (
            <FeedRow key={item.incident.id} item={item} city={city} lines={1} />
          ))}
        {feed.groups.map((group) =>
          single(group) ? (
            <FeedRow key={keyOf(group)} item={group.items[0]} city={city} lines={1} />
          ) : (
            <GroupRow key={keyOf(group)} group={group} city={city} />
          )
        )}
      </ul>
      <MoreGroups more={feed.more} />
    </>
  )
}

function keyOf({ category, district, districts, exercise, arrived }: FloodGroup): string {
  return [category, districts > 1 ? '' : district, exercise, arrived].join(' ')
}

/** Since when, how many, and what the wall does otherwise for as long as it lasts. */
function FloodHead({
  flood: { since, demands },
  state: { clock }
}: {
  readonly flood: NonNullable<Control['flood']>
  readonly state: Pick<ReadyWall, 'clock'>
}): ReactElement {
  const say = useWords(incidentWords)
  const format = useFormat()
  // Control runs in real time; where the wall's clock does not, that is said.
  const time = format.timeOfDay(since) + (clock?.simulated ? ` ${say.realTime}` : '')
  return (
    <div
      className="incidents-flood"
      role="status"
      data-flood={demands}
      data-simulated={clock?.simulated || undefined}
    >
      <b>{say.flood(time, format.count(demands))}</b>
      <p>{say.floodWhat}</p>
    </div>
  )
}

/** Larger than any row: nobody may take what stands below it for all of them. */
function CriticalMore({ count }: { readonly count: number }): ReactElement {
  const say = useWords(incidentWords)
  const format = useFormat()
  return (
    <p className="incidents-critical-more severity-critical" role="alert">
      {say.moreCritical(format.count(count))}
    </p>
  )
}

/** A critical one in half a row: mark, place, clock. */
function CriticalCell({
  item: { incident, clock },
  city
}: {
  readonly item: FeedItem
  readonly city: WallCity
}): ReactElement {
  const say = useWords(incidentWords)
  const name = useCategoryName(city, incident.category)
  return (
    <li
      className={`incidents-cell severity-critical incident-${clock.state}`}
      data-incident={incident.id}
      aria-label={name}
    >
      <Mark severity="critical" icon={categoryIcon(city, incident.category)} size={0.48} />
      <span>{placeOf(incident, city)?.at(-1) ?? say.noPlaceShort}</span>
      <ClockFace clock={clock} />
    </li>
  )
}

/** Several of one kind in one district: how many, and how many of them are late. */
function GroupRow({
  group,
  city
}: {
  readonly group: FloodGroup
  readonly city: WallCity
}): ReactElement {
  const { category, district, districts, exercise, severity, items, late, arrived } = group
  const say = useWords(incidentWords)
  const format = useFormat()
  const name = useCategoryName(city, category)
  const place =
    districts > 1
      ? say.districts(format.count(districts))
      : city.districts.find(({ code }) => code === district)?.shortName
  return (
    <li
      className={`incident severity-${severity} ${arrived ? 'incident-stopped' : ''}`}
      data-group={keyOf(group)}
      data-count={items.length}
    >
      <Mark severity={severity} icon={categoryIcon(city, category)} size={0.56} />
      <div className="incident-what incident-where">
        <b>
          {exercise && <em className="incident-exercise">{say.exercise}</em>}
          {name}
        </b>
        <span>{place ?? say.noPlaceShort}</span>
        {arrived && <i className="incidents-group-arrived">{say.stopped.arrivedAt}</i>}
      </div>
      <div className="clk incidents-group-count">
        {late > 0 && <i>{say.groupLate(format.count(late))}</i>}
        <b>×{format.count(items.length)}</b>
      </div>
    </li>
  )
}

function MoreGroups({ more }: { readonly more: FloodMore }): ReactElement | null {
  const say = useWords(incidentWords)
  const format = useFormat()
  const open = more.incidents + more.unknown
  if (open === 0) return null
  return (
    <p className="incidents-more">
      <b>{say.more(format.count(open))}</b>{' '}
      {more.groups > 0 && more.unknown === 0
        ? say.moreGroups(format.count(more.groups))
        : say.moreOpen}
    </p>
  )
}
