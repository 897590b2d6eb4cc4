import { z } from 'zod'

/** One kind of content. Adding a panel begins here; see docs/adding-a-panel.md. */
export const PanelKind = z.enum([
  'todayCounter',
  'monthCounter',
  'responseCounter',
  'withinTargetCounter',
  'prankCounter',
  'agencies',
  'map',
  'volume',
  'openCounts',
  'leadIncident',
  'incidents',
  'duty',
  'cctv',
  'cueCamera',
  'cameraStrip',
  'peakReview',
  'briefing'
])
export type PanelKind = z.infer<typeof PanelKind>

/** A row of one or more panels side by side; `grow` rows share what space is left. */
export const PanelRow = z.strictObject({
  panels: z.array(PanelKind).nonempty(),
  grow: z.boolean().optional()
})
export type PanelRow = z.infer<typeof PanelRow>

/** The area between top bar and status line, of the whole wall however many displays it has. */
export const gridColumns = 48
export const gridRows = 24

/** Where something lies on the grid: cells from the upper left corner. */
export const GridPlace = z
  .strictObject({
    column: z
      .number()
      .int()
      .min(0)
      .max(gridColumns - 1),
    row: z
      .number()
      .int()
      .min(0)
      .max(gridRows - 1),
    columns: z.number().int().min(1).max(gridColumns),
    rows: z.number().int().min(1).max(gridRows)
  })
  .refine(({ column, columns }) => column + columns <= gridColumns, {
    path: ['columns'],
    message: `reaches beyond the ${gridColumns} columns of the grid`
  })
  .refine(({ row, rows }) => row + rows <= gridRows, {
    path: ['rows'],
    message: `reaches beyond the ${gridRows} rows of the grid`
  })
export type GridPlace = z.infer<typeof GridPlace>

export function overlap(a: GridPlace, b: GridPlace): boolean {
  return (
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns &&
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows
  )
}

const PlacedPanel = z.strictObject({ panel: PanelKind, place: GridPlace })

const named = {
  id: z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9-]*$/u),
  name: z.string().min(1).max(24)
}

/** Two rails and the middle: heights follow from what the panels hold. The shipped scenes. */
export const RailScene = z.strictObject({
  ...named,
  layout: z.literal('rails'),
  left: z.array(PanelRow),
  middle: z.array(PanelRow),
  right: z.array(PanelRow)
})
export type RailScene = z.infer<typeof RailScene>

/** Every panel in a place of its own. What the editor makes. */
export const GridScene = z
  .strictObject({
    ...named,
    layout: z.literal('grid'),
    panels: z.array(PlacedPanel).nonempty().max(PanelKind.options.length)
  })
  .superRefine(({ panels }, context) => {
    for (const [index, one] of panels.entries())
      for (const other of panels.slice(0, index)) {
        if (one.panel === other.panel)
          context.addIssue({
            code: 'custom',
            path: ['panels', index, 'panel'],
            message: `${one.panel} is there twice`
          })
        else if (overlap(one.place, other.place))
          context.addIssue({
            code: 'custom',
            path: ['panels', index, 'place'],
            message: `${one.panel} lies over ${other.panel}`
          })
      }
  })
export type GridScene = z.infer<typeof GridScene>

/** A named arrangement of panels. */
export const Scene = z.discriminatedUnion('layout', [RailScene, GridScene])
export type Scene = z.infer<typeof Scene>

export const SceneId = named.id

export function panelsOf(scene: Scene): readonly PanelKind[] {
  return scene.layout === 'grid'
    ? scene.panels.map(({ panel }) => panel)
    : [...scene.left, ...scene.middle, ...scene.right].flatMap(({ panels }) => panels)
}
