import type { Format } from '../../look/format.ts'

/** A position known to within this is a point on a map of a few kilometres. */
export const sharpM = 100

/** `120 m` to the next ten metres, from a kilometre on `1,1 km`. */
export function distanceText(
  metres: number,
  format: Pick<Format, 'count' | 'decimal'>,
  units: { readonly metres: string; readonly kilometres: string }
): string {
  const rounded = Math.round(metres / 10) * 10
  return rounded < 1000
    ? `${format.count(rounded)} ${units.metres}`
    : `${format.decimal(metres / 1000)} ${units.kilometres}`
}
