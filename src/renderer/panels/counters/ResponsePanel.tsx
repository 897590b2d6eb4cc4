import { Fragment, type ReactElement } from 'react'
import type { ResponseTarget } from '../../../contract/responseTarget.ts'
import { few } from '../../../contract/shownCount.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { PanelHead } from '../../look/PanelHead.tsx'
import { useWords } from '../../look/words.ts'
import { targetBar } from './bars.ts'
import './counters.css'
import { Unknown } from './Unknown.tsx'
import { Value } from './Value.tsx'
import { counterWords } from './words.ts'

/** Fewer than this and the figure says more about chance than about the city. */
export const fewReports = 5

/** Median response today against the city's headline target. */
export function ResponsePanel({ state }: PanelProps): ReactElement {
  const say = useWords(counterWords)
  const format = useFormat()
  const { city } = state
  const today = state.aggregates.responseTimes?.today
  const id = today?.target ?? city.headlineTarget
  const target = city.responseTargets.find((candidate) => candidate.id === id)
  const head = <PanelHead title={say.response} note={target && say.median[target.to]} />
  if (today?.medianMs === undefined || target === undefined) {
    const why =
      target === undefined
        ? say.noTarget
        : today === undefined
          ? say.waiting
          : today.n === few
            ? say.tooFew
            : say.noResponse[target.to](minutesText(target, format.decimal))
    return (
      <div className="counter">
        {head}
        <Unknown size="lead" why={why} />
      </div>
    )
  }
  const parts = format.duration(today.medianMs)
  const n = say.fromReports(format.count(today.n))
  return (
    <div className="counter">
      {head}
      <div className="counter-duo">
        <div className="num counter-lead">
          <Value text={parts.map(({ value, unit }) => value + unit).join(' ')}>
            {parts.map(({ value, unit }) => (
              <Fragment key={unit}>
                {value}
                <small>{unit}</small>
              </Fragment>
            ))}
          </Value>
        </div>
        <div className="counter-side">
          {typeof today.n === 'number' && today.n < fewReports ? <b>{n}</b> : n}
        </div>
      </div>
      <Bar medianMs={today.medianMs} target={target} />
    </div>
  )
}

function minutesText(
  { minutes }: ResponseTarget,
  decimal: (value: number, digits?: number) => string
): string {
  return decimal(minutes, Number.isInteger(minutes) ? 0 : 1)
}

function Bar({
  medianMs,
  target
}: {
  readonly medianMs: number
  readonly target: ResponseTarget
}): ReactElement {
  const say = useWords(counterWords)
  const format = useFormat()
  const bar = targetBar(medianMs, target.minutes)
  const at = `${(bar.target * 100).toFixed(2)}%`
  return (
    <div className="counter-scale">
      <div className="counter-bar counter-bar-target" aria-hidden="true">
        <i className="counter-fill" style={{ width: `${((bar.value ?? 0) * 100).toFixed(2)}%` }} />
        <i className="counter-tick" style={{ left: at }} />
      </div>
      <div className="counter-axis">
        <span>{format.count(0)}</span>
        <span className="counter-axis-target" style={{ left: at }}>
          {say.target(minutesText(target, format.decimal))}
        </span>
        <span>{format.decimal(bar.top, Number.isInteger(bar.top) ? 0 : 1)}</span>
      </div>
    </div>
  )
}
