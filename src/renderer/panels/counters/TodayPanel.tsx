import type { ReactElement } from 'react'
import type { WallAggregates } from '../../../contract/aggregates.ts'
import { startOfDay } from '../../../contract/time.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { PanelHead } from '../../look/PanelHead.tsx'
import { useWords } from '../../look/words.ts'
import './counters.css'
import { standing } from './standing.ts'
import { Unknown } from './Unknown.tsx'
import { Value } from './Value.tsx'
import { counterWords } from './words.ts'

/** How many incidents today, beside what is usual by this time of such a day. */
export function TodayPanel({ state, now }: PanelProps): ReactElement {
  const say = useWords(counterWords)
  const format = useFormat()
  const volume = state.aggregates.volume
  const midnight = volume?.today.start ?? startOfDay(now, state.city.timeZone)
  const head = <PanelHead title={say.today} note={say.since(format.timeOfDay(midnight))} />
  if (volume?.since === undefined)
    return (
      <div className="counter">
        {head}
        <Unknown size="day" why={volume ? say.beforeFirst : say.waiting} />
      </div>
    )
  const { count } = volume.today
  return (
    <div className="counter">
      {head}
      <div className="counter-duo">
        <div className="num counter-day">
          <Value text={format.count(count)} />
        </div>
        <div className="counter-side">
          <Usual today={volume.today} now={now} />
        </div>
      </div>
    </div>
  )
}

function Usual({
  today: { count, usual },
  now
}: {
  readonly today: WallAggregates['volume']['today']
  readonly now: number
}): ReactElement {
  const say = useWords(counterWords)
  const format = useFormat()
  if (usual === undefined) return <>{say.noUsual}</>
  const range = say.usual(`${format.count(usual.low)}–${format.count(usual.high)}`)
  // Of guests' few nobody is told where they stand.
  const place = typeof count === 'number' ? standing(count, usual) : 'within'
  return (
    <>
      {place !== 'within' && <b>{say[place]} </b>}
      {range}
      <br />
      {say.until(format.timeOfDay(now))}
    </>
  )
}
