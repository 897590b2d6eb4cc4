import { gridColumns, gridRows, overlap, type GridPlace } from '../../contract/scene.ts'

/** In any unit, from the upper left corner of the scene. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * The cells nearest to where things lie on a scene of a size. What does not overlap there does not
 * overlap on the grid: both edges of everything go to the nearest line. What is thinner than half a
 * cell gets a cell beside it, of a neighbour's if need be; where there is none it has no place.
 */
export function snapToGrid<K extends string>(
  rects: ReadonlyMap<K, Rect>,
  size: { readonly width: number; readonly height: number }
): ReadonlyMap<K, GridPlace> {
  const places = new Map<K, GridPlace>()
  const thin: (readonly [K, GridPlace])[] = []
  for (const [key, { x, y, width, height }] of rects) {
    const [column, right] = snapped(x, x + width, size.width, gridColumns)
    const [row, bottom] = snapped(y, y + height, size.height, gridRows)
    const place = { column, row, columns: right - column, rows: bottom - row }
    if (width <= 0 || height <= 0) continue
    if (place.columns > 0 && place.rows > 0) places.set(key, place)
    else thin.push([key, place])
  }
  for (const [key, place] of thin) squeezeIn(places, key, place)
  return places
}

function snapped(from: number, to: number, length: number, cells: number): [number, number] {
  const line = (at: number): number =>
    Math.min(cells, Math.max(0, Math.round((at / length) * cells)))
  return [line(from), line(to)]
}

/** Gives it one row or column, before or after the line it fell on. */
function squeezeIn<K extends string>(places: Map<K, GridPlace>, key: K, thin: GridPlace): void {
  const columns = Math.max(1, thin.columns)
  const rows = Math.max(1, thin.rows)
  const wishes = [
    thin,
    { ...thin, row: thin.row - (rows - thin.rows), column: thin.column - (columns - thin.columns) }
  ]
    .map((wish) => ({ ...wish, columns, rows }))
    .filter(isOnGrid)
  for (const wish of wishes) {
    const met = [...places].filter(([, other]) => overlap(wish, other))
    const yielded = met.map(([other, place]) => [other, yieldRow(place, wish)] as const)
    if (yielded.some(([, place]) => place === undefined)) continue
    for (const [other, place] of yielded) if (place) places.set(other, place)
    places.set(key, wish)
    return
  }
}

/** A place without the row at its upper or lower edge that another needs. */
function yieldRow(place: GridPlace, wish: GridPlace): GridPlace | undefined {
  if (place.rows < 2 || wish.rows !== 1) return undefined
  if (wish.row === place.row) return { ...place, row: place.row + 1, rows: place.rows - 1 }
  if (wish.row === place.row + place.rows - 1) return { ...place, rows: place.rows - 1 }
  return undefined
}

export function isOnGrid({ column, row, columns, rows }: GridPlace): boolean {
  return (
    column >= 0 &&
    row >= 0 &&
    columns >= 1 &&
    rows >= 1 &&
    column + columns <= gridColumns &&
    row + rows <= gridRows
  )
}
