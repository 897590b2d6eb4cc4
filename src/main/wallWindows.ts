import { wallUrl, type HubReady } from '../contract/launch.ts'
import type { Bounds } from '../contract/displays.ts'
import type { PlannedWindow } from '../displays/planWindows.ts'
import type { Log, ShellWindow } from './shell.ts'
import { keepWallWindow, type WallWindow } from './wallWindow.ts'

export interface WallWindows {
  /** Opens, moves and closes windows until they are as planned and show this hub. */
  apply(plan: readonly PlannedWindow[], hub: Pick<HubReady, 'url' | 'token'>): void
  focus(): void
  close(): void
}

/** All windows of the wall, each kept alive on its own: one that fails darkens one display. */
export function makeWallWindows(open: (bounds: Bounds) => ShellWindow, log: Log): WallWindows {
  const windows = new Map<string, WallWindow>()
  return {
    apply(plan, hub) {
      const wanted = new Set(plan.map(({ display }) => display))
      for (const [display, window] of windows) {
        if (wanted.has(display)) continue
        window.close()
        windows.delete(display)
      }
      for (const { display, bounds } of plan) {
        const url = wallUrl(hub, display)
        const window = windows.get(display)
        if (window !== undefined) window.update(url, bounds)
        else windows.set(display, keepWallWindow({ open, url, bounds, name: display, log }))
      }
    },
    focus() {
      windows.values().next().value?.focus()
    },
    close() {
      for (const window of windows.values()) window.close()
      windows.clear()
    }
  }
}
