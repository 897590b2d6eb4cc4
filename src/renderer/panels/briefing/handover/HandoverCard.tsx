import { useState, type FormEvent, type ReactElement, type ReactNode } from 'react'
import type { FileProblem } from '../../../../contract/arrangement.ts'
import { severityOf } from '../../../../contract/incident.ts'
import {
  openIncidents,
  severityRank,
  type OpenIncident
} from '../../../../contract/leadIncident.ts'
import { numbersIn } from '../../../../contract/shownCount.ts'
import { minute } from '../../../../contract/time.ts'
import type { PanelProps, ReadyWall } from '../../../hub/wallState.ts'
import { useFormat } from '../../../look/format.ts'
import { Mark } from '../../../look/Mark.tsx'
import { useWords } from '../../../look/words.ts'
import { categoryIcon, useCategoryName } from '../../incidents/categoryName.ts'
import { placeOf } from '../../incidents/placeOf.ts'
import { useRoom, type Room } from '../../useRoom.ts'
import { faultText } from '../faultText.ts'
import { briefingWords } from '../words.ts'
import './handover.css'
import { handoverWords } from './handoverWords.ts'
import { shiftOf } from './shiftOf.ts'
import { Notes } from './Notes.tsx'
import { useHandover, type HandoverSeen } from './useHandover.ts'

const mostListed = 8
/** A source that sends heartbeats and is silent for longer is named. */
const silentMs = minute

/** What the next shift must know, and that it knows: always of now, also over a frozen briefing. */
export function HandoverCard({
  state,
  now,
  freshness
}: Pick<PanelProps, 'state' | 'now' | 'freshness'>): ReactElement {
  const say = useWords(handoverWords)
  const format = useFormat()
  const { city, wall, aggregates, health, control } = state
  const { mode } = control.mode
  const seen = useHandover(mode)
  const [list, room] = useRoom<HTMLElement>()
  const shift = wall.shiftHours && shiftOf(wall.shiftHours, now, city.timeZone)
  const { openCounts, responseTimes } = aggregates
  const within = responseTimes && numbersIn(responseTimes.within)
  const decided = (within?.met ?? 0) + (within?.breached ?? 0)
  const sources = (health?.sources ?? []).flatMap(({ source, ageMs, heartbeat, missing }) => [
    ...(heartbeat && ageMs > silentMs ? [say.silent(source, format.age(ageMs))] : []),
    ...(missing !== 0 ? [say.missing(source, format.count(missing))] : [])
  ])
  return (
    <aside className="handover" role="dialog" aria-label={say.title}>
      <header>
        <h1>{say.title}</h1>
        <p>
          {shift === undefined
            ? say.noShift
            : say.shift(
                format.count(shift.number),
                format.count(shift.of),
                format.timeOfDay(shift.since),
                format.timeOfDay(shift.until)
              )}
        </p>
      </header>
      {freshness !== 'live' && (
        <p className="handover-old" role="alert">
          {say.lost}
        </p>
      )}
      <div className="handover-parts">
        <section className="handover-open" ref={list}>
          <h2>
            {say.open} {openCounts && <b>{format.count(openCounts.open)}</b>}
          </h2>
          {openCounts && (
            <p>{say.openOf(countText(openCounts.late), countText(openCounts.arrived))}</p>
          )}
          <OpenList state={state} now={now} rows={rowsIn(room)} />
        </section>
        <dl>
          <Item name={say.breached}>
            {within === undefined ? (
              say.unknown
            ) : (
              <>
                <b>{format.count(within.breached ?? 0)}</b> {say.ofDecided(format.count(decided))}
              </>
            )}
          </Item>
          <Item name={say.sources}>
            {health === undefined
              ? say.unknown
              : sources.length === 0
                ? say.none
                : sources.join(', ')}
          </Item>
          <Item name={say.cameras} farDrops={health?.cameras.configured === health?.cameras.live}>
            {health === undefined ? (
              say.unknown
            ) : (
              <>
                <b>{format.count(health.cameras.configured - health.cameras.live)}</b>{' '}
                {say.camerasOf(format.count(health.cameras.configured))}
              </>
            )}
          </Item>
          <Item name={say.quarantine} farDrops={health?.rejected.incidentsToday === 0}>
            {health === undefined ? (
              say.unknown
            ) : (
              <b>{format.count(health.rejected.incidentsToday)}</b>
            )}
          </Item>
          <Item name={say.sound}>{soundText()}</Item>
          {(health?.files?.length ?? 0) > 0 && (
            <Item name={say.files}>
              <span className="handover-old">{health?.files?.map(fileText).join(', ')}</span>
            </Item>
          )}
        </dl>
      </div>
      <Notes key={seen.told?.note?.at} seen={seen} mode={mode} />
      <TakeOver
        seen={seen}
        shiftSince={state.clock?.simulated === false ? shift?.since : undefined}
      />
    </aside>
  )

  function soundText(): string {
    if (control.mute !== undefined)
      return say.muted(format.timeOfDay(control.mute.until), control.mute.by.name ?? '')
    return wall.soundVolume === 0 ? say.soundNone : say.soundOn
  }

  function fileText({ file, line }: FileProblem): string {
    return line === undefined ? file : say.line(file, format.count(line))
  }

  function countText(count: Parameters<typeof format.count>[0] | undefined): string {
    return count === undefined ? say.unknown : format.count(count)
  }
}

