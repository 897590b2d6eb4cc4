import { useEffect, useMemo, useRef, type ReactElement, type RefObject } from 'react'
import type { WallCity } from '../../../../contract/city.ts'
import { replayPosition, type Replay } from '../../../../contract/replay.ts'
import type { Moment } from '../../../../contract/time.ts'
import type { Severity } from '../../../../contract/incident.ts'
import { markShape } from '../../../look/markShape.ts'
import { useWords } from '../../../look/words.ts'
import type { MapShapes } from '../../map/mapShapes.ts'
import { heatColours, rgbOf, usePalette, type Palette } from '../../map/palette.ts'
import { fitProjection, type Projection } from '../../map/projection.ts'
import { SvgMap } from '../../map/SvgMap.tsx'
import { useBaseMap } from '../../map/useBaseMap.ts'
import { useMapRoom, type MapRoom } from '../../map/useMapRoom.ts'
import { HeatPainter, type HeatColours, type Mask } from './heatPainter.ts'
import { heatStartOf, ReplayHeat } from './replayHeat.ts'
import { marksAtMost, replayMarks } from './replayMarks.ts'
import { replayWindowMs, rowsBetween } from './replayWindow.ts'
import { replayWords } from './words.ts'
import '../../map/map.css'

/** The city as it was at a moment: heat of the hours before, and a mark for each incident. */
export function ReplayMap({
  city,
  replay,
  at
}: {
  readonly city: WallCity
  readonly replay: Replay
  readonly at: Moment
}): ReactElement {
  const say = useWords(replayWords)
  const stage = useRef<HTMLDivElement>(null)
  const { base } = useBaseMap(city)
  const palette = usePalette(stage)
  const room = useMapRoom(stage)
  const shapes = base?.shapes
  const projection = useMemo(
    () => (room && shapes ? fitted(shapes, city, room) : undefined),
    [room, shapes, city]
  )
  return (
    <div className="replay-map" ref={stage} role="img" aria-label={say.map}>
      {room && shapes && projection && palette && room.width * room.height > 0 && (
        <>
          <SvgMap shapes={shapes} projection={projection} heat={undefined} unit={room.unit} />
          <Heat {...{ replay, at, shapes, projection, palette }} />
          <div className="replay-lines">
            <SvgMap shapes={shapes} projection={projection} heat={undefined} unit={room.unit} />
          </div>
          <Marks {...{ replay, at, projection, palette }} unit={room.unit} />
        </>
      )}
    </div>
  )
}

function fitted(
  { bounds }: MapShapes,
  city: WallCity,
  { width, height, unit }: MapRoom
): Projection {
  // Room for the marks at the edge of the land.
  const margin = 12 * unit
  const frame = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin }
  const extent = bounds[0] < bounds[2] ? bounds : city.bounds
  return fitProjection(extent, { width, height }, frame)
}

interface DrawnProps {
  readonly replay: Replay
  readonly at: Moment
  readonly projection: Projection
  readonly palette: Palette
}

function Heat({
  replay,
  at,
  shapes,
  projection,
  palette
}: DrawnProps & { readonly shapes: MapShapes }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  const scale = window.devicePixelRatio
  const { heat, painter } = useMemo(() => {
    const own = new ReplayHeat(replay)
    return { heat: own, painter: new HeatPainter(own.grid(), projection, scale) }
  }, [replay, projection, scale])
  const mask = useMemo(() => landMask(shapes, projection, scale), [shapes, projection, scale])
  const look = useMemo(
    (): HeatColours => ({ start: heatStartOf(replay), colours: heatColours(palette).map(rgbOf) }),
    [replay, palette]
  )
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const { first, end } = rowsBetween(replay, at - replayWindowMs, at)
    heat.moveTo(first, end)
    painter.paint(heat.grid(), look, mask)
    const { width, height } = context.canvas
    context.putImageData(new ImageData(painter.bytes, width, height), 0, 0)
  }, [replay, at, heat, painter, look, mask])
  return <Canvas canvas={canvas} projection={projection} scale={scale} />
}

function Canvas({
  canvas,
  projection,
  scale
}: {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly projection: Projection
  readonly scale: number
}): ReactElement {
  return (
    <canvas
      ref={canvas}
      width={Math.round(projection.width * scale)}
      height={Math.round(projection.height * scale)}
      aria-hidden="true"
    />
  )
}

/** Where there is land, 255; without a map of the city everywhere. */
function landMask(
  { land }: MapShapes,
  { width, height, project }: Projection,
  scale: number
): Mask {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const mask = new Uint8Array(canvas.width * canvas.height)
  if (!context || land.length === 0 || mask.length === 0) return mask.fill(255)
  const path = new Path2D()
  for (const ring of land) {
    for (const [index, position] of ring.entries()) {
      const { x, y } = project(position)
      if (index === 0) path.moveTo(x * scale, y * scale)
      else path.lineTo(x * scale, y * scale)
    }
    path.closePath()
  }
  context.fill(path, 'evenodd')
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  for (let at = 0; at < mask.length; at += 1) mask[at] = data[4 * at + 3] ?? 0
  return mask
}

/** Scale of the box of a mark, as in the design: smaller than on the live map, as there are more. */
const markScale: Readonly<Record<Severity, number>> = {
  critical: 0.52,
  high: 0.42,
  medium: 0.28,
  low: 0.24
}
/** Where not all marks have room they are smaller, so that the heat is seen. */
const crowdScale = 0.66
const haloWidth = 22

function Marks({
  replay,
  at,
  projection,
  palette,
  unit
}: DrawnProps & { readonly unit: number }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  const scale = window.devicePixelRatio
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    context.resetTransform()
    context.clearRect(0, 0, context.canvas.width, context.canvas.height)
    const rows = rowsBetween(replay, at - replayWindowMs, at)
    const crowd = rows.end - rows.first > marksAtMost ? crowdScale : 1
    for (const { index, severity, opacity } of replayMarks(replay, rows, at, replayWindowMs)) {
      const { x, y } = projection.project(replayPosition(replay, index))
      const { path, shape } = drawnMark(severity)
      const size = markScale[severity] * crowd * unit * scale
      context.setTransform(size, 0, 0, size, x * scale, y * scale)
      context.globalAlpha = opacity
      context.lineWidth = haloWidth
      context.strokeStyle = palette.bg
      context.stroke(path)
      context.fillStyle = colourOf(palette, shape.fill)
      context.fill(path)
      context.lineWidth = shape.strokeWidth * 1.5
      context.strokeStyle = colourOf(palette, shape.stroke)
      context.stroke(path)
    }
  }, [replay, at, projection, palette, unit, scale])
  return <Canvas canvas={canvas} projection={projection} scale={scale} />
}

interface DrawnMark {
  readonly shape: ReturnType<typeof markShape>
  readonly path: Path2D
}

const drawn = new Map<Severity, DrawnMark>()

/** Made when first drawn: a program without a screen has no paths. */
function drawnMark(severity: Severity): DrawnMark {
  const shape = markShape(severity)
  const mark = drawn.get(severity) ?? { shape, path: new Path2D(shape.path) }
  drawn.set(severity, mark)
  return mark
}

/** `--k1` → the colour of that token now. */
function colourOf(palette: Palette, token: string): string {
  const colours: Readonly<Record<string, string>> = palette
  return colours[token.slice(2)] ?? palette['ink-4']
}
