import type { ReactElement } from 'react'
import { second } from '../../../contract/time.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { agencyChart, fewestTimes, type AgencyMark } from './agencyChart.ts'
import { roughWidth, type ChartBox } from './box.ts'
import { fitted } from './CategoriesChart.tsx'
import { signed } from './changeText.ts'
import { isNotable } from './rateRows.ts'
import { useReviewNames, useReviewScene } from './ReviewScene.ts'
import { toggleOne } from './select.ts'
import { useMarks } from './useMarks.ts'
import { reviewWords } from './words.ts'

/** How fast help came, by agency, on the city's own clock. */
export function AgenciesChart({ box }: { readonly box: ChartBox }): ReactElement {
  const { city, question, answer, against, select } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  const names = useReviewNames(city)
  const { scale } = box
  const { selection } = question
  const target = city.responseTargets.find(({ id }) => id === answer.target)
  const targetMinutes = target?.minutes ?? 10
  const chart = agencyChart(
    {
      agencies: answer.agencies,
      response: answer.response,
      targetMinutes,
      against,
      chosen: selection.agencies ?? []
    },
    box
  )
  const ofAgencies = chart.rows.filter(({ agency }) => agency !== undefined)
  const marks = useMarks(ofAgencies.length, 1, (index, add) => {
    const agency = ofAgencies[index]?.agency
    if (agency !== undefined) select(toggleOne(selection, 'agencies', agency, add))
  })
  const spell = (ms: number | undefined): string =>
    ms === undefined
      ? '–'
      : format
          .duration(Math.round(ms / second) * second)
          .map(({ value, unit }) => value + unit)
          .join(' ')
  const nameOf = ({ agency }: AgencyMark): string =>
    agency === undefined ? say.allIncidents : names.agency(agency)
  const told = (row: AgencyMark): string =>
    say.agency(nameOf(row), format.count(row.assignments), spell(row.medianMs), spell(row.p90Ms)) +
    (row.unknown > 0 ? `, ${say.unknownTimes(format.count(row.unknown))}` : '')
  const clock =
    target === undefined
      ? ''
      : say.target(
          say.events[target.from],
          say.events[target.to],
          format.decimal(target.minutes, Number.isInteger(target.minutes) ? 0 : 1)
        )
  if (answer.total.perDay === undefined) return <p className="review-nothing">{say.days.noData}</p>
  const columns = {
    median: box.width - (chart.withP90 ? 385 : 250) * scale,
    p90: box.width - 240 * scale,
    share: box.width - 120 * scale
  }
  return (
    <svg
      className="review-chart"
      viewBox={`0 0 ${box.width} ${box.height}`}
      onKeyDown={marks.onKeyDown}
    >
      {roughWidth(clock + say.markIs, 28 * scale) < box.width && (
        <text x={box.width} y={22 * scale} textAnchor="end">
          {say.markIs}
        </text>
      )}
      {target && (
        <text x={0} y={22 * scale} data-target={target.id}>
          {clock}
        </text>
      )}
      {chart.ticks.map(({ x, minutes }, index) => (
        <text key={minutes} x={x} y={60 * scale} textAnchor="middle">
          {format.decimal(minutes, Number.isInteger(minutes) ? 0 : 1)}
          {index > 0 && index === chart.ticks.length - 1 && ` ${say.minutes}`}
        </text>
      ))}
      <text x={columns.median} y={60 * scale} textAnchor="end">
        {say.times}
      </text>
      {chart.withP90 && (
        <text x={columns.p90} y={60 * scale} textAnchor="end">
          {say.slowest}
        </text>
      )}
      <text x={columns.share} y={60 * scale} textAnchor="end">
        {say.inTarget}
      </text>
      <text x={box.width} y={60 * scale} textAnchor="end">
        {say.points('±')}
      </text>
      <line
        className="review-target"
        x1={chart.target}
        x2={chart.target}
        y1={chart.top}
        y2={chart.bottom}
      />
      <g data-narrowed={selection.agencies !== undefined}>
        {chart.rows.map((row, index) => {
          const baseline = row.y + chart.fontSize * 0.35
          const few = row.n < fewestTimes
          const all = row.agency === undefined
          return (
            <g
              key={row.agency ?? ''}
              className={`review-mark${isNotable(row.change) ? ' review-notable' : ''}`}
              data-row={row.agency}
              data-count={row.assignments}
              data-chosen={all ? undefined : row.chosen}
              {...(!all && { ...marks.mark(index - 1), 'aria-pressed': row.chosen })}
              aria-label={told(row)}
            >
              <rect
                className="review-hit"
                x={-12}
                width={box.width + 24}
                y={row.y - chart.rowHeight / 2}
                height={chart.rowHeight}
              />
              <text
                className={all ? 'review-name review-strong' : 'review-name'}
                x={0}
                y={baseline}
                style={{ fontSize: chart.fontSize }}
              >
                {fitted(nameOf(row), chart.left - 20 * scale, chart.fontSize)}
              </text>
              {row.median !== undefined && row.p90 !== undefined && (
                <line
                  className="review-whisker"
                  x1={row.median}
                  x2={row.p90}
                  y1={row.y}
                  y2={row.y}
                />
              )}
              {row.median !== undefined &&
                (row.pastTarget && !few ? (
                  <rect
                    className="review-past"
                    x={row.median - 12}
                    y={row.y - 12}
                    width={24}
                    height={24}
                  />
                ) : (
                  <circle
                    className={few ? 'review-was' : 'review-dot'}
                    cx={row.median}
                    cy={row.y}
                    r={12}
                  />
                ))}
              <text className="review-ink2" x={columns.median} y={baseline} textAnchor="end">
                {spell(row.medianMs)}
              </text>
              {chart.withP90 && (
                <text x={columns.p90} y={baseline} textAnchor="end">
                  {spell(row.p90Ms)}
                </text>
              )}
              <text
                className={row.share === undefined ? '' : 'review-strong'}
                x={columns.share}
                y={baseline}
                textAnchor="end"
                style={{ fontSize: row.share === undefined ? 28 * scale : chart.fontSize }}
              >
                {row.share === undefined
                  ? say.fewTimes(format.count(row.n))
                  : `${format.percent(row.share)}%`}
              </text>
              <text
                className={isNotable(row.change) ? 'review-change' : 'review-change review-quiet'}
                x={box.width}
                y={baseline}
                textAnchor="end"
              >
                {pointsText(row)}
              </text>
              {row.chosen && (
                <rect
                  className="review-chosen"
                  x={-12}
                  width={box.width + 24}
                  y={row.y - chart.rowHeight / 2 + 2}
                  height={chart.rowHeight - 4}
                />
              )}
              <title>{told(row)}</title>
            </g>
          )
        })}
      </g>
      {chart.hidden > 0 && (
        <text x={0} y={chart.bottom - chart.rowHeight / 2 + 10 * scale}>
          {say.othersAgencies(format.count(chart.hidden))}
        </text>
      )}
    </svg>
  )

  function pointsText({ change }: AgencyMark): string {
    if (change === undefined) return ''
    if (change.verdict === 'tooFew') return '–'
    if (change.verdict === 'within' || change.points === undefined) return say.withinShort
    return signed(Math.round(change.points), format)
  }
}
