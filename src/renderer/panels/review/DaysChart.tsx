import { useEffect, useEffectEvent, useMemo, useState, type ReactElement } from 'react'
import { hLabel } from '../../../contract/peaks.ts'
import type { AnchoredPeriod, DayRange, ReviewDay, ReviewPeak } from '../../../contract/review.ts'
import { useFormat } from '../../look/format.ts'
import { useWords } from '../../look/words.ts'
import { useRoom } from '../useRoom.ts'
import { boxOf, roughWidth, t1, type ChartBox } from './box.ts'
import { dayOf } from './choices.ts'
import { daysChart, type DaysChart as Shapes } from './daysChart.ts'
import { offsetText, useDayText } from './dayText.ts'
import { holidaySpans } from './holidays.ts'
import { useReviewScene } from './ReviewScene.ts'
import { daysBetween, toggleDays } from './select.ts'
import { useMarks } from './useMarks.ts'
import { reviewWords } from './words.ts'

/** Reports a day, aligned on H, beside the year before and a usual day. */
export function DaysChart({
  peak,
  compareName,
  comparable
}: {
  readonly peak: ReviewPeak | undefined
  /** `Idulfitri 2024`; undefined where nothing is compared. */
  readonly compareName: string | undefined
  /** An earlier year is stored. */
  readonly comparable: boolean
}): ReactElement {
  const [ref, room] = useRoom<HTMLDivElement>()
  const { answer } = useReviewScene()
  const say = useWords(reviewWords)
  const first = answer.days[0]
  const last = answer.days.at(-1)
  const title =
    first?.offset === undefined || last?.offset === undefined
      ? say.days.title
      : say.days.range(hLabel(first.offset), hLabel(last.offset))
  return (
    <section className="review-days review-part" data-chart="hari" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        <Legend compareName={compareName} comparable={comparable} />
      </header>
      <div className="review-room" ref={ref}>
        {room && room.width > 4 && room.height > 2 && <Drawing peak={peak} box={boxOf(room)} />}
      </div>
    </section>
  )
}

function Legend({
  compareName,
  comparable
}: {
  readonly compareName: string | undefined
  readonly comparable: boolean
}): ReactElement {
  const { city, question, answer } = useReviewScene()
  const say = useWords(reviewWords)
  const days = useDayText()
  const today = dayOf(answer.asOf, city.timeZone)
  const named = (anchor: string | undefined, from: string): string =>
    anchor === undefined ? from.slice(0, 4) : say.days.anchor(anchor.slice(0, 4), days.long(anchor))
  const { compare } = question
  const compared = (answer.total.compare?.days ?? 0) > 0
  const since =
    answer.since === undefined
      ? ''
      : `, ${say.days.since(days.period(oneDay(dayOf(answer.since, city.timeZone))))}`
  return (
    <span className="sub review-legend">
      {answer.days.some(({ verdict }) => verdict === 'more' || verdict === 'fewer') && (
        <span>
          <i className="review-key review-key-notable" />
          {say.days.notable}
        </span>
      )}
      {answer.days.some(({ day, count }) => count === undefined && day <= today) && (
        <span>
          <i className="review-key review-key-gap" />
          {say.days.noData}
        </span>
      )}
      <span>
        <i className="review-key" />
        {named(question.anchor, question.period.from)}
      </span>
      {compare && compared && (
        <span>
          <i className="review-key-line" />
          {named(compare.anchor, compare.period.from)}
        </span>
      )}
      {whyNot().map((why) => (
        <span key={why} className="review-why" title={why}>
          {why}
        </span>
      ))}
    </span>
  )

  /** Why no line is drawn, and why no band. */
  function whyNot(): readonly string[] {
    const line = compared ? undefined : compare ? noLine(compare) : noYear()
    const band = answer.normalDay === undefined ? noBand() : undefined
    return [line, band].filter((why) => why !== undefined)
  }

  function noLine({ period }: AnchoredPeriod): string {
    return say.days.noCompare(compareName ?? period.from.slice(0, 4)) + since
  }

  function noYear(): string {
    return comparable ? say.days.noCompareChosen : say.days.noEarlier + since
  }

  function noBand(): string {
    if (question.normal === undefined) return say.days.noNormalChosen
    const name = days.period(question.normal)
    const stored = answer.total.normal?.days ?? 0
    return stored > 0 ? say.days.fewNormal(name) : say.days.noNormal(name)
  }
}

/** For naming it with its year. */
const oneDay = (day: string): DayRange => ({ from: day, to: day })

