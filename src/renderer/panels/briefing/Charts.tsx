import type { ReactElement, ReactNode } from 'react'
import type { Briefing } from '../../../contract/briefing.ts'
import type { WallCity } from '../../../contract/city.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { useRoom } from '../useRoom.ts'
import {
  boxOf,
  medianChart,
  monthChart,
  pathOf,
  sizes,
  type ChartBox,
  type Frame
} from './charts.ts'
import { minutesText } from './headlineText.ts'
import { monthNames } from './monthNames.ts'
import { briefingWords } from './words.ts'

interface ChartProps {
  readonly briefing: Briefing
  readonly city: WallCity
}

/** Reports since the 1st, against the month before, with where it is heading. */
export function CumulativeChart({ briefing, city }: ChartProps): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const names = monthNames(briefing, format)
  const note = say.cumulativeWhat(names.nowYear, briefing.last && names.last)
  return (
    <Chart title={say.cumulative} note={note}>
      {(box) => {
        const chart = monthChart(briefing, city.timeZone, box)
        if (chart === undefined) return undefined
        const { scale } = box
        return (
          <>
            <Axes frame={chart} scale={scale} write={(value) => format.count(value)} />
            {chart.ahead && <path className="briefing-fan" d={`${pathOf(chart.ahead.fan)}Z`} />}
            {chart.before && <path className="briefing-before" d={pathOf(chart.before)} />}
            {chart.ahead && <path className="briefing-ahead" d={pathOf(chart.ahead.line)} />}
            <path className="briefing-line" d={pathOf(chart.now)} />
            <circle className="briefing-dot" cx={chart.dot[0]} cy={chart.dot[1]} r={15} />
            <text
              className="briefing-strong"
              fontSize={sizes.t3 * scale}
              textAnchor={chart.count.anchor}
              x={chart.count.x}
              y={chart.count.y}
            >
              {format.count(briefing.month.count)}
            </text>
            {chart.forecast && briefing.forecast && (
              <EndName
                className="briefing-blue"
                {...chart.forecast}
                scale={scale}
                first={format.count(briefing.forecast.value)}
                second={say.forecast}
              />
            )}
            {chart.last && briefing.last && (
              <EndName
                className="briefing-grey"
                {...chart.last}
                scale={scale}
                first={format.count(briefing.last.count)}
                second={names.last}
              />
            )}
          </>
        )
      }}
    </Chart>
  )
}

/** Medians of the days of both months, against the target. */
export function DailyChart({ briefing, city }: ChartProps): ReactElement {
  const say = useWords(briefingWords)
  const format = useFormat()
  const names = monthNames(briefing, format)
  const minutes = city.responseTargets.find(({ id }) => id === briefing.target)?.minutes
  return (
    <Chart title={say.daily} note={say.dailyWhat}>
      {(box) => {
        const chart = medianChart(briefing, minutes, box)
        if (chart === undefined) return undefined
        const { scale } = box
        const newest = briefing.month.days.findLast(({ medianMs }) => medianMs !== undefined)
        return (
          <>
            <Axes
              frame={chart}
              scale={scale}
              write={(value) => format.decimal(value, Number.isInteger(value) ? 0 : 1)}
              except={chart.targetY}
            />
            {chart.targetY !== undefined && (
              <path className="briefing-target" d={`M0 ${chart.targetY}H${chart.right}`} />
            )}
            {chart.before.map((line, index) => (
              <path key={index} className="briefing-before" d={pathOf(line)} />
            ))}
            {chart.now.map((line, index) => (
              <path key={index} className="briefing-line" d={pathOf(line)} />
            ))}
            {chart.dot && (
              <circle className="briefing-dot" cx={chart.dot[0]} cy={chart.dot[1]} r={15} />
            )}
            {chart.target && minutes !== undefined && (
              <EndName
                className="briefing-strong"
                {...chart.target}
                scale={scale}
                first={say.target}
                second={say.minutes(minutesText(minutes, format))}
              />
            )}
            {chart.last && (
              <text fontSize={sizes.t2 * scale} {...chart.last}>
                {names.last}
              </text>
            )}
            {chart.median && newest?.medianMs !== undefined && (
              <text className="briefing-blue" fontSize={sizes.t3 * scale} {...chart.median}>
                {format
                  .duration(newest.medianMs)
                  .map(({ value, unit }) => value + unit)
                  .join(' ')}
              </text>
            )}
          </>
        )
      }}
    </Chart>
  )
}

function Chart({
  title,
  note,
  children
}: {
  readonly title: string
  readonly note: string
  /** Undefined: there is nothing that could be drawn. */
  readonly children: (box: ChartBox) => ReactNode
}): ReactElement {
  const say = useWords(briefingWords)
  const [ref, room] = useRoom<HTMLDivElement>()
  const box = room && boxOf(room)
  const drawn = box && box.width > 400 && box.height > 160 ? children(box) : undefined
  return (
    <section className="briefing-part briefing-chart" aria-label={title}>
      <h2>{title}</h2>
      <p className="briefing-note">{note}</p>
      <div className="briefing-room" ref={ref}>
        {box && drawn !== undefined && (
          <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={title}>
            {drawn}
          </svg>
        )}
        {box && drawn === undefined && <p className="briefing-no-days">{say.noDays}</p>}
      </div>
    </section>
  )
}

function Axes({
  frame: { grid, days, right, baseY },
  scale,
  write,
  except
}: {
  readonly frame: Frame
  readonly scale: number
  readonly write: (value: number) => string
  /** A line of its own lies here. */
  readonly except?: number | undefined
}): ReactElement {
  const isTaken = (y: number): boolean => except !== undefined && Math.abs(y - except) < 24 * scale
  return (
    <>
      {grid
        .filter(({ y }) => !isTaken(y))
        .map(({ y, value }) => (
          <g key={value}>
            <path className="briefing-grid" d={`M0 ${y}H${right}`} />
            <text x={0} y={y - 9 * scale} fontSize={sizes.t1 * scale}>
              {write(value)}
            </text>
          </g>
        ))}
      <path className="briefing-base" d={`M0 ${baseY}H${right}`} />
      {days.map(({ day, x }) => (
        <text
          key={day}
          x={x}
          y={baseY + 46 * scale}
          fontSize={sizes.t1 * scale}
          textAnchor={x > right - 4 ? 'end' : 'middle'}
        >
          {day}
        </text>
      ))}
    </>
  )
}

function EndName({
  className,
  x,
  y,
  scale,
  first,
  second
}: {
  readonly className: string
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly first: string
  readonly second: string
}): ReactElement {
  return (
    <g className={className}>
      <text className="briefing-value" x={x} y={y} fontSize={sizes.t3 * scale}>
        {first}
      </text>
      <text x={x} y={y + 40 * scale} fontSize={sizes.t2 * scale}>
        {second}
      </text>
    </g>
  )
}
