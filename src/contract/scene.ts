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

/** A named arrangement of panels in two rails and the middle. */
export const Scene = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  name: z.string().min(1),
  left: z.array(PanelRow),
  middle: z.array(PanelRow),
  right: z.array(PanelRow)
})
export type Scene = z.infer<typeof Scene>

export function panelsOf({ left, middle, right }: Scene): readonly PanelKind[] {
  return [...left, ...middle, ...right].flatMap(({ panels }) => panels)
}
