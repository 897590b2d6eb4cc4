import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl'
import type { Line, MapShapes } from './mapShapes.ts'
import type { Palette } from './palette.ts'

type Layer = StyleSpecification['layers'][number]

/** Heat is drawn under this layer, so that roads, borders and the sea's edge stay readable. */
export const firstLayerAboveHeat = 'outside'

export interface StyleInput {
  readonly shapes: MapShapes
  readonly palette: Palette
  /** Pixels of one design pixel, viewing distance included. */
  readonly unit: number
  /** A vector base map in Protomaps' scheme, instead of the drawn roads. */
  readonly tiles?: string | undefined
}

/** The quiet base map in the wall's own colours. A pure function: same input, same style. */
export function mapStyle({ shapes, palette, unit, tiles }: StyleInput): StyleSpecification {
  return {
    version: 8,
    sources: {
      city: {
        type: 'geojson',
        tolerance: 0.1,
        data: { type: 'FeatureCollection', features: featuresOf(shapes) }
      },
      ...(tiles !== undefined && { tiles: { type: 'vector', url: tiles } })
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
      fill('land', palette.land),
      ...(tiles === undefined ? [] : waterOfTiles(palette)),
      fill(firstLayerAboveHeat, palette.sea),
      line('river', palette.river, 6 * unit),
      ...(tiles === undefined ? drawnRoads(palette, unit) : roadsOfTiles(palette, unit)),
      {
        ...line('border', palette.kec, 1.6 * unit),
        paint: {
          'line-color': palette.kec,
          'line-width': 1.6 * unit,
          'line-dasharray': [0.9, 3.75]
        }
      },
      line('limit', palette.shore, 1.6 * unit),
      line('coast', palette.shore, 2.6 * unit)
    ]
  }
}

function drawnRoads(palette: Palette, unit: number): Layer[] {
  return [
    line('road-3', palette['road-3'], 2 * unit),
    line('road-2', palette['road-2'], 3 * unit),
    line('road-1', palette['road-1'], 4.5 * unit)
  ]
}

function fill(kind: string, colour: string): Layer {
  return {
    id: kind,
    type: 'fill',
    source: 'city',
    filter: ['==', ['get', 'kind'], kind],
    paint: { 'fill-color': colour }
  }
}

function line(kind: string, colour: string, width: number): Extract<Layer, { type: 'line' }> {
  return {
    id: kind,
    type: 'line',
    source: 'city',
    filter: ['==', ['get', 'kind'], kind],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width }
  }
}

/** Layers of the Protomaps base map scheme, version 4 and the older key of kinds. */
const kindOf: ExpressionSpecification = ['coalesce', ['get', 'kind'], ['get', 'pmap:kind']]

function waterOfTiles(palette: Palette): Layer[] {
  return [
    {
      id: 'tiles-water',
      type: 'fill',
      source: 'tiles',
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': palette.sea }
    }
  ]
}

function roadsOfTiles(palette: Palette, unit: number): Layer[] {
  const road = (id: string, kinds: readonly string[], colour: string, width: number): Layer => ({
    id,
    type: 'line',
    source: 'tiles',
    'source-layer': 'roads',
    filter: ['in', kindOf, ['literal', [...kinds]]],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width * unit }
  })
  return [
    road('tiles-minor', ['minor_road', 'medium_road'], palette['road-3'], 1),
    road('tiles-major', ['major_road'], palette['road-2'], 2.4),
    road('tiles-highway', ['highway'], palette['road-1'], 4)
  ]
}

function featuresOf(shapes: MapShapes): GeoJSON.Feature[] {
  const lines = (kind: string, all: readonly Line[]): GeoJSON.Feature => ({
    type: 'Feature',
    properties: { kind },
    geometry: { type: 'MultiLineString', coordinates: all.map(mutable) }
  })
  const roads = (wanted: number): readonly Line[] =>
    shapes.roads.filter((road) => road.class === wanted).map((road) => road.line)
  const shore = (coast: boolean): readonly Line[] =>
    shapes.shore.filter((piece) => piece.coast === coast).map((piece) => piece.line)
  return [
    ...shapes.land.map((ring) => polygon('land', [closed(ring)])),
    ...(shapes.land.length > 0
      ? [polygon('outside', [aroundOf(shapes), ...shapes.land.map(closed)])]
      : []),
    lines('river', shapes.rivers),
    lines('road-1', roads(1)),
    lines('road-2', roads(2)),
    lines('road-3', roads(3)),
    lines('border', shapes.borders),
    lines('limit', shore(false)),
    lines('coast', shore(true))
  ]
}

function polygon(kind: string, rings: number[][][]): GeoJSON.Feature {
  return {
    type: 'Feature',
    properties: { kind },
    geometry: { type: 'Polygon', coordinates: rings }
  }
}

const mutable = (line: Line): number[][] => line.map(([lon, lat]) => [lon, lat])

function closed(ring: Line): number[][] {
  const points = mutable(ring)
  const [first] = points
  return first ? [...points, first] : points
}

/** A frame far around the city: what lies between it and the land covers heat beyond the edge. */
function aroundOf({ bounds: [west, south, east, north] }: MapShapes): number[][] {
  const dx = (east - west) * 2
  const dy = (north - south) * 2
  return [
    [west - dx, south - dy],
    [east + dx, south - dy],
    [east + dx, north + dy],
    [west - dx, north + dy],
    [west - dx, south - dy]
  ]
}
