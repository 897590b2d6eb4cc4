import { day, hour, second, type Moment } from '../../../../contract/time.ts'

/** Hub hours shown in a real second, slowest first. */
export const replaySpeeds = [1, 2, 3, 6, 12, 24] as const

/** Where the time-lapse stands. `at` is the end of the window that is shown. */
export interface ReplayState {
  /** First midnight of the period, and the one that ends it. */
  readonly from: Moment
  readonly to: Moment
  readonly at: Moment
  readonly playing: boolean
  /** Index into `replaySpeeds`. */
  readonly speed: number
  readonly loop: boolean
  /** Nobody wants things to move: playing is one step at a time. */
  readonly still: boolean
}

export type ReplayEvent =
  /** Another period, or another place to stand; playing ends. */
  | { readonly type: 'opened'; readonly from: Moment; readonly to: Moment; readonly at: Moment }
  | { readonly type: 'still'; readonly still: boolean }
  /** Real milliseconds have passed. */
  | { readonly type: 'passed'; readonly ms: number }
  | { readonly type: 'toggle' | 'pause' | 'faster' | 'slower' | 'loop' | 'toStart' | 'toEnd' }
  | { readonly type: 'seek'; readonly at: Moment }
  | { readonly type: 'step'; readonly hours: number }

export function openedReplay(from: Moment, to: Moment, at: Moment): ReplayState {
  return { from, to, at: within(at, from, to), playing: false, speed: 0, loop: false, still: false }
}

export function reduceReplay(state: ReplayState, event: ReplayEvent): ReplayState {
  const { from, to, at, speed } = state
  switch (event.type) {
    case 'opened':
      return {
        ...state,
        ...{ from: event.from, to: event.to, at: within(event.at, event.from, event.to) },
        playing: false
      }
    case 'still':
      return { ...(event.still ? paused(state) : state), still: event.still }
    case 'toggle':
      if (state.still) return standing(state, nextHour(state, 1))
      if (state.playing) return paused(state)
      return { ...state, playing: true, at: at >= to ? within(from, from, to) : at }
    case 'pause':
      return paused(state)
    case 'passed':
      return state.playing ? advanced(state, event.ms) : state
    case 'faster':
      return { ...state, speed: Math.min(replaySpeeds.length - 1, speed + 1) }
    case 'slower':
      return { ...state, speed: Math.max(0, speed - 1) }
    case 'loop':
      return { ...state, loop: !state.loop }
    case 'toStart':
      return standing(state, from)
    case 'toEnd':
      return standing(state, to)
    case 'seek':
      return standing(state, wholeHour(state, event.at))
    case 'step':
      return standing(state, nextHour(state, event.hours))
  }
}

/** What a step skips: a day where an hour is too little to be seen. */
export function stepHours({ speed }: ReplayState): number {
  return (replaySpeeds[speed] ?? 1) >= day / hour ? day / hour : 1
}

function advanced(state: ReplayState, ms: number): ReplayState {
  const { from, to, at, loop } = state
  const next = at + Math.round((ms / second) * (replaySpeeds[state.speed] ?? 1) * hour)
  if (next < to) return { ...state, at: next }
  return loop ? { ...state, at: within(from, from, to) } : { ...state, at: to, playing: false }
}

function standing(state: ReplayState, at: Moment): ReplayState {
  return { ...state, playing: false, at: within(at, state.from, state.to) }
}

function paused(state: ReplayState): ReplayState {
  return state.playing ? standing(state, wholeHour(state, state.at)) : state
}

/** Counts are exact at whole hours, so that is where one comes to stand. */
function wholeHour({ from }: ReplayState, at: Moment): Moment {
  return from + Math.round((at - from) / hour) * hour
}

/** So many whole hours on; from between two hours the first goes to the next whole one. */
function nextHour({ from, at }: ReplayState, hours: number): Moment {
  const passed = (at - from) / hour
  return from + (hours > 0 ? Math.floor(passed) : Math.ceil(passed)) * hour + hours * hour
}

/** From the end of the first hour on: before it there is nothing to show. */
function within(at: Moment, from: Moment, to: Moment): Moment {
  return Math.min(to, Math.max(from + hour, at))
}
