import { useEffect, useState, useSyncExternalStore } from 'react'
import { second } from '../../contract/time.ts'
import type { Identity } from './identity.ts'
import type { Steering } from './makeSteering.ts'
import type { SteerState } from './steerState.ts'

interface Steered extends Pick<Steering, 'act' | 'giveBack'> {
  readonly state: SteerState
  /** `performance.now()`, once a second and whenever something was heard. */
  readonly perfNow: number
}

/** The wall in this device's hand while the screen is there. */
export function useSteering(identity: Identity, make: (identity: Identity) => Steering): Steered {
  // One device, one connection: another identity is another screen.
  const [steering] = useState(() => make(identity))
  useEffect(() => {
    const stop = steering.start()
    const awake = (): void => {
      if (document.visibilityState === 'visible') steering.retryNow()
    }
    document.addEventListener('visibilitychange', awake)
    window.addEventListener('online', awake)
    return () => {
      document.removeEventListener('visibilitychange', awake)
      window.removeEventListener('online', awake)
      stop()
    }
  }, [steering])
  const state = useSyncExternalStore(steering.subscribe, steering.state)
  const perfNow = Math.max(useSeconds(), state.heardAt ?? 0, state.refused?.at ?? 0)
  return { state, perfNow, act: steering.act, giveBack: steering.giveBack }
}

function useSeconds(): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), second)
    return () => clearInterval(timer)
  }, [])
  return now
}
