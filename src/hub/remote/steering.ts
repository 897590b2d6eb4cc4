import type { Actor, Control, ControlAction, HubAction, Refusal } from '../../contract/control.ts'
import type { Moment } from '../../contract/time.ts'

/** Who has the wall in hand from a remote, and how it comes back from somebody who has gone. */
export interface Steering {
  /** Runs what a remote does; afterwards it is the one who steers, unless it was refused. */
  doing(name: string, act: () => Refusal | undefined): Refusal | undefined
  /** The device is away: what it had set goes back in a while, unless it returns. */
  left(name: string): void
  returned(name: string): void
  /** It wants nothing more: what it had set goes back now. */
  giveBack(name: string): void
  stop(): void
}

export interface SteeringOptions {
  readonly control: SteeredControl
  readonly isConnected: (name: string) => boolean
  readonly giveBackAfterMs: number
  /** Real time. */
  readonly now: () => Moment
}

export interface SteeredControl {
  current(): Control
  act(action: ControlAction | HubAction, actor: Actor): Refusal | undefined
  onChange(listener: (control: Control) => void): void
}

const system: Actor = { kind: 'system' }
/** What somebody may have changed; the rest follows from it, or counts what came in. */
const parts = [
  'mode',
  'curtain',
  'scene',
  'steps',
  'focus',
  'playlist',
  'mute',
  'briefing'
] as const

/** Tried again where the disk does not take the record of it. */
const againMs = 2_000

export function steering(options: SteeringOptions): Steering {
  const { control, isConnected, giveBackAfterMs, now } = options
  let before = control.current()
  let steerer: { readonly name: string; readonly returnsAt?: Moment } | undefined
  /** A remote or this watch itself is changing things: it is no person at the wall. */
  let busy = false
  let timer: NodeJS.Timeout | undefined

  function whileBusy<T>(run: () => T): T {
    busy = true
    try {
      return run()
    } finally {
      busy = false
    }
  }

  /** The wall is told; undefined: nobody steers. */
  function set(next: typeof steerer): void {
    const was = steerer
    if (was?.name === next?.name && was?.returnsAt === next?.returnsAt) return
    steerer = next
    clearTimeout(timer)
    if (next?.returnsAt !== undefined)
      timer = setTimeout(() => end(next.name), Math.max(0, next.returnsAt - now()))
    const by: Actor = next === undefined ? system : { kind: 'remote', name: next.name }
    const told = next && (next.returnsAt === undefined ? {} : { returnsAt: next.returnsAt })
    control.act({ type: 'tellSteering', steering: told }, by)
  }

  /** Its own goes back, and what others left to it who are no longer there. */
  function end(name: string): void {
    const isTheirs = (set: { readonly by: Actor } | undefined): boolean =>
      set?.by.kind === 'remote' && (set.by.name === name || !isConnected(set.by.name ?? ''))
    whileBusy(() => {
      if (isTheirs(control.current().steps)) control.act({ type: 'endSteps' }, system)
      // What was there before the steps is there again, and may be of the wall.
      const { scene, focus, playlist } = control.current()
      if (isTheirs(focus)) control.act({ type: 'unfocus' }, system)
      if (scene.held && isTheirs(scene)) control.act({ type: 'release' }, system)
      if (playlist?.paused === true && isTheirs(playlist))
        control.act({ type: 'resumePlaylist' }, system)
      const left = namesIn(control.current())
      const [next] = left
      if (left.some((one) => one === name || !isConnected(one))) {
        clearTimeout(timer)
        timer = setTimeout(() => end(name), againMs)
      } else set(next === undefined ? undefined : { name: next })
    })
  }

  control.onChange((after) => {
    const touched = parts.some((part) => after[part] !== before[part] && byWall(after[part]))
    const undone = namesIn(before).length > 0
    before = after
    // A person at the wall who replaced or undid all that a remote had set has taken over.
    if (!busy && (touched || undone) && namesIn(after).length === 0) set(undefined)
  })

  const away = (name: string): void => set({ name, returnsAt: now() + giveBackAfterMs })

  // Whoever steered when the hub ended is away until it comes back.
  const [last] = namesIn(before)
  if (last !== undefined) away(last)

  return {
    doing: (name, act) =>
      whileBusy(() => {
        const refusal = act()
        if (refusal === undefined) set({ name })
        return refusal
      }),
    left(name) {
      if (steerer?.name === name) away(name)
    },
    returned(name) {
      if (steerer?.name === name) set({ name })
    },
    giveBack(name) {
      if (steerer?.name === name) end(name)
    },
    stop: () => clearTimeout(timer)
  }
}

/** Remotes that have set something that goes back. */
function namesIn({ scene, focus, steps, playlist }: Control): readonly string[] {
  const set = [scene.held && scene, focus, steps, playlist?.paused === true && playlist]
  return set.flatMap((one) =>
    one !== undefined && one !== false && one.by.kind === 'remote' ? [one.by.name ?? ''] : []
  )
}

function byWall(part: { readonly by: Actor } | undefined): boolean {
  return part?.by.kind === 'wall'
}
