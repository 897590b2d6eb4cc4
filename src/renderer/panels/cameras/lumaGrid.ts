import { sampleLuma } from './sampleLuma.ts'

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
    return sampleGreens(luma, width, height, plane.stride)
  } catch {
    // The frame was closed meanwhile or lies on a lost GPU: the next second brings another.
    return undefined
  }
}

/** Of packed RGBA or BGRA the green bytes: near enough to luma to see a change. */
export function sampleGreens(
  pixels: Uint8Array,
  width: number,
  height: number,
  stride = width * 4
): Uint8Array {
  return sampleLuma(greens(pixels, stride, height), { width, height, stride: stride >> 2 })
}

function greens(pixels: Uint8Array, stride: number, height: number): Uint8Array {
  const green = new Uint8Array((stride >> 2) * height)
  for (let i = 0; i < green.length; i += 1) green[i] = pixels[i * 4 + 1] ?? 0
  return green
}
