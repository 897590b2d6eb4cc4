import { memo, useId, useState, type ReactElement } from 'react'
import type { Moment } from '../../../contract/time.ts'
import { glyphs } from '../../look/glyphs.ts'
import { markShape } from '../../look/markShape.ts'
import type { Box, Spot } from './box.ts'
import { CameraMarks } from './CameraMarks.tsx'
import type { CameraMark, CuedCamera } from './cameraMarks.ts'
import type { IncidentMark } from './incidentMarks.ts'
import { gap, leadRing, nameGap, nameSize, type DistrictName } from './labelWishes.ts'
import type { Projection } from './projection.ts'

interface MapMarksProps {
  readonly projection: Projection
  readonly unit: number
  readonly marks: readonly IncidentMark[]
  readonly names: readonly DistrictName[]
  readonly labels: ReadonlyMap<string, Box>
  readonly cameras: readonly CameraMark[]
  readonly cued: CuedCamera | undefined
  readonly water: string | undefined
  readonly clockText: (mark: IncidentMark) => string
  readonly exerciseText: string
  readonly now: Moment
}

/** Everything above the base map: names, marks and their clocks. Text and forms, no WebGL. */
export const MapMarks = memo(function MapMarks(props: MapMarksProps): ReactElement {
  const { projection, unit, marks, names, labels, water, clockText, exerciseText, now } = props
  const { cameras, cued } = props
  const hatch = useId()
  const ringed = marks.filter(({ receivedAt }) => isNews(receivedAt, now)).length <= ringsAtOnce
  return (
    <svg className="map-marks" width={projection.width} height={projection.height}>
      <defs>
        <pattern
          id={hatch}
          width={9 * unit}
          height={9 * unit}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={9 * unit} height={9 * unit} style={{ fill: 'var(--ink-4)' }} />
          <rect width={6.2 * unit} height={9 * unit} style={{ fill: 'var(--ink-2)' }} />
        </pattern>
      </defs>
      <g style={{ ['--hatch' as string]: `url(#${hatch})` }}>
        <CameraMarks
          cameras={cameras}
          cued={cued}
          box={labels.get('camera')}
          projection={projection}
          unit={unit}
        />
        <Names names={names} labels={labels} unit={unit} water={water} />
        {marks.map((mark) => (
          <g
            key={mark.id}
            className={classOf(mark)}
            data-incident={mark.id}
            data-late={mark.late || undefined}
          >
            <MarkForm
              mark={mark}
              at={projection.project(mark.position)}
              unit={unit}
              ringed={ringed && isNews(mark.receivedAt, now)}
            />
            <Clock
              text={clockText(mark)}
              mark={mark}
              box={labels.get(mark.id)}
              at={projection.project(mark.position)}
              unit={unit}
              exerciseText={exerciseText}
            />
          </g>
        ))}
      </g>
    </svg>
  )
})

function classOf({ severity, arrived, late, exercise }: IncidentMark): string {
  return [
    `map-incident severity-${severity}`,
    arrived ? 'map-arrived' : '',
    late ? 'map-late' : '',
    exercise ? 'map-exercise' : ''
  ]
    .filter(Boolean)
    .join(' ')
}

const Names = memo(function Names({
  names,
  labels,
  unit,
  water
}: Pick<MapMarksProps, 'names' | 'labels' | 'unit' | 'water'>): ReactElement {
  const waterBox = labels.get('water')
  return (
    <>
      {water !== undefined && waterBox && (
        <text
          className="map-water"
          x={waterBox.x + waterBox.width / 2}
          y={baseline(waterBox, nameSize * unit)}
          fontSize={nameSize * unit}
        >
          {water}
        </text>
      )}
      {names.map(({ code, name, count }) => {
        const box = labels.get(`district ${code}`)
        if (!box) return undefined
        return (
          <text
            key={code}
            className="map-name"
            data-district={code}
            x={box.x + box.width / 2}
            y={baseline(box, nameSize * unit)}
            fontSize={nameSize * unit}
            strokeWidth={7 * unit}
          >
            {name}
            {count !== 0 && (
              <tspan className="map-name-count" dx={nameGap * unit}>
                {count}
              </tspan>
            )}
          </text>
        )
      })}
    </>
  )
})

/** Capitals and digits of the typeface are 0.698 of its size high. */
const baseline = ({ y, height }: Box, size: number): number => y + height / 2 + 0.349 * size

/** Longer ago than this an incident did not just arrive: the window was opened later. */
const newFor = 8_000

