/** A picture that has been the same for this long is frozen. */
export const frozenAfterMs = 10_000

/** Luma steps (of 255) by which one cell must differ to have changed. */
const cellStep = 2
/** Cells that must have changed for the picture to have moved. */
const movedCells = 3

/**
 * Whether the scene differs between two looks. Noise of a real sensor moves many cells a little;
 * what an encoder makes of one and the same picture moves none. The looks leave out the bands at
 * top and bottom where cameras write their clocks: a running clock is not a living picture.
 */
export function hasMoved(before: Uint8Array, now: Uint8Array): boolean {
  let moved = 0
  for (let i = 0; i < now.length; i += 1) {
    if (Math.abs((now[i] ?? 0) - (before[i] ?? 0)) < cellStep) continue
    moved += 1
    if (moved >= movedCells) return true
  }
  return false
}

/** How long a camera has shown one picture, as far as anybody has looked. */
export interface FrozenPicture {
  readonly look: (cells: Uint8Array, now: number) => void
  /** Milliseconds the picture has been the same, once that is `frozenAfterMs`; else undefined. */
  readonly frozenForMs: (now: number) => number | undefined
}

/**
 * Compares every look with the first of the present picture, whoever looked: a window that reloads
 * or a second window changes nothing.
 */
export function makeFrozenPicture(): FrozenPicture {
  let first: Uint8Array | undefined
  let since = 0
  let lastLookAt = 0
  return {
    look: (cells, now) => {
      lastLookAt = now
      if (first !== undefined && !hasMoved(first, cells)) return
      first = cells
      since = now
    },
    frozenForMs: (now) =>
      first !== undefined && lastLookAt - since >= frozenAfterMs ? now - since : undefined
  }
}
