import { gridColumns, gridRows, overlap, type GridPlace } from '../../contract/scene.ts'
import type { PanelSize } from '../wall/panelSizes.ts'
import { isOnGrid } from './snapToGrid.ts'

type Places<K> = ReadonlyMap<K, GridPlace>

/**
 * Gives every panel its least size where its neighbours can spare the cells, by moving edges and
 * never by jumping over anybody; then what lies free between them. In rails the air between panels
 * is nobody's, in a grid it belongs to their places.
 */
export function settlePlaces<K>(places: Places<K>, leastOf: (key: K) => PanelSize): Places<K> {
  const high = extendAll(places, (key) => leastOf(key).rows, gridRows)
  const wide = extendAll(turned(high), (key) => leastOf(key).columns, gridColumns)
  return filled(turned(wide))
}

/** Rows for columns. What follows thinks in rows alone. */
function turned<K>(places: Places<K>): Places<K> {
  return new Map(
    [...places].map(([key, { column, row, columns, rows }]) => [
      key,
      { column: row, row: column, columns: rows, rows: columns }
    ])
  )
}

function extendAll<K>(places: Places<K>, least: (key: K) => number, end: number): Places<K> {
  let now = places
  for (const key of places.keys())
    for (let next: Places<K> | undefined = now; next !== undefined;) {
      now = next
      const place = now.get(key)
      next =
        place !== undefined && place.rows < least(key)
          ? extended(now, key, place, least, end)
          : undefined
    }
  return now
}

/** One row more, below; undefined where nobody can spare it. */
function extended<K>(
  places: Places<K>,
  key: K,
  place: GridPlace,
  least: (key: K) => number,
  end: number
): Places<K> | undefined {
  const cleared = withoutRow(places, { ...place, row: place.row + place.rows, rows: 1 }, least, end)
  return cleared && new Map(cleared).set(key, { ...place, rows: place.rows + 1 })
}

/** The same with nothing in a strip one row high: who begins there yields its first row or moves. */
function withoutRow<K>(
  places: Places<K>,
  strip: GridPlace,
  least: (key: K) => number,
  end: number
): Places<K> | undefined {
  if (strip.row >= end) return undefined
  let now = places
  for (const [key, place] of places) {
    if (!overlap(place, strip)) continue
    if (place.row !== strip.row) return undefined
    const yields = place.rows > least(key)
    const below = { ...place, row: place.row + place.rows, rows: 1 }
    const cleared: Places<K> | undefined = yields ? now : withoutRow(now, below, least, end)
    if (cleared === undefined) return undefined
    const rows = yields ? place.rows - 1 : place.rows
    now = new Map(cleared).set(key, { ...place, row: place.row + 1, rows })
  }
  return now
}

/** Everything as large as it can be without touching anything else. */
function filled<K>(places: Places<K>): Places<K> {
  const now = new Map(places)
  const grow: readonly ((place: GridPlace) => GridPlace)[] = [
    (place) => ({ ...place, rows: place.rows + 1 }),
    (place) => ({ ...place, columns: place.columns + 1 }),
    (place) => ({ ...place, row: place.row - 1, rows: place.rows + 1 }),
    (place) => ({ ...place, column: place.column - 1, columns: place.columns + 1 })
  ]
  const isFree = (key: K, wish: GridPlace): boolean =>
    isOnGrid(wish) && ![...now].some(([other, place]) => other !== key && overlap(place, wish))
  for (const larger of grow)
    for (const [key, place] of places) {
      let last = now.get(key) ?? place
      for (let next = larger(last); isFree(key, next); next = larger(next)) last = next
      now.set(key, last)
    }
  return now
}
