import { reduceWall, initialWall, type WallAction } from './reduceWall.ts'
import type { WallState } from './wallState.ts'

/** Holds what a window knows; changes only by actions. */
export interface WallStore {
  readonly state: () => WallState
  readonly dispatch: (action: WallAction) => void
  /** Returns its own undoing. */
  readonly subscribe: (listener: () => void) => () => void
}

export function makeWallStore(initial: WallState = initialWall): WallStore {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    dispatch: (action) => {
      const next = reduceWall(state, action)
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
