import { useMemo, useState, type ReactElement } from 'react'
import { unknownDistrict } from '../../../contract/review.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { useRoom } from '../useRoom.ts'
import { boxOf, type ChartBox } from './box.ts'
import { fitted, useTold } from './CategoriesChart.tsx'
import { QuietRuns } from './QuietRuns.tsx'
import { changeText, restText } from './changeText.ts'
import { rateRow } from './rateRows.ts'
import { useReviewNames, useReviewScene } from './ReviewScene.ts'
import { rateChart } from './rowCharts.ts'
import { toggleOne } from './select.ts'
import { useMarks } from './useMarks.ts'
import { reviewWords } from './words.ts'

/** Districts by reports a day, with what is usual there. */
export function DistrictsChart(): ReactElement {
  const [ref, room] = useRoom<HTMLDivElement>()
  const { answer, against, baseName } = useReviewScene()
  const say = useWords(reviewWords)
  const based = answer.districts.some(
    ({ perDay, normalPerDay, comparePerDay }) =>
      perDay !== undefined && (against === 'normal' ? normalPerDay : comparePerDay) !== undefined
  )
  return (
    <section
      className="review-districts review-part"
      data-chart="kecamatan"
      aria-label={say.districtsTitle}
    >
      <header className="panel-head">
        <h2>{say.districtsTitle}</h2>
        {based && <span className="sub">{say.lineIs(baseName)}</span>}
      </header>
      <div className="review-room" ref={ref}>
        {room && room.width > 4 && room.height > 1 && <Drawing box={boxOf(room)} />}
      </div>
    </section>
  )
}

function Drawing({ box }: { readonly box: ChartBox }): ReactElement {
  const { city, question, answer, against, select } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  const names = useReviewNames(city)
  const told = useTold()
  const [page, setPage] = useState(0)
  const { scale } = box
  const { selection } = question
  const chosen = selection.districts
  const chart = useMemo(() => {
    const rows = answer.districts
      .filter(({ district, count }) => district !== unknownDistrict || count > 0)
      .map(({ district, ...rate }, index) =>
        rateRow(district, rate, index + 1, against, chosen?.includes(district) ?? false)
      )
      .filter((row) => row !== undefined)
    return rateChart(rows, box, { names: 340, words: 290, page })
  }, [answer, against, chosen, box, page])
  const { rows, rest } = chart
  const marks = useMarks(rows.length + (rest ? 1 : 0), 1, (index, add) => {
    const row = rows[index]
    if (row) select(toggleOne(selection, 'districts', row.id, add))
    else setPage(page === 0 ? 1 : 0)
  })
  if (answer.total.perDay === undefined) return <p className="review-nothing">{say.days.noData}</p>
  const thick = Math.min(22 * scale, chart.rowHeight * 0.56)
  return (
    <svg
      className="review-chart"
      viewBox={`0 0 ${box.width} ${box.height}`}
      onKeyDown={marks.onKeyDown}
    >
      {chart.ticks.map(({ x, value }) => (
        <text key={value} x={x} y={20 * scale} textAnchor="middle">
          {format.decimal(value, Number.isInteger(value) ? 0 : 1)}
        </text>
      ))}
      <g data-narrowed={chosen !== undefined}>
        {rows.map((row, index) => {
          const name = names.district(row.id) ?? say.unknownDistrict
          const baseline = row.y + 10 * scale
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
              <text x={36 * scale} y={baseline} textAnchor="end">
                {format.count(row.rank)}
              </text>
              <text className="review-name review-narrow" x={54 * scale} y={baseline}>
                {fitted(name, chart.left - 70 * scale, 28 * scale)}
              </text>
              <rect
                className="review-rank"
                x={chart.left}
                y={row.y - thick / 2}
                width={chart.x(row.perDay) - chart.left}
                height={thick}
              />
              {row.basePerDay !== undefined && (
                <rect
                  className="review-tick"
                  x={chart.x(row.basePerDay) - 2.5}
                  y={row.y - thick / 2 - 5}
                  width={5}
                  height={thick + 10}
                />
              )}
              {row.notable && (
                <text className="review-change" x={box.width} y={baseline} textAnchor="end">
                  {changeText(row.change, format, say)}
                </text>
              )}
              {row.chosen && (
                <rect
                  className="review-chosen"
                  x={-12}
                  width={box.width + 24}
                  y={row.y - chart.rowHeight / 2 + 1}
                  height={chart.rowHeight - 2}
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
          aria-label={told(say.restDistricts(format.count(rest.rows)), rest)}
        >
          <rect
            className="review-hit"
            x={-12}
            width={box.width + 24}
            y={rest.y - chart.rowHeight / 2}
            height={chart.rowHeight}
          />
          <text x={54 * scale} y={rest.y + 10 * scale}>
            {page === 0 ? say.restDistricts(format.count(rest.rows)) : say.back}
          </text>
          <text x={box.width} y={rest.y + 10 * scale} textAnchor="end">
            {restText(rest, format, say)}
          </text>
        </g>
      )}
    </svg>
  )
}
