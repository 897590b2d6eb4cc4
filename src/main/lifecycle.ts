import type { App, Input } from 'electron'
import type { Log, On } from './shell.ts'

type QuittingApp = Pick<App, 'quit' | 'exit'> & {
  readonly on: On<'before-quit', [event: { preventDefault(): void }]> & On<'window-all-closed'>
}

interface Signals {
  readonly on: On<'SIGINT'> & On<'SIGTERM'> & On<'SIGHUP'>
}

/** Exit code that tells the launcher not to try again. */
export const hubRefusedCode = 2

export interface Quitting {
  /** Ends everything in order and then the program. */
  quit(code?: number): void
  /** What is started later is stopped earlier. */
  onQuit(stop: () => void | Promise<void>): void
}

/**
 * The end of the program: on quit, Ctrl-C or SIGTERM everything that was started is stopped in
 * reverse, and only then the program ends. Closed windows end nothing: a wall without displays
 * waits for one.
 */
export function arrangeQuit(app: QuittingApp, signals: Signals, log: Log): Quitting {
  const stops: (() => void | Promise<void>)[] = []
  let ending = false

  async function end(code: number): Promise<void> {
    if (ending) return
    ending = true
    for (const stop of stops.toReversed()) {
      try {
        await stop()
      } catch (error) {
        log('quit.failed', { error: String(error) })
      }
    }
    app.exit(code)
  }

  app.on('window-all-closed', () => undefined)
  app.on('before-quit', (event) => {
    event.preventDefault()
    void end(0)
  })
  const stopNow = (): void => void end(0)
  signals.on('SIGINT', stopNow)
  signals.on('SIGTERM', stopNow)
  signals.on('SIGHUP', stopNow)

  return {
    quit: (code = 0) => void end(code),
    onQuit: (stop) => void stops.push(stop)
  }
}

/** Ctrl+Shift+Q: a kiosk has no menu and no frame to close it by. */
export function isQuitKey({ type, control, shift, key }: QuitKey): boolean {
  return type === 'keyDown' && control && shift && key.toLowerCase() === 'q'
}

type QuitKey = Pick<Input, 'type' | 'control' | 'shift' | 'key'>
