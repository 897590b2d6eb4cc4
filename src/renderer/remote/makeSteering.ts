import type { ControlAction } from '../../contract/control.ts'
import {
  RemoteHubMessage,
  steerSubprotocol,
  type Paired,
  type RemoteMessage
} from '../../contract/remote.ts'
import { second } from '../../contract/time.ts'
import {
  initialSteering,
  mayReturn,
  reduceSteering,
  type SteerEvent,
  type SteerState
} from './steerState.ts'

/** As much of a WebSocket as is used. */
export interface Socket {
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listen: () => void): void
  send(text: string): void
  close(): void
}

export interface SteeringOptions {
  readonly identity: Pick<Paired, 'device' | 'token'>
  readonly openSocket: (protocols: readonly string[]) => Socket
  /** Proves with the key of this device that it is the one that was paired. */
  readonly sign: (nonce: string) => Promise<string>
  readonly ticker: {
    readonly monotonic: () => number
    readonly after: (ms: number, call: () => void) => () => void
  }
  /** 0 ≤ n < 1, spreads the reconnects of several devices. */
  readonly random: () => number
}

export interface Steering {
  readonly state: () => SteerState
  readonly subscribe: (listener: () => void) => () => void
  /** Only while the hub is there: a command is never kept for later. */
  readonly act: (action: ControlAction) => void
  readonly giveBack: () => void
  /** Does not wait for the next attempt: the screen was switched on, the network is back. */
  readonly retryNow: () => void
  /** Connects and stays connected; returns its stop. */
  readonly start: () => () => void
}

/** A hub speaks every second: one that says nothing for so long is taken for lost. */
export const silentAfterMs = 2.5 * second
/** A handshake over a poor network takes longer. */
export const openingMs = 6 * second
const longestDelayMs = 5 * second

/** 0.5 s doubling to 5 s, of which up to half is left to chance. */
export function retryDelayMs(attempt: number, random: () => number): number {
  const full = Math.min(longestDelayMs, 500 * 2 ** Math.max(0, attempt - 1))
  return full * (0.5 + random() / 2)
}

/** A paired device and its hub. Nothing the hub sends can throw here. */
export function makeSteering(options: SteeringOptions): Steering {
  const { identity, openSocket, sign, ticker, random } = options
  const listeners = new Set<() => void>()
  let state = initialSteering
  let socket: Socket | undefined
  let attempt = 0
  let cancelWatchdog = (): void => undefined
  let cancelRetry = (): void => undefined

  const tell = (event: SteerEvent): void => {
    state = reduceSteering(state, event)
    for (const listener of listeners) listener()
  }
  const send = (message: RemoteMessage): void => socket?.send(JSON.stringify(message))

  const connect = (): void => {
    cancelRetry()
    const mine = openSocket([steerSubprotocol])
    socket = mine
    // A socket that was given up may still speak.
    const current = (): boolean => socket === mine
    mine.addEventListener('message', ({ data }) => current() && hear(data, current))
    mine.addEventListener('close', () => current() && lose())
    watch(openingMs)
  }

  const hear = (data: unknown, current: () => boolean): void => {
    const message = parse(data)
    if (message === undefined) {
      tell({ type: 'unreadable' })
      drop()
      return
    }
    if (message.type === 'challenge') {
      void prove(message.nonce, current)
      return
    }
    watch(silentAfterMs)
    if (message.type === 'view') attempt = 0
    tell({ type: 'heard', message, at: ticker.monotonic() })
    if (message.type === 'out') drop()
  }

  const prove = async (nonce: string, current: () => boolean): Promise<void> => {
    const signature = await sign(nonce).catch(() => undefined)
    if (!current()) return
    if (signature === undefined) {
      tell({ type: 'noProof' })
      drop()
      return
    }
    send({ type: 'hello', device: identity.device, token: identity.token, signature })
  }

  const watch = (ms: number): void => {
    cancelWatchdog()
    cancelWatchdog = ticker.after(ms, drop)
  }

  const drop = (): void => {
    const silent = socket
    lose()
    silent?.close()
  }

  const lose = (): void => {
    socket = undefined
    cancelWatchdog()
    attempt += 1
    tell({ type: 'lost' })
    if (!mayReturn(state.link)) return
    const patient = state.link.state === 'out' || state.link.state === 'unreadable'
    cancelRetry = ticker.after(patient ? longestDelayMs : retryDelayMs(attempt, random), connect)
  }

  const ask = (message: RemoteMessage): void => {
    if (state.link.state !== 'open') return
    send(message)
    tell({ type: 'acted' })
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    act: (action) => ask({ type: 'act', action }),
    giveBack: () => ask({ type: 'giveBack' }),
    retryNow: () => {
      if (socket === undefined && mayReturn(state.link)) connect()
    },
    start: () => {
      connect()
      return () => {
        cancelWatchdog()
        cancelRetry()
        const last = socket
        socket = undefined
        last?.close()
      }
    }
  }
}

function parse(data: unknown): RemoteHubMessage | undefined {
  if (typeof data !== 'string') return undefined
  try {
    return RemoteHubMessage.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}
