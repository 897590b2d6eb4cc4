/** A picture that has been the same for this long, over enough looks, is frozen. */
export const frozenAfterMs = 10_000
const fewestPairs = 5
const mostPairs = 10
/** So many of them show again what was shown before. */
const fewestSame = 3
/** Looks of several windows at the same moment count once. */
const closestMs = 800

/** Luma steps (of 255) that only a change of the scene makes. */
const motionStep = 12
const motionCells = 3
/** The smallest step of sensor noise. */
const shimmerStep = 2
/** Each look is compared with so many before it. */
const remembered = 15
/** Of 448 cells, in how many a living picture differs from every look before. See docs/cameras.md. */
export const usualFlickerCells = 6

/** How much two looks differ. */
export interface LookChange {
  /** A thing moved: few cells are quite different. */
  readonly motion: boolean
  /** Cells that differ a little, as sensor noise makes many of them. */
  readonly shimmer: number
}

/**
 * A thing that moves changes few cells much; an encoder that gives one and the same picture fewer
 * bits than before changes many cells, and most of them a little.
 */
export function compareLooks(before: Uint8Array, now: Uint8Array): LookChange {
  let moved = 0
  let shimmer = 0
  for (let i = 0; i < now.length; i += 1) {
    const step = Math.abs((now[i] ?? 0) - (before[i] ?? 0))
    if (step >= motionStep) moved += 1
    if (step >= shimmerStep) shimmer += 1
  }
  return { motion: moved >= motionCells && moved * 4 >= shimmer, shimmer }
}

/** How long a camera has shown one picture, as far as anybody has looked. */
export interface FrozenPicture {
  readonly look: (cells: Uint8Array, now: number) => void
  /** Milliseconds the picture has been the same, once it counts as frozen; else undefined. */
  readonly frozenForMs: (now: number) => number | undefined
}

/**
 * Judges by the last looks, whoever looked: a window that reloads or a second window changes
 * nothing. Without new looks the judgement stays. With `flickerCells` 0 no picture is ever frozen.
 *
 * Key pictures of a frozen source are not equal to the bit: an encoder goes on polishing one and the
 * same picture with more or fewer bits. But it comes back to what it sent before, while noise never
 * does: so a look is new only if it differs from all of the last seconds, not only from the last one.
 * The looks leave out the bands at top and bottom where cameras write their clocks: a running clock
 * is not a living picture.
 */
export function makeFrozenPicture(flickerCells = usualFlickerCells): FrozenPicture {
  let before: readonly Uint8Array[] = []
  let lastLookAt = -Infinity
  /**
   * The latest looks in which nothing moved: how much each differs from the one before it that is most
   * like it, and when the last one before it was.
   */
  let calm: readonly { readonly shimmer: number; readonly since: number }[] = []
  let sameSince: number | undefined

  const stillSince = (now: number): number | undefined => {
    const [first] = calm
    if (first === undefined || calm.length < fewestPairs) return undefined
    if (now - first.since < frozenAfterMs) return undefined
    const same = calm.filter(({ shimmer }) => shimmer < flickerCells).length
    return same >= fewestSame ? first.since : undefined
  }

  return {
    look: (cells, now) => {
      if (now - lastLookAt < closestMs) return
      const since = lastLookAt
      lastLookAt = now
      const changes = before.map((look) => compareLooks(look, cells))
      before = [...before, cells].slice(-remembered)
      const shimmer = Math.min(...changes.map((change) => change.shimmer))
      const moves = changes.at(-1)?.motion ?? true
      calm = moves ? [] : [...calm, { shimmer, since }].slice(-mostPairs)
      const still = stillSince(now)
      sameSince = still === undefined ? undefined : (sameSince ?? still)
    },
    frozenForMs: (now) => (sameSince === undefined ? undefined : now - sameSince)
  }
}
