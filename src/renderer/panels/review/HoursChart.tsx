import { useMemo, type ReactElement } from 'react'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { useRoom } from '../useRoom.ts'
import { boxOf, type ChartBox } from './box.ts'
import { useDayText } from './dayText.ts'
import { hoursChart, shades } from './hoursChart.ts'
import { useReviewScene } from './ReviewScene.ts'
import { toggleTimes } from './select.ts'
import { useMarks } from './useMarks.ts'
import { reviewWords } from './words.ts'

/** Reports an hour by hour of the day and day of the week. */
export function HoursChart(): ReactElement {
  const [ref, room] = useRoom<HTMLDivElement>()
  const { answer } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  const box = room && boxOf(room)
  const step = useMemo(() => (box ? hoursChart(answer.hours, box).step : 1), [answer, box])
  const isKnown = answer.hours.days.some((days) => days > 0)
  const digits = (value: number): number =>
    Number.isInteger(value) ? 0 : Number.isInteger(Math.round(value * 1000) / 100) ? 1 : 2
  return (
    <section className="review-hours review-part" data-chart="jam" aria-label={say.hours.title}>
      <header className="panel-head">
        <h2>{say.hours.title}</h2>
        {isKnown && (
          <span className="sub review-legend">
            <span>
              {say.hours.below(format.decimal(step, digits(step)))}
              <span className="review-ramp">
                {Array.from({ length: shades }, (_, shade) => (
                  <i key={shade} className={`review-shade-${shade}`} />
                ))}
              </span>
              {format.decimal(step * (shades - 1), digits(step))}+
            </span>
          </span>
        )}
      </header>
      <div className="review-room" ref={ref}>
        {!isKnown && <p className="review-nothing">{say.days.noData}</p>}
        {isKnown && box && box.width > 400 && box.height > 200 && <Drawing box={box} />}
      </div>
    </section>
  )
}

function Drawing({ box }: { readonly box: ChartBox }): ReactElement {
  const { question, answer, select } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  const text = useDayText()
  const { scale } = box
  const { selection } = question
  const { weekdays, hours } = selection
  const chart = useMemo(() => hoursChart(answer.hours, box), [answer, box])
  // Marks in reading order: the hours above, then each row with its name before its cells.
  const marks = useMarks(24 + 7 * 25, 25, (index, add) => {
    if (index < 24) select(toggleTimes(selection, { hour: index }, add))
    else {
      const weekday = Math.floor((index - 24) / 25)
      const column = (index - 24) % 25
      const hour = column === 0 ? undefined : column - 1
      select(toggleTimes(selection, { weekday, hour }, add))
    }
  })
  const isOn = (weekday: number, hour: number): boolean =>
    (weekdays?.includes(weekday) ?? true) && (hours?.includes(hour) ?? true)
  const narrowed = weekdays !== undefined || hours !== undefined
  const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}.00`
  const highest = Math.max(...chart.rows.map(({ perDay }) => perDay ?? 0))
  return (
    <svg
      className="review-chart"
      viewBox={`0 0 ${box.width} ${box.height}`}
      onKeyDown={marks.onKeyDown}
    >
      {chart.columns.map(({ hour, count, ...rect }) => {
        const label = say.hours.column(hourName(hour), format.count(count))
        return (
          <g
            key={hour}
            className="review-mark"
            {...marks.mark(hour)}
            aria-label={label}
            aria-pressed={hours?.includes(hour) ?? false}
          >
            <rect
              className="review-hit"
              x={rect.x}
              width={rect.width + 3}
              y={0}
              height={chart.top - 8}
            />
            <rect className="review-ghost" {...rect} data-chosen={hours?.includes(hour)} />
            <title>{label}</title>
          </g>
        )
      })}
      <text x={box.width} y={26 * scale} textAnchor="end">
        {say.perDayUnit}
      </text>
      {chart.rows.map(({ weekday, y, height, count, perDay }) => {
        const label = say.hours.row(text.weekdayLong(weekday), format.count(count))
        const on = weekdays?.includes(weekday) ?? false
        const middle = y + height / 2 + 10 * scale
        return (
          <g
            key={weekday}
            className={
              on || (!narrowed && perDay === highest && highest > 0) ? 'review-strong' : undefined
            }
          >
            <g
              className="review-mark"
              {...marks.mark(24 + weekday * 25)}
              aria-label={label}
              aria-pressed={on}
            >
              <rect className="review-hit" x={0} width={chart.left - 6} y={y} height={height - 3} />
              <text x={0} y={middle}>
                {text.weekday(weekday)}
              </text>
              <title>{label}</title>
            </g>
            <text x={box.width} y={middle} textAnchor="end">
              {perDay === undefined ? '–' : format.decimal(perDay, perDay < 10 ? 1 : 0)}
              {perDay === undefined && <title>{say.hours.noDay}</title>}
            </text>
          </g>
        )
      })}
      <g data-narrowed={narrowed}>
        {chart.cells.map(({ weekday, hour, count, rate, shade, ...rect }) => {
          const label =
            rate === undefined
              ? `${text.weekdayLong(weekday)} ${hourName(hour)}: ${say.hours.noDay}`
              : say.hours.cell(
                  text.weekdayLong(weekday),
                  hourName(hour),
                  format.count(count),
                  format.decimal(rate)
                )
          return (
            <rect
              key={`${weekday} ${hour}`}
              className={rate === undefined ? 'review-cell-none' : `review-shade-${shade}`}
              {...marks.mark(24 + weekday * 25 + 1 + hour)}
              aria-label={label}
              aria-pressed={narrowed && isOn(weekday, hour)}
              data-count={count}
              data-chosen={narrowed && isOn(weekday, hour)}
              {...rect}
            >
              <title>{label}</title>
            </rect>
          )
        })}
      </g>
      {narrowed &&
        chosenAreas(weekdays, hours).map(({ firstDay, days, firstHour, width }) => {
          const columnWidth = (chart.right - chart.left) / 24
          const rowHeight = (chart.bottom - chart.top) / 7
          return (
            <rect
              key={`${firstDay} ${firstHour}`}
              className="review-chosen"
              x={chart.left + firstHour * columnWidth - 1.5}
              width={width * columnWidth}
              y={chart.top + firstDay * rowHeight - 1.5}
              height={days * rowHeight}
            />
          )
        })}
      {[0, 6, 12, 18].map((hour) => (
        <text
          key={hour}
          x={chart.left + (hour * (chart.right - chart.left)) / 24}
          y={chart.bottom + 36 * scale}
        >
          {hourName(hour)}
        </text>
      ))}
    </svg>
  )
}

interface Area {
  readonly firstDay: number
  readonly days: number
  readonly firstHour: number
  readonly width: number
}

/** Chosen cells that touch are outlined together. */
function chosenAreas(
  weekdays: readonly number[] | undefined,
  hours: readonly number[] | undefined
): readonly Area[] {
  return runsOf(weekdays, 7).flatMap(([firstDay, days]) =>
    runsOf(hours, 24).map(([firstHour, width]) => ({ firstDay, days, firstHour, width }))
  )
}

function runsOf(
  values: readonly number[] | undefined,
  all: number
): readonly (readonly [first: number, length: number])[] {
  if (values === undefined) return [[0, all]]
  const found: [number, number][] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = found.at(-1)
    if (last && last[0] + last[1] === value) last[1] += 1
    else found.push([value, 1])
  }
  return found
}
