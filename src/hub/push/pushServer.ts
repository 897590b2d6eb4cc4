import type { IncomingMessage } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import type { AggregateTopic, Aggregates, WallAggregates } from '../../contract/aggregates.ts'
import type { Arrangement } from '../../contract/arrangement.ts'
import type { WallCity } from '../../contract/city.ts'
import type { Control, ControlAction, Refusal } from '../../contract/control.ts'
import type { Health } from '../../contract/health.ts'
import {
  refusedCloseCode,
  subprotocol,
  type Change,
  type HubMessage,
  type Topic,
  type WindowMessage
} from '../../contract/hubMessages.ts'
import type { WallPeak } from '../../contract/peaks.ts'
import type { RemoteTold } from '../../contract/remote.ts'
import type { Moment } from '../../contract/time.ts'
import type { WallSettings } from '../../contract/wall.ts'
import { monotonicMs, type Clock } from '../clock.ts'
import { redactFor } from '../control/redact.ts'
import type { Log } from '../log.ts'
import { isFor, type ChangeHistory } from './changeHistory.ts'
import type { SocketRoute } from './httpServer.ts'
import type { RequestGuard } from './requestGuard.ts'
import {
  badMessageCode,
  helloTimeoutCode,
  isSlow,
  openWallWindow,
  parseWindowMessage,
  setTopics,
  type WallWindow
} from './wallWindow.ts'

/** Changes leave this often at most. */
const tickMs = 100
const helloWithinMs = 10_000
const pingEveryMs = 15_000
const maxMessageBytes = 64 * 1024
/** More in a second is no hand on a key. */
const mostActs = 20

export interface PushOptions {
  readonly history: ChangeHistory
  readonly guard: RequestGuard
  readonly clock: Clock
  /** What is otherwise since it was last asked, with time at `now`. */
  readonly takeChanges: (now: Moment) => readonly Change[]
  readonly health: () => Health
  readonly control: () => Control
  /** Somebody at a window wants something done; gives why it was not. */
  readonly act: (action: ControlAction) => Refusal | undefined
  readonly city: WallCity
  readonly wall: WallSettings
  readonly arrangement: () => Pick<Arrangement, 'scenes' | 'displays' | 'steps'>
  readonly peaks: readonly WallPeak[]
  /** Undefined: none can be switched on. */
  readonly remote?: () => RemoteTold | undefined
  readonly log: Log
}

export interface PushServer {
  /** Takes over WebSocket connections to `/wall`. */
  readonly route: SocketRoute
  /** Something came in: windows hear of it now, or at the next tick if they just heard something. */
  changed(): void
  /** Mode, curtain or scene are otherwise: every window hears of it now. */
  controlled(): void
  /** Remotes are otherwise: windows hear of it as of what comes in. */
  remoteChanged(): void
  /** Scenes, displays or prepared briefings are otherwise: every window begins anew. */
  rearranged(): void
  stop(): Promise<void>
}

