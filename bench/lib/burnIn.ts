/** A part of the picture, in pixels. */
export interface Region {
  readonly name: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** What happened to the pixels of a region. */
export interface LitRegion {
  readonly name: string
  readonly pixels: number
  /** Pixels as bright as text in every place of the picture. */
  readonly always: number
  /** Longest share of the time that any pixel was as bright as text. */
  readonly longest: number
  /** Highest mean relative luminance of any pixel. */
  readonly brightest: number
}

interface Week {
  readonly width: number
  readonly height: number
  readonly regions: readonly Region[]
  /** Places of the picture, equally long each. */
  readonly shifts: readonly { readonly x: number; readonly y: number }[]
  /** Pictures with their share of the time, and the relative luminance of each pixel. */
  readonly frames: readonly { readonly share: number; readonly luminance: Float32Array }[]
}

/** The darkest text there is: ink-3 at night has 0.219, marks of ink-4 0.178. */
const textLuminance = 0.2

export function burnInOf({ width, height, regions, shifts, frames }: Week): readonly LitRegion[] {
  const mean = new Float32Array(width * height)
  const lit = new Float32Array(width * height)
  for (const { share, luminance } of frames)
    for (const shift of shifts) {
      const part = share / shifts.length
      for (let y = 0; y < height; y += 1) {
        const from = Math.min(height - 1, Math.max(0, y - shift.y)) * width
        for (let x = 0; x < width; x += 1) {
          const value = luminance[from + Math.min(width - 1, Math.max(0, x - shift.x))] ?? 0
          const at = y * width + x
          mean[at] = (mean[at] ?? 0) + part * value
          if (value >= textLuminance) lit[at] = (lit[at] ?? 0) + part
        }
      }
    }
  return regions.map(({ name, left, top, right, bottom }) => {
    let pixels = 0
    let always = 0
    let longest = 0
    let brightest = 0
    for (let y = Math.max(0, Math.round(top)); y < Math.min(height, Math.round(bottom)); y += 1)
      for (let x = Math.max(0, Math.round(left)); x < Math.min(width, Math.round(right)); x += 1) {
        const share = lit[y * width + x] ?? 0
        pixels += 1
        // Rounding of hundreds of summands, far below one place of the picture.
        if (share > 0.999) always += 1
        longest = Math.max(longest, share)
        brightest = Math.max(brightest, mean[y * width + x] ?? 0)
      }
    return { name, pixels, always, longest: Math.min(1, longest), brightest }
  })
}
