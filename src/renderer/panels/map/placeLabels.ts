import { boxAround, contains, overlaps, type Box, type Spot } from './box.ts'

/** One label that would like to be on the map. */
export interface LabelWish {
  readonly id: string
  readonly width: number
  readonly height: number
  /** Centres it may have, the best first. */
  readonly spots: readonly Spot[]
  /** It may not be left out: without a free spot it goes to the nearest free place to this one. */
  readonly near?: Spot
}

export interface LabelRoom {
  /** What a label must stay inside. */
  readonly bounds: Box
  /** Marks, legend and controls: nothing may cover them. */
  readonly obstacles: readonly Box[]
  /** Left free where a label has the choice. */
  readonly avoid?: readonly Box[]
}

/**
 * Gives each wish, in the order of the list, its first spot that is free; a wish without a free
 * spot is left out unless it has `near`. So the order of the list is the order of importance: lead
 * clock, late clocks, other clocks, district names; nothing is left out for the sake of something
 * less important. No placed label overlaps an obstacle or another label.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  { bounds, obstacles, avoid = [] }: LabelRoom
): ReadonlyMap<string, Box> {
  const taken = new Crowd(bounds, obstacles)
  const toAvoid = new Crowd(bounds, avoid)
  const placed = new Map<string, Box>()
  // For this size the whole map was searched in vain: a flood of late ones would search it again.
  let full: Pick<Box, 'width' | 'height'> | undefined
  const isFree = (box: Box): boolean => contains(bounds, box) && !taken.meets(box)
  for (const { id, width, height, spots, near } of wishes) {
    let box: Box | undefined
    for (const spot of spots) {
      const wanted = boxAround(spot, width, height)
      if (!isFree(wanted)) continue
      const isBest = !toAvoid.meets(wanted)
      if (isBest || box === undefined) box = wanted
      if (isBest) break
    }
    const hopeless = full !== undefined && width >= full.width && height >= full.height
    if (near && !box && !hopeless) {
      box = nearestFree(near, { width, height }, bounds, isFree)
      if (!box) full = { width, height }
    }
    if (!box) continue
    placed.set(id, box)
    taken.add(box)
  }
  return placed
}

/** Side of the squares of a crowd, in pixels: about as large as a mark. */
const square = 32

/** Boxes kept by the squares they touch, so that another one is held only against its neighbours. */
class Crowd {
  readonly #bounds: Box
  readonly #columns: number
  readonly #rows: number
  readonly #squares: Box[][]

  constructor(bounds: Box, boxes: readonly Box[]) {
    this.#bounds = bounds
    this.#columns = Math.floor(bounds.width / square) + 1
    this.#rows = Math.floor(bounds.height / square) + 1
    this.#squares = Array.from({ length: this.#columns * this.#rows }, () => [])
    for (const box of boxes) this.add(box)
  }

  add(box: Box): void {
    this.#someSquare(box, (boxes) => {
      boxes.push(box)
      return false
    })
  }

  /** Whether a box within the bounds overlaps any other. */
  meets(box: Box): boolean {
    return this.#someSquare(box, (boxes) => boxes.some((other) => overlaps(box, other)))
  }

  #someSquare({ x, y, width, height }: Box, test: (boxes: Box[]) => boolean): boolean {
    const left = x - this.#bounds.x
    const top = y - this.#bounds.y
    const lastColumn = Math.min(this.#columns - 1, Math.floor((left + width) / square))
    const lastRow = Math.min(this.#rows - 1, Math.floor((top + height) / square))
    for (let row = Math.max(0, Math.floor(top / square)); row <= lastRow; row++)
      for (let column = Math.max(0, Math.floor(left / square)); column <= lastColumn; column++)
        if (test(this.#squares[row * this.#columns + column] ?? [])) return true
    return false
  }
}

/** Searches in growing squares until the whole map has been looked at. */
function nearestFree(
  near: Spot,
  { width, height }: { readonly width: number; readonly height: number },
  bounds: Box,
  isFree: (box: Box) => boolean
): Box | undefined {
  const step = height / 2
  const rings = Math.ceil(Math.max(bounds.width, bounds.height) / step)
  for (let ring = 1; ring <= rings; ring++)
    for (const spot of squareAround(near, ring, step)) {
      const box = boxAround(spot, width, height)
      if (isFree(box)) return box
    }
  return undefined
}

/** The spots of a square, sides first and corners last, so that the nearest come first. */
function squareAround({ x, y }: Spot, ring: number, step: number): Spot[] {
  const reach = ring * step
  return Array.from({ length: ring + 1 }, (_, i) => i * step).flatMap((along) => [
    { x: x + reach, y: y + along },
    { x: x + reach, y: y - along },
    { x: x - reach, y: y + along },
    { x: x - reach, y: y - along },
    { x: x + along, y: y + reach },
    { x: x - along, y: y + reach },
    { x: x + along, y: y - reach },
    { x: x - along, y: y - reach }
  ])
}

/**
 * Spots beside a mark of this radius: right, left, below, above, the corners, then the same a
 * label's height farther out.
 */
export function spotsBeside(
  at: Spot,
  radius: number,
  size: { readonly width: number; readonly height: number },
  gap: number
): Spot[] {
  const dx = radius + gap + size.width / 2
  const dy = radius + gap + size.height / 2
  const near: Spot[] = [
    { x: at.x + dx, y: at.y },
    { x: at.x - dx, y: at.y },
    { x: at.x, y: at.y + dy },
    { x: at.x, y: at.y - dy }
  ]
  const corners = [-1, 1].flatMap((sy) =>
    [1, -1].map((sx): Spot => ({
      x: at.x + sx * dx,
      y: at.y + sy * (radius * 0.5 + size.height / 2)
    }))
  )
  const far = [1, -1].flatMap((sx) =>
    [-1, 1].map((sy): Spot => ({ x: at.x + sx * dx * 0.8, y: at.y + sy * (dy + gap) }))
  )
  return [...near, ...corners, ...far]
}

/** Spots near a place, in growing rings, for names that may wander a little. */
export function spotsNear(at: Spot, stepX: number, stepY: number, rings: number): Spot[] {
  const spots: Spot[] = [at]
  for (let ring = 1; ring <= rings; ring++) {
    const x = stepX * ring
    const y = stepY * ring
    spots.push(
      { x: at.x, y: at.y + y },
      { x: at.x, y: at.y - y },
      { x: at.x + x, y: at.y },
      { x: at.x - x, y: at.y },
      { x: at.x + x, y: at.y + y },
      { x: at.x - x, y: at.y + y },
      { x: at.x + x, y: at.y - y },
      { x: at.x - x, y: at.y - y }
    )
  }
  return spots
}
