import type { Layer } from '@deck.gl/core'
import { H3HexagonLayer } from '@deck.gl/geo-layers'
import { BitmapLayer } from '@deck.gl/layers'
import { bytesPerLevel, levelOf, levelPixels } from './density.ts'
import type { Heat } from './heat.ts'
import { firstLayerAboveHeat } from './mapStyle.ts'
import { rgbOf } from './palette.ts'

/** deck.gl layers of the report density, in these six colours. */
export function heatLayers(heat: Heat | undefined, colours: readonly string[]): Layer[] {
  if (heat === undefined) return []
  const beforeId = firstLayerAboveHeat
  if (heat.style === 'hexagons')
    return [
      new H3HexagonLayer({
        id: 'heat-hexagons',
        ...{ beforeId },
        data: heat.hexagons.filter(({ perKm2 }) => levelOf(perKm2, heat.start) > 0),
        highPrecision: true,
        extruded: false,
        stroked: false,
        coverage: 0.94,
        getHexagon: ({ cell }) => cell,
        getFillColor: ({ perKm2 }) => [...rgbOf(colours[levelOf(perKm2, heat.start) - 1] ?? '')],
        updateTriggers: { getFillColor: [colours.join(), heat.start] }
      })
    ]
  const { grid } = heat
  return [
    new SteppedBitmapLayer({
      // The colours are part of the shader, so other colours are another layer.
      id: `heat-smooth-${colours.join('')}`,
      ...{ beforeId },
      bounds: [...grid.bounds],
      image: new ImageData(levelPixels(grid, heat.start), grid.columns, grid.rows),
      colours
    })
  ]
}

/**
 * Colours a smooth field in sharp steps: the texture holds levels, a cubic filter smooths them and
 * each pixel takes the colour of its level, so contours stay crisp on any wall.
 */
class SteppedBitmapLayer extends BitmapLayer<{ readonly colours: readonly string[] }> {
  static override layerName = 'SteppedBitmapLayer'

  override getShaders(): ReturnType<BitmapLayer['getShaders']> {
    const shaders = super.getShaders()
    return { ...shaders, fs: steppedShader(shaders.fs, this.props.colours) }
  }
}

const sampling = 'vec4 bitmapColor = texture(bitmapTexture, uv);'
const entry = 'void main(void) {'

/** deck.gl's own shader with another way to look up a colour; `deckShader.test.ts` keeps watch. */
export function steppedShader(source: string, colours: readonly string[]): string {
  return source
    .replace(entry, () => `${cubicFilter}${stepColour(colours)}${entry}`)
    .replace(sampling, 'vec4 bitmapColor = heatColour(uv);')
}

/** B-spline interpolation by four linear look-ups. */
const cubicFilter = `
float heatLevel(vec2 uv) {
  vec2 size = vec2(textureSize(bitmapTexture, 0));
  vec2 at = uv * size - 0.5;
  vec2 f = fract(at);
  at -= f;
  vec2 w0 = (1.0 - f) * (1.0 - f) * (1.0 - f) / 6.0;
  vec2 w1 = (4.0 - 6.0 * f * f + 3.0 * f * f * f) / 6.0;
  vec2 w3 = f * f * f / 6.0;
  vec2 w2 = 1.0 - w0 - w1 - w3;
  vec2 g0 = w0 + w1;
  vec2 g1 = w2 + w3;
  vec2 p0 = (at - 0.5 + w1 / g0) / size;
  vec2 p1 = (at + 1.5 + w3 / g1) / size;
  float a = textureLod(bitmapTexture, vec2(p0.x, p0.y), 0.0).r;
  float b = textureLod(bitmapTexture, vec2(p1.x, p0.y), 0.0).r;
  float c = textureLod(bitmapTexture, vec2(p0.x, p1.y), 0.0).r;
  float d = textureLod(bitmapTexture, vec2(p1.x, p1.y), 0.0).r;
  return (g0.y * (g0.x * a + g1.x * b) + g1.y * (g0.x * c + g1.x * d)) * 255.0 / ${bytesPerLevel}.0;
}
`

/** The step is as wide as one pixel, which is all the smoothing an edge needs. */
function stepColour(colours: readonly string[]): string {
  const vec = (colour: string): string =>
    `vec3(${rgbOf(colour)
      .map((byte) => (byte / 255).toFixed(5))
      .join(', ')})`
  const step = (level: number): string => `clamp((level - ${level}.0) / width + 0.5, 0.0, 1.0)`
  const [first = '', ...rest] = colours
  return `
vec4 heatColour(vec2 uv) {
  float level = heatLevel(uv);
  float width = max(fwidth(level), 1e-4);
  vec3 heat = ${vec(first)};
  ${rest.map((colour, i) => `heat = mix(heat, ${vec(colour)}, ${step(i + 2)});`).join('\n  ')}
  return vec4(heat, ${step(1)});
}
`
}
