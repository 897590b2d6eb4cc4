import type { Camera } from '../../../contract/camera.ts'

/** Where a tile stands; columns and rows count from 1, as in CSS grid. */
export interface CameraPlaceOnGrid {
  readonly camera: Camera
  readonly column: number
  readonly row: number
}

export interface Arrangement {
  readonly columns: number
  readonly rows: number
  readonly tiles: readonly CameraPlaceOnGrid[]
}

/** A page of the CCTV scene holds this many tiles: seven columns, five rows. */
const tilesPerPage = 35

/** The pages of the scene, the northernmost cameras on the first; one empty page of none. */
export function pagesOf(cameras: readonly Camera[]): readonly (readonly Camera[])[] {
  const sorted = northFirst(cameras)
  const count = Math.max(1, Math.ceil(sorted.length / tilesPerPage))
  return Array.from({ length: count }, (_, i) =>
    sorted.slice(i * tilesPerPage, (i + 1) * tilesPerPage)
  )
}

/**
 * A grid whose rows run from north to south and, within a row, from west to east. Cameras without a
 * position come last, in the order of the list.
 */
export function arrangeGrid(cameras: readonly Camera[]): Arrangement {
  const columns = columnsFor(cameras.length)
  const rows = Math.max(1, Math.ceil(cameras.length / columns))
  return { columns, rows, tiles: fill(cameras, gridCells(columns, rows)) }
}

/** Round an enlarged picture: eight columns, six rows, four by three of them taken by the picture. */
export function arrangeAround(cameras: readonly Camera[]): Arrangement {
  const cells = gridCells(8, 6).filter(
    ({ column, row }) =>
      !(column >= 3 && column <= 6 && row >= 2 && row <= 4) && !(column === 8 && row === 6)
  )
  return { columns: 8, rows: 6, tiles: fill(cameras, cells) }
}

interface Cell {
  readonly column: number
  readonly row: number
}

function gridCells(columns: number, rows: number): readonly Cell[] {
  return Array.from({ length: columns * rows }, (_, i) => ({
    column: (i % columns) + 1,
    row: Math.floor(i / columns) + 1
  }))
}

/** Gives the cells of each row, from the top, to the northernmost cameras left, west to east. */
function fill(cameras: readonly Camera[], cells: readonly Cell[]): readonly CameraPlaceOnGrid[] {
  const waiting = northFirst(cameras)
  const tiles: CameraPlaceOnGrid[] = []
  for (const row of new Set(cells.map((cell) => cell.row))) {
    const free = cells.filter((cell) => cell.row === row)
    const group = waiting.splice(0, free.length).sort((a, b) => east(a) - east(b))
    group.forEach((camera, i) => {
      const cell = free[i]
      if (cell !== undefined) tiles.push({ camera, ...cell })
    })
  }
  return tiles
}

/** Cameras without a position come last. */
function northFirst(cameras: readonly Camera[]): Camera[] {
  return [...cameras].sort((a, b) => {
    if (a.position === undefined || b.position === undefined)
      return Number(a.position === undefined) - Number(b.position === undefined)
    return b.position[1] - a.position[1]
  })
}

function east({ position }: Camera): number {
  return position?.[0] ?? Infinity
}

/** Columns of a 16:9 room for so many 16:9 tiles with a caption. */
function columnsFor(count: number): number {
  if (count <= 1) return 1
  if (count <= 4) return 2
  if (count <= 9) return 3
  if (count <= 16) return 4
  if (count <= 20) return 5
  return count <= 30 ? 6 : 7
}
