import type { ImportProgress } from './importFiles.ts'

export interface ProgressLineOptions {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  /** Milliseconds that never jump. */
  readonly monotonicMs: () => number
}

export interface ProgressLine {
  show(progress: ImportProgress): void
  /** Ends the line, so that what is said next stands on its own. */
  end(): void
}

const width = 30
const onTerminalMs = 100
const elsewhereMs = 5_000
const names = { reading: 'Reading', storing: 'Storing' }

/** A bar that redraws itself on a terminal; elsewhere (a log file) a line every five seconds. */
export function progressLine({
  write,
  isTerminal,
  monotonicMs
}: ProgressLineOptions): ProgressLine {
  const every = isTerminal ? onTerminalMs : elsewhereMs
  const began = monotonicMs()
  let next = isTerminal ? began : began + every
  let drawn = false
  return {
    show({ phase, share, rows }) {
      const now = monotonicMs()
      const finished = isTerminal && share === 1
      if (now < next && !finished) return
      next = now + every
      const percent = `${String(Math.floor(share * 100)).padStart(3)} %`
      const text = `${names[phase]} ${percent}  ${rows.toLocaleString('en-US')} rows`
      if (!isTerminal) return write(`${text}\n`)
      const full = Math.round(share * width)
      write(`\r\u001B[K${'█'.repeat(full)}${'░'.repeat(width - full)} ${text}`)
      drawn = true
    },
    end() {
      if (drawn) write('\n')
      drawn = false
    }
  }
}