function Item({
  name,
  farDrops = false,
  children
}: {
  readonly name: string
  /** Nothing to know: it gives way where seats are far. */
  readonly farDrops?: boolean
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className={farDrops ? 'handover-far-drops' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Rows below the head of the list, of heights in handover.css. */
function rowsIn(room: Room | undefined): number {
  if (room === undefined) return mostListed
  const { height, scale } = room
  return Math.floor((height - 0.46 - 1.13 * scale) / (0.42 + 0.83 * scale))
}

function OpenList({
  state,
  now,
  rows
}: {
  readonly state: ReadyWall
  readonly now: number
  readonly rows: number
}): ReactElement {
  const say = useWords(handoverWords)
  const format = useFormat()
  const open = openIncidents(state.incidents.values(), state.city, now)
    .filter(({ incident }) => !incident.exercise)
    .sort(
      (a, b) =>
        severityRank(a.incident) - severityRank(b.incident) ||
        a.incident.receivedAt - b.incident.receivedAt ||
        (a.incident.id < b.incident.id ? -1 : 1)
    )
  const all = open.length + state.notSent
  // The last row says how many more there are.
  const shown = Math.max(0, Math.min(mostListed, all <= rows ? all : rows - 1))
  const rest = all - Math.min(shown, open.length)
  return (
    <ul>
      {open.slice(0, shown).map((item) => (
        <OpenRow key={item.incident.id} item={item} state={state} />
      ))}
      {rest > 0 && <li>{say.more(format.count(rest))}</li>}
    </ul>
  )
}

function OpenRow({
  item: { incident, clock },
  state: { city }
}: {
  readonly item: OpenIncident
  readonly state: ReadyWall
}): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const name = useCategoryName(city, incident.category)
  const { category, district } = incident
  const [place = say.elsewhere] =
    placeOf({ category, ...(district !== undefined && { district }) }, city) ?? []
  const severity = severityOf(incident.priority)
  return (
    <li className={`severity-${severity}`} data-clock={clock.state}>
      <Mark severity={severity} icon={categoryIcon(city, category)} size={0.56} />
      <b>{name}</b>
      <span>{place}</span>
      <i className="clk">{format.stopwatch(clock.elapsedMs)}</i>
    </li>
  )
}

function TakeOver({
  seen: { told, fault, takeOver },
  shiftSince
}: {
  readonly seen: HandoverSeen
  readonly shiftSince: number | undefined
}): ReactElement {
  const say = useWords(handoverWords)
  const briefingSay = useWords(briefingWords)
  const format = useFormat()
  const [name, setName] = useState('')
  const last = told?.last
  const due = told !== undefined && shiftSince !== undefined && (last?.at ?? 0) < shiftSince
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() === '') return
    takeOver(name)
    setName('')
  }
  return (
    <form className="handover-take" onSubmit={submit}>
      <p role="status">
        {last !== undefined &&
          say.last(`${format.dayMonth(last.at)} ${format.timeOfDay(last.at)}`, last.name)}
        {told !== undefined && last === undefined && say.nobody}
        {due && <b> {say.due}</b>}
        {fault && <b className="handover-old"> {say.notDone(faultText(fault, briefingSay))}</b>}
      </p>
      <input
        aria-label={say.name}
        placeholder={say.name}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit">{say.take}</button>
    </form>
  )
}