function Drawing({
  peak,
  box
}: {
  readonly peak: ReviewPeak | undefined
  readonly box: ChartBox
}): ReactElement {
  const { city, question, answer, select } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  const text = useDayText()
  const { selection } = question
  const { scale } = box
  const [drag, setDrag] = useState<{ readonly from: string; readonly to: string }>()
  const chosen = drag ? daysBetween(drag.from, drag.to) : selection.days
  const chart = useMemo(
    () =>
      daysChart(
        {
          ...answer,
          today: dayOf(answer.asOf, city.timeZone),
          holidays: holidaySpans(peak?.marked ?? []),
          chosen
        },
        box
      ),
    [answer, city, peak, chosen, box]
  )
  const pick = (index: number, add: boolean): void => {
    const day = answer.days[index]?.day
    if (day === undefined) return
    const { days } = selection
    if (add && days) select({ ...selection, days: widened(days, day) })
    else select(toggleDays(selection, { from: day, to: day }))
  }
  const marks = useMarks(answer.days.length, 1, pick)

  const drop = (to: string): void => {
    if (drag === undefined) return
    setDrag(undefined)
    if (drag.from !== to) select({ ...selection, days: daysBetween(drag.from, to) })
  }
  // The pointer may be let go anywhere; over a day that day has the last word.
  const dropOutside = useEffectEvent(() => drag && drop(drag.to))
  const dragging = drag !== undefined
  useEffect(() => {
    if (!dragging) return undefined
    const listen = (): void => void dropOutside()
    window.addEventListener('pointerup', listen)
    return () => window.removeEventListener('pointerup', listen)
  }, [dragging])

  const dayName = (day: ReviewDay): string =>
    day.offset === undefined ? text.full(day.day) : `${hLabel(day.offset)}, ${text.full(day.day)}`
  const told = (day: ReviewDay): string =>
    [
      day.count === undefined
        ? day.day > dayOf(answer.asOf, city.timeZone)
          ? `${dayName(day)}: ${say.days.future}`
          : say.days.oneUnknown(dayName(day))
        : say.days.one(dayName(day), format.count(day.count)),
      day.running ? say.days.running : undefined,
      day.verdict === 'more' || day.verdict === 'fewer' ? say.days[day.verdict] : undefined,
      day.verdict === 'within' ? say.within : undefined,
      day.compareDay !== undefined && day.compareCount !== undefined
        ? say.days.compareOne(text.full(day.compareDay), format.count(day.compareCount))
        : undefined
    ]
      .filter((each) => each !== undefined)
      .join(', ')

  return (
    <svg
      className="review-chart"
      viewBox={`0 0 ${box.width} ${box.height}`}
      onKeyDown={marks.onKeyDown}
    >
      {chart.grid.map(({ y, value }) => (
        <g key={value}>
          <line className="review-grid" x1={chart.left} x2={chart.right} y1={y} y2={y} />
          <text x={chart.left - 16 * scale} y={y + 10 * scale} textAnchor="end">
            {format.count(value)}
          </text>
        </g>
      ))}
      {chart.band && (
        <rect
          className="review-band"
          x={chart.left}
          width={chart.right - chart.left}
          y={chart.band.y}
          height={chart.band.height}
        />
      )}
      <Holidays chart={chart} box={box} />
      <g data-narrowed={chosen !== undefined}>
        {chart.bars.map(({ day, look, ...rect }) => (
          <rect
            key={day.day}
            className={`review-bar review-bar-${look}`}
            data-chosen={chosen && day.day >= chosen.from && day.day <= chosen.to}
            data-day={day.day}
            data-count={day.count}
            {...rect}
          />
        ))}
      </g>
      {chart.bars
        .filter(({ look }) => look === 'open')
        .map(({ day, x, y }) => (
          <text key={day.day} className="review-ink2" x={x} y={y - 14 * scale}>
            {format.count(day.count)} {say.days.running}
          </text>
        ))}
      <Gaps chart={chart} box={box} />
      {chart.band && (
        <path
          className="review-band-edge"
          d={`M${chart.left} ${chart.band.y}H${chart.right}M${chart.left} ${chart.band.y + chart.band.height}H${chart.right}`}
        />
      )}
      {chart.band && (
        <line
          className="review-mean"
          x1={chart.left}
          x2={chart.right}
          y1={chart.band.meanY}
          y2={chart.band.meanY}
        />
      )}
      {chart.line.map((d) => (
        <g key={d}>
          <path className="review-line-halo" d={d} />
          <path className="review-line" d={d} />
        </g>
      ))}
      <line
        className="review-base"
        x1={chart.left}
        x2={chart.right}
        y1={chart.baseY}
        y2={chart.baseY}
      />
      <RightNames chart={chart} scale={scale} />
      {chart.labels.map(({ x, day, dated, strong, month }) => (
        <g key={day.day} className={strong ? 'review-strong' : undefined}>
          <text
            x={x}
            y={chart.baseY + 42 * scale}
            textAnchor="middle"
            className={day.offset === 0 ? 'review-t2' : undefined}
          >
            {month ? text.monthShort(day.day) : offsetText(day, text.short(day.day))}
          </text>
          {dated && !month && day.offset !== undefined && (
            <text className="review-date" x={x} y={chart.baseY + 80 * scale} textAnchor="middle">
              {text.short(day.day)}
            </text>
          )}
        </g>
      ))}
      <Peaks chart={chart} peak={peak} scale={scale} />
      {chart.chosen && (
        <rect
          className="review-chosen"
          {...chart.chosen}
          data-chosen-days={`${chosen?.from}..${chosen?.to}`}
        />
      )}
      {chart.slots.map(({ index, day, x, width }) => (
        <rect
          key={day.day}
          className="review-hit"
          {...marks.mark(index)}
          aria-label={told(day)}
          aria-pressed={chosen !== undefined && day.day >= chosen.from && day.day <= chosen.to}
          x={x}
          width={width}
          y={chart.topY - 62 * scale}
          height={chart.baseY - chart.topY + 150 * scale}
          onPointerDown={(event) => {
            if (event.button === 0 && !event.shiftKey && !event.ctrlKey)
              setDrag({ from: day.day, to: day.day })
          }}
          onPointerEnter={() => drag && setDrag({ ...drag, to: day.day })}
          onPointerUp={(event) => {
            event.stopPropagation()
            drop(day.day)
          }}
        >
          <title>{told(day)}</title>
        </rect>
      ))}
    </svg>
  )
}

