import { z } from 'zod'

const Mm = z.number().positive().max(100_000)

/** What is known of an output of a graphics card, to find it again wherever it is plugged in. */
export const DisplayIdentity = z.strictObject({
  /** Maker, model and serial number out of the display's EDID: `GSM-5BBF-1234567`. */
  edid: z.string().min(1).max(120).optional(),
  /** Connector or name as the system tells it: `HDMI-2`, `LG 55VM5J`. */
  label: z.string().min(1).max(120).optional()
})
export type DisplayIdentity = z.infer<typeof DisplayIdentity>

/** One output of the wall, where it hangs. Rows and columns count from 1, from the upper left. */
export const Display = z.strictObject({
  /** Short mark under which the room knows it: A1. */
  id: z
    .string()
    .max(16)
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/u),
  row: z.number().int().min(1).max(16),
  column: z.number().int().min(1).max(16),
  /** Cells it covers; the bezels between them belong to it. */
  rows: z.number().int().min(1).max(16).default(1),
  columns: z.number().int().min(1).max(16).default(1),
  /** Of what it shows, where it is not as large as its cells. It is centred in them. */
  widthMm: Mm.optional(),
  heightMm: Mm.optional(),
  match: DisplayIdentity.default({}),
  /** Sounds are heard from here; the first display where none says so. */
  sound: z.boolean().default(false)
})
export type Display = z.infer<typeof Display>

/**
 * The displays of a wall seen as one picture: `wall.json`. One cell shows `cellWidthMm` ×
 * `cellHeightMm`; what lies behind `bezelMm` between two cells is drawn by nobody.
 */
export const DisplayLayout = z
  .strictObject({
    cellWidthMm: Mm,
    cellHeightMm: Mm,
    /** From the last pixel of a display to the first of its neighbour. */
    bezelMm: z.number().nonnegative().max(500).default(0),
    /** The farthest seat, in metres. */
    farM: z.number().positive().max(100).default(8),
    displays: z.array(Display).nonempty().max(64)
  })
  .superRefine(({ displays }, context) => {
    for (const [index, one] of displays.entries())
      for (const other of displays.slice(0, index)) {
        if (one.id === other.id)
          context.addIssue({
            code: 'custom',
            path: ['displays', index, 'id'],
            message: `${one.id} is there twice`
          })
        else if (sharesCell(one, other))
          context.addIssue({
            code: 'custom',
            path: ['displays', index],
            message: `${one.id} hangs where ${other.id} hangs`
          })
      }
  })
export type DisplayLayout = z.infer<typeof DisplayLayout>

function sharesCell(a: Display, b: Display): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  )
}

/** In millimetres of the wall, from the upper left corner of the whole picture. */
export interface WallRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What every display shows of the whole picture, by id, and how large that is. */
export interface PlacedDisplays {
  readonly widthMm: number
  readonly heightMm: number
  readonly parts: ReadonlyMap<string, WallRect>
}

/** The picture is the box round all displays: an empty cell in a corner belongs to it. */
export function placeDisplays(layout: DisplayLayout): PlacedDisplays {
  const { cellWidthMm, cellHeightMm, bezelMm, displays } = layout
  const rects = displays.map((display) => {
    const cell: WallRect = {
      x: (display.column - 1) * (cellWidthMm + bezelMm),
      y: (display.row - 1) * (cellHeightMm + bezelMm),
      width: display.columns * cellWidthMm + (display.columns - 1) * bezelMm,
      height: display.rows * cellHeightMm + (display.rows - 1) * bezelMm
    }
    const width = display.widthMm ?? cell.width
    const height = display.heightMm ?? cell.height
    const x = cell.x + (cell.width - width) / 2
    const y = cell.y + (cell.height - height) / 2
    return { id: display.id, rect: { x, y, width, height } }
  })
  const left = Math.min(...rects.map(({ rect }) => rect.x))
  const top = Math.min(...rects.map(({ rect }) => rect.y))
  return {
    widthMm: Math.max(...rects.map(({ rect }) => rect.x + rect.width)) - left,
    heightMm: Math.max(...rects.map(({ rect }) => rect.y + rect.height)) - top,
    parts: new Map(
      rects.map(({ id, rect }) => [id, { ...rect, x: rect.x - left, y: rect.y - top }])
    )
  }
}

