import { memo, useMemo, useRef, type PointerEvent, type ReactElement } from 'react'
import { hLabel } from '../../../../contract/peaks.ts'
import type { Replay } from '../../../../contract/replay.ts'
import { day, hour, type Moment } from '../../../../contract/time.ts'
import { useWords } from '../../../look/words.ts'
import { useRoom } from '../../useRoom.ts'
import { barsPath, barsWithin, scrubberBars, scrubberTicks } from './scrubberBars.ts'
import { replayWords } from './words.ts'

interface ScrubberProps {
  readonly replay: Replay
  readonly hours: Uint32Array
  readonly at: Moment
  /** The local day that is shown. */
  readonly shown: { readonly from: Moment; readonly to: Moment }
  /** Index of H among the days of the period. */
  readonly anchor: number | undefined
  /** The first day of the period, `YYYY-MM-DD`. */
  readonly firstDay: string
  /** What a screen reader says of `at`. */
  readonly valueText: string
  readonly dayText: (moment: Moment) => string
  readonly onSeek: (at: Moment) => void
}

/** Of the highest bar, and of the line they stand on, in design pixels. */
const tall = 82
const base = 86
const textSize = 28
const textAt = 144
const barsAtMost = 720

/** The whole period by the hour: where it was busy, and where one stands; drag to move. */
export function Scrubber(props: ScrubberProps): ReactElement {
  const { replay, hours, at, shown, valueText, onSeek } = props
  const say = useWords(replayWords)
  const [ref, room] = useRoom<HTMLDivElement>()
  const dragging = useRef(false)
  const width = (room?.width ?? 0) * 100
  const scale = room?.scale ?? 1
  const share = (at - replay.from) / (replay.to - replay.from)

  const seek = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect()
    if (wide > 0) onSeek(replay.from + ((event.clientX - left) / wide) * (replay.to - replay.from))
  }
  return (
    <div
      ref={ref}
      className="replay-scrubber"
      role="slider"
      tabIndex={0}
      aria-label={say.scrubber}
      aria-valuemin={0}
      aria-valuemax={hours.length}
      aria-valuenow={Math.round((at - replay.from) / hour)}
      aria-valuetext={valueText}
      onPointerDown={(event) => {
        dragging.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={(event) => dragging.current && seek(event)}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
    >
      {width > 0 && (
        <svg width="100%" height="100%" viewBox={`0 0 ${width} ${(room?.height ?? 1.5) * 100}`}>
          <Bars replay={replay} hours={hours} width={width} {...shown} />
          <line className="replay-base" x1={0} x2={width} y1={base} y2={base} />
          <rect className="replay-head" x={share * width - 3} y={-4} width={6} height={98} />
          <rect className="replay-head" x={share * width - 15} y={84} width={30} height={22} />
          <Ticks {...props} width={width} scale={scale} />
        </svg>
      )}
    </div>
  )
}

const Bars = memo(function Bars({
  replay,
  hours,
  width,
  from,
  to
}: {
  readonly replay: Replay
  readonly hours: Uint32Array
  readonly width: number
  readonly from: Moment
  readonly to: Moment
}): ReactElement {
  const bars = useMemo(() => scrubberBars(hours, barsAtMost), [hours])
  const box = { width, height: tall }
  const all = useMemo(() => barsPath(bars, { width, height: tall }), [bars, width])
  return (
    <g transform={`translate(0 ${base - tall})`}>
      <path className="replay-bars" d={all} />
      <path
        className="replay-bars-shown"
        d={barsPath(bars, box, ...barsWithin(bars, replay, from, to))}
      />
    </g>
  )
})

function Ticks({
  replay,
  shown,
  anchor,
  firstDay,
  dayText,
  width,
  scale
}: ScrubberProps & { readonly width: number; readonly scale: number }): ReactElement {
  const days = Math.round((replay.to - replay.from) / day)
  const perDay = width / days
  const dayOf = (moment: Moment): number => Math.round((moment - replay.from) / day)
  const ticks = scrubberTicks(
    days,
    { shown: dayOf(shown.from), anchor },
    {
      // Noon is the same day whatever the clocks do.
      textOf: (at) =>
        anchor === undefined
          ? dayText(Date.parse(firstDay) + at * day + day / 2)
          : hLabel(at - anchor),
      room: Math.max(1, Math.ceil((anchor === undefined ? 150 : 108) * (scale / perDay)))
    }
  )
  return (
    <>
      {ticks.map(({ day: at, text, strong }) => (
        <text
          key={at}
          className={strong ? 'replay-tick-strong' : undefined}
          x={within((at + 0.5) * perDay, 0.27 * textSize * text.length * scale, width)}
          y={textAt}
          fontSize={textSize * scale}
        >
          {text}
        </text>
      ))}
    </>
  )
}

/** The middle of a text that must not leave the panel. */
function within(x: number, half: number, width: number): number {
  return Math.min(width - half, Math.max(half, x))
}
