import { lookCells, lookColumns, lookRows } from '../../../contract/camera.ts'

/** Share of the height left out at top and at bottom, where cameras write names and clocks. */
const band = 0.12

/**
 * Samples single luma values, not averages: an average would smooth away the sensor noise that
 * tells a dark but living street from a frozen picture.
 */
export function sampleLuma(
  luma: Uint8Array,
  {
    width,
    height,
    stride
  }: { readonly width: number; readonly height: number; readonly stride: number }
): Uint8Array {
  const cells = new Uint8Array(lookCells)
  for (let row = 0; row < lookRows; row += 1) {
    const y = Math.floor((band + ((row + 0.5) / lookRows) * (1 - 2 * band)) * height)
    for (let column = 0; column < lookColumns; column += 1) {
      const x = Math.floor(((column + 0.5) / lookColumns) * width)
      cells[row * lookColumns + column] = luma[y * stride + x] ?? 0
    }
  }
  return cells
}
