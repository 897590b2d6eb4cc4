/** Time that passes only when told to, for everything that is given a clock. */
export interface FakeTicker {
  readonly monotonic: () => number
  readonly after: (ms: number, call: () => void) => () => void
  /** Lets so many milliseconds pass, calling what falls due on the way, in order. */
  readonly pass: (ms: number) => void
}

export function makeFakeTicker(start = 0): FakeTicker {
  let now = start
  let waiting: { readonly due: number; readonly call: () => void }[] = []

  const nextBefore = (
    end: number
  ): { readonly due: number; readonly call: () => void } | undefined =>
    waiting.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]

  return {
    monotonic: () => now,
    after: (ms, call) => {
      const entry = { due: now + ms, call }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    pass: (ms) => {
      const end = now + ms
      for (let next = nextBefore(end); next !== undefined; next = nextBefore(end)) {
        const due = next
        waiting = waiting.filter((other) => other !== due)
        now = due.due
        due.call()
      }
      now = end
    }
  }
}

interface SocketEvents {
  readonly open: undefined
  readonly message: { readonly data: unknown }
  readonly close: { readonly code: number }
}

/** The window's end of a WebSocket, with the hub's end in the hands of a test. */
export class FakeSocket {
  readonly protocols: readonly string[]
  readonly sent: unknown[] = []
  closed = false
  readonly #listeners: { type: string; listen: (event: never) => void }[] = []

  constructor(protocols: readonly string[]) {
    this.protocols = protocols
  }

  addEventListener<T extends keyof SocketEvents>(
    type: T,
    listen: (event: SocketEvents[T]) => void
  ): void {
    this.#listeners.push({ type, listen })
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  close(): void {
    this.closed = true
  }

  /** The hub takes the window in. */
  open(): void {
    this.#tell('open', undefined)
  }

  /** The hub says something; anything but text is sent as JSON. */
  say(message: unknown): void {
    this.#tell('message', {
      data: typeof message === 'string' ? message : JSON.stringify(message)
    })
  }

  /** The hub hangs up. */
  hangUp(code = 1006): void {
    this.#tell('close', { code })
  }

  #tell<T extends keyof SocketEvents>(type: T, event: SocketEvents[T]): void {
    for (const one of this.#listeners) if (one.type === type) one.listen(event as never)
  }
}
