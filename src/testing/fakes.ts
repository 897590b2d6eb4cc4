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

/** The window's end of a WebSocket, with the hub's end in the hands of a test. */
export class FakeSocket {
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  onclose: ((event: { readonly code: number }) => void) | null = null
  readonly protocols: readonly string[]
  readonly sent: unknown[] = []
  closed = false

  constructor(protocols: readonly string[]) {
    this.protocols = protocols
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  close(): void {
    this.closed = true
  }

  /** The hub takes the window in. */
  open(): void {
    this.onopen?.()
  }

  /** The hub says something; anything but text is sent as JSON. */
  say(message: unknown): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) })
  }

  /** The hub hangs up. */
  hangUp(code = 1006): void {
    this.onclose?.({ code })
  }
}
