import type { HubClock, Moment } from '../contract/time.ts'

/** The hub's time. Ages of connections and messages use `process.hrtime`, never this. */
export interface Clock {
  now(): Moment
  reading(): HubClock
}

export const realClock: Clock = {
  now: () => Date.now(),
  reading: () => ({ now: Date.now(), speed: 1, simulated: false })
}

/** A clock that begins at `start` now and runs `speed` times as fast; 0 stands still. */
export function simulatedClock(start: Moment, speed: number): Clock {
  const origin = process.hrtime.bigint()
  const now = (): Moment =>
    start + Math.floor((Number(process.hrtime.bigint() - origin) / 1e6) * speed)
  return { now, reading: () => ({ now: now(), speed, simulated: true }) }
}

/** Milliseconds of real time from an arbitrary origin; never jumps. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n)
}
