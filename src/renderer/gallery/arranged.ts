import { Scene, type GridPlace, type PanelKind } from '../../contract/scene.ts'

const at = (panel: PanelKind, column: number, row: number, columns: number, rows: number) => ({
  panel,
  place: { column, row, columns, rows } satisfies GridPlace
})

/** A scene as a room makes one in the editor: the map on the right, the lists beside it. */
export const arranged = Scene.parse({
  id: 'malam',
  name: 'Malam',
  layout: 'grid',
  panels: [
    at('openCounts', 0, 0, 12, 4),
    at('leadIncident', 0, 4, 12, 5),
    at('incidents', 0, 9, 12, 15),
    at('map', 24, 0, 24, 18),
    at('todayCounter', 12, 0, 12, 5),
    at('responseCounter', 12, 5, 12, 5),
    at('withinTargetCounter', 12, 10, 6, 4),
    at('prankCounter', 18, 10, 6, 4),
    at('agencies', 12, 14, 12, 10),
    at('volume', 24, 18, 24, 6)
  ]
})

/** A scene out of the address, for the pictures and the measures of scenes that a room has made. */
export function arrangedFrom(json: string | null): Scene | undefined {
  if (json === null) return undefined
  return Scene.parse(JSON.parse(json))
}
