/** A picture that has been the same for this long, over enough looks, is frozen. */
export const frozenAfterMs = 10_000
const fewestPairs = 5
const mostPairs = 10
/** Looks of several windows at the same moment count once. */
const closestMs = 800

/** Luma steps (of 255) that only a change of the scene makes; an encoder's drift made at most 8. */
const motionStep = 12
const motionCells = 2
/** The smallest step of sensor noise. */
const shimmerStep = 2
/**
 * In how many of 448 cells it is seen at least every second look, for a stream of about 400 kbit/s.
 * No figure fits all: see docs/cameras.md, and `flickerCells` of a camera.
 */
export const usualFlickerCells = 50

/** How much two looks differ. */
export interface LookChange {
  /** Something moved: a few cells are quite different. */
  readonly motion: boolean
  /** Cells that differ a little, as sensor noise makes many of them. */
  readonly shimmer: number
}

/**
 * Compares two looks. Key pictures of a frozen source are not equal to the bit: at 420 kbit/s an
 * encoder goes on polishing one and the same picture and changes 0–61 cells by two steps or more
 * between key pictures, once it has settled, never by twelve. Sensor noise, even the weakest we
 * could make, changes 68–230. Moving traffic changes 10 and more by twelve steps. The looks leave
 * out the bands at top and bottom where cameras write their clocks: a running clock is not a living
 * picture.
 */
export function compareLooks(before: Uint8Array, now: Uint8Array): LookChange {
  let moved = 0
  let shimmer = 0
  for (let i = 0; i < now.length; i += 1) {
    const step = Math.abs((now[i] ?? 0) - (before[i] ?? 0))
    if (step >= motionStep) moved += 1
    if (step >= shimmerStep) shimmer += 1
  }
  return { motion: moved >= motionCells, shimmer }
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
 */
export function makeFrozenPicture(flickerCells = usualFlickerCells): FrozenPicture {
  let before: Uint8Array | undefined
  let lastLookAt = -Infinity
  let sameSince = 0
  let shimmers: number[] = []

  const isStill = (): boolean => {
    if (shimmers.length < fewestPairs) return false
    const sorted = [...shimmers].sort((a, b) => a - b)
    return (sorted[Math.floor(sorted.length / 2)] ?? 0) < flickerCells
  }

  return {
    look: (cells, now) => {
      if (now - lastLookAt < closestMs) return
      lastLookAt = now
      const change = before && compareLooks(before, cells)
      before = cells
      if (change === undefined || change.motion) {
        sameSince = now
        shimmers = []
        return
      }
      shimmers = [...shimmers, change.shimmer].slice(-mostPairs)
      if (shimmers.length >= fewestPairs && !isStill()) sameSince = now
    },
    frozenForMs: (now) =>
      isStill() && lastLookAt - sameSince >= frozenAfterMs ? now - sameSince : undefined
  }
}
