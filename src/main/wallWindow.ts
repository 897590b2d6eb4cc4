import { second } from '../contract/time.ts'
import { calmAfterMs, makeBackoff, type Backoff } from './backoff.ts'
import type { Bounds } from '../contract/displays.ts'
import type { Log, ShellWindow } from './shell.ts'

export interface WallWindow {
  /** Shows another address, or moves, if it is not already so. */
  update(url: string, bounds: Bounds): void
  focus(): void
  close(): void
}

interface WallWindowOptions {
  readonly open: (bounds: Bounds) => ShellWindow
  readonly url: string
  readonly bounds: Bounds
  /** Which display, for the log. */
  readonly name: string
  readonly log: Log
  readonly backoff?: Backoff
}

/** How often a page is asked whether it still runs, and how long it may take to answer. */
const askEveryMs = 10 * second
const answerWithinMs = 15 * second
/** After so many failures in a row a reload has not helped: a new window might. */
const recreateAfter = 3

/**
 * Keeps one window open, loaded and alive until `close`. Electron reports a hang only when somebody
 * presses a key, and nobody touches a wall: so the page is asked.
 */
export function keepWallWindow(options: WallWindowOptions): WallWindow {
  const { open, name, log, backoff = makeBackoff() } = options
  let { url, bounds } = options
  let window: ShellWindow | undefined
  let recovery: NodeJS.Timeout | undefined
  let calm: NodeJS.Timeout | undefined
  let deadline: NodeJS.Timeout | undefined
  let closed = false

  function create(): void {
    const created = open(bounds)
    window = created
    const isCurrent = (): boolean => !closed && window === created
    created.on('ready-to-show', () => isCurrent() && created.show())
    created.on('closed', () => isCurrent() && recover('closed'))
    created.on('unresponsive', () => isCurrent() && ask())
    created.webContents.on('render-process-gone', (_event, { reason }) => {
      if (isCurrent()) recover(reason)
    })
    load(created)
  }

  function load(target: ShellWindow): void {
    target.loadURL(url).then(
      () => {
        clearTimeout(calm)
        calm = setTimeout(() => backoff.reset(), calmAfterMs)
      },
      (error: unknown) => {
        // A load that another load replaced is not a failure.
        if (target === window && !String(error).includes('ERR_ABORTED')) recover('load failed')
      }
    )
  }

  function recover(reason: string): void {
    if (closed || recovery !== undefined) return
    stopTimers()
    const waitMs = backoff.next()
    log('window.recovering', { display: name, reason, waitMs, failures: backoff.failures })
    recovery = setTimeout(() => {
      recovery = undefined
      if (window === undefined || window.isDestroyed() || backoff.failures % recreateAfter === 0)
        recreate()
      else load(window)
    }, waitMs)
  }

  function recreate(): void {
    const old = window
    window = undefined
    if (old?.isDestroyed() === false) old.destroy()
    create()
  }

  function ask(): void {
    if (window === undefined || recovery !== undefined || deadline !== undefined) return
    const asked = window
    deadline = setTimeout(() => {
      deadline = undefined
      log('window.hangs', { display: name })
      recover('hung')
      // A hung page does not reload: its process has to go first.
      if (!asked.isDestroyed()) asked.webContents.forcefullyCrashRenderer()
    }, answerWithinMs)
    const answered = (): void => {
      clearTimeout(deadline)
      deadline = undefined
    }
    // A rejection is an answer too: the page is there, or its end is reported by itself.
    asked.webContents.executeJavaScript('0').then(answered, answered)
  }

  function stopTimers(): void {
    clearTimeout(calm)
    clearTimeout(deadline)
    deadline = undefined
  }

  create()
  const asking = setInterval(ask, askEveryMs)

  return {
    update(nextUrl, nextBounds) {
      const moved = !sameBounds(bounds, nextBounds)
      const changed = url !== nextUrl
      url = nextUrl
      bounds = nextBounds
      if (window === undefined || window.isDestroyed()) return
      if (moved) window.setBounds(bounds)
      if (changed) load(window)
    },
    focus() {
      if (window?.isDestroyed() === false) window.focus()
    },
    close() {
      closed = true
      clearInterval(asking)
      clearTimeout(recovery)
      stopTimers()
      if (window?.isDestroyed() === false) window.destroy()
    }
  }
}

function sameBounds(a: Bounds, b: Bounds): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}