function widened(
  { from, to }: { readonly from: string; readonly to: string },
  day: string
): { from: string; to: string } {
  return { from: day < from ? day : from, to: day > to ? day : to }
}

function Holidays({
  chart,
  box: { scale }
}: {
  readonly chart: Shapes
  readonly box: ChartBox
}): ReactElement {
  const say = useWords(reviewWords)
  const text = useDayText()
  const widest = Math.max(0, ...chart.holidays.map(({ x1, x2 }) => x2 - x1))
  return (
    <g>
      {chart.holidays.map(({ x1, x2, y, ...span }) => {
        const words = (span.leave ? say.days.holidaysLeave : say.days.holidays)(text.range(span))
        const label = span.decreed ? words : `${words} (${say.days.notDecreed})`
        const half = roughWidth(label, t1 * scale) / 2
        const x = Math.min(chart.right - half, Math.max(chart.left + half, (x1 + x2) / 2))
        return (
          <g key={span.from}>
            <path
              className="review-bracket"
              d={`M${x1} ${y + 14 * scale}V${y}H${x2}V${y + 14 * scale}`}
            />
            {x2 - x1 === widest && (
              <text x={x} y={y - 14 * scale} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

function Gaps({
  chart,
  box: { scale }
}: {
  readonly chart: Shapes
  readonly box: ChartBox
}): ReactElement {
  const say = useWords(reviewWords)
  const fits = (text: string, width: number): boolean => roughWidth(text, t1 * scale) < width
  return (
    <g>
      {chart.gaps.map(({ x, width, days }) => (
        <g key={x} data-gap={days}>
          <rect
            className="review-gap"
            x={x}
            width={width}
            y={chart.baseY - 16 * scale}
            height={16 * scale}
          />
          {fits(say.days.noData, width) && (
            <text x={x + width / 2} y={chart.baseY - 34 * scale} textAnchor="middle">
              {say.days.noData}
            </text>
          )}
        </g>
      ))}
      {chart.future && fits(say.days.future, chart.future.width) && (
        <text
          className="review-future"
          x={chart.future.x + chart.future.width / 2}
          y={chart.baseY - 34 * scale}
          textAnchor="middle"
        >
          {say.days.future}
        </text>
      )}
    </g>
  )
}

function RightNames({
  chart,
  scale
}: {
  readonly chart: Shapes
  readonly scale: number
}): ReactElement {
  const { question, answer } = useReviewScene()
  const say = useWords(reviewWords)
  const format = useFormat()
  const x = chart.right + 18 * scale
  const { normalDay } = answer
  const year = (question.compare?.anchor ?? question.compare?.period.from)?.slice(0, 4)
  return (
    <g>
      {normalDay && (
        <g className="review-ink2 review-t2">
          <text x={x} y={chart.names.band - 4 * scale}>
            {say.usualDay}
          </text>
          <text x={x} y={chart.names.band + 34 * scale}>
            {format.count(normalDay.dayLow)}–{format.count(normalDay.dayHigh)}
          </text>
        </g>
      )}
      {chart.lineEnd && year !== undefined && (
        <text className="review-strong review-t2" x={x} y={chart.names.line + 12 * scale}>
          {year}
        </text>
      )}
    </g>
  )
}

function Peaks({
  chart,
  peak,
  scale
}: {
  readonly chart: Shapes
  readonly peak: ReviewPeak | undefined
  readonly scale: number
}): ReactElement {
  const say = useWords(reviewWords)
  const format = useFormat()
  const mudik = peak?.peak === 'idulfitri'
  const names = mudik
    ? { before: say.days.mudik, after: say.days.balik }
    : { before: say.days.before, after: say.days.after }
  return (
    <g className="review-halo">
      {chart.peaks.map(({ which, count, x, y, name }) => {
        const figure = format.count(count)
        const aside = roughWidth(figure, 44 * scale) / 2 + 18 * scale
        const text = which === 'before' || which === 'after' ? names[which] : ''
        return (
          <g key={which}>
            <text
              className={`review-strong ${which === 'anchor' ? 'review-t2' : 'review-t3'}`}
              x={x}
              y={y}
              textAnchor="middle"
            >
              {figure}
            </text>
            {name !== 'none' && (
              <text
                className="review-ink2 review-t2"
                x={name === 'left' ? x - aside : x + aside}
                y={y - 2 * scale}
                textAnchor={name === 'left' ? 'end' : 'start'}
              >
                {text}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
