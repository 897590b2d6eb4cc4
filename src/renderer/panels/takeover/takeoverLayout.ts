import { gridColumns } from '../../../contract/scene.ts'

/** How a takeover uses its region. */
export interface TakeoverLayout {
  /** In a flat region what happened stands beside the map, not above it. */
  readonly head: 'above' | 'beside'
  /** Map and pictures side by side, or one above the other. */
  readonly body: 'row' | 'column'
  /** Type for the far seats. */
  readonly large: boolean
  /** Room for what happened, in rem at wall scale 1. */
  readonly headWidth: number
  /** Columns of pictures. */
  readonly columns: number
  /** So many can be made out; the nearest ones. */
  readonly cameras: number
}

/** The rails of a scene at wall scale 1, in rem and in columns of the grid. */
const rails = { left: { width: 8.2, columns: 11 }, right: { width: 9, columns: 12 } }

/**
 * How far the rails push a column's edge to the right for each unit of wall scale above 1, in rem: they
 * grow for far seats and the middle yields, so what lay between them does not cut their figures.
 */
export function pushedByRails(column: number): number {
  const { left, right } = rails
  const leftEnd = left.columns
  const rightStart = gridColumns - right.columns
  if (column <= leftEnd) return (column / leftEnd) * left.width
  if (column >= rightStart) return -((gridColumns - column) / right.columns) * right.width
  const across = (column - leftEnd) / (rightStart - leftEnd)
  return left.width - across * (left.width + right.width)
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Lengths in rem at wall scale 1, as takeover.css sets them. */
const gap = 0.36
const tileGap = 0.16
const caption = 0.82
const headHeight = { usual: 2.3, large: 3.5 }
const headBeside = 9

/** A picture narrower than this shows nothing from afar. */
const leastPicture = 2.6

/** `inner` is the region without its edge and without the line that says why. */
export function layTakeover(inner: Size, wanted: number): TakeoverLayout {
  const isFlat = inner.height < 7 && inner.width > 2 * headBeside
  const large = !isFlat && inner.width >= 14 && inner.height >= 10
  const rest: Size = isFlat
    ? { width: inner.width - headBeside - gap, height: inner.height }
    : { width: inner.width, height: inner.height - (large ? headHeight.large : headHeight.usual) }
  const body = rest.width >= 1.2 * rest.height ? 'row' : 'column'
  const room: Size =
    body === 'row'
      ? { width: (rest.width - gap) * pictureShare, height: rest.height }
      : { width: rest.width, height: (rest.height - gap) * pictureShare }
  const headWidth = isFlat ? headBeside : inner.width
  return { head: isFlat ? 'beside' : 'above', body, large, headWidth, ...tile(room, wanted) }
}

/** Of the room that map and pictures share. */
export const pictureShare = 0.56

/** As many pictures as can be made out, in the columns that make them largest. */
function tile(room: Size, wanted: number): Pick<TakeoverLayout, 'columns' | 'cameras'> {
  for (let cameras = wanted; cameras > 0; cameras -= 1) {
    const choices = Array.from({ length: cameras }, (_, index) => ({
      columns: index + 1,
      picture: pictureWidth(room, cameras, index + 1)
    })).sort((a, b) => b.picture - a.picture)
    const [best] = choices
    if (best !== undefined && best.picture >= leastPicture)
      return { cameras, columns: best.columns }
  }
  return { cameras: 0, columns: 1 }
}

function pictureWidth({ width, height }: Size, cameras: number, columns: number): number {
  const rows = Math.ceil(cameras / columns)
  const tileWidth = (width - (columns - 1) * tileGap) / columns
  const tileHeight = (height - (rows - 1) * tileGap) / rows - caption
  return Math.min(tileWidth, (tileHeight * 16) / 9)
}
