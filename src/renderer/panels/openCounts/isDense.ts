/** Width of a digit of t8, t6 and t4, and of a letter of t3, in rem at wall scale 1. */
const digits = [0.86, 0.55, 0.34]
const letter = 0.2
/** Gaps, and the padding of the block. */
const air = 1.3
const rail = 9

/**
 * Whether three figures with their labels need the smaller sizes to stand in one line of the rail.
 * Everything in it grows with the wall, so this holds at any scale.
 */
export function isDense(figures: readonly string[], labels: readonly string[]): boolean {
  const figureWidth = figures.reduce(
    (sum, figure, index) => sum + figure.length * (digits[index] ?? letter),
    0
  )
  const labelWidth = labels.reduce((sum, label) => sum + label.length * letter, 0)
  return figureWidth + labelWidth + air > rail
}
