import type { Display, Screen } from 'electron'
import type { On } from './shell.ts'
import { planWindows, type DisplayChoice, type PlannedWindow } from './planWindows.ts'

type WatchedScreen = Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'> & {
  readonly on: On<'display-added'> & On<'display-removed'> & On<'display-metrics-changed'>
}

/** Calls back with the plan whenever displays come, go or change; several events make one call. */
export function watchDisplays(screen: WatchedScreen, replan: () => void, settleMs = 500): void {
  let timer: NodeJS.Timeout | undefined
  const changed = (): void => {
    clearTimeout(timer)
    // A video wall's outputs come back one after another.
    timer = setTimeout(replan, settleMs)
  }
  screen.on('display-added', changed)
  screen.on('display-removed', changed)
  screen.on('display-metrics-changed', changed)
}

export function currentPlan(
  screen: WatchedScreen,
  choice: DisplayChoice
): readonly PlannedWindow[] {
  const displays: readonly Display[] = screen.getAllDisplays()
  const primary = displays.length > 0 ? screen.getPrimaryDisplay().id : undefined
  return planWindows(displays, primary, choice)
}
