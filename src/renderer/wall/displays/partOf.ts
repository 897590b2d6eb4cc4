import {
  placeDisplays,
  type Display,
  type DisplayLayout,
  type WallRect
} from '../../../contract/displays.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** What a window shows of the whole picture, in its own pixels. */
export interface Part {
  readonly display: Display
  /** As it hangs. */
  readonly mm: Size
  readonly picture: Size
  /** What of the picture each display of the wall shows; between them nobody shows anything. */
  readonly glass: readonly WallRect[]
  /** Upper left corner and size of the part within the picture. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Where the part begins in the window: beyond 0 where the window has another shape. */
  readonly left: number
  readonly top: number
  /** How much smaller what is drawn for this display alone is than what is drawn for the wall. */
  readonly own: number
}

/** Undefined where the window is no display of the layout: it then shows the whole picture. */
export function partOf(
  layout: DisplayLayout | undefined,
  id: string | undefined,
  window: Size
): Part | undefined {
  const display = layout?.displays.find((one) => one.id === id)
  if (layout === undefined || display === undefined) return undefined
  const { widthMm, heightMm, parts } = placeDisplays(layout)
  const part = parts.get(display.id)
  if (part === undefined) return undefined
  // As large as fits: on an output of another shape two edges stay dark, and nothing is cut off.
  const pxPerMm = Math.min(window.width / part.width, window.height / part.height)
  const width = part.width * pxPerMm
  const height = part.height * pxPerMm
  const picture = { width: widthMm * pxPerMm, height: heightMm * pxPerMm }
  return {
    display,
    mm: part,
    picture,
    glass: [...parts.values()].map((one) => ({
      x: one.x * pxPerMm,
      y: one.y * pxPerMm,
      width: one.width * pxPerMm,
      height: one.height * pxPerMm
    })),
    // Whole pixels, or every hairline would be two grey ones.
    x: Math.round(part.x * pxPerMm),
    y: Math.round(part.y * pxPerMm),
    width,
    height,
    left: Math.round((window.width - width) / 2),
    top: Math.round((window.height - height) / 2),
    own: remOf({ width, height }) / remOf(picture)
  }
}

/** As look/base.css has it. */
function remOf({ width, height }: Size): number {
  return Math.min(width / 38.4, height / 21.6)
}
