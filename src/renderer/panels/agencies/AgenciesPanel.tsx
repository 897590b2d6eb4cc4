import type { ReactElement } from 'react'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { useRoom } from '../useRoom.ts'
import './agencies.css'
import { agencyRows, type AgencyResponse, type AgencyRow } from './agencyRows.ts'
import { agencyWords } from './words.ts'

/** Heights in rem at wall scale 1, as in agencies.css. */
const headHeight = 0.5
const rowHeight = 0.64
/** From this wall scale on the least important modules drop out. */
const farFrom = 1.2

/** Who is busy, who is late, and how each agency has kept the headline target. */
export function AgenciesPanel({ state }: PanelProps): ReactElement {
  const say = useWords(agencyWords)
  const format = useFormat()
  const [ref, room] = useRoom<HTMLDivElement>()
  const { agencyBoard: board, openCounts } = state.aggregates
  const fits = room
    ? Math.max(0, Math.floor((room.height / room.scale - headHeight) / rowHeight + 0.01))
    : 0
  const { rows, hidden, target } = agencyRows(
    { city: state.city, board, openCounts },
    fits,
    (room?.scale ?? 1) >= farFrom
  )
  const minutes = state.city.responseTargets.find(({ id }) => id === board?.target)?.minutes

  return (
    <div className="agencies" ref={ref}>
      <div className="agencies-head">
        <span>
          {say.agency}
          {board && `, ${say.period(format.count(board.days))}`}
        </span>
        <span>{say.open}</span>
        <span>
          {minutes === undefined
            ? say.medianOnly
            : say.median(format.decimal(minutes, Number.isInteger(minutes) ? 0 : 1))}
        </span>
        <span>{say.share}</span>
      </div>
      {rows.map((row) => (
        <Row key={row.id} row={row} target={target} />
      ))}
      {hidden.count > 0 && (
        <p className="agencies-others">
          {say.others(format.count(hidden.count))}
          {hidden.open > 0 && <b> {say.othersOpen(format.count(hidden.open))}</b>}
        </p>
      )}
    </div>
  )
}

function Row({
  row,
  target
}: {
  readonly row: AgencyRow
  readonly target: number | undefined
}): ReactElement {
  const say = useWords(agencyWords)
  const format = useFormat()
  const { open, late, response, idle } = row
  return (
    <div className={`agencies-row${idle ? ' agencies-idle' : ''}`} data-agency={row.id}>
      <span className="agencies-name">{row.name}</span>
      <span
        className={`agencies-open${typeof open === 'number' && open > 99 ? ' agencies-many' : ''}`}
      >
        {open === undefined ? '–' : format.count(open)}
        {late > 0 && <i className="inverse">{format.count(late)}</i>}
      </span>
      <span className="agencies-axis" aria-hidden="true">
        {target !== undefined && (
          <i className="agencies-target" style={{ left: percent(target) }} />
        )}
        {response && <Dot response={response} />}
      </span>
      <span className="agencies-share">
        {response?.share !== undefined && `${format.percent(response.share)}%`}
        {response?.few && <i>{say.few(format.count(response.n))}</i>}
        {!response?.few && response?.share === undefined && <i>–</i>}
      </span>
    </div>
  )
}

function Dot({ response }: { readonly response: AgencyResponse }): ReactElement {
  const form = response.few ? ' agencies-few' : response.pastTarget ? ' agencies-past' : ''
  return (
    <>
      {response.p90 !== undefined && (
        <i
          className="agencies-whisker"
          style={{ left: percent(response.median), right: percent(1 - response.p90) }}
        />
      )}
      <i className={`agencies-dot${form}`} style={{ left: percent(response.median) }} />
    </>
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}
