import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Moment } from '../../contract/time.ts'
import { makeMoments, realTicker, type Moments, type WallMoment } from './moments.ts'
import type { WallState } from './wallState.ts'
import { makeWallStore, type WallStore } from './wallStore.ts'

/** The only door from data to screen. */
export interface WallDoor {
  readonly store: WallStore
  readonly moments: Moments
}

const closed = makeWallStore()

export const WallContext = createContext<WallDoor>({
  store: closed,
  moments: makeMoments(closed, realTicker)
})

/** Everything this window knows. */
export function useWall(): WallState {
  const { store } = useContext(WallContext)
  return useSyncExternalStore(store.subscribe, store.state)
}

/** The wall's time and the age of its figures; renders again once a second. */
export function useMoment(): WallMoment {
  const { moments } = useContext(WallContext)
  return useSyncExternalStore(moments.subscribe, moments.current)
}

/** Hub time, ticking once a second; stands still while the data is lost. */
export function useNow(): Moment {
  return useMoment().now
}
