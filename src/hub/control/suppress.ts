import {
  fewestToldToGuests as least,
  few,
  several,
  type ShownCount
} from '../../contract/shownCount.ts'

/** A count of its own, no part of another, as guests are told it. */
export function forGuests(count: number): ShownCount {
  return count < least ? few : count
}

/**
 * The parts of a whole that guests are told as well. Where every part and `rest`, what of the whole
 * is in none of them, is at least five, they are numbers. Else they are only told apart, `<5` or
 * `5+`: leaving out single numbers is not enough, because who knows the rule by which they are left
 * out can work them out (the test does). Nothing is said of `rest`, so it may always be what is
 * missing.
 */
export function partsForGuests<K extends string>(
  parts: Readonly<Record<K, number>>,
  rest: number
): Readonly<Record<K, ShownCount>> {
  const all = Object.entries<number>(parts)
  if (rest >= least && all.every(([, count]) => count >= least)) return parts
  const told = all.map(([key, count]) => [key, count < least ? few : several])
  return Object.fromEntries(told) as Record<K, ShownCount> // the keys of `parts`
}
