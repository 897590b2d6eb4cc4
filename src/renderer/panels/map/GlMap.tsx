import { useEffect, useRef, useState, type ReactElement } from 'react'
import { MapLibreOverlay } from '@deck.gl/maplibre'
import { Map as MapLibreMap, addProtocol, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { Protocol } from 'pmtiles'
import { makeDrawingPace } from './drawingPace.ts'
import type { Heat } from './heat.ts'
import { heatLayers } from './heatLayers.ts'
import { mapStyle, type StyleInput } from './mapStyle.ts'
import { heatColours } from './palette.ts'
import type { Projection } from './projection.ts'
import { makeRestingFrames } from './restingFrames.ts'

setWorkerUrl(workerUrl)
addProtocol('pmtiles', new Protocol().tile)

export interface GroundProps extends StyleInput {
  readonly projection: Projection
  readonly heat: Heat | undefined
}

export interface GlMapProps extends GroundProps {
  /** The map cannot be drawn any more: `lost` context, or no WebGL at all. */
  readonly onFail: (why: 'lost' | 'unsupported') => void
  /** The tiles that were dropped in cannot be read. */
  readonly onTilesFail: () => void
  /** The base map stands for the first time. */
  readonly onReady: () => void
}

const makeFrames = (): ReturnType<typeof makeRestingFrames> =>
  makeRestingFrames({
    requestAnimationFrame: (callback) => window.requestAnimationFrame(callback),
    cancelAnimationFrame: (handle) => window.cancelAnimationFrame(handle)
  })

const makePace = (): ReturnType<typeof makeDrawingPace> =>
  makeDrawingPace(
    () => performance.now(),
    (callback) => window.requestAnimationFrame(callback)
  )

/** Base map and heat in WebGL. It draws when something changed and rests otherwise. */
export function GlMap(props: GlMapProps): ReactElement {
  const { projection, heat, onFail, onReady, onTilesFail, shapes, palette, unit, tiles } = props
  const container = useRef<HTMLDivElement>(null)
  const mapRef = useRef<MapLibreMap>(undefined)
  const overlayRef = useRef<MapLibreOverlay>(undefined)
  const latest = useRef(props)
  const [frames] = useState(makeFrames)

  useEffect(() => {
    latest.current = props
  })

  // One map for the life of the component; later changes reach it through the effects below.
  useEffect(() => {
    if (container.current === null) return
    let map: MapLibreMap
    try {
      map = new MapLibreMap({
        container: container.current,
        style: mapStyle(latest.current),
        center: [...latest.current.projection.centre],
        zoom: latest.current.projection.zoom,
        interactive: false,
        attributionControl: false,
        trackResize: false,
        fadeDuration: 0,
        maxPitch: 0,
        renderWorldCopies: false,
        localIdeographFontFamily: false
      })
    } catch {
      onFail('unsupported')
      return
    }
    mapRef.current = map
    let watch: { readonly destroy: () => void } | undefined
    const canvas = map.getCanvas()
    const lost = (): void => onFail('lost')
    canvas.addEventListener('webglcontextlost', lost)
    map.on('error', (event) => {
      // Said on the map instead of in the console. Only tiles come from outside and can be broken.
      if ('sourceId' in event && event.sourceId === 'tiles') onTilesFail()
      else reportError(event.error)
    })
    map.on('load', () => {
      const { heat: first, palette: colours } = latest.current
      const overlay = new MapLibreOverlay({
        interleaved: true,
        layers: heatLayers(first, heatColours(colours)),
        onDeviceInitialized: (device) => {
          watch = device.getDefaultCanvasContext()
        },
        // deck.gl hands it on to its loop; its own types do not name it.
        ...{ animationFrameProvider: frames }
      })
      overlayRef.current = overlay
      map.addControl(overlay)
      onReady()
    })
    return () => {
      canvas.removeEventListener('webglcontextlost', lost)
      overlayRef.current = undefined
      mapRef.current = undefined
      map.remove()
      // deck.gl leaves its watch over the canvas of another's map running, and that keeps the map, its
      // element and, through React, the whole scene it was in for as long as the page lives.
      watch?.destroy()
    }
  }, [onFail, onReady, onTilesFail, frames])

  useEffect(() => {
    const map = mapRef.current
    if (!map) return
    map.resize()
    map.jumpTo({ center: [...projection.centre], zoom: projection.zoom })
    frames.wake()
  }, [projection, frames])

  const styled = useRef(false)
  useEffect(() => {
    // The first style was given to the map when it was made.
    if (styled.current) mapRef.current?.setStyle(mapStyle({ shapes, palette, unit, tiles }))
    styled.current = true
  }, [shapes, palette, unit, tiles])

  const [pace] = useState(makePace)
  const drawn = useRef({ heat, palette })
  useEffect(() => {
    const draw = (): void => {
      drawn.current = { heat, palette }
      overlayRef.current?.setProps({
        interleaved: true,
        layers: heatLayers(heat, heatColours(palette))
      })
      frames.wake()
      pace.drawing()
    }
    // Other counts may wait for their turn; another window, style or palette was asked for now.
    const before = drawn.current
    if (before.palette !== palette || !isOfSameKind(before.heat, heat)) {
      draw()
      return
    }
    const waiting = setTimeout(draw, pace.waitMs())
    return () => clearTimeout(waiting)
  }, [heat, palette, frames, pace])

  return <div className="map-canvas" ref={container} />
}

function isOfSameKind(a: Heat | undefined, b: Heat | undefined): boolean {
  return a?.window === b?.window && a?.style === b?.style
}
