import { useSyncExternalStore } from 'react'
import { DensityWindow } from '../../../contract/aggregates.ts'
import type { Control } from '../../../contract/control.ts'
import type { HeatStyle } from './heat.ts'

export interface HeatSettings {
  readonly window: DensityWindow
  readonly style: HeatStyle
}

export const heatWindows = DensityWindow.options
export const heatStyles: readonly HeatStyle[] = ['smooth', 'hexagons']

const key = 'siaga.map.heat'
const usual: HeatSettings = { window: '30d', style: 'smooth' }

let chosen: HeatSettings | undefined
const listeners = new Set<() => void>()

/** The chosen window and style; kept on this machine, because a wall is set up once. */
export function heatSettings(): HeatSettings {
  chosen ??= load()
  return chosen
}

/** One choice for the whole page: the map draws it, and the wall asks the hub for its figures. */
export function useHeatSettings(): [HeatSettings, (settings: HeatSettings) => void] {
  return [useSyncExternalStore(listen, heatSettings), choose]
}

/** The window of a scene: the one it was called with while it is on the wall, else the chosen one. */
export function heatWindowOf(
  { window }: HeatSettings,
  { id, range }: Pick<Control['scene'], 'id' | 'range'>,
  scene: string | undefined
): DensityWindow {
  return (scene === id ? range : undefined) ?? window
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function choose(settings: HeatSettings): void {
  chosen = settings
  try {
    localStorage.setItem(key, JSON.stringify(settings))
  } catch {
    // A browser without storage forgets the choice; nothing else depends on it.
  }
  for (const listener of listeners) listener()
}

function load(): HeatSettings {
  try {
    return parseHeatSettings(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return usual
  }
}

/** Anything but a known choice is the usual one. */
export function parseHeatSettings(stored: unknown): HeatSettings {
  if (typeof stored !== 'object' || stored === null) return usual
  const { window, style }: { readonly window?: unknown; readonly style?: unknown } = stored
  return {
    window: heatWindows.find((known) => known === window) ?? usual.window,
    style: heatStyles.find((known) => known === style) ?? usual.style
  }
}
