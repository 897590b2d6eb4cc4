import { lookCells, lookColumns, lookRows } from '../../../contract/camera.ts'

/** Share of the height left out at top and at bottom, where cameras write names and clocks. */
const band = 0.12

/**
 * Samples single luma values, not averages: an average would smooth away the sensor noise that
 * tells a dark but living street from a frozen picture.
 */
export function sampleLuma(
  luma: Uint8Array,
  {
    width,
    height,
    stride
  }: { readonly width: number; readonly height: number; readonly stride: number }
): Uint8Array {
  const cells = new Uint8Array(lookCells)
  for (let row = 0; row < lookRows; row += 1) {
    const y = Math.floor((band + ((row + 0.5) / lookRows) * (1 - 2 * band)) * height)
    for (let column = 0; column < lookColumns; column += 1) {
      const x = Math.floor(((column + 0.5) / lookColumns) * width)
      cells[row * lookColumns + column] = luma[y * stride + x] ?? 0
    }
  }
  return cells
}

const planar = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12'])

/** The luma grid of a decoded frame; undefined where its pixels cannot be read. */
export async function lookAtFrame(frame: VideoFrame): Promise<Uint8Array | undefined> {
  if (frame.format === null) return undefined
  try {
    const pixels = new Uint8Array(frame.allocationSize())
    const [plane] = await frame.copyTo(pixels)
    if (plane === undefined) return undefined
    const { width, height } = frame.visibleRect ?? { width: 0, height: 0 }
    const luma = pixels.subarray(plane.offset)
    if (planar.has(frame.format)) return sampleLuma(luma, { width, height, stride: plane.stride })
    return sampleLuma(greens(luma, plane.stride, height), {
      width,
      height,
      stride: plane.stride >> 2
    })
  } catch {
    // The frame was closed meanwhile or lies on a lost GPU: the next second brings another.
    return undefined
  }
}

/** Of packed RGBA or BGRA, the green bytes: near enough to luma to see a change. */
function greens(pixels: Uint8Array, stride: number, height: number): Uint8Array {
  const green = new Uint8Array((stride >> 2) * height)
  for (let i = 0; i < green.length; i += 1) green[i] = pixels[i * 4 + 1] ?? 0
  return green
}
