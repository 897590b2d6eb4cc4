import { second, type Moment } from '../../../contract/time.ts'

/** The picture's place in its square, in steps from the middle. */
export interface Shift {
  readonly x: number
  readonly y: number
}

/** The square is so many steps wide and high: four to each side of the middle. */
export const shiftSide = 9
export const shiftEveryMs = 150 * second

const places = shiftSide * shiftSide
const middle = (shiftSide - 1) / 2

/**
 * Where the picture stands: one step further every two and a half minutes, along the rows of the
 * square to and fro, down and up again, so that it is equally long in every place of it. Out of the
 * hub's clock, so that all displays move together; a clock that runs faster moves it no oftener.
 */
export function shiftAt(clock: Moment, speed = 1): Shift {
  const step = Math.floor(clock / (shiftEveryMs * Math.max(1, speed)))
  const round = ((step % (2 * places)) + 2 * places) % (2 * places)
  const place = round < places ? round : 2 * places - 1 - round
  const row = Math.floor(place / shiftSide)
  const along = place % shiftSide
  return { x: (row % 2 === 0 ? along : shiftSide - 1 - along) - middle, y: row - middle }
}

/**
 * A step in device pixels, always whole ones: one on a canvas 1080 high, two on one of 2160, because
 * strokes are thicker there.
 * @param remPx 1rem in CSS pixels, a hundredth of 38.4 canvas widths
 */
export function stepPixels(remPx: number, devicePixelRatio: number): number {
  return Math.max(1, Math.round((remPx * devicePixelRatio) / 50))
}
