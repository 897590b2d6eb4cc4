import { expect, test } from 'vitest'
import { BitmapLayer } from '@deck.gl/layers'
import { bareShapes, type MapShapes } from './mapShapes.ts'
import { firstLayerAboveHeat, mapStyle } from './mapStyle.ts'
import { steppedShader } from './heatLayers.ts'
import { rgbOf, type Palette } from './palette.ts'

const palette: Palette = {
  bg: '#0f1214',
  'ink-4': '#6b767f',
  sea: '#000001',
  land: '#000002',
  shore: '#000003',
  kec: '#000004',
  'road-1': '#000005',
  'road-2': '#000006',
  'road-3': '#000007',
  river: '#000008',
  h1: '#1b2831',
  h2: '#1f3442',
  h3: '#254657',
  h4: '#2f5d74',
  h5: '#3d7189',
  h6: '#568ea6',
  'bg-3': '#000009',
  k1: '#00000a',
  'k1-line': '#00000b',
  'k2-fill': '#00000c',
  'k2-line': '#00000d',
  k3: '#00000e'
}

const shapes: MapShapes = {
  ...bareShapes([110, -7.1, 110.2, -7]),
  land: [
    [
      [110, -7],
      [110, -7.1],
      [110.2, -7.1]
    ]
  ]
}

test('every colour of the map comes from the tokens', () => {
  const used = JSON.stringify(mapStyle({ shapes, palette, unit: 1 })).match(/#[\da-f]{6}/gu) ?? []
  expect(new Set(used)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `#00000${n}`)))
})

test('lines grow with the unit, so with resolution and viewing distance', () => {
  const width = (unit: number): unknown =>
    mapStyle({ shapes, palette, unit }).layers.find(({ id }) => id === 'road-1')?.paint
  expect(width(0.5)).toEqual({ 'line-color': '#000005', 'line-width': 2.25 })
  expect(width(1.25)).toEqual({ 'line-color': '#000005', 'line-width': 5.625 })
})

test('the sea covers heat beyond the shore, and roads stay above heat', () => {
  const ids = mapStyle({ shapes, palette, unit: 1 }).layers.map(({ id }) => id)
  expect(ids.indexOf('land')).toBeLessThan(ids.indexOf(firstLayerAboveHeat))
  expect(ids.indexOf(firstLayerAboveHeat)).toBeLessThan(ids.indexOf('road-3'))
})

test('a dropped-in base map replaces the schematic roads', () => {
  const tiles = 'pmtiles://http://127.0.0.1/map/basemap.pmtiles'
  const style = mapStyle({ shapes, palette, unit: 1, tiles })
  expect(style.sources['tiles']).toEqual({ type: 'vector', url: tiles })
  const ids = style.layers.map(({ id }) => id)
  expect(ids).toContain('tiles-highway')
  expect(ids).not.toContain('road-1')
})

test("deck.gl's shader still has the two places where the steps go in", () => {
  const layer = new BitmapLayer({ id: 'any' })
  Object.assign(layer, { context: { defaultShaderModules: [] } })
  const source: string = layer.getShaders().fs
  const stepped = steppedShader(source, ['#1b2831', '#568ea6'])
  expect(stepped).toContain('vec4 bitmapColor = heatColour(uv);')
  expect(stepped.indexOf('vec4 heatColour(')).toBeGreaterThan(stepped.indexOf('bitmapTexture;'))
})

test('colours of the tokens become bytes', () => {
  expect(rgbOf('#1b2831')).toEqual([27, 40, 49])
  expect(rgbOf('#fff')).toEqual([255, 255, 255])
})
