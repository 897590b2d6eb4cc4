import type { CSSProperties, ReactElement } from 'react'
import type { WallAggregates } from '../../../contract/aggregates.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { PanelHead } from '../../look/PanelHead.tsx'
import { useWords } from '../../look/words.ts'
import { monthBar, type MonthCounts } from './bars.ts'
import './counters.css'
import { Unknown } from './Unknown.tsx'
import { Value } from './Value.tsx'
import { counterWords } from './words.ts'

/** This month so far, where it is heading, and the month before. */
export function MonthPanel({ state, now }: PanelProps): ReactElement {
  const say = useWords(counterWords)
  const format = useFormat()
  const volume = state.aggregates.volume
  const head = <PanelHead title={say.month} note={format.month(volume?.month.start ?? now)} />
  if (volume?.since === undefined)
    return (
      <div className="counter">
        {head}
        <Unknown size="lead" why={volume ? say.noForecast : say.waiting} />
      </div>
    )
  const { count, forecast } = volume.month
  return (
    <div className="counter">
      {head}
      <div className="counter-duo">
        <div className="num counter-lead">
          <Value text={format.count(count)} />
        </div>
        <div className="counter-side">
          {forecast === undefined ? (
            say.noForecast
          ) : (
            <>
              {say.monthEnd}
              <br />
              <b className="counter-forecast">
                <Value text={format.count(forecast.value)} />
              </b>
            </>
          )}
        </div>
      </div>
      {isNumbers(volume.month) && <Bar month={volume.month} />}
    </div>
  )
}

/** Guests are not told small counts, and a bar would show what they are. */
function isNumbers(month: WallAggregates['volume']['month']): month is MonthCounts {
  return (
    typeof month.count === 'number' && (month.last === undefined || typeof month.last === 'number')
  )
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`

/** Reports so far, the forecast with its interval, and a mark where last month ended. */
function Bar({ month }: { readonly month: MonthCounts }): ReactElement {
  const say = useWords(counterWords)
  const format = useFormat()
  const bar = monthBar(month)
  const before = format.monthName(month.start - 1)
  const last =
    month.last === undefined
      ? say.noLastMonth(before)
      : say.lastMonth(before, format.count(month.last))
  const range =
    month.forecast && `${format.count(month.forecast.low)}–${format.count(month.forecast.high)}`
  const lastIsRight =
    bar.last !== undefined && bar.forecast !== undefined && bar.last > bar.forecast.at
  const known = bar.last !== undefined || bar.forecast !== undefined
  return (
    <div className="counter-scale">
      {known && (
        <div className="counter-bar counter-bar-month" aria-hidden="true">
          {bar.forecast && (
            <i
              className="counter-ahead"
              style={{
                left: percent(bar.value),
                right: percent(1 - Math.max(bar.value, bar.forecast.at))
              }}
            />
          )}
          <i className="counter-fill" style={{ width: percent(bar.value) }} />
          {bar.forecast && (
            <>
              <i
                className="counter-whisker"
                style={{ left: percent(bar.forecast.low), right: percent(1 - bar.forecast.high) }}
              />
              <i className="counter-point" style={{ left: percent(bar.forecast.at) }} />
            </>
          )}
          {bar.last !== undefined && (
            <i className="counter-tick" style={{ left: percent(bar.last) }} />
          )}
        </div>
      )}
      <div
        className="counter-labels"
        style={{ '--at': bar.last === undefined ? '0%' : percent(bar.last) } as CSSProperties}
      >
        {lastIsRight ? (
          <>
            <span />
            <span>{range && say.interval(range)}</span>
            <span>{last}</span>
          </>
        ) : (
          <>
            <span className="counter-label-at">{last}</span>
            <span className="counter-label-end">{range}</span>
          </>
        )}
      </div>
    </div>
  )
}