/** A large wall as one 16:9 canvas, on which the sizes of the design are told. */
const canvas = { columns: 38.4, rows: 21.6 }

/**
 * What the size of type is reckoned from: the width that the picture would have at 16:9, for type
 * follows the shorter side, and the farthest seat.
 */
export function viewingRoom(layout: DisplayLayout): {
  readonly widthMm: number
  readonly farM: number
} {
  const { widthMm, heightMm } = placeDisplays(layout)
  return {
    widthMm: Math.min(widthMm, (heightMm * canvas.columns) / canvas.rows),
    farM: layout.farM
  }
}

const Pixel = z.number().int().min(-1_000_000).max(1_000_000)

/** Where an output lies on the desktop, in its pixels. */
export const Bounds = z.strictObject({ x: Pixel, y: Pixel, width: Pixel, height: Pixel })
export type Bounds = z.infer<typeof Bounds>

/** The output on which a display was last shown. */
export const SeenOutput = z.strictObject({ ...DisplayIdentity.shape, bounds: Bounds })
export type SeenOutput = z.infer<typeof SeenOutput>

const DisplayId = Display.shape.id

/** By id of the display. */
export const SeenOutputs = z.record(DisplayId, SeenOutput)
export type SeenOutputs = z.infer<typeof SeenOutputs>

/** By what a display was found, the surest first. */
export const BoundBy = z.enum(['edid', 'label', 'memory', 'position', 'guess'])
export type BoundBy = z.infer<typeof BoundBy>

/** A display that is shown, and where. */
export const BoundDisplay = z.strictObject({
  display: DisplayId,
  output: z.string().max(120),
  by: BoundBy,
  width: Pixel,
  height: Pixel
})
export type BoundDisplay = z.infer<typeof BoundDisplay>

/** What is not as the layout has it. */
export const DisplayNotice = z.discriminatedUnion('code', [
  /** No output is there for it. */
  z.strictObject({ code: z.literal('missing'), display: DisplayId }),
  /** An output that no display of the layout belongs to; nothing is shown there. */
  z.strictObject({ code: z.literal('extra'), output: z.string().max(120) }),
  /** The screen is known, but hangs on another output than the layout says. */
  z.strictObject({
    code: z.literal('recabled'),
    display: DisplayId,
    output: z.string().max(120)
  }),
  /** Another screen hangs on its output. */
  z.strictObject({
    code: z.literal('replaced'),
    display: DisplayId,
    output: z.string().max(120)
  }),
  /** Nothing tells it from others: it was taken by its place on the desktop, and may be wrong. */
  z.strictObject({ code: z.literal('guessed'), display: DisplayId, output: z.string().max(120) }),
  /** Its output has another shape than its part of the picture. */
  z.strictObject({ code: z.literal('shape'), display: DisplayId }),
  /** Upright where its part lies, or the other way round. */
  z.strictObject({ code: z.literal('turned'), display: DisplayId }),
  /** Outputs show the same pixels; they count as one. */
  z.strictObject({ code: z.literal('mirrored'), output: z.string().max(120) }),
  /** Only one is left of several: it shows the whole picture. */
  z.strictObject({ code: z.literal('whole'), display: DisplayId }),
  /** There is no output at all. */
  z.strictObject({ code: z.literal('none') })
])
export type DisplayNotice = z.infer<typeof DisplayNotice>

/** Whoever opens the windows asks here what to open (GET) and tells what it opened (POST). */
export const displaysPath = '/api/displays'

/** The answer to both. */
export const DisplaysTold = z.strictObject({
  layout: DisplayLayout.optional(),
  remembered: SeenOutputs
})
export type DisplaysTold = z.infer<typeof DisplaysTold>

export const DisplaysShown = z.strictObject({
  bound: z.array(BoundDisplay).max(64),
  notices: z.array(DisplayNotice).max(64)
})
export type DisplaysShown = z.infer<typeof DisplaysShown>

export const DisplaysReport = z.strictObject({ ...DisplaysShown.shape, remembered: SeenOutputs })
export type DisplaysReport = z.infer<typeof DisplaysReport>
