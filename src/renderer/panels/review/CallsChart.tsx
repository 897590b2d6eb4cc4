import { useMemo, type ReactElement } from 'react'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import type { ChartBox } from './box.ts'
import { callsChart } from './callsChart.ts'
import { offsetText, useDayText } from './dayText.ts'
import { useReviewScene } from './ReviewScene.ts'
import { reviewWords } from './words.ts'

/** Calls by class apart from incidents: only emergencies are work for the agencies. */
export function CallsChart({ box }: { readonly box: ChartBox }): ReactElement {
  const { question, answer, against, baseName } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  const text = useDayText()
  const { scale } = box
  const { calls, days, total } = answer
  const chart = useMemo(
    () =>
      calls &&
      callsChart(
        {
          days,
          calls,
          period: total.period,
          base: against === 'normal' ? total.normal : total.compare
        },
        box
      ),
    [calls, days, total, against, box]
  )
  const usual = against === 'normal' ? say.usually : (question.compare?.anchor ?? '').slice(0, 4)
  if (chart === undefined) return <p className="review-nothing">{say.noCalls}</p>
  if (total.period.days === 0 && chart.rows.every(({ bars }) => bars.length === 0))
    return <p className="review-nothing">{say.days.noData}</p>
  return (
    <svg className="review-chart" viewBox={`0 0 ${box.width} ${box.height}`}>
      {chart.rows.map((row) => (
        <g key={row.class} data-class={row.class} data-count={row.count}>
          <text className="review-name review-t2" x={0} y={row.baseY - 8 * scale}>
            {say.classes[row.class]}
          </text>
          <line
            className="review-grid"
            x1={chart.left}
            x2={chart.right}
            y1={row.baseY}
            y2={row.baseY}
          />
          {row.bars.map(({ day, count, ...rect }) => (
            <rect
              key={day}
              className={row.class === 'emergency' ? 'review-bar-plain' : 'review-ghost'}
              {...rect}
            >
              <title>{`${day}: ${format.count(count)}`}</title>
            </rect>
          ))}
          <text
            className="review-strong review-t2"
            x={box.width - 170 * scale}
            y={row.baseY - 8 * scale}
            textAnchor="end"
          >
            {row.perDay === undefined ? '–' : format.decimal(row.perDay, row.perDay < 10 ? 1 : 0)}
          </text>
          {row.basePerDay !== undefined && (
            <text x={box.width} y={row.baseY - 8 * scale} textAnchor="end">
              {usual} {format.decimal(row.basePerDay, row.basePerDay < 10 ? 1 : 0)}
              <title>{baseName}</title>
            </text>
          )}
        </g>
      ))}
      {chart.labels.map(({ x, index }) => {
        const day = days[index]
        return (
          day && (
            <text key={index} x={x} y={chart.bottom + 38 * scale} textAnchor="middle">
              {offsetText(day, text.short(day.day))}
            </text>
          )
        )
      })}
    </svg>
  )
}
