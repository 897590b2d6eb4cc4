import type { Display, Screen } from 'electron'
import { readXOutputs } from '../displays/readXOutputs.ts'
import type { Output } from '../displays/spots.ts'
import type { On } from './shell.ts'

type WatchedScreen = Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'> & {
  readonly on: On<'display-added'> & On<'display-removed'> & On<'display-metrics-changed'>
}

/** Calls back whenever displays come, go or change; several events make one call. */
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

/** What Electron knows of the outputs, and what only the X server tells: which screens they are. */
export async function readOutputs(
  screen: WatchedScreen,
  askX: () => Promise<readonly Output[]> = askXrandr
): Promise<{ readonly outputs: readonly Output[]; readonly primary: string | undefined }> {
  const told = await askX()
  const displays = screen.getAllDisplays()
  // Without any display there is no primary one, and asking for it throws.
  const primary = displays.length > 0 ? String(screen.getPrimaryDisplay().id) : undefined
  const outputs = displays.map((display) => {
    const { id, label, bounds } = display
    const inX = told.find((output) => isSame(display, output))
    return {
      id: String(id),
      label: inX?.label ?? (label === '' ? String(id) : label.slice(0, 120)),
      edid: inX?.edid,
      bounds
    }
  })
  return { outputs, primary }
}

/** Electron tells where a window goes in its own pixels, X in those of the screens. */
function isSame(
  { bounds, scaleFactor, nativeOrigin }: Pick<Display, 'bounds' | 'scaleFactor' | 'nativeOrigin'>,
  output: Output
): boolean {
  const origin = nativeOrigin ?? bounds
  return (
    output.bounds.x === origin.x &&
    output.bounds.y === origin.y &&
    Math.abs(output.bounds.width - bounds.width * scaleFactor) <= 1 &&
    Math.abs(output.bounds.height - bounds.height * scaleFactor) <= 1
  )
}

/** Not installed, or no X: labels and places are what is left. */
function askXrandr(): Promise<readonly Output[]> {
  return process.platform === 'linux' ? readXOutputs().catch(() => []) : Promise.resolve([])
}
