import type { ControlAction } from '../../contract/control.ts'
import {
  refusedCloseCode,
  subprotocol,
  type Topic,
  type WindowMessage
} from '../../contract/hubMessages.ts'
import type { Ticker } from './moments.ts'
import { parseFrame } from './parseFrame.ts'
import { follows, type CheckedMessage } from './reduceWall.ts'
import type { Connection } from './wallState.ts'
import type { WallStore } from './wallStore.ts'

/** As much of a WebSocket as is used. */
export interface Socket {
  addEventListener(type: 'open', listen: () => void): void
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listen: (event: { readonly code: number }) => void): void
  send(text: string): void
  close(): void
}

export interface ConnectionOptions {
  readonly store: WallStore
  readonly token: string | undefined
  /** What the window asks for until `setTopics`. */
  readonly topics: readonly Topic[]
  readonly openSocket: (protocols: readonly string[]) => Socket
  readonly ticker: Ticker
  /** 0 ≤ n < 1, spreads the reconnects of several windows. */
  readonly random: () => number
}

export interface HubConnection {
  /** The topics of the panels now shown; answered by a snapshot when they differ. */
  readonly setTopics: (topics: readonly Topic[]) => void
  /** Asks the hub to do something to the whole wall; lost without a hub, as nobody could decide. */
  readonly act: (action: ControlAction) => void
  readonly stop: () => void
}

/** Heartbeats come every second: a hub that says nothing for this long is given up. */
export const silentAfterMs = 3_000
const firstDelayMs = 250
const longestDelayMs = 5_000

/** How long to wait before an attempt: 0.25 s doubling to 5 s, of which up to half is left to chance. */
export function reconnectDelayMs(attempt: number, random: () => number): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, attempt - 1))
  return full * (0.5 + random() / 2)
}

/**
 * Keeps the window connected to its hub and tells the store what comes. Resumes where it stopped;
 * on a gap or another run of the hub it asks for everything anew. A frame it cannot read is counted
 * in the state and makes it ask anew; nothing the hub sends can throw here.
 */
export function startConnection(options: ConnectionOptions): HubConnection {
  const { store, token, openSocket, ticker, random } = options
  let topics = sorted(options.topics)
  let socket: Socket | undefined
  let attempt = 0
  let awaitingSnapshot = false
  /** What the figures on screen hold; with other topics a resume would leave holes. */
  let held: readonly Topic[] = []
  let cancelWatchdog = (): void => undefined
  let cancelReconnect = (): void => undefined

  const tell = (connection: Connection): void => store.dispatch({ type: 'connection', connection })
  const send = (message: WindowMessage): void => socket?.send(JSON.stringify(message))

  const connect = (): void => {
    const mine = openSocket([subprotocol, `token.${token}`])
    socket = mine
    // A socket that was given up may still speak.
    const current = (): boolean => socket === mine
    mine.addEventListener('open', () => current() && hello())
    mine.addEventListener('message', ({ data }) => current() && hear(data))
    mine.addEventListener('close', ({ code }) => current() && lose(code))
    watch()
  }

  const hello = (): void => {
    watch()
    const { runId, seq } = store.state()
    const resume = runId !== undefined && same(held, topics) ? { runId, seq } : undefined
    awaitingSnapshot = resume === undefined
    send({ type: 'hello', topics: [...topics], ...(resume && { resume }) })
  }

  /** Everything anew on the same socket. */
  const startOver = (): void => {
    if (awaitingSnapshot) return
    awaitingSnapshot = true
    send({ type: 'subscribe', topics: [...topics] })
  }

  const hear = (data: unknown): void => {
    watch()
    const frame = parseFrame(data)
    if (!frame.ok) {
      store.dispatch({ type: 'unreadable', where: frame.where })
      // Asked anew and still not to be read: wait, rather than ask in a circle.
      if (awaitingSnapshot) drop()
      else startOver()
      return
    }
    if (!fits(frame.message)) {
      startOver()
      return
    }
    if (frame.message.type === 'snapshot') {
      awaitingSnapshot = false
      held = sorted(frame.message.topics)
    }
    if (awaitingSnapshot) return
    attempt = 0
    store.dispatch({ type: 'heard', at: ticker.monotonic(), message: frame.message })
  }

  const fits = (message: CheckedMessage): boolean => {
    if (message.type === 'snapshot' || message.type === 'refused') return true
    const state = store.state()
    return message.type === 'changes' ? follows(state, message) : message.runId === state.runId
  }

  const watch = (): void => {
    cancelWatchdog()
    cancelWatchdog = ticker.after(silentAfterMs, drop)
  }

  const drop = (): void => {
    const silent = socket
    lose(1006)
    silent?.close()
  }

  const lose = (code: number): void => {
    socket = undefined
    cancelWatchdog()
    attempt += 1
    const refused = code === refusedCloseCode
    const stillRefused = store.state().connection.state === 'refused'
    if (refused || stillRefused) tell({ state: 'refused' })
    else if (store.state().runId === undefined) tell({ state: 'connecting', attempt })
    else tell({ state: 'lost', attempt })
    const delay = refused ? longestDelayMs : reconnectDelayMs(attempt, random)
    cancelReconnect = ticker.after(delay, connect)
  }

  // Nothing to show at the door; the address this window was opened with is incomplete.
  if (token === undefined) tell({ state: 'refused' })
  else connect()
  return {
    setTopics: (wanted) => {
      const next = sorted(wanted)
      if (same(next, topics)) return
      topics = next
      if (store.state().connection.state !== 'open') return
      awaitingSnapshot = false
      startOver()
    },
    act: (action) => {
      if (store.state().connection.state === 'open') send({ type: 'act', action })
    },
    stop: () => {
      cancelWatchdog()
      cancelReconnect()
      const last = socket
      socket = undefined
      last?.close()
    }
  }
}

function same(a: readonly Topic[], b: readonly Topic[]): boolean {
  return a.join() === b.join()
}

function sorted(topics: readonly Topic[]): readonly Topic[] {
  return [...new Set(topics)].sort()
}
