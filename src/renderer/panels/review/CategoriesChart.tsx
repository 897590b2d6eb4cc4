import { useMemo, useState, type ReactElement } from 'react'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import type { ChartBox } from './box.ts'
import { QuietRuns } from './QuietRuns.tsx'
import { changeText, intervalText, restText } from './changeText.ts'
import { notableFirst, rateRow, type RateRow } from './rateRows.ts'
import { useReviewNames, useReviewScene } from './ReviewScene.ts'
import { rateChart } from './rowCharts.ts'
import { toggleOne } from './select.ts'
import { useMarks } from './useMarks.ts'
import { reviewWords } from './words.ts'

/** Kinds of incident a day, from a usual day to this period. */
export function CategoriesChart({ box }: { readonly box: ChartBox }): ReactElement {
  const { city, question, answer, against, select } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  const names = useReviewNames(city)
  const [page, setPage] = useState(0)
  const { scale } = box
  const { selection } = question
  const chosen = selection.categories
  const chart = useMemo(() => {
    const rows = answer.categories
      .map(({ category, ...rate }, index) =>
        rateRow(category, rate, index + 1, against, chosen?.some((id) => id === category) ?? false)
      )
      .filter((row) => row !== undefined)
    return rateChart(notableFirst(rows), box, { names: 360, words: 300, page })
  }, [answer, against, chosen, box, page])
  const { rows, rest } = chart
  const marks = useMarks(rows.length + (rest ? 1 : 0), 1, (index, add) => {
    const row = rows[index]
    if (row) select(toggleOne(selection, 'categories', row.id, add))
    else setPage(page === 0 ? 1 : 0)
  })
  const told = useTold()
  if (answer.total.perDay === undefined) return <p className="review-nothing">{say.days.noData}</p>
  return (
    <svg
      className="review-chart"
      viewBox={`0 0 ${box.width} ${box.height}`}
      onKeyDown={marks.onKeyDown}
    >
      {chart.ticks.map(({ x, value }) => (
        <g key={value}>
          <line className="review-grid" x1={x} x2={x} y1={chart.top} y2={chart.bottom} />
          <text x={x} y={20 * scale} textAnchor="middle">
            {format.decimal(value, Number.isInteger(value) ? 0 : 1)}
          </text>
        </g>
      ))}
      <g data-narrowed={chosen !== undefined}>
        {rows.map((row, index) => {
          const name = names.category(row.id)
          const from = row.basePerDay === undefined ? undefined : chart.x(row.basePerDay)
          const to = chart.x(row.perDay)
          const baseline = row.y + chart.fontSize * 0.35
          return (
            <g
              key={row.id}
              className={`review-mark${row.notable ? ' review-notable' : ''}`}
              data-row={row.id}
              data-count={row.count}
              data-chosen={row.chosen}
              {...marks.mark(index)}
              aria-label={told(name, row)}
              aria-pressed={row.chosen}
            >
              <rect
                className="review-hit"
                x={-12}
                width={box.width + 24}
                y={row.y - chart.rowHeight / 2}
                height={chart.rowHeight}
              />
              <text className="review-name" x={0} y={baseline} style={{ fontSize: chart.fontSize }}>
                {fitted(name, chart.left - 20 * scale, chart.fontSize)}
              </text>
              {from !== undefined && (
                <>
                  <line className="review-span" x1={from} x2={to} y1={row.y} y2={row.y} />
                  <circle className="review-was" cx={from} cy={row.y} r={10} />
                </>
              )}
              <circle className="review-is" cx={to} cy={row.y} r={13} />
              {row.notable && (
                <text
                  className="review-change"
                  x={box.width}
                  y={baseline}
                  textAnchor="end"
                  style={{ fontSize: chart.fontSize }}
                >
                  {changeText(row.change, format, say)}
                </text>
              )}
              {row.chosen && (
                <rect
                  className="review-chosen"
                  x={-12}
                  width={box.width + 24}
                  y={row.y - chart.rowHeight / 2 + 2}
                  height={chart.rowHeight - 4}
                />
              )}
              <title>{told(name, row)}</title>
            </g>
          )
        })}
      </g>
      <QuietRuns rows={rows} right={box.width} scale={scale} />
      {rest && (
        <g
          className="review-mark"
          {...marks.mark(rows.length)}
          data-rest={rest.rows}
          data-count={rest.count}
          aria-label={told(say.restKinds(format.count(rest.rows)), rest)}
        >
          <rect
            className="review-hit"
            x={-12}
            width={box.width + 24}
            y={rest.y - chart.rowHeight / 2}
            height={chart.rowHeight}
          />
          <text x={0} y={rest.y + chart.fontSize * 0.35} style={{ fontSize: chart.fontSize }}>
            {page === 0 ? say.restKinds(format.count(rest.rows)) : say.back}
          </text>
          <text
            x={box.width}
            y={rest.y + chart.fontSize * 0.35}
            textAnchor="end"
            style={{ fontSize: 28 * scale }}
          >
            {restText(rest, format, say)}
          </text>
        </g>
      )}
    </svg>
  )
}

/** Everything a row shows, in words. */
export function useTold(): (
  name: string,
  row: Pick<RateRow, 'count' | 'perDay'> & Partial<RateRow>
) => string {
  const { baseName } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  return (name, { count, perDay, basePerDay, change }) =>
    [
      say.rate(name, format.count(count), format.decimal(perDay)),
      basePerDay === undefined ? '' : say.rateBase(baseName, format.decimal(basePerDay)),
      changeText(change, format, say),
      intervalText(change, format)
    ]
      .filter((part) => part !== '')
      .join(', ')
}

/** A name that has no room is shortened with an ellipsis; the whole is in the tooltip. */
export function fitted(name: string, width: number, fontSize: number): string {
  const letters = Math.floor(width / (fontSize * 0.5))
  return [...name].length <= letters
    ? name
    : `${[...name]
        .slice(0, letters - 1)
        .join('')
        .trimEnd()}…`
}