/** Sends windows what changes, each change once, and nothing that only makes a queue longer. */
export function startPushServer(options: PushOptions): PushServer {
  const { history, guard, clock, log } = options
  const windows = new Set<WallWindow>()
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => protocols.has(subprotocol) && subprotocol
  })

  let redaction = redactFor(options.control().mode.mode, options.city)
  /** Counts modes and arrangements: what was told in one is no ground to go on from in another. */
  let turn = 0
  const runId = (): string => `${history.runId}.${turn}`

  let remoteDue = false
  let lastTick = Number.NEGATIVE_INFINITY
  let immediate: NodeJS.Immediate | undefined
  let tickTimer = setTimeout(tick, tickMs)
  let heartbeatTimer = setTimeout(heartbeat, untilNextSecond(clock))
  const pingTimer = setInterval(ping, pingEveryMs)

  function tick(): void {
    clearTimeout(tickTimer)
    clearImmediate(immediate)
    immediate = undefined
    tickTimer = setTimeout(tick, tickMs)
    const before = history.seq
    const changes = history.add([...options.takeChanges(clock.now()), ...takeRemote()])
    if (changes.length > 0) {
      lastTick = monotonicMs()
      broadcast(before, changes)
    }
    for (const window of windows)
      if (window.behind && window.socket.bufferedAmount === 0) sendSnapshot(window)
  }

  function takeRemote(): readonly Change[] {
    const remote = remoteDue ? options.remote?.() : undefined
    remoteDue = false
    return remote === undefined ? [] : [{ kind: 'remote', remote }]
  }

  function broadcast(after: number, changes: readonly Change[]): void {
    // Every window is told every number, also when nothing in it is for its topics: else the next
    // changes would look like a gap to it.
    const frames = new Map<string, string>()
    for (const window of windows) {
      if (window.seq === undefined || window.behind) continue
      if (isSlow(window)) {
        window.behind = true
        log('window.slow', { waitingBytes: window.socket.bufferedAmount })
        continue
      }
      let frame = frames.get(window.topicsKey)
      if (frame === undefined) {
        const own = changes.filter((change) => isFor(change, window.topics))
        frame = changesFrame(after, own)
        frames.set(window.topicsKey, frame)
      }
      window.socket.send(frame)
      window.seq = history.seq
    }
  }

  function heartbeat(): void {
    heartbeatTimer = setTimeout(heartbeat, untilNextSecond(clock))
    const frame = serialised({
      type: 'heartbeat',
      runId: runId(),
      seq: history.seq,
      clock: clock.reading(),
      health: redaction.health(options.health())
    })
    for (const window of windows) {
      window.acts = 0
      if (window.seq !== undefined && !window.behind && !isSlow(window)) window.socket.send(frame)
    }
  }

  function ping(): void {
    for (const window of windows) {
      if (!window.alive) window.socket.terminate()
      window.alive = false
      window.socket.ping()
    }
  }

  function changesFrame(after: number, changes: readonly Change[]): string {
    return serialised({
      type: 'changes',
      runId: runId(),
      after,
      seq: history.seq,
      clock: clock.reading(),
      changes: changes.flatMap((change) => redaction.change(change) ?? [])
    })
  }

  function sendSnapshot(window: WallWindow, frame = snapshotFrame(window.topics)): void {
    window.behind = false
    window.seq = history.seq
    window.socket.send(frame)
  }

  function snapshotFrame(topics: ReadonlySet<Topic>): string {
    const state = history.state(topics)
    const remote = options.remote?.()
    const { scenes, displays, steps } = options.arrangement()
    return serialised({
      type: 'snapshot',
      runId: runId(),
      seq: history.seq,
      clock: clock.reading(),
      control: redaction.control(options.control()),
      topics: [...topics],
      city: options.city,
      wall: options.wall,
      scenes: [...scenes],
      ...(displays && { displays }),
      steps: Object.entries(steps).map(([id, { name, steps: all }]) => ({
        id,
        name,
        titles: all.map(({ title }) => title)
      })),
      peaks: [...options.peaks],
      ...(remote && { remote: redaction.remote(remote) }),
      incidents: state.incidents.map(redaction.incident),
      notSent: state.notSent,
      aggregates: shownAggregates(state.aggregates),
      health: redaction.health(options.health())
    })
  }

  function shownAggregates(aggregates: Partial<Aggregates>): Partial<WallAggregates> {
    const shown = Object.entries(aggregates).flatMap(([topic, value]) => {
      // The keys of `Aggregates` are its topics, each with a value of that topic.
      const told = redaction.aggregate(topic as AggregateTopic, value)
      return told === undefined ? [] : [[topic, told]]
    })
    return Object.fromEntries(shown) as Partial<WallAggregates>
  }

  function controlled(): void {
    const control = options.control()
    const sameMode = control.mode.mode === redaction.mode
    // What takes over is told after its incident.
    if (sameMode && control.takeover !== undefined) tick()
    const before = history.seq
    const changes = history.add([{ kind: 'control', control }])
    if (!sameMode) {
      redaction = redactFor(control.mode.mode, options.city)
      turn += 1
    }
    const frames = new Map<string, string>()
    for (const window of windows) {
      // What still waits for it was made for what was before: it comes back and begins anew.
      if (window.behind || isSlow(window)) window.socket.terminate()
      else if (!sameMode && window.seq !== undefined) {
        const frame = frames.get(window.topicsKey) ?? snapshotFrame(window.topics)
        frames.set(window.topicsKey, frame)
        sendSnapshot(window, frame)
      }
    }
    if (sameMode) broadcast(before, changes)
  }

  function rearranged(): void {
    turn += 1
    const frames = new Map<string, string>()
    for (const window of windows) {
      if (window.seq === undefined) continue
      if (window.behind || isSlow(window)) {
        window.behind = true
        continue
      }
      const frame = frames.get(window.topicsKey) ?? snapshotFrame(window.topics)
      frames.set(window.topicsKey, frame)
      sendSnapshot(window, frame)
    }
  }

  function changed(): void {
    if (immediate === undefined && monotonicMs() - lastTick >= tickMs)
      immediate = setImmediate(tick)
  }

  function act(window: WallWindow, action: ControlAction): void {
    window.acts += 1
    if (window.acts > mostActs) {
      window.socket.close(badMessageCode, 'Too many actions.')
      return
    }
    const refusal = options.act(action)
    if (refusal !== undefined) window.socket.send(serialised({ type: 'refused', refusal }))
  }

  function hear(window: WallWindow, message: WindowMessage): void {
    const first = window.seq === undefined
    if (first !== (message.type === 'hello')) {
      const reason = first ? 'The first message is hello.' : 'Hello came before.'
      window.socket.close(badMessageCode, reason)
      return
    }
    if (message.type === 'act') {
      act(window, message.action)
      return
    }
    setTopics(window, message.topics)
    const resume = message.type === 'hello' ? message.resume : undefined
    const missed = resume?.runId === runId() ? history.since(resume.seq, window.topics) : undefined
    if (resume === undefined || missed === undefined) {
      sendSnapshot(window)
      return
    }
    window.seq = history.seq
    window.socket.send(changesFrame(resume.seq, missed))
  }

  function accept(socket: WebSocket, request: IncomingMessage): void {
    socket.on('error', () => socket.terminate())
    if (!guard.hasToken(tokenOf(request))) {
      // Let in as far as the door, so that the page can tell this from a hub that is away.
      socket.close(refusedCloseCode, 'Token missing or wrong.')
      return
    }
    const window = openWallWindow(socket)
    windows.add(window)
    const waiting = setTimeout(
      () => window.seq === undefined && socket.close(helloTimeoutCode, 'No hello.'),
      helloWithinMs
    )
    socket.on('pong', () => (window.alive = true))
    socket.on('close', () => {
      clearTimeout(waiting)
      windows.delete(window)
    })
    socket.on('message', (data: Buffer, isBinary) => {
      const message = parseWindowMessage(data, isBinary)
      if (typeof message === 'string') socket.close(badMessageCode, message)
      else if (socket.readyState === socket.OPEN) hear(window, message)
    })
  }

  history.add(options.takeChanges(clock.now()))
  return {
    route: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (opened) => accept(opened, request)),
    changed,
    controlled,
    remoteChanged() {
      remoteDue = true
      changed()
    },
    rearranged,
    stop() {
      clearTimeout(tickTimer)
      clearTimeout(heartbeatTimer)
      clearInterval(pingTimer)
      clearImmediate(immediate)
      for (const { socket } of windows) socket.close(1001, 'The hub is stopping.')
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}

function serialised(message: HubMessage): string {
  return JSON.stringify(message)
}

/** Real milliseconds until the hub's clock shows a full second; a second when it runs otherwise. */
function untilNextSecond(clock: Clock): number {
  const { now, speed } = clock.reading()
  if (speed !== 1) return 1000
  const left = 1000 - (now % 1000)
  // A timer that woke a little early must not beat twice in one second.
  return left < 50 ? left + 1000 : left
}

const tokenProtocol = 'token.'

/** What a window gave as its token beside the subprotocol. */
export function tokenOf({ headers }: IncomingMessage): string | undefined {
  return (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((protocol) => protocol.trim())
    .find((protocol) => protocol.startsWith(tokenProtocol))
    ?.slice(tokenProtocol.length)
}
