import type { ReactElement } from 'react'
import type { Range, WallAggregates } from '../../../contract/aggregates.ts'
import type { PanelProps } from '../../hub/wallState.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { useRoom } from '../useRoom.ts'
import { brickChart, forecastTotal, type BrickChart, type ChartBox } from './brickChart.ts'
import './volume.css'
import { volumeWords } from './words.ts'

type Volume = WallAggregates['volume']

/** Incidents of the last 24 hours and the next six: one mark is one report. */
export function VolumePanel({ state, now, freshness }: PanelProps): ReactElement {
  const [ref, room] = useRoom<HTMLDivElement>()
  const say = useWords(volumeWords)
  const volume = state.aggregates.volume
  const box = room && { width: room.width * 100, height: room.height * 100, scale: room.scale }
  return (
    <div className="volume" ref={ref}>
      {volume === undefined || volume.hours.length === 0 ? (
        <p className="volume-waiting">{volume === undefined ? say.waiting : say.guests}</p>
      ) : (
        box &&
        box.height > 60 &&
        box.width > 0 && (
          <Chart
            volume={volume}
            timeZone={state.city.timeZone}
            box={box}
            frozenAt={freshness === 'lost' ? now : undefined}
          />
        )
      )}
    </div>
  )
}

/** Letters are about half as wide as high: enough to know whether a text fits. */
const roughWidth = (text: string, scale: number): number => text.length * 14.5 * scale

function Chart({
  volume,
  timeZone,
  box,
  frozenAt
}: {
  readonly volume: Volume
  readonly timeZone: string
  readonly box: ChartBox
  readonly frozenAt: number | undefined
}): ReactElement {
  const say = useWords(volumeWords)
  const format = useFormat()
  const chart = brickChart(volume, timeZone, box)
  const { scale } = box
  const total = forecastTotal(volume.forecast)
  const range = ({ low, high }: Range): string => `${format.count(low)}–${format.count(high)}`
  const ahead = box.width - chart.now - 12
  const forecast =
    total &&
    [say.forecast(range(total)), say.forecastShort(range(total))].find(
      (text) => roughWidth(text, scale) <= ahead
    )
  const missing = absence(volume)
  const half = (chart.baseY + chart.topY) / 2
  return (
    <svg
      className="volume-chart"
      viewBox={`0 0 ${box.width} ${box.height}`}
      role="img"
      aria-label={say.oneMark}
      data-mode={chart.mode}
    >
      <line className="volume-grid" x1={0} x2={box.width} y1={half} y2={half} />
      <line className="volume-grid" x1={0} x2={box.width} y1={chart.topY} y2={chart.topY} />
      <text x={0} y={chart.topY - 7 * scale}>
        {say.perHour(format.count(chart.top))}
      </text>
      {chart.usual.map((d) => (
        <path key={d} className="volume-usual" d={d} />
      ))}
      {chart.forecast.map((d) => (
        <path key={d} className="volume-forecast" d={d} />
      ))}
      <Bricks chart={chart} />
      {chart.mode === 'bricks' && (
        <text className="volume-over" x={0} y={half - 7 * scale}>
          {format.decimal(chart.top / 2, 0)}
        </text>
      )}
      {chart.medians.map(({ x1, x2, y }) => (
        <line key={x1} className="volume-median" x1={x1} x2={x2} y1={y} y2={y} />
      ))}
      {chart.figures.map(({ x, y, count }) => (
        <text key={x} className="volume-strong" x={x} y={y} textAnchor="middle">
          {format.count(count)}
        </text>
      ))}
      {chart.midnights.map((x) => (
        <line key={x} className="volume-day" x1={x} x2={x} y1={chart.topY} y2={chart.baseY} />
      ))}
      {chart.ticks.map(({ x, hour }) => (
        <g key={x}>
          <line className="volume-tick" x1={x} x2={x} y1={chart.baseY} y2={chart.baseY + 10} />
          <text x={x} y={chart.baseY + 38 * scale}>
            {String(hour).padStart(2, '0')}
          </text>
        </g>
      ))}
      <line className="volume-base" x1={0} x2={box.width} y1={chart.baseY} y2={chart.baseY} />
      <line className="volume-now" x1={chart.now} x2={chart.now} y1={0} y2={chart.baseY + 10} />
      <text className="volume-strong" x={chart.now - 12} y={22 * scale} textAnchor="end">
        {frozenAt === undefined ? say.now : format.clock(frozenAt)}
      </text>
      {forecast !== undefined && (
        <text className="volume-ahead" x={chart.now + 12} y={22 * scale}>
          {forecast}
        </text>
      )}
      {chart.unusual && <Unusual unusual={chart.unusual} chart={chart} scale={scale} />}
      {missing !== undefined && (
        <text x={66 * scale} y={chart.topY + 50 * scale}>
          {say[missing] === say.later ? `${say.oneMark} ${say.later}` : say[missing]}
        </text>
      )}
    </svg>
  )
}

function Bricks({ chart }: { readonly chart: BrickChart }): ReactElement {
  return (
    <g>
      {chart.bricks.map(({ kind, x, y, width, height }) => {
        // A stroke lies half outside its shape: drawn inside, all bricks are of one size.
        const stroke = kind === 'other' ? 0 : Math.min(kind === 'high' ? 5 : 3, height / 4)
        return (
          <rect
            key={`${x} ${y}`}
            className={`volume-brick volume-${kind}`}
            strokeWidth={stroke}
            x={x + stroke / 2}
            y={y + stroke / 2}
            width={Math.max(0, width - stroke)}
            height={Math.max(0, height - stroke)}
          />
        )
      })}
    </g>
  )
}

/** Says in words that an hour is outside its usual range, beside the top of its column. */
function Unusual({
  unusual,
  chart,
  scale
}: {
  readonly unusual: NonNullable<BrickChart['unusual']>
  readonly chart: BrickChart
  readonly scale: number
}): ReactElement {
  const say = useWords(volumeWords)
  const format = useFormat()
  const range = `${format.count(unusual.usual.low)}–${format.count(unusual.usual.high)}`
  const text = unusual.hoursAgo === 0 ? say.unusual : say.unusualBefore
  const column = chart.now / 24
  return (
    <text
      className="volume-strong volume-note"
      x={unusual.x - column - 8}
      y={Math.max(chart.topY + 30 * scale, unusual.y + 10 * scale)}
      textAnchor="end"
    >
      {text(format.count(unusual.count), range)}
    </text>
  )
}

/** Which of the two that need history cannot be drawn yet. */
function absence(volume: Volume): 'later' | 'laterUsual' | 'laterForecast' | undefined {
  const usual = volume.hours.some((entry) => entry.usual !== undefined)
  const forecast = volume.forecast.length > 0
  if (usual && forecast) return undefined
  if (!usual && !forecast) return 'later'
  return usual ? 'laterForecast' : 'laterUsual'
}
