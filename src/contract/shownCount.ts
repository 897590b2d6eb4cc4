import { z } from 'zod'

/** Guests are not told how many when there are fewer than this: a few are somebody. */
export const fewestToldToGuests = 5

/** Of 0 to 4; how many is not told. */
export const few = '<5'

/** 5 or more; how many is not told, because a few others could be worked out from it. */
export const several = '5+'

/** A count as a window is told it. Only guests are told less than the number. */
export const ShownCount = z.union([
  z.number().int().nonnegative(),
  z.literal(few),
  z.literal(several)
])
export type ShownCount = z.infer<typeof ShownCount>

/** The counts when each of them is told as a number. */
export function numbersIn<K extends string>(
  counts: Readonly<Partial<Record<K, ShownCount | undefined>>>
): Readonly<Record<K, number>> | undefined {
  const told = Object.values(counts).every((count) => typeof count === 'number')
  return told ? (counts as Readonly<Record<K, number>>) : undefined // each was just looked at
}
