import type { WebSocket } from 'ws'
import { WindowMessage, type Topic } from '../../contract/hubMessages.ts'

/** The hub's own close codes; 4401 is `refusedCloseCode` of the contract. */
export const badMessageCode = 4400
export const helloTimeoutCode = 4408

/** A window that has this much waiting is slow: it gets nothing more until it has caught up. */
const slowBytes = 1024 * 1024

/** One connected window and how far it has been told. */
export interface WallWindow {
  readonly socket: WebSocket
  topics: ReadonlySet<Topic>
  /** Equal for windows with equal topics. */
  topicsKey: string
  /** Number up to which it has been told; undefined until it said hello. */
  seq: number | undefined
  /** It was too slow, so it will need a snapshot. */
  behind: boolean
  /** How often it wanted something done since the last heartbeat. */
  acts: number
  /** It answered the last ping. */
  alive: boolean
}

export function openWallWindow(socket: WebSocket): WallWindow {
  return {
    socket,
    topics: new Set(),
    topicsKey: '',
    seq: undefined,
    behind: false,
    acts: 0,
    alive: true
  }
}

export function setTopics(window: WallWindow, topics: readonly Topic[]): void {
  window.topics = new Set(topics)
  window.topicsKey = [...window.topics].sort().join()
}

export function isSlow({ socket }: WallWindow): boolean {
  return socket.bufferedAmount > slowBytes
}

/** The message, or why it is none. */
export function parseWindowMessage(data: Buffer, isBinary: boolean): WindowMessage | string {
  if (isBinary) return 'Messages are text.'
  let json: unknown
  try {
    json = JSON.parse(data.toString())
  } catch {
    return 'Not JSON.'
  }
  const parsed = WindowMessage.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  // A close reason holds 123 bytes at most.
  return `Not understood: ${issue?.path.join('.') ?? ''} ${issue?.code ?? ''}`.slice(0, 100)
}
