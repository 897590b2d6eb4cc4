import {
  placeDisplays,
  type Bounds,
  type Display,
  type DisplayLayout,
  type DisplayNotice
} from '../contract/displays.ts'

/** 1366 × 768 is 16:9 to everybody but a calculator. */
const tolerance = 0.03

type Size = Pick<Bounds, 'width' | 'height'>

/** Whether two have the same proportions. */
export function sameShape(a: Size, b: Size): boolean {
  return Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= tolerance
}

/** That an output is not of the shape of its part: what does not fit stays dark at two edges. */
export function shapeNotice(
  { id }: Display,
  layout: DisplayLayout,
  output: Size
): readonly DisplayNotice[] {
  const part = placeDisplays(layout).parts.get(id)
  if (part === undefined || sameShape(part, output)) return []
  const upright = { width: output.height, height: output.width }
  return [{ code: sameShape(part, upright) ? 'turned' : 'shape', display: id }]
}
