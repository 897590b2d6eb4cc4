import { fewestToldToGuests as least, few, type ShownCount } from '../../contract/shownCount.ts'

/** A count as guests are told it. */
export function forGuests(count: number): ShownCount {
  return count < least ? few : count
}

/**
 * The parts of a whole as guests are told them: small ones as `<5`. Where the whole, which is told as
 * well, would let somebody work a small one out, the smallest of the others are left out too until
 * it does not (secondary suppression). `untold` is what of the whole is in no part. A part of nobody
 * is not protected against that.
 */
export function partsForGuests<K extends string>(
  parts: Readonly<Record<K, number>>,
  untold?: number
): Partial<Record<K, ShownCount>> {
  const all = Object.entries<number>(parts)
  const small = all.filter(([, count]) => count < least)
  const told = all.filter(([, count]) => count >= least).sort(([, a], [, b]) => b - a)
  const isSmall = untold !== undefined && untold < least
  const hidden: Hidden = {
    small: [...small.map(([, count]) => count), ...(isSmall ? [untold] : [])],
    large: untold === undefined || isSmall ? [] : [untold],
    unbounded: untold !== undefined && !isSmall
  }
  while (canBeWorkedOut(hidden, told.at(-1)?.[1])) {
    const next = told.pop()
    if (next === undefined) break
    hidden.large.push(next[1])
  }
  return Object.fromEntries([
    ...small.map(([key]) => [key, few]),
    ...told
    // Every key comes from `parts`.
  ]) as Partial<Record<K, ShownCount>>
}

/** What is not told of a whole. */
interface Hidden {
  readonly small: readonly number[]
  readonly large: number[]
  /** One of the large was never to be told, so it may be of any size. */
  readonly unbounded: boolean
}

/**
 * Whether some small part must have exactly one value, and not 0: known are the sum of all that is
 * hidden, that each small one is 0 to 4, and that each large one lies between 5 and the smallest
 * that is told.
 */
function canBeWorkedOut(
  { small, large, unbounded }: Hidden,
  smallestTold = Number.POSITIVE_INFINITY
): boolean {
  if (small.length === 0) return false
  const sum = [...small, ...large].reduce((total, count) => total + count, 0)
  const mostOfLarge =
    large.length === 0 ? 0 : unbounded ? Number.POSITIVE_INFINITY : large.length * smallestTold
  const low = Math.max(0, sum - (least - 1) * (small.length - 1) - mostOfLarge)
  const high = Math.min(least - 1, sum - least * large.length)
  return low === high && high > 0
}

/** A part of a whole that is told as well; undefined where the rest could be worked out from it. */
export function partForGuests(part: number, whole: number): ShownCount | undefined {
  return partsForGuests({ part }, Math.max(0, whole - part)).part
}
