import { reduceWall, initialWall, type WallAction } from './reduceWall.ts'
import type { WallState } from './wallState.ts'

/** Holds what a window knows; changes only by actions. */
export interface WallStore {
  readonly state: () => WallState
  readonly dispatch: (action: WallAction) => void
  /** Returns its own undoing. */
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * `soon` says when listeners hear of a change; several changes before then are told as one. A wall
 * gives `requestAnimationFrame`: when frames take long it draws the newest state and skips those in
 * between, instead of drawing each of them later and later.
 */
export function makeWallStore(
  initial: WallState = initialWall,
  soon: (tell: () => void) => void = (tell) => tell()
): WallStore {
  let state = initial
  let untold = false
  const tell = (): void => {
    untold = false
    for (const listener of listeners) listener()
  }
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    dispatch: (action) => {
      const next = reduceWall(state, action)
      if (next === state) return
      state = next
      if (untold) return
      untold = true
      soon(tell)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