/**
 * More arrivals than this within `newFor` get no rings: where everything moves nothing stands out,
 * and each frame of a ring paints the marks anew (measured: 60 rings cost a second of latency).
 */
const ringsAtOnce = 3

function isNews(receivedAt: Moment, now: Moment): boolean {
  return now - receivedAt < newFor
}

const MarkForm = memo(
  function MarkForm({
    mark,
    at,
    unit,
    ringed
  }: {
    readonly mark: IncidentMark
    readonly at: Spot
    readonly unit: number
    readonly ringed: boolean
  }): ReactElement {
    // Fixed at the first drawing: the ring runs three times and never again.
    const [isNew] = useState(ringed)
    const shape = markShape(mark.severity)
    const extent = { diamond: 50, square: 41.5, circle: 43.5, disc: 38 }[shape.form]
    const scale = (mark.radius * unit) / extent
    return (
      <g transform={`translate(${at.x.toFixed(2)} ${at.y.toFixed(2)})`}>
        {(mark.lead || isNew) && (
          <ArrivalRing
            radius={(mark.lead ? leadRing : mark.radius * 1.45) * unit}
            unit={unit}
            runs={isNew}
            stays={mark.lead}
          />
        )}
        <g transform={`scale(${scale.toFixed(4)})`}>
          <path d={shape.path} className="map-mark-halo" />
          <path
            d={shape.path}
            strokeLinejoin="round"
            strokeWidth={shape.strokeWidth}
            strokeDasharray={mark.exercise ? '14 9' : undefined}
            style={{ fill: `var(${shape.fill})`, stroke: `var(${shape.stroke})` }}
          />
          <path
            d={glyphs[mark.icon]}
            fillRule="evenodd"
            transform={`scale(${shape.glyphScale}) translate(-12 -12)`}
            style={{ fill: `var(${shape.glyph})` }}
          />
        </g>
      </g>
    )
  },
  (a, b) =>
    a.unit === b.unit &&
    a.at.x === b.at.x &&
    a.at.y === b.at.y &&
    a.mark.severity === b.mark.severity &&
    a.mark.icon === b.mark.icon &&
    a.mark.radius === b.mark.radius &&
    a.mark.lead === b.mark.lead &&
    a.mark.exercise === b.mark.exercise
)

/** Around the lead it stays; around any other arrival it is gone after three turns. */
function ArrivalRing({
  radius,
  unit,
  runs,
  stays
}: {
  readonly radius: number
  readonly unit: number
  readonly runs: boolean
  readonly stays: boolean
}): ReactElement | undefined {
  const [over, setOver] = useState(!runs)
  return (
    <>
      {stays && <circle className="map-ring" r={radius} strokeWidth={3 * unit} />}
      {!over && (
        <circle
          className="map-ring map-ring-arrival"
          r={radius}
          strokeWidth={3 * unit}
          onAnimationEnd={() => setOver(true)}
        />
      )}
    </>
  )
}

function nearestPoint({ x, y, width, height }: Box, to: Spot): Spot {
  return {
    x: Math.min(x + width, Math.max(x, to.x)),
    y: Math.min(y + height, Math.max(y, to.y))
  }
}

function Clock({
  text,
  mark,
  box,
  at,
  unit,
  exerciseText
}: {
  readonly text: string
  readonly mark: IncidentMark
  readonly box: Box | undefined
  readonly at: Spot
  readonly unit: number
  readonly exerciseText: string
}): ReactElement | undefined {
  if (!box || mark.clockSize === undefined) return undefined
  const size = mark.clockSize * unit
  const nearest = nearestPoint(box, at)
  const isAway = Math.hypot(nearest.x - at.x, nearest.y - at.y) > (mark.radius + 4 * gap) * unit
  return (
    <>
      {isAway && !mark.lead && (
        <line
          className="map-leader"
          x1={at.x}
          y1={at.y}
          x2={nearest.x}
          y2={nearest.y}
          strokeWidth={2.4 * unit}
        />
      )}
      {mark.late && <rect className="map-chip" {...box} />}
      <text
        className="map-clock"
        x={box.x + box.width / 2}
        y={baseline(box, size)}
        fontSize={size}
        strokeWidth={8 * unit}
      >
        {text}
        {mark.exercise && (
          <tspan
            className="map-exercise-note"
            x={box.x + box.width / 2}
            dy={size * 0.62}
            fontSize={size * 0.6}
          >
            {exerciseText}
          </tspan>
        )}
      </text>
    </>
  )
}
